// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stats.hpp"

#include "core/result/result_json.hpp"
#include "core/zone/word_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::app {
namespace {

using zone::Word;

const std::array<Word, 3>& keys() {
    static const std::array<Word, 3> words{
        {{"county", {"县区", "county"}}, {"level", {"级别", "level"}}, {"year", {"公布年份", "year"}}}};
    return words;
}

const std::array<Word, kFigures>& figures() {
    static const std::array<Word, kFigures> words{{
        {"units", {"文物保护单位", "units"}},
        {"ungraded", {"未定级文物", "ungraded relics"}},
        {"range-missing", {"保护范围未划", "range missing"}},
        {"range-draft", {"保护范围草案", "range drafted"}},
        {"range-announced", {"保护范围已公布", "range announced"}},
        {"range-filed", {"保护范围已备案", "range filed"}},
        {"range-delivered", {"保护范围已入一张图", "range on the one map"}},
        {"range-overdue", {"保护范围逾期", "range overdue"}},
        {"range-due", {"保护范围待划（一年内）", "range due within its year"}},
        {"control-missing", {"建控地带未划", "control zone missing"}},
        {"control-draft", {"建控地带草案", "control zone drafted"}},
        {"control-announced", {"建控地带已公布", "control zone announced"}},
        {"control-filed", {"建控地带已备案", "control zone filed"}},
        {"control-delivered", {"建控地带已入一张图", "control zone on the one map"}},
        {"marker", {"标志说明齐全", "marker whole"}},
        {"marker-partial", {"标志说明不全", "marker lacking parts"}},
        {"marker-missing", {"无标志说明", "marker missing"}},
        {"archive", {"记录档案齐全", "archive whole"}},
        {"archive-partial", {"记录档案不全", "archive lacking parts"}},
        {"archive-missing", {"无记录档案", "archive missing"}},
        {"custody", {"有机构或专人", "body or keeper"}},
        {"custody-partial", {"机构或专人不明", "body or keeper not named"}},
        {"custody-missing", {"无机构或专人", "no body or keeper"}},
        {"prerequisites-complete", {"四有齐全", "four prerequisites complete"}},
        {"prerequisites-incomplete", {"四有不全", "four prerequisites incomplete"}},
    }};
    return words;
}

nlohmann::ordered_json figures_json(const StatsGroup& group) {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        out[std::string(code_of(figure))] = {{"count", group.count(figure)},
                                             {"list_id", list_id(group, figure)}};
    }
    return out;
}

nlohmann::ordered_json key_json(const Stats& stats, const StatsGroup& group) {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < group.key.size(); ++i) {
        out[std::string(code_of(stats.asked.by[i]))] =
            group.key[i].empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(group.key[i]);
    }
    return out;
}

void add_lists(const Stats& stats, const StatsGroup& group, nlohmann::ordered_json& out) {
    for (std::size_t i = 0; i < kFigures; ++i) {
        nlohmann::ordered_json ids = nlohmann::ordered_json::array();
        for (const std::uint32_t unit : group.lists.at(i)) {
            ids.push_back(stats.units[unit].site_id);
        }
        out[list_id(group, static_cast<Figure>(i))] = std::move(ids);
    }
}

nlohmann::ordered_json or_null(const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

nlohmann::ordered_json to_json(const store::Target& target) {
    return {{"code", target.code},
            {"scope", target.scope},
            {"year", *target.year},
            {"name", target.name},
            {"goal_share", or_null(target.goal_share)},
            {"reached_share", or_null(target.reached_share)},
            {"document", target.document},
            {"document_date", target.document_date ? nlohmann::ordered_json(target.document_date->to_string())
                                                   : nlohmann::ordered_json()},
            {"recorded_at", target.recorded_at.to_string()}};
}

} // namespace

std::optional<StatsKey> parse_stats_key(std::string_view word) {
    return zone::parse_word<StatsKey>(keys(), word);
}
std::string_view code_of(StatsKey key) { return word(keys(), key).code; }
std::string_view code_of(Figure figure) { return word(figures(), figure).code; }
const base::Text& name_of(Figure figure) { return word(figures(), figure).name; }

std::string list_id(const StatsGroup& group, Figure figure) {
    return group.key.empty() ? std::string(code_of(figure))
                             : fmt::format("{}:{}", fmt::join(group.key, "/"), code_of(figure));
}

std::optional<std::vector<std::uint32_t>> list_named(const Stats& stats, std::string_view id) {
    const auto find_in = [id](const StatsGroup& group) -> std::optional<std::vector<std::uint32_t>> {
        for (std::size_t i = 0; i < kFigures; ++i) {
            if (list_id(group, static_cast<Figure>(i)) == id) {
                return group.lists.at(i);
            }
        }
        return std::nullopt;
    };
    auto out = find_in(stats.total);
    for (std::size_t i = 0; !out && i < stats.groups.size(); ++i) {
        out = find_in(stats.groups[i]);
    }
    return out;
}

nlohmann::ordered_json to_json(const Stats& stats) {
    nlohmann::ordered_json by = nlohmann::ordered_json::array();
    for (const StatsKey key : stats.asked.by) {
        by.push_back(code_of(key));
    }
    nlohmann::ordered_json groups = nlohmann::ordered_json::array();
    nlohmann::ordered_json lists = nlohmann::ordered_json::object();
    add_lists(stats, stats.total, lists);
    for (const StatsGroup& group : stats.groups) {
        groups.push_back({{"key", key_json(stats, group)}, {"figures", figures_json(group)}});
        if (!group.key.empty()) {
            add_lists(stats, group, lists);
        }
    }
    nlohmann::ordered_json units = nlohmann::ordered_json::object();
    for (const StatsUnit& unit : stats.units) {
        units[unit.site_id] = {{"name", unit.name},
                               {"county", unit.county},
                               {"level", zone::code_of(unit.level)},
                               {"year", unit.year}};
    }
    nlohmann::ordered_json targets = nlohmann::ordered_json::array();
    for (const store::Target& target : stats.targets) {
        targets.push_back(to_json(target));
    }
    return {{"schema", "liangxian/stats/1"},
            {"as_of", stats.asked.as_of.to_string()},
            {"known_at", stats.known_at.to_string()},
            {"revision", stats.revision},
            {"by", std::move(by)},
            {"total", figures_json(stats.total)},
            {"groups", std::move(groups)},
            {"targets", std::move(targets)},
            {"lists", std::move(lists)},
            {"units", std::move(units)},
            {"uncounted", stats.uncounted}};
}

} // namespace liangxian::app
