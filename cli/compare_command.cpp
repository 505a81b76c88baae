// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "core/app/compare.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/data_files.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <memory>

namespace liangxian::cli {
namespace {

struct CompareWords {
    std::string store;
    std::string a;
    std::string b;
    std::string format = "text";
    std::string crs;
    std::string profile;
    std::string as_of;
    std::string known_at;
};

base::Problem not_a_time(const char* option, const std::string& word) {
    return {"bad-option",
            option,
            {fmt::format("“{}”不是日期或时刻", word), fmt::format("'{}' is no date or time", word)}};
}

app::SideOptions options_from(const CompareWords& words) {
    app::SideOptions options;
    base::Problems problems;
    options.declared_epsg = epsg_word(words.crs, problems);
    options.profile = words.profile;
    if (!words.as_of.empty() && !(options.as_of = base::Date::parse(words.as_of))) {
        problems.push_back(not_a_time("--as-of", words.as_of));
    }
    if (!words.known_at.empty() && !(options.known_at = base::Timestamp::parse(words.known_at))) {
        problems.push_back(not_a_time("--known-at", words.known_at));
    }
    throw_if_any(std::move(problems));
    return options;
}

base::Text status_words(compare::LineStatus status) {
    switch (status) {
    case compare::LineStatus::same:
        return {"一致", "same"};
    case compare::LineStatus::within_accuracy:
        return {"精度之内", "within accuracy"};
    case compare::LineStatus::shifted:
        return {"偏移", "shifted"};
    case compare::LineStatus::missing:
        return {"缺失", "missing"};
    case compare::LineStatus::extra:
        return {"多出", "extra"};
    default:
        return {"疑似坐标基准错误", "datum suspect"};
    }
}

base::Text reason_words(const std::string& reason) {
    static const std::map<std::string, base::Text> kWords{
        {"swapped-axis", {"经纬度颠倒", "latitude and longitude swapped"}},
        {"wrong-zone", {"带号错误", "wrong zone number"}},
        {"gcj02-suspect", {"疑似 GCJ-02（高德、腾讯）", "looks like GCJ-02"}},
        {"bd09-suspect", {"疑似 BD-09（百度）", "looks like BD-09"}},
        {"xian80-or-beijing54-suspect", {"疑似西安80或北京54", "looks like Xian-80 or Beijing-54"}},
        {"common-shift", {"多条界线整体平移", "several lines moved as one"}},
        {"vertices-edited", {"改动了部分界址点", "some corners were edited"}},
        {"shifted-as-well", {"改正后仍有偏移", "still off when corrected"}},
        {"stands-on-another", {"与另一条界线的位置完全一致", "stands exactly where another line does"}},
        {"invalid-polygon", {"面无效", "invalid polygon"}},
        {"number-of-another",
         {"编号属于另一条界线，未按编号配对", "its number is another line's and was not gone by"}},
        {"counterpart-not-compared", {"对方的这条界线无法比对", "its counterpart could not be compared"}},
        {"other-side-incomplete",
         {"对方有要素无法读取，可能在其中", "perhaps among what could not be read on the other side"}}};
    const auto found = kWords.find(reason);
    return found != kWords.end() ? found->second : base::Text{reason, reason};
}

std::string name_of(const compare::Line& line) {
    std::string out = !line.version.empty() ? line.version
                      : !line.bsm.empty()   ? "BSM " + line.bsm
                                            : line.where;
    return line.site_name.empty() ? out : line.site_name + " " + out;
}

std::string place_words(const geo::Position& p) { return fmt::format("({:.7f}, {:.7f})", p.x, p.y); }

base::Text figure_words(const compare::PairFigures& f) {
    std::string zh = fmt::format("最大 {} 米，甲 {}，乙 {}", base::grouped(f.farthest.distance_m, 2),
                                 place_words(f.farthest.at_a), place_words(f.farthest.at_b));
    std::string en = fmt::format("at most {} m, a {}, b {}", base::grouped(f.farthest.distance_m, 2),
                                 place_words(f.farthest.at_a), place_words(f.farthest.at_b));
    zh += fmt::format("；平均东移 {:.2f}、北移 {:.2f} 米", f.shift.east_m, f.shift.north_m);
    en += fmt::format("; on average {:.2f} m east, {:.2f} m north", f.shift.east_m, f.shift.north_m);
    if (f.area_a_m2 && f.area_b_m2) {
        zh += fmt::format("；面积差 {:.2f} 平方米", *f.area_b_m2 - *f.area_a_m2);
        en += fmt::format("; area {:+.2f} m²", *f.area_b_m2 - *f.area_a_m2);
    }
    if (f.corrected) {
        zh += fmt::format("；改正后最大 {:.2f} 米", f.corrected->distance_m);
        en += fmt::format("; corrected at most {:.2f} m", f.corrected->distance_m);
    }
    if (f.edits) {
        zh += fmt::format("；界址点移动 {}、增加 {}、删去 {}", f.edits->moved.size(), f.edits->added.size(),
                          f.edits->removed.size());
        en += fmt::format("; corners moved {}, added {}, removed {}", f.edits->moved.size(),
                          f.edits->added.size(), f.edits->removed.size());
    }
    return {zh, en};
}

/// Sides of which at least one copy is not as announced.
void tell_sides(const std::vector<app::SideBeside>& sides, const Audience& audience) {
    for (const app::SideBeside& one : sides) {
        if (one.a.agrees() && one.b.agrees()) {
            continue;
        }
        const base::Text name = one.a.side ? words::name_of(*one.a.side) : base::Text{"两", "either"};
        audience.tell({fmt::format("  {}侧：公布文字为 {}，甲 {:.2f} 米，乙 {:.2f} 米", name.zh, one.a.words,
                                   one.a.found_m, one.b.found_m),
                       fmt::format("  {} side: announced as {}, a {:.2f} m, b {:.2f} m", name.en, one.a.words,
                                   one.a.found_m, one.b.found_m)});
    }
}

void tell_invalid(const compare::ComparedLine& line, const Audience& audience) {
    if (line.invalid_a) {
        audience.tell({fmt::format("  甲的面在 {} 处无效", place_words(line.invalid_a->where)),
                       fmt::format("  the polygon of a is invalid at {}: {}",
                                   place_words(line.invalid_a->where), line.invalid_a->reason)});
    }
    if (line.invalid_b) {
        audience.tell({fmt::format("  乙的面在 {} 处无效", place_words(line.invalid_b->where)),
                       fmt::format("  the polygon of b is invalid at {}: {}",
                                   place_words(line.invalid_b->where), line.invalid_b->reason)});
    }
}

void tell_line(std::size_t place, const app::ComparisonReport& report, const Audience& audience) {
    const compare::ComparedLine& line = report.comparison.lines[place];
    const compare::Line& named = line.a ? report.a.lines[*line.a] : report.b.lines[*line.b];
    const base::Text status = status_words(line.status);
    base::Text out{fmt::format("[{}] {}", status.zh, name_of(named)),
                   fmt::format("[{}] {}", status.en, name_of(named))};
    for (const std::string& reason : line.reasons) {
        const base::Text words = reason_words(reason);
        out.zh += "，" + words.zh;
        out.en += ", " + words.en;
    }
    if (line.figures && line.status != compare::LineStatus::same) {
        const base::Text figures = figure_words(*line.figures);
        out.zh += "：" + figures.zh;
        out.en += ": " + figures.en;
    }
    audience.tell(out);
    tell_invalid(line, audience);
    if (const auto sides = report.words.find(place); sides != report.words.end()) {
        tell_sides(sides->second, audience);
    }
}

void tell_left_aside(const app::Side& side, const base::Text& name, const Audience& audience) {
    if (side.left_aside > 0) {
        audience.tell({fmt::format("{}有 {} 行不是当日有效的已公布界线，未比对", name.zh, side.left_aside),
                       fmt::format("{}: {} rows are not announced and in force on the day; left aside",
                                   name.en, side.left_aside)});
    }
}

void tell_summary(const app::ComparisonReport& report, const Audience& audience) {
    base::Text out;
    for (std::size_t i = 0; i < compare::kLineStatusCount; ++i) {
        const base::Text status = status_words(static_cast<compare::LineStatus>(i));
        out.zh += fmt::format("{}{} {}", i == 0 ? "" : "，", status.zh, report.comparison.counts[i]);
        out.en += fmt::format("{}{} {}", i == 0 ? "" : ", ", status.en, report.comparison.counts[i]);
    }
    audience.tell(out);
    tell_left_aside(report.a, {"甲", "a"}, audience);
    tell_left_aside(report.b, {"乙", "b"}, audience);
}

void complain_of(const app::ComparisonReport& report, const Audience& audience) {
    audience.complain(report.a.problems);
    audience.complain(report.b.problems);
    for (const compare::Ambiguity& one : report.comparison.ambiguous) {
        std::string names;
        for (const std::size_t i : one.a) {
            names += " a:" + name_of(report.a.lines[i]);
        }
        for (const std::size_t i : one.b) {
            names += " b:" + name_of(report.b.lines[i]);
        }
        audience.complain(
            base::Problem{"match-ambiguous",
                          names,
                          {"无法判断哪条对应哪条，未比对", "nobody can tell which is which; not compared"}});
    }
}

Exit run_compare(const CompareWords& words, const Audience& audience) {
    const app::SideOptions options = options_from(words);
    const auto store = store::open_store(words.store, store::Access::read_only);
    const auto accuracy = zone::AccuracyDefaults::load(base::data_directory() / "profiles" / "accuracy.json");
    const app::ComparisonReport report =
        app::compare_sides(*store, accuracy, words.a, words.b, options, cancel_on_interrupt());
    if (words.format == "json") {
        Output("").write(base::pretty_json(app::comparison_json(report)) + "\n");
    } else {
        for (std::size_t i = 0; i < report.comparison.lines.size(); ++i) {
            tell_line(i, report, audience);
        }
        tell_summary(report, audience);
    }
    complain_of(report, audience);
    return report.is_complete() ? Exit::done : Exit::incomplete;
}

} // namespace

void add_compare(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand(
        "compare",
        say("比对两个版本、文件或交付成果：每条界线相差几米、在哪里",
            "two versions, files or deliveries: how many metres each line differs, and where 比对"));
    const auto words = std::make_shared<CompareWords>();
    const char* zh = "界线编号@版本、文件，或 store（库中已公布的界线）";
    const char* en = "ZONE@VERSION, a file, or store (its announced lines)";
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("A", words->a, say(zh, en))->required();
    command->add_option("B", words->b, say(zh, en))->required();
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->add_option("--crs", words->crs, say("文件的坐标系 EPSG:n", "EPSG:n of files"));
    command->add_option("--profile", words->profile,
                        say("文件是按此配置的交付成果；默认自动识别",
                            "files are deliveries by this profile; default: found out"));
    command->add_option(
        "--as-of", words->as_of,
        say("store 与注明状态或有效期的文件取这一天有效的界线；默认今天",
            "store, and files that state status or validity: lines in force on this day; default today"));
    command->add_option("--known-at", words->known_at,
                        say("store 指该时刻所知；默认现在", "what store means: as known then; default now"));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_compare(*words, reader); };
    });
}

} // namespace liangxian::cli
