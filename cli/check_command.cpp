// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "core/app/check.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/app/product_data.hpp"
#include "core/app/record.hpp"
#include "core/base/file.hpp"
#include "core/intake/read.hpp"
#include "core/report/json_report.hpp"
#include "core/report/text_report.hpp"
#include "core/rules/application_kind.hpp"
#include "core/rules/facts.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <iostream>
#include <iterator>
#include <memory>
#include <utility>

namespace liangxian::cli {
namespace {

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

/// Reads the words into a request; every fault is listed before anything is opened.
app::CheckRequest request_from(const CheckWords& words) {
    base::Problems problems;
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
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
    return request;
}

intake::ReadOptions read_options(const CheckWords& words, const store::Store& store) {
    intake::ReadOptions options;
    options.declared_epsg = app::parse_epsg(words.crs);
    options.encoding = words.encoding;
    options.layer = words.layer;
    options.grouping = words.one    ? intake::Grouping::one
                       : words.each ? intake::Grouping::each
                                    : intake::Grouping::by_format;
    options.jurisdiction = app::jurisdiction_box(store.settings());
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
        return report::geojson_report(outcomes);
    }
    if (format == "csv") {
        return report::csv_report(outcomes);
    }
    if (format == "gpkg") {
        return report::gpkg_report(outcomes);
    }
    return report::text_report(outcomes, options);
}

void put_out(const CheckWords& words, const std::string& bytes) {
    if (!words.output.empty()) {
        base::write_file_atomically(words.output, bytes);
    } else if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
               std::fflush(stdout) != 0) {
        throw base::FileError("output-not-written",
                              {"输出未能写完整", "the output was not written completely"});
    }
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

bool overlaps_something(const result::CheckResult& r) { return r.verdict == result::Verdict::concerned; }

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

Exit run_check(const CheckWords& words, const Audience& audience) {
    const app::CheckRequest request = request_from(words);
    const auto access = words.record ? store::Access::read_write : store::Access::read_only;
    const std::unique_ptr<store::Store> store = store::open_store(words.store, access);
    const app::ProductData data = app::load_product_data();

    const intake::ReadOptions options = read_options(words, *store);
    std::vector<intake::ReadOutcome> files;
    for (const std::string& file : words.files) {
        files.push_back(read_one(file, options));
    }
    const app::CheckContext context{*store, data.rules, data.accuracy};
    const auto outcomes = app::check(context, files, request, cancel_on_interrupt(),
                                     progress_line(audience, {"核查", "checking"}));
    if (outcomes.empty()) {
        throw base::InputError(
            base::Problems{{"nothing-read", "", {"文件中没有任何申请", "the files hold no application"}}});
    }
    put_out(words,
            written(words.format, outcomes, {audience.language(), store->settings().is_demonstration}));
    if (words.record) { // an answer that nobody received is not kept
        app::record_checks(*store, outcomes);
    }
    return exit_status(words, outcomes, complain_of_failed(audience, outcomes));
}

void add_options(CLI::App& command, CheckWords& words) {
    command.add_option("STORE", words.store, "file.gpkg or postgresql://…")->required();
    command.add_option("FILE", words.files, "applications; - reads standard input")->required();
    command.add_option("--kind", words.kind, "kind of application")->capture_default_str();
    command.add_option("--fact", words.facts, "name=value, e.g. width_m=30")->allow_extra_args(false);
    command.add_option("--as-of", words.as_of, "zones valid on this date (default: today)");
    command.add_option("--known-at", words.known_at, "as known at this instant");
    command.add_option("--rules-as-of", words.rules_as_of, "law in force on this date (default: --as-of)");
    command.add_option("--near", words.near_m, "list what lies within this many metres")
        ->check(CLI::Range(0.0, 100000.0));
    command.add_option("--influence", words.influence_m, "influence distance, metres")
        ->check(CLI::Range(0.0, 100000.0));
    command.add_option("--influence-basis", words.influence_basis, "the ground for the influence distance");
    command.add_option("--crs", words.crs, "EPSG:n of the coordinates, overrides what the file says");
    command.add_option("--encoding", words.encoding, "text encoding, overrides what the bytes say");
    command.add_option("--layer", words.layer, "layer of a file with several");
    auto* one = command.add_flag("--one", words.one, "all of a file is one application");
    command.add_flag("--each", words.each, "each lot or feature is an application")->excludes(one);
    command.add_flag("--with-drafts", words.with_drafts, "list drafts too; they never decide");
    command.add_flag("--accept-repairs", words.accept_repairs, "agree to repairs over 0.1 % or 10 m²");
    command.add_flag("--record", words.record, "keep the application and the sealed result in the store");
    command.add_option("--fail-on", words.fail_on, "exit 3 when something overlaps")
        ->check(CLI::IsMember({"overlap"}));
    command.add_option("--format", words.format, "text, json, geojson, csv, gpkg")
        ->check(CLI::IsMember({"text", "json", "geojson", "csv", "gpkg"}))
        ->capture_default_str();
    command.add_option("-o,--output", words.output, "write here instead of standard output");
}

} // namespace

void add_check(CLI::App& app, Action& action) {
    const auto words = std::make_shared<CheckWords>();
    CLI::App* command = app.add_subcommand("check", "check applications against the two lines 核查");
    add_options(*command, *words);
    command->callback([words, &action] {
        action = [words](const Audience& audience) { return run_check(*words, audience); };
    });
}

} // namespace liangxian::cli
