// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/app/check.hpp"
#include "core/app/datums.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/app/product_data.hpp"
#include "core/app/record.hpp"
#include "core/base/parallel.hpp"
#include "core/intake/read.hpp"
#include "core/report/json_report.hpp"
#include "core/report/text_report.hpp"
#include "core/rules/application_kind.hpp"
#include "core/rules/facts.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <utility>

namespace liangxian::cli {
namespace {

constexpr double kFarthestM = 100000;

/// The words of the command line, as given.
struct CheckWords {
    std::string store;
    std::vector<std::string> files;
    std::string kind = "construction";
    std::vector<std::string> facts;
    std::string as_of;
    std::string known_at;
    std::string rules_as_of;
    std::optional<double> near_m;
    std::optional<double> influence_m;
    std::string influence_basis;
    std::string crs;
    std::string encoding;
    std::string layer;
    bool one = false;
    bool each = false;
    bool with_drafts = false;
    bool accept_repairs = false;
    bool record = false;
    unsigned threads = base::processor_count();
    std::string fail_on;
    std::string format = "text";
    std::string output;
};

template <typename T>
std::optional<T> parsed(const std::string& option, const std::string& text, base::Problems& problems) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto value = T::parse(text);
    if (!value) {
        problems.push_back({"bad-date",
                            option,
                            {fmt::format("“{}”不是日期或时间，应如 2025-03-01", text),
                             fmt::format("'{}' is no date or time; write 2025-03-01", text)}});
    }
    return value;
}

/// Reads the words into a request; faults are added.
app::CheckRequest request_from(const CheckWords& words, base::Problems& problems) {
    app::CheckRequest request;
    result::Parameters& parameters = request.parameters;
    parameters.kind = words.kind;
    parameters.near_m = words.near_m;
    parameters.influence_m = words.influence_m;
    parameters.influence_basis = words.influence_basis;
    parameters.with_drafts = words.with_drafts;
    request.accept_repairs = words.accept_repairs;
    request.as_of = parsed<base::Date>("--as-of", words.as_of, problems);
    request.known_at = parsed<base::Timestamp>("--known-at", words.known_at, problems);
    if (request.known_at && base::Timestamp::now() < *request.known_at) {
        problems.push_back(
            {"known-at-future",
             "--known-at",
             {fmt::format("“{}”晚于现在；只能问已经过去的时刻所知", words.known_at),
              fmt::format("'{}' is later than now; ask for a moment that has passed", words.known_at)}});
    }
    request.rules_as_of = parsed<base::Date>("--rules-as-of", words.rules_as_of, problems);
    auto facts = rules::parse_facts(words.facts);
    if (facts.ok()) {
        parameters.facts = std::move(facts).value();
    } else {
        problems.insert(problems.end(), facts.problems().begin(), facts.problems().end());
    }
    if (!rules::is_known_kind(words.kind)) {
        problems.push_back(rules::unknown_kind_problem(words.kind));
    }
    if (words.influence_m && words.influence_basis.empty()) {
        problems.push_back({"influence-basis-missing",
                            "--influence",
                            {"给出影响距离时须用 --influence-basis 说明依据",
                             "an influence distance needs its ground: --influence-basis TEXT"}});
    }
    return request;
}

/// As request_from() for how the files are read; the jurisdiction is the store's.
intake::ReadOptions read_options(const CheckWords& words, base::Problems& problems) {
    intake::ReadOptions options;
    options.declared_epsg = epsg_word(words.crs, problems);
    look_at_encoding(words.encoding, problems);
    options.encoding = words.encoding;
    options.layer = words.layer;
    options.grouping = words.one    ? intake::Grouping::one
                       : words.each ? intake::Grouping::each
                                    : intake::Grouping::by_format;
    return options;
}

std::string standard_input() {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

/// One file, or standard input for "-"; a file that cannot be opened is a failed application.
intake::ReadOutcome read_one(const std::string& file, const intake::ReadOptions& options) {
    try {
        return file == "-" ? intake::read_bytes(standard_input(), "-", options)
                           : intake::read_file(file, options);
    } catch (const base::FileError& error) {
        intake::ReadOutcome out;
        out.add(intake::UnreadableFeature{file, {{error.code(), file, error.message()}}});
        return out;
    }
}

std::string written(const std::string& format, const std::vector<app::CheckOutcome>& outcomes,
                    const report::ReportOptions& options) {
    if (format == "json") {
        return report::json_report(outcomes);
    }
    if (format == "geojson") {
        return report::geojson_report(outcomes, options);
    }
    if (format == "csv") {
        return report::csv_report(outcomes, options);
    }
    if (format == "gpkg") {
        return report::gpkg_report(outcomes, options);
    }
    return report::text_report(outcomes, options);
}

/// Every failed application on standard error too: a pipe may never read the report.
std::size_t complain_of_failed(const Audience& audience, const std::vector<app::CheckOutcome>& outcomes) {
    std::size_t failed = 0;
    for (const app::CheckOutcome& outcome : outcomes) {
        if (const auto* bad = std::get_if<result::FailedApplication>(&outcome)) {
            ++failed;
            audience.complain(bad->problems);
        }
    }
    return failed;
}

/// What --fail-on overlap means: announced ground is met from inside, be it by a sliver. An assessed area
/// helps an application and is none.
bool overlaps_something(const result::CheckResult& r) {
    return std::any_of(r.findings.begin(), r.findings.end(), [](const result::Finding& f) {
        return result::is_interior_contact(f.relation) && f.is_announced() && !f.only_informs();
    });
}

Exit exit_status(const CheckWords& words, const std::vector<app::CheckOutcome>& outcomes,
                 std::size_t failed) {
    bool unchecked = false;
    bool overlap = false;
    for (const app::CheckOutcome& outcome : outcomes) {
        if (const auto* r = std::get_if<result::CheckResult>(&outcome)) {
            unchecked = unchecked || !r->unchecked.empty();
            overlap = overlap || overlaps_something(*r);
        }
    }
    if (failed == outcomes.size()) {
        return Exit::failed;
    }
    if (words.fail_on == "overlap" && overlap) {
        return Exit::overlap;
    }
    return failed > 0 || unchecked ? Exit::incomplete : Exit::done;
}

std::vector<std::string> read_by(const CheckWords& words) {
    std::vector<std::string> out = words.files;
    out.push_back(words.store);
    return out;
}

std::vector<app::CheckOutcome> checked(const CheckWords& words, const app::CheckContext& context,
                                       intake::ReadOptions options, const app::CheckRequest& request,
                                       const Audience& audience) {
    app::DatumShifts shifts(context.store);
    options.registered_old_datums = shifts.codes();
    std::vector<intake::ReadOutcome> files;
    for (const std::string& file : words.files) {
        files.push_back(read_one(file, options));
        shifts.apply(files.back());
    }
    auto outcomes = app::check(context, files, request, cancel_on_interrupt(),
                               progress_line(audience, {"核查", "checking"}));
    if (outcomes.empty()) {
        throw base::InputError(
            base::Problems{{"nothing-read", "", {"文件中没有任何申请", "the files hold no application"}}});
    }
    return outcomes;
}

Exit run_check(const CheckWords& words, const Audience& audience) {
    base::Problems problems;
    const app::CheckRequest request = request_from(words, problems);
    intake::ReadOptions options = read_options(words, problems);
    throw_if_any(std::move(problems));
    refuse_to_overwrite(words.output, read_by(words));

    const auto access = words.record ? store::Access::read_write : store::Access::read_only;
    const std::unique_ptr<store::Store> store = store::open_store(words.store, access);
    options.jurisdiction = app::jurisdiction_box(store->settings());
    const app::ProductData data = app::load_product_data();
    app::CheckContext context{*store, data.rules, data.accuracy};
    context.threads = words.threads;
    const auto outcomes = checked(words, context, options, request, audience);

    Output output(words.output); // on the disk before the store is written, in its place after
    output.write(written(words.format, outcomes,
                         {audience.language(), store->settings().is_demonstration, data.rules.law_titles()}));
    if (words.record) {
        app::record_checks(*store, outcomes);
    }
    output.commit();
    return exit_status(words, outcomes, complain_of_failed(audience, outcomes));
}

std::vector<std::string> kind_codes() {
    std::vector<std::string> out;
    for (const rules::ApplicationKind& kind : rules::application_kinds()) {
        out.emplace_back(kind.code);
    }
    return out;
}

base::Text fact_help() {
    std::string keys;
    for (const rules::FactKey& key : rules::fact_keys()) {
        keys += (keys.empty() ? "" : ", ") + std::string(key.name);
    }
    return {"事实，如 width_m=30，每项一次；可用：" + keys,
            "a fact, e.g. width_m=30, each once; keys: " + keys};
}

/// What is asked.
void add_question(CLI::App& command, const Audience& audience, CheckWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    const std::string kinds = fmt::format("{}", fmt::join(kind_codes(), ", "));
    choose_from(*command
                     .add_option("--kind", words.kind,
                                 audience.say({"申请类型：" + kinds, "kind of application: " + kinds}))
                     ->capture_default_str(),
                kind_codes());
    command.add_option("--fact", words.facts, audience.say(fact_help()))->allow_extra_args(false);
    command.add_option("--as-of", words.as_of,
                       say("按此日有效的界线核查（默认今天）", "zones valid on this date (default: today)"));
    command.add_option("--known-at", words.known_at, say("按此时刻已知的数据", "as known at this instant"));
    command.add_option(
        "--rules-as-of", words.rules_as_of,
        say("按此日施行的法规（默认同 --as-of）", "law in force on this date (default: --as-of)"));
    take_metres(*command.add_option("--near", words.near_m,
                                    say("列出多少米以内的区域", "list what lies within this many metres")),
                kFarthestM);
    take_metres(*command.add_option("--influence", words.influence_m,
                                    say("影响距离，米", "influence distance, metres")),
                kFarthestM);
    command.add_option("--influence-basis", words.influence_basis,
                       say("影响距离的依据", "the ground for the influence distance"));
    command.add_flag("--with-drafts", words.with_drafts,
                     say("也列出拟定的界线；不影响结论", "list drafts too; they never decide"));
}

/// How the files are read.
void add_reading(CLI::App& command, const Audience& audience, CheckWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    command.add_option(
        "--crs", words.crs,
        say("坐标系 EPSG:n，优先于文件所说", "EPSG:n of the coordinates, overrides what the file says"));
    command.add_option("--encoding", words.encoding,
                       say("文字编码，优先于判断", "text encoding, overrides what the bytes say"));
    command.add_option("--layer", words.layer, say("多图层文件的图层", "layer of a file with several"));
    auto* one =
        command.add_flag("--one", words.one, say("整个文件是一个申请", "all of a file is one application"));
    command
        .add_flag("--each", words.each,
                  say("每个地块或要素是一个申请", "each lot or feature is an application"))
        ->excludes(one);
    command
        .add_option("--threads", words.threads,
                    say("多个申请同时核查的线程数（默认处理器数）；结果与其无关",
                        "threads for many applications (default: processors); no answer depends on it"))
        ->check(CLI::Range(1U, 256U).description(""))
        ->type_name("N");
    command.add_flag("--accept-repairs", words.accept_repairs,
                     say("同意面积变化超过 0.1% 或 10 平方米的修复", "agree to repairs over 0.1 % or 10 m²"));
}

/// What becomes of the answer.
void add_answer(CLI::App& command, const Audience& audience, CheckWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    command.add_flag(
        "--record", words.record,
        say("把申请和封印的结果存入库", "keep the application and the sealed result in the store"));
    choose_from(*command.add_option("--fail-on", words.fail_on,
                                    say("与已公布的区域有任何内部重叠（含细碎重叠）时以 3 退出",
                                        "exit 3 when the inside of any announced zone, body or area is met, "
                                        "slivers included")),
                {"overlap"});
    choose_from(*command.add_option("--format", words.format, say("输出格式", "format of the output"))
                     ->capture_default_str(),
                {"text", "json", "geojson", "csv", "gpkg"});
    command.add_option("-o,--output", words.output,
                       say("写到此文件；不能是库或输入文件",
                           "write here instead of standard output; never the store or an input"));
}

} // namespace

void add_check(CLI::App& app, const Audience& audience, Action& action) {
    const auto words = std::make_shared<CheckWords>();
    CLI::App* command = app.add_subcommand(
        "check", audience.say({"按两线核查申请", "check applications against the two lines 核查"}));
    command
        ->add_option("STORE", words->store,
                     audience.say({"库：file.gpkg 或 postgresql://…", "file.gpkg or postgresql://…"}))
        ->required();
    command
        ->add_option("FILE", words->files,
                     audience.say({"申请文件；- 读标准输入", "applications; - reads standard input"}))
        ->required();
    add_question(*command, audience, *words);
    add_reading(*command, audience, *words);
    add_answer(*command, audience, *words);
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_check(*words, reader); }; });
}

} // namespace liangxian::cli
