// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "core/app/stats.hpp"
#include "core/app/stats_workbook.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/number.hpp"
#include "core/document/workbook.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace liangxian::cli {
namespace {

using app::Figure;

struct StatsWords {
    std::string store;
    std::string by;
    std::string as_of;
    std::string known_at;
    std::string format = "text";
    std::string list;
    std::string out;
};

std::vector<app::StatsKey> keys_of(const std::string& words, base::Problems& problems) {
    std::vector<app::StatsKey> out;
    std::size_t start = 0;
    while (start < words.size()) {
        const std::size_t comma = std::min(words.find(',', start), words.size());
        const std::string word = words.substr(start, comma - start);
        const auto key = app::parse_stats_key(word);
        if (key && std::find(out.begin(), out.end(), *key) != out.end()) {
            problems.push_back({"bad-option",
                                "--by",
                                {fmt::format("“{}”重复", word), fmt::format("'{}' stands twice", word)}});
        } else if (key) {
            out.push_back(*key);
        } else {
            problems.push_back({"bad-option",
                                "--by",
                                {fmt::format("“{}”应为 county、level 或 year", word),
                                 fmt::format("'{}' must be county, level or year", word)}});
        }
        start = comma + 1;
    }
    return out;
}

app::StatsRequest request_from(const StatsWords& words) {
    base::Problems problems;
    app::StatsRequest out;
    out.by = keys_of(words.by, problems);
    const auto day = words.as_of.empty() ? base::Date::today() : base::Date::parse(words.as_of);
    if (!day) {
        problems.push_back({"bad-date",
                            "--as-of",
                            {fmt::format("“{}”不是日期，应如 2025-03-01", words.as_of),
                             fmt::format("'{}' is no date; write 2025-03-01", words.as_of)}});
    }
    out.known_at = words.known_at.empty() ? std::nullopt : base::Timestamp::parse(words.known_at);
    if (!words.known_at.empty() && !out.known_at) {
        problems.push_back({"bad-instant",
                            "--known-at",
                            {fmt::format("“{}”不是时刻，应如 2025-03-01T08:00:00Z", words.known_at),
                             fmt::format("'{}' is no instant; write 2025-03-01T08:00:00Z", words.known_at)}});
    }
    throw_if_any(std::move(problems));
    out.as_of = *day;
    return out;
}

/// RFC 4180; what begins like a formula gets an apostrophe.
std::string cell(std::string text) {
    if (!text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos &&
        !base::parse_number(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string row(const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& text : cells) {
        quoted.push_back(cell(text));
    }
    return fmt::format("{}\r\n", fmt::join(quoted, ","));
}

std::string csv_of(const app::Stats& stats) {
    std::vector<std::string> head;
    for (const app::StatsKey key : stats.asked.by) {
        head.emplace_back(app::code_of(key));
    }
    for (std::size_t i = 0; i < app::kFigures; ++i) {
        head.emplace_back(app::code_of(static_cast<Figure>(i)));
    }
    std::string out = row(head);
    for (const app::StatsGroup& group : stats.groups) {
        std::vector<std::string> cells = group.key;
        for (const auto& list : group.lists) {
            cells.push_back(std::to_string(list.size()));
        }
        out += row(cells);
    }
    return out;
}

/// Only what is there: a province has groups by the hundred.
std::string group_text(const app::Stats& stats, const app::StatsGroup& group, const Audience& audience) {
    std::string out = audience.say(app::name_of(stats, group)) + "\n";
    for (std::size_t i = 0; i < app::kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        if (group.count(figure) > 0) {
            out += fmt::format("  {:>7}  {}  [{}]\n", group.count(figure), audience.say(app::name_of(figure)),
                               app::list_id(group, figure));
        }
    }
    return out;
}

std::string share_text(const std::optional<double>& share) {
    return share ? fmt::format("{:g} %", *share * 100) : "–";
}

std::string targets_text(const app::Stats& stats, const Audience& audience) {
    std::string out;
    for (const store::Target& target : stats.targets) {
        out +=
            audience.say({fmt::format("  {} {} {} {}：目标 {}，完成 {}（{}）\n", target.code, target.scope,
                                      *target.year, target.name, share_text(target.goal_share),
                                      share_text(target.reached_share), target.document),
                          fmt::format("  {} {} {} {}: goal {}, reached {} ({})\n", target.code, target.scope,
                                      *target.year, target.name, share_text(target.goal_share),
                                      share_text(target.reached_share), target.document)});
    }
    return out.empty() ? out : audience.say({"年度目标\n", "targets\n"}) + out;
}

std::string text_of(const app::Stats& stats, const Audience& audience) {
    const std::string day = stats.asked.as_of.to_string();
    const std::string known = stats.known_at.to_string();
    std::string out = audience.say({fmt::format("截至 {}，按 {} 时所知\n", day, known),
                                    fmt::format("as of {}, as known at {}\n", day, known)});
    out += group_text(stats, stats.total, audience);
    if (!stats.asked.by.empty()) {
        for (const app::StatsGroup& group : stats.groups) {
            out += group_text(stats, group, audience);
        }
    }
    return out + targets_text(stats, audience);
}

std::string list_text(const app::Stats& stats, const StatsWords& words, const Audience& audience) {
    const auto list = app::list_named(stats, words.list);
    if (!list) {
        throw base::InputError(
            {{"list-unknown",
              words.list,
              {"没有这个清单；清单名见各数字后的方括号",
               "there is no such list; their names stand in brackets behind the figures"}}});
    }
    if (words.format == "xlsx") {
        return document::write_xlsx(app::list_workbook(stats, words.list, audience.language()));
    }
    nlohmann::ordered_json sites = nlohmann::ordered_json::array();
    std::string csv = row({"site_id", "name", "county", "level", "year"});
    std::string text;
    for (const std::uint32_t index : *list) {
        const app::StatsUnit& unit = stats.units[index];
        const std::string level(zone::code_of(unit.level));
        sites.push_back({{"site_id", unit.site_id},
                         {"name", unit.name},
                         {"county", unit.county},
                         {"level", level},
                         {"year", unit.year}});
        csv += row({unit.site_id, unit.name, unit.county, level, unit.year});
        text += fmt::format("{}  {}  {}  {}  {}\n", unit.site_id, unit.name, unit.county,
                            audience.say(zone::name_of(unit.level)), unit.year);
    }
    if (words.format == "json") {
        return base::pretty_json({{"schema", "liangxian/stats-list/1"},
                                  {"list_id", words.list},
                                  {"as_of", stats.asked.as_of.to_string()},
                                  {"known_at", stats.known_at.to_string()},
                                  {"count", list->size()},
                                  {"sites", std::move(sites)}}) +
               "\n";
    }
    return words.format == "csv" ? csv : text;
}

Exit run_stats(const StatsWords& words, const Audience& audience) {
    const app::StatsRequest request = request_from(words);
    refuse_to_overwrite(words.out, {words.store});
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::Stats stats = app::compute_stats(*store, request);
    Output output(words.out);
    output.write(!words.list.empty()      ? list_text(stats, words, audience)
                 : words.format == "json" ? base::pretty_json(app::to_json(stats)) + "\n"
                 : words.format == "csv"  ? csv_of(stats)
                 : words.format == "xlsx"
                     ? document::write_xlsx(app::stats_workbook(stats, audience.language()))
                     : text_of(stats, audience));
    output.commit();
    for (const std::string& record : stats.uncounted) {
        audience.complain(base::Problem{"uncounted",
                                        record,
                                        {"无法读取或无法判断是否有效，未计入",
                                         "nobody can read it or tell whether it is in force: not counted"}});
    }
    return stats.uncounted.empty() ? Exit::done : Exit::incomplete;
}

} // namespace

void add_stats(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand(
        "stats",
        say("统计：两线进度、四有、年度目标；每个数字都有清单",
            "how far the two lines and the four prerequisites have come; each figure with its list 统计"));
    const auto words = std::make_shared<StatsWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("--by", words->by,
                        say("分组：county,level,year 中的若干项", "by any of county,level,year"));
    command->add_option("--as-of", words->as_of, say("截至哪一天；默认今天", "on which day; default today"));
    command->add_option("--known-at", words->known_at, say("按何时所知", "as known at an instant"));
    command->add_option("--list", words->list,
                        say("列出一个数字的清单，如 range-missing", "the list of a figure: range-missing"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json", "csv", "xlsx"});
    command->add_option("-o,--output", words->out, say("写入文件", "write to a file"));
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_stats(*words, reader); }; });
}

} // namespace liangxian::cli
