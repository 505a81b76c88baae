// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/version_name.hpp"
#include "core/app/zone_story.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/data_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct ShowWords {
    std::string store;
    std::string zone;
    std::string known_at;
    std::string format = "text";
};

app::VersionName name_from(const std::string& word) {
    const auto name = app::parse_version_name(word);
    if (!name) {
        throw base::UsageError({{"version-name-wrong",
                                 word,
                                 {"应写作 界线编号 或 界线编号@版本", "write ZONE or ZONE@VERSION"}}});
    }
    return *name;
}

/// Only the version that was named, all of them otherwise.
app::ZoneStory story_of(const store::Store& store, const app::VersionName& name,
                        const std::optional<base::Timestamp>& known_at) {
    const auto paths = zone::LifePaths::load(base::data_directory() / "life-cycle" / "two-lines.json");
    const app::ZoneStory all = app::zone_story(store, paths, name.zone_id, known_at);
    app::ZoneStory out;
    for (const app::ZoneStory::Version& version : all.versions) {
        if (!name.version || *name.version == version.zone.version) {
            out.versions.push_back(version);
        }
    }
    if (out.versions.empty()) {
        throw base::InputError(
            {{"zone-unknown", name.to_string(), {"库中没有这条界线", "this zone is not in the store"}}});
    }
    return out;
}

/// What is told of a step beside when, what and who: empty texts are left out.
std::vector<base::Text> words_of(const zone::VersionStep& step) {
    std::vector<base::Text> out;
    if (!step.account.empty() && step.account != step.actor) {
        out.push_back({"（账户 " + step.account + "）", "(login " + step.account + ")"});
    }
    if (step.change) {
        out.push_back(zone::name_of(*step.change));
    }
    if (step.based_on) {
        out.push_back(
            {fmt::format("据版本 {}", *step.based_on), fmt::format("on version {}", *step.based_on)});
    }
    for (const std::string& word : {step.office, step.document, step.reason}) {
        out.push_back({word, word});
    }
    if (step.is_single_person) {
        out.push_back({"一人办理（--single-person）", "by one person (--single-person)"});
    }
    return out;
}

void tell_step(const zone::VersionStep& step, const Audience& audience) {
    const base::Text& name = zone::name_of(step.step);
    base::Text line{fmt::format("  {}  {}  {}", step.at.to_string(), name.zh, step.actor),
                    fmt::format("  {}  {}  {}", step.at.to_string(), name.en, step.actor)};
    for (const base::Text& word : words_of(step)) {
        line.zh += word.zh.empty() ? "" : "  " + word.zh;
        line.en += word.en.empty() ? "" : "  " + word.en;
    }
    audience.tell(line);
}

void tell_documents(const std::vector<store::StoredDocument>& documents, const Audience& audience) {
    for (const store::StoredDocument& document : documents) {
        std::string line;
        for (const std::string& word :
             {document.document, document.issuer, document.document_date, document.title}) {
            line += word.empty() ? "" : "  " + word;
        }
        line += document.sha256.empty() ? "" : "  SHA-256 " + document.sha256;
        audience.tell({"  文件：" + line, "  document:" + line});
    }
}

void tell_missing(const std::vector<app::StepState>& way, const Audience& audience) {
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const app::StepState& state : way) {
        if (!state.taken && state.expected.is_required) {
            zh.push_back(zone::name_of(state.expected.step).zh);
            en.push_back(zone::name_of(state.expected.step).en);
        }
    }
    if (!zh.empty()) {
        audience.tell({fmt::format("  尚未记录：{}", fmt::join(zh, "、")),
                       fmt::format("  not recorded: {}", fmt::join(en, ", "))});
    }
}

void tell_version(const app::ZoneStory::Version& version, const Audience& audience) {
    const zone::Zone& zone = version.zone;
    const std::string from = zone.valid.from ? zone.valid.from->to_string() : "";
    const std::string to = zone.valid.to ? zone.valid.to->to_string() : "";
    audience.tell(
        {fmt::format("{}@{}  {}  {}  {}…{}  {} {}", zone.zone_id, zone.version, zone::name_of(zone.kind).zh,
                     zone::name_of(zone.status).zh, from, to, zone.issuer, zone.document),
         fmt::format("{}@{}  {}  {}  {}…{}  {} {}", zone.zone_id, zone.version, zone::name_of(zone.kind).en,
                     zone::name_of(zone.status).en, from, to, zone.issuer, zone.document)});
    for (const zone::VersionStep& step : version.steps) {
        tell_step(step, audience);
    }
    tell_documents(version.documents, audience);
    tell_missing(version.way, audience);
}

Exit run_show(const ShowWords& words, const Audience& audience) {
    const app::VersionName name = name_from(words.zone);
    const auto known_at = base::Timestamp::parse(words.known_at);
    if (!words.known_at.empty() && !known_at) {
        throw base::UsageError({{"bad-option",
                                 "--known-at",
                                 {fmt::format("“{}”不是时刻", words.known_at),
                                  fmt::format("'{}' is no time", words.known_at)}}});
    }
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::ZoneStory story = story_of(*store, name, known_at);
    if (words.format == "json") {
        Output("").write(base::pretty_json(app::to_json(story)) + "\n");
        return Exit::done;
    }
    for (const app::ZoneStory::Version& version : story.versions) {
        tell_version(version, audience);
    }
    return Exit::done;
}

} // namespace

void add_zone_show(CLI::App& zone, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = zone.add_subcommand(
        "show", say("一条界线的各版本及办理经过", "the versions of a zone and what happened to them"));
    const auto words = std::make_shared<ShowWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("ZONE[@VERSION]", words->zone, say("界线", "which"))->required();
    command->add_option("--known-at", words->known_at,
                        say("只看此刻已登记的内容", "what was known at this instant"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_show(*words, reader); }; });
}

} // namespace liangxian::cli
