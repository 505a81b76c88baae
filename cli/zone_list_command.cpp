// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/zone_story.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace liangxian::cli {
namespace {

struct ListWords {
    std::string store;
    std::string site;
    std::string status;
    std::string as_of;
    std::string known_at;
    std::string format = "text";
};

/// What was in force on a day, as known at an instant; nothing when neither was asked about.
std::optional<zone::SnapshotQuery> past_asked_about(const ListWords& words) {
    if (words.as_of.empty() && words.known_at.empty()) {
        return std::nullopt;
    }
    zone::SnapshotQuery out;
    base::Problems problems;
    const auto day = words.as_of.empty() ? base::Date::today() : base::Date::parse(words.as_of);
    out.known_at = base::Timestamp::parse(words.known_at);
    if (!day) {
        problems.push_back({"bad-date",
                            "--as-of",
                            {fmt::format("“{}”不是日期，应如 2025-03-01", words.as_of),
                             fmt::format("'{}' is no date; write 2025-03-01", words.as_of)}});
    }
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

/// Every version, or those in force at the time asked about.
void for_each_listed(const store::Store& store, const ListWords& words,
                     const std::function<void(const zone::Zone&)>& visit) {
    if (const auto query = past_asked_about(words)) {
        for (const zone::Zone& zone : store.fetch_snapshot(*query).zones) {
            visit(zone);
        }
    } else {
        store.for_each_zone(visit);
    }
}

bool is_asked_for(const zone::Zone& zone, const ListWords& words) {
    return (words.site.empty() || words.site == zone.site_id) &&
           (words.status.empty() || words.status == zone::code_of(zone.status));
}

std::string span_of(const base::DateSpan& span) {
    return fmt::format("{}…{}", span.from ? span.from->to_string() : "", span.to ? span.to->to_string() : "");
}

Exit run_list(const ListWords& words, const Audience& audience) {
    const auto store = store::open_store(words.store, store::Access::read_only);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    std::size_t count = 0;
    for_each_listed(*store, words, [&](const zone::Zone& zone) {
        if (!is_asked_for(zone, words)) {
            return;
        }
        ++count;
        if (words.format == "json") {
            all.push_back(app::to_json(zone, false));
            return;
        }
        const std::string name = fmt::format("{}@{}", zone.zone_id, zone.version);
        audience.tell({fmt::format("{}  {}  {}  {}  {}  {}", name, zone.site_id, zone::name_of(zone.kind).zh,
                                   zone::name_of(zone.status).zh, span_of(zone.valid), zone.document),
                       fmt::format("{}  {}  {}  {}  {}  {}", name, zone.site_id, zone::code_of(zone.kind),
                                   zone::code_of(zone.status), span_of(zone.valid), zone.document)});
    });
    if (words.format == "json") {
        Output("").write(base::pretty_json({{"zones", std::move(all)}}) + "\n");
    } else if (count == 0) {
        audience.tell({"没有符合条件的界线", "no zone fits"});
    }
    return Exit::done;
}

} // namespace

void add_zone_list(CLI::App& zone, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = zone.add_subcommand("list", say("列出界线各版本", "list the versions of zones"));
    const auto words = std::make_shared<ListWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("--site", words->site, say("只列此文物的", "of this site only"));
    choose_from(*command->add_option("--status", words->status, say("只列此状态的", "of this status only")),
                {"draft", "submitted", "approved", "published", "superseded", "revoked"});
    command->add_option("--as-of", words->as_of, say("只列这一天有效的", "what was in force on a day only"));
    command->add_option(
        "--known-at", words->known_at,
        say("按这一时刻已登记的内容", "as known at an instant; in force today unless --as-of says when"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_list(*words, reader); }; });
}

} // namespace liangxian::cli
