// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "core/app/site_level.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct AnnounceWords {
    std::string store;
    std::string site;
    std::string level;
    std::string on;
    std::string by;
    std::string document;
    std::string actor;
    bool is_correction = false;
};

base::Problem not_a_day(const char* option, const std::string& word) {
    return {"bad-date",
            option,
            {fmt::format("“{}”不是日期，应如 2025-03-01", word),
             fmt::format("'{}' is no date; write 2025-03-01", word)}};
}

app::LevelRequest request_from(const AnnounceWords& words) {
    const auto level = zone::parse_level(words.level);
    const auto day = base::Date::parse(words.on);
    base::Problems problems;
    if (!level) {
        problems.push_back(
            {"bad-level",
             "--level",
             {fmt::format("“{}”不是级别：national、provincial、city、county 或 ungraded", words.level),
              fmt::format("'{}' is no level: national, provincial, city, county or ungraded", words.level)}});
    }
    if (!day) {
        problems.push_back(not_a_day("--on", words.on));
    }
    throw_if_any(std::move(problems));
    return {words.site, *level, *day, words.by, words.document, words.actor, words.is_correction};
}

Exit run_announce(const AnnounceWords& words, const Audience& audience) {
    app::LevelRequest request = request_from(words);
    const auto store = store::open_store(words.store, store::Access::read_write);
    request.actor = words.actor.empty() ? store->usual_actor() : words.actor;
    const app::LevelReport report = app::announce_level(*store, request);
    if (report.is_of_before) {
        const base::Text& now = zone::name_of(report.before.level);
        const base::Text& then = zone::name_of(report.after.level);
        audience.tell({fmt::format("{}：{} 公布为{}，已记入；现仍为{}", words.site, report.after.announced_on,
                                   then.zh, now.zh),
                       fmt::format("{}: announced on {} as {}, recorded; it is {} as before", words.site,
                                   report.after.announced_on, then.en, now.en)});
        return Exit::done;
    }
    audience.tell({fmt::format("{}：{} → {}", words.site, zone::name_of(report.before.level).zh,
                               zone::name_of(report.after.level).zh),
                   fmt::format("{}: {} → {}", words.site, zone::name_of(report.before.level).en,
                               zone::name_of(report.after.level).en)});
    if (report.range_due) {
        const std::string due = report.range_due->to_string();
        audience.tell({fmt::format("  保护范围应于 {} 前重新划定公布", due),
                       fmt::format("  its range is to be announced anew by {}", due)});
    }
    return Exit::done;
}

struct ShowSiteWords {
    std::string store;
    std::string site;
    std::string as_of;
    std::string known_at;
    std::string format = "text";
};

/// What is shown: every record, those known at an instant, or the site as it was on a day.
std::vector<app::SiteVersion> versions_from(const ShowSiteWords& words) {
    base::Problems problems;
    const auto day = base::Date::parse(words.as_of);
    if (!words.as_of.empty() && !day) {
        problems.push_back(not_a_day("--as-of", words.as_of));
    }
    const auto instant = base::Timestamp::parse(words.known_at);
    if (!words.known_at.empty() && !instant) {
        problems.push_back(
            {"bad-option",
             "--known-at",
             {fmt::format("“{}”不是时刻", words.known_at), fmt::format("'{}' is no time", words.known_at)}});
    }
    throw_if_any(std::move(problems));
    const auto store = store::open_store(words.store, store::Access::read_only);
    auto out = app::site_versions(*store, words.site);
    out = instant ? app::known_at(out, *instant) : out;
    if (out.empty()) {
        throw base::InputError(
            {{"site-unknown", words.site, {"库中没有这处文物", "this site is not in the store"}}});
    }
    return day ? std::vector<app::SiteVersion>{app::on_day(out, *day)} : out;
}

Exit run_show_site(const ShowSiteWords& words, const Audience& audience) {
    const auto versions = versions_from(words);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const app::SiteVersion& version : versions) {
        const zone::Site& site = version.site;
        const std::string until = version.until ? version.until->to_string() : "";
        if (words.format == "json") {
            all.push_back(
                {{"site_id", site.site_id},
                 {"name", site.name},
                 {"level", zone::code_of(site.level)},
                 {"announced_on", site.announced_on},
                 {"announced_by", site.announced_by},
                 {"document", site.document},
                 {"recorded_at", site.recorded_at.to_string()},
                 {"until", version.until ? nlohmann::ordered_json(until) : nlohmann::ordered_json()}});
            continue;
        }
        const auto line = [&](const std::string& level) {
            return fmt::format("{} {}  {}  {} {} {}  {}…{}", site.site_id, site.name, level,
                               site.announced_on, site.announced_by, site.document,
                               site.recorded_at.to_string(), until);
        };
        audience.tell({line(zone::name_of(site.level).zh), line(zone::name_of(site.level).en)});
    }
    if (words.format == "json") {
        Output("").write(base::pretty_json(all) + "\n");
    }
    return Exit::done;
}

} // namespace

void add_site(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* site =
        app.add_subcommand("site", say("文物单位：公布级别，查看变更",
                                       "units: their level as announced, and what they were 文物"));
    site->require_subcommand(1);
    CLI::App* announce = site->add_subcommand(
        "announce",
        say("记录级别的公布；升级后保护范围期限重新计算",
            "record the level a unit was announced at; when it rises the year for its range begins anew"));
    const auto words = std::make_shared<AnnounceWords>();
    announce->add_option("STORE", words->store, say("库", "the store"))->required();
    announce->add_option("SITE", words->site, say("文物编号", "the site"))->required();
    announce->add_option("--level", words->level, say("级别", "its level"))->required();
    announce->add_option("--on", words->on, say("公布日期", "the day of the notice"))->required();
    announce->add_option("--by", words->by, say("公布机关", "who announced it"));
    announce->add_option("--document", words->document, say("文号", "number of the notice"))->required();
    announce->add_option("--actor", words->actor,
                         say("经办人；默认为本机账户，共享库为登录账户",
                             "who records it; default: the account's name, in a shared store the login"));
    announce->add_flag("--correction", words->is_correction,
                       say("更正：此前登记的该日及以后的级别作废",
                           "what stood was wrong: levels recorded of that day or later were none"));
    announce->callback([words, &action] {
        action = [words](const Audience& reader) { return run_announce(*words, reader); };
    });
    CLI::App* show =
        site->add_subcommand("show", say("各次登记的内容", "what was recorded of a unit, and until when"));
    const auto show_words = std::make_shared<ShowSiteWords>();
    show->add_option("STORE", show_words->store, say("库", "the store"))->required();
    show->add_option("SITE", show_words->site, say("文物编号", "the site"))->required();
    show->add_option("--as-of", show_words->as_of, say("只看这一天的情况", "as it was on this day"));
    show->add_option("--known-at", show_words->known_at,
                     say("只看此刻已登记的内容", "what was known at this instant"));
    choose_from(*show->add_option("--format", show_words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    show->callback([show_words, &action] {
        action = [show_words](const Audience& reader) { return run_show_site(*show_words, reader); };
    });
}

} // namespace liangxian::cli
