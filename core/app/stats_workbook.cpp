// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stats_workbook.hpp"

#include <fmt/format.h>

#include <utility>

namespace liangxian::app {
namespace {

using document::Anchor;
using document::Cell;
using document::Worksheet;

Cell count_of(std::size_t count) { return Cell::number(static_cast<double>(count), 0, true); }

Cell stated(const std::string& text) { return text.empty() ? Cell::none() : Cell(text); }

Cell per_cent(const std::optional<double>& share) {
    constexpr double kWhole = 100;
    return share ? Cell::number(*share * kWhole, 1) : Cell::none();
}

class BookMaker {
public:
    BookMaker(const Stats& stats, base::Language language) : m_stats(stats), m_language(language) {
        m_out.created = stats.known_at;
        m_out.title = in("统计", "statistics");
    }

    document::Workbook all() {
        m_out.sheets.push_back(figures());
        if (!m_stats.targets.empty()) {
            m_out.sheets.push_back(targets());
        }
        for (std::size_t i = 0; i < kFigures; ++i) {
            const auto figure = static_cast<Figure>(i);
            if (m_stats.total.count(figure) > 0) {
                const std::string name = name_of(figure).in(m_language);
                m_out.sheets.push_back(
                    list(name, list_id(m_stats.total, figure), m_stats.total.list(figure)));
            }
        }
        return std::move(m_out);
    }

    document::Workbook one(const std::string& id) {
        m_out.sheets.push_back(list(id, id, list_named(m_stats, id).value()));
        return std::move(m_out);
    }

private:
    std::string in(const char* zh, const char* en) const { return base::Text{zh, en}.in(m_language); }

    std::vector<std::string> about() const {
        return {base::Text{fmt::format("截至 {}，按 {} 时所知", m_stats.asked.as_of.to_string(),
                                       m_stats.known_at.to_string()),
                           fmt::format("as of {}, as known at {}", m_stats.asked.as_of.to_string(),
                                       m_stats.known_at.to_string())}
                    .in(m_language)};
    }

    std::vector<Cell> row_of(const StatsGroup& group) const {
        std::vector<Cell> out{name_of(m_stats, group).in(m_language)};
        for (const auto& list : group.lists) {
            out.push_back(count_of(list.size()));
        }
        return out;
    }

    Worksheet figures() const {
        Worksheet out{in("统计", "figures"),
                      in("两线与四有统计", "the two lines and the four prerequisites"),
                      about(),
                      {},
                      {}};
        out.table.columns.push_back({in("分组", "group"), 2});
        for (std::size_t i = 0; i < kFigures; ++i) {
            out.table.columns.push_back({name_of(static_cast<Figure>(i)).in(m_language), 1, Anchor::right});
        }
        out.table.rows.push_back(row_of(m_stats.total));
        for (const StatsGroup& group : m_stats.groups) {
            if (!group.key.empty()) {
                out.table.rows.push_back(row_of(group));
            }
        }
        for (const std::string& record : m_stats.uncounted) {
            out.notes.push_back(in("未计入：", "not counted: ") + record);
        }
        return out;
    }

    Worksheet targets() const {
        Worksheet out{in("年度目标", "targets"),
                      in("年度目标及完成情况", "targets and what was reached"),
                      about(),
                      {},
                      {}};
        out.table.columns = {{in("代码", "code"), 1},
                             {in("范围", "scope"), 1},
                             {in("年度", "year"), 1, Anchor::right},
                             {in("名称", "name"), 2},
                             {in("目标/%", "goal, %"), 1, Anchor::right},
                             {in("完成/%", "reached, %"), 1, Anchor::right},
                             {in("文件", "document"), 2},
                             {in("日期", "date"), 1, Anchor::centre}};
        for (const store::Target& one : m_stats.targets) {
            out.table.rows.push_back({one.code, one.scope, Cell::number(*one.year, 0), stated(one.name),
                                      per_cent(one.goal_share), per_cent(one.reached_share), one.document,
                                      stated(one.document_date ? one.document_date->to_string() : "")});
        }
        return out;
    }

    Worksheet list(const std::string& name, const std::string& id,
                   const std::vector<std::uint32_t>& units) const {
        Worksheet out{name, fmt::format("{} [{}]", name, id), about(), {}, {}};
        out.table.columns = {{in("编号", "id"), 1},
                             {in("名称", "name"), 2},
                             {in("县（市、区）", "county"), 1},
                             {in("级别", "level"), 1.5},
                             {in("公布年份", "announced"), 1, Anchor::centre}};
        for (const std::uint32_t index : units) {
            const StatsUnit& unit = m_stats.units[index];
            out.table.rows.push_back({unit.site_id, unit.name, stated(unit.county),
                                      zone::name_of(unit.level).in(m_language), stated(unit.year)});
        }
        return out;
    }

    const Stats& m_stats;
    base::Language m_language;
    document::Workbook m_out;
};

} // namespace

document::Workbook stats_workbook(const Stats& stats, base::Language language) {
    return BookMaker(stats, language).all();
}

document::Workbook list_workbook(const Stats& stats, const std::string& list_id, base::Language language) {
    return BookMaker(stats, language).one(list_id);
}

base::Text name_of(const Stats& stats, const StatsGroup& group) {
    base::Text out;
    for (std::size_t i = 0; i < group.key.size(); ++i) {
        const std::string& value = group.key[i];
        const auto level = stats.asked.by[i] == StatsKey::level ? zone::parse_level(value) : std::nullopt;
        const base::Text name = value.empty() ? base::Text{"（未填）", "(not stated)"}
                                : level       ? zone::name_of(*level)
                                              : base::Text{value, value};
        const char* between = i == 0 ? "" : " · ";
        out = {out.zh + between + name.zh, out.en + between + name.en};
    }
    return group.key.empty() ? base::Text{"合计", "all"} : out;
}

} // namespace liangxian::app
