// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "core/app/corner_survey.hpp"
#include "core/app/product_data.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct SurveyWords {
    std::string store;
    std::string version;
    std::string file;
    std::string crs;
    double tolerance_m = 0;
    double search_m = 0; ///< 0: not given
    bool is_recorded = false;
    std::string verified_by;
    std::string on;
    std::string format = "text";
};

app::SurveyRequest request_from(const SurveyWords& words) {
    base::Problems problems;
    app::SurveyRequest out;
    const auto name = app::parse_version_name(words.version);
    if (!name || !name->version) {
        problems.push_back({"version-name-wrong",
                            words.version,
                            {"应写作 界线编号@版本", "must be written as ZONE@VERSION"}});
    } else {
        out.version = *name;
    }
    out.file = words.file;
    out.epsg = epsg_word(words.crs, problems);
    out.tolerance_m = words.tolerance_m > 0 ? std::optional(words.tolerance_m) : std::nullopt;
    out.search_m = words.search_m > 0 ? std::optional(words.search_m) : std::nullopt;
    out.is_recorded = words.is_recorded;
    out.verified_by = words.verified_by;
    out.verified_on = words.on.empty() ? std::nullopt : base::Date::parse(words.on);
    if (!words.on.empty() && !out.verified_on) {
        problems.push_back({"bad-date",
                            "--on",
                            {fmt::format("“{}”不是日期，应如 2025-03-01", words.on),
                             fmt::format("'{}' is no date; write 2025-03-01", words.on)}});
    }
    throw_if_any(std::move(problems));
    return out;
}

void tell_report(const app::SurveyReport& report, const Audience& audience) {
    for (const app::CornerMatch& corner : report.corners) {
        const std::string place = fmt::format("({:.7f}, {:.7f})", corner.corner.x, corner.corner.y);
        if (corner.point == nullptr) {
            audience.tell({"  界址点 " + place + "：未测到", "  corner " + place + ": missing"});
            continue;
        }
        const std::string& point = corner.point->name;
        const base::Text judged = !corner.is_evidence
                                      ? base::Text{"，不是固定解，不作数", ", not fixed: does not count"}
                                  : corner.is_within ? base::Text{}
                                                     : base::Text{"，超限", ", beyond"};
        audience.tell(
            {fmt::format("  界址点 {}：{}，{:.3f} 米{}", place, point, corner.distance_m, judged.zh),
             fmt::format("  corner {}: {}, {:.3f} m{}", place, point, corner.distance_m, judged.en)});
    }
    for (const app::SurveyPoint* point : report.extra) {
        audience.tell({fmt::format("  {}：附近没有界址点", point->name),
                       fmt::format("  {}: near no corner", point->name)});
    }
    const std::string greatest = report.greatest_m ? fmt::format("{:.3f}", *report.greatest_m) : "–";
    audience.tell(
        {fmt::format("界址点 {}，限差 {:.3f} 米内 {}，无固定解点 {}，多余 {}，最大 {} 米{}",
                     report.corners.size(), report.tolerance_m, report.within, report.missing,
                     report.extra.size(), greatest, report.is_recorded ? "；已记录" : ""),
         fmt::format("{} corners, {} within {:.3f} m, {} without a fixed point, {} extra, {} m at most{}",
                     report.corners.size(), report.within, report.tolerance_m, report.missing,
                     report.extra.size(), greatest, report.is_recorded ? "; recorded" : "")});
}

Exit run_compare(const SurveyWords& words, const Audience& audience) {
    app::SurveyRequest request = request_from(words);
    const auto access = words.is_recorded ? store::Access::read_write : store::Access::read_only;
    const auto store = store::open_store(words.store, access);
    request.verified_by = words.verified_by.empty() ? store->usual_actor() : words.verified_by;
    const app::ProductData data = app::load_product_data();
    const app::SurveyReport report = app::compare_corners(*store, request, data.accuracy);
    audience.complain(report.notes);
    if (words.format == "json") {
        Output("").write(base::pretty_json(app::to_json(report, request.version)) + "\n");
    } else {
        tell_report(report, audience);
    }
    return Exit::done;
}

} // namespace

void add_survey(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* survey =
        app.add_subcommand("survey", say("实地测量的界址点", "corners measured in the field 实测"));
    survey->require_subcommand(1);
    CLI::App* compare = survey->add_subcommand(
        "compare", say("与库中界线逐点比较", "compare them with the corners of a stored version"));
    const auto words = std::make_shared<SurveyWords>();
    compare->add_option("STORE", words->store, say("库", "the store"))->required();
    compare->add_option("ZONE@VERSION", words->version, say("界线版本", "which version"))->required();
    compare
        ->add_option(
            "FILE", words->file,
            say("CSV：点号,N,E,H,rms,solution,date,surveyor", "CSV: point,N,E,H,rms,solution,date,surveyor"))
        ->required();
    compare->add_option("--crs", words->crs, say("坐标系 EPSG:n", "EPSG:n of the coordinates"));
    take_metres(
        *compare->add_option("--tolerance", words->tolerance_m,
                             say("限差，米；默认该版本的精度", "metres; default: the version's accuracy")),
        100);
    take_metres(
        *compare->add_option("--search", words->search_m,
                             say("在多少米内找界址点；默认 5，限差更大时为限差",
                                 "how far a corner is looked for, metres; default: 5, or the tolerance")),
        1000);
    compare->add_flag("--record", words->is_recorded,
                      say("记录核对人和日期", "keep who verified it and when"));
    compare->add_option("--verified-by", words->verified_by,
                        say("核对人；默认为本机账户，共享库为登录账户",
                            "who verifies; default: the account's name, in a shared store the login"));
    compare->add_option("--on", words->on, say("核对日期", "on which day"));
    choose_from(*compare->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    compare->callback([words, &action] {
        action = [words](const Audience& reader) { return run_compare(*words, reader); };
    });
}

} // namespace liangxian::cli
