// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/zone_story.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct ListWords {
    std::string store;
    std::string site;
    std::string status;
    std::string format = "text";
};

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
    store->for_each_zone([&](const zone::Zone& zone) {
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
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_list(*words, reader); }; });
}

} // namespace liangxian::cli
