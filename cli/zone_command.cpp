// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/zone_life.hpp"
#include "core/base/digest.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace liangxian::cli {
namespace {

using zone::Step;

/// The words of submit, return, approve, publish, revoke and step.
struct StepWords {
    std::string store;
    std::vector<std::string> versions;
    std::string list;
    std::string step; ///< of `zone step` only
    std::string actor;
    std::string issuer;
    std::string document;
    std::string title;
    std::string file;
    std::string dated;
    std::string effective;
    std::string reason;
    std::string change;
    bool is_single_person = false;
    bool is_acknowledged = false;
};

constexpr std::size_t kLargestDocument = std::size_t{1} << 28;

std::optional<base::Date> day(const char* option, const std::string& word, base::Problems& problems) {
    const auto out = word.empty() ? std::nullopt : base::Date::parse(word);
    if (!word.empty() && !out) {
        problems.push_back({"bad-date",
                            option,
                            {fmt::format("“{}”不是日期，应如 2025-03-01", word),
                             fmt::format("'{}' is no date; write 2025-03-01", word)}});
    }
    return out;
}

/// The versions named in the words and in the list; every fault is listed.
std::vector<app::VersionName> versions_of(const StepWords& words, base::Problems& problems) {
    std::vector<app::VersionName> out;
    for (const std::string& word : words.versions) {
        if (const auto name = app::parse_version_name(word)) {
            out.push_back(*name);
        } else {
            problems.push_back(
                {"version-name-wrong", word, {"应写作 界线编号@版本", "must be written as ZONE@VERSION"}});
        }
    }
    if (!words.list.empty()) {
        const auto listed = app::read_version_list(words.list);
        if (!listed) {
            throw base::InputError(listed.problems());
        }
        out.insert(out.end(), listed.value().begin(), listed.value().end());
    }
    if (out.empty() && problems.empty()) {
        problems.push_back({"version-missing",
                            "ZONE@VERSION",
                            {"缺少界线版本", "name the versions, or a file of them with --list"}});
    }
    return out;
}

app::StepRequest request_from(const StepWords& words, std::optional<Step> step) {
    base::Problems problems;
    app::StepRequest out;
    out.step = step ? *step : zone::parse_step(words.step).value_or(Step::drafted);
    out.versions = versions_of(words, problems);
    out.actor = words.actor;
    out.office = words.issuer;
    out.document = words.document;
    out.title = words.title;
    out.dated = day("--dated", words.dated, problems);
    out.effective = day("--effective", words.effective, problems);
    out.reason = words.reason;
    out.change = zone::parse_change_kind(words.change);
    out.is_single_person = words.is_single_person;
    out.is_acknowledged = words.is_acknowledged;
    throw_if_any(std::move(problems));
    if (!words.file.empty()) {
        out.sha256 = base::sha256_hex(base::read_file(words.file, kLargestDocument));
    }
    return out;
}

Exit run_step(const StepWords& words, std::optional<Step> step, const Audience& audience) {
    app::StepRequest request = request_from(words, step);
    const auto store = store::open_store(words.store, store::Access::read_write);
    request.actor = words.actor.empty() ? store->usual_actor() : words.actor;
    const app::StepReport report = app::take_step(*store, request);
    audience.complain(report.warnings);
    for (const app::StepReport::Done& done : report.done) {
        const base::Text& name = zone::name_of(request.step);
        audience.tell({fmt::format("{}：{}（{} → {}）", done.version, name.zh, zone::name_of(done.before).zh,
                                   zone::name_of(done.after).zh),
                       fmt::format("{}: {} ({} → {})", done.version, name.en, zone::name_of(done.before).en,
                                   zone::name_of(done.after).en)});
        if (!done.superseded.empty()) {
            const std::string others = fmt::format("{}", fmt::join(done.superseded, ", "));
            audience.tell({"  替代 " + others, "  supersedes " + others});
        }
    }
    return Exit::done;
}

/// One verb of `zone`: its words, and what they mean.
class StepCommand {
public:
    StepCommand(CLI::App& zone, const char* verb, std::optional<Step> step, base::Text about,
                const Audience& audience, Action& action)
        : m_audience(audience), m_words(std::make_shared<StepWords>()),
          m_command(*zone.add_subcommand(verb, audience.say(about))) {
        add("STORE", m_words->store, {"库", "the store"})->required();
        if (!step) {
            std::vector<std::string> between;
            for (const Step s : {Step::reviewed, Step::argued, Step::consulted, Step::notified, Step::marked,
                                 Step::filed, Step::mapped, Step::archived}) {
                between.emplace_back(zone::code_of(s));
            }
            choose_from(*add("STEP", m_words->step, {"哪一步", "which step"})->required(), between);
        }
        m_command.add_option("ZONE@VERSION", m_words->versions,
                             audience.say({"界线@版本；只有一个合适的版本时可省略 @版本",
                                           "which; without @VERSION the only one that fits"}));
        add("--list", m_words->list, {"清单文件：每行一个 界线@版本", "a file of versions, one a line"});
        add("--actor", m_words->actor,
            {"经办人；默认为本机账户，共享库为登录账户",
             "who does it; default: the account's name, in a shared store the login"});
        add("--document", m_words->document, {"文号", "number of the document"});
        add("--title", m_words->title, {"文件标题", "title of the document"});
        add("--file", m_words->file,
            {"文件的扫描件或电子文档：记下其 SHA-256，文件另行保存",
             "the document itself: its SHA-256 is kept, the file stays where it is"});
        add("--dated", m_words->dated, {"文件日期", "date of the document"});
        m_command.callback([words = m_words, step, &action] {
            action = [words, step](const Audience& reader) { return run_step(*words, step, reader); };
        });
    }

    StepCommand& with_office(const char* option, base::Text about) {
        add(option, m_words->issuer, std::move(about));
        return *this;
    }
    StepCommand& with_effective() {
        add("--effective", m_words->effective,
            {"生效（失效）日期；默认草案所写日期或今天", "from which day; default: the draft's own, today"});
        return *this;
    }
    StepCommand& with_reason() {
        add("--reason", m_words->reason, {"理由", "why"});
        return *this;
    }
    StepCommand& with_change() {
        std::vector<std::string> kinds;
        for (const std::string_view code : zone::change_kind_codes()) {
            kinds.emplace_back(code);
        }
        choose_from(*add("--change", m_words->change,
                         {"变更种类；默认首次划定或调整", "kind of change; default: first or adjustment"}),
                    kinds);
        return *this;
    }
    StepCommand& with_approver() {
        m_command.add_flag("--single-person", m_words->is_single_person,
                           m_audience.say({"只有一人时：送审人也可批准（记入日志）",
                                           "there is nobody else: whoever submitted approves (logged)"}));
        return with_acknowledgement();
    }
    StepCommand& with_acknowledgement() {
        m_command.add_flag(
            "--acknowledge", m_words->is_acknowledged,
            m_audience.say(
                {"已知悉拟定、送审或撤销人也是让出范围内申请的经办人（记入日志）",
                 "seen that whoever drew, submitted or revokes it is also the officer of cases on the ground "
                 "given up (logged)"}));
        return *this;
    }

private:
    CLI::Option* add(const char* name, std::string& word, const base::Text& about) {
        return m_command.add_option(name, word, m_audience.say(about));
    }

    const Audience& m_audience;
    std::shared_ptr<StepWords> m_words;
    CLI::App& m_command;
};

} // namespace

void add_zone(CLI::App& app, const Audience& audience, Action& action) {
    CLI::App* zone = app.add_subcommand("zone", audience.say({"界线版本的办理：送审、批准、公布、撤销",
                                                              "the life of a zone's versions 界线"}));
    zone->require_subcommand(1);
    add_zone_describe(*zone, audience, action);
    add_zone_draw(*zone, audience, action);
    add_zone_list(*zone, audience, action);
    add_zone_show(*zone, audience, action);
    add_zone_dossier(*zone, audience, action);
    const base::Text office{"办理机关", "the office that took the step"};
    StepCommand(*zone, "submit", Step::submitted, {"送审草案", "hand a draft over"}, audience, action)
        .with_office("--office", office)
        .with_change()
        .with_reason();
    StepCommand(*zone, "step", std::nullopt,
                {"记录其他步骤：核定、论证、征求意见、公示、标志、备案、入一张图、归档",
                 "record another step: review, experts, opinions, notice, markers, filing, one map, archive"},
                audience, action)
        .with_office("--office", office)
        .with_reason();
    StepCommand(*zone, "return", Step::returned, {"退回并说明理由", "give it back, and say why"}, audience,
                action)
        .with_office("--office", office)
        .with_reason();
    StepCommand(*zone, "approve", Step::approved, {"批准", "approve it"}, audience, action)
        .with_office("--office", office)
        .with_approver();
    StepCommand(*zone, "publish", Step::published,
                {"公布：一次公布一份公告中的全部界线，或全不公布",
                 "announce it: all the zones of a notice at once, or none"},
                audience, action)
        .with_office("--issuer", {"公布机关", "who announces it"})
        .with_effective();
    StepCommand(*zone, "revoke", Step::revoked, {"撤销已公布的版本", "end a published version"}, audience,
                action)
        .with_office("--issuer", {"撤销机关", "who revokes it"})
        .with_effective()
        .with_reason()
        .with_acknowledgement();
}

} // namespace liangxian::cli
