// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/dossier.hpp"
#include "core/app/product_data.hpp"

#include <fmt/format.h>

#include <memory>
#include <sstream>

namespace liangxian::cli {
namespace {

struct DossierWords {
    std::string store;
    std::vector<std::string> units;
    std::string output = ".";
    std::string formats = "docx,xlsx,pdf";
    std::string as_of;
    std::string county;
    int denominator = 0;
    bool all = false;
    bool with_drafts = false;
};

void read_formats(const std::string& words, app::DossierRequest& out, base::Problems& problems) {
    out.pdf = out.docx = out.xlsx = false;
    std::istringstream list(words);
    for (std::string word; std::getline(list, word, ',');) {
        if (word == "pdf") {
            out.pdf = true;
        } else if (word == "docx") {
            out.docx = true;
        } else if (word == "xlsx") {
            out.xlsx = true;
        } else {
            problems.push_back(
                {"bad-value",
                 "--format",
                 {fmt::format("“{}”不是成果格式；可用 docx、xlsx、pdf，逗号分隔", word),
                  fmt::format("'{}' is no form of a dossier: docx, xlsx, pdf, with commas between", word)}});
        }
    }
}

app::DossierRequest request_from(const DossierWords& words, base::Language language) {
    app::DossierRequest out;
    base::Problems problems;
    read_formats(words.formats, out, problems);
    if (!words.as_of.empty()) {
        out.as_of = base::Date::parse(words.as_of);
        if (!out.as_of) {
            problems.push_back({"bad-date",
                                "--as-of",
                                {fmt::format("“{}”不是日期，应如 2025-03-01", words.as_of),
                                 fmt::format("'{}' is no date; write 2025-03-01", words.as_of)}});
        }
    }
    if (words.units.empty() && !words.all && words.county.empty()) {
        problems.push_back({"unit-missing",
                            "SITE|ZONE@VERSION",
                            {"缺少单位：写出单位编号或 界线编号@版本，或用 --all、--county",
                             "name units or ZONE@VERSION, or say --all or --county"}});
    }
    constexpr int kLeastScale = 100;
    constexpr int kMostScale = 1000000;
    if (words.denominator != 0 && (words.denominator < kLeastScale || words.denominator > kMostScale)) {
        problems.push_back(
            {"bad-value",
             "--scale",
             {"比例尺分母应在 100 到 1000000 之间", "the scale is 1:N, N from 100 to 1000000"}});
    }
    throw_if_any(std::move(problems));
    out.units = words.units;
    out.all = words.all;
    out.county = words.county;
    out.with_drafts = words.with_drafts;
    out.denominator = words.denominator == 0 ? std::nullopt : std::optional(words.denominator);
    out.folder = words.output;
    out.language = language;
    return out;
}

void tell(const app::DossierReport& report, const Audience& audience) {
    for (const app::DossierReport::Unit& unit : report.units) {
        audience.complain(unit.failures);
        if (unit.folder.empty()) {
            continue;
        }
        const std::string sheet_zh = unit.scale.empty() ? "无图则" : "图则 " + unit.scale;
        const std::string sheet_en = unit.scale.empty() ? "no sheet" : "sheet " + unit.scale;
        audience.tell({fmt::format("{} {}：界线 {} 条，{}，缺项 {} → {}", unit.site_id, unit.name, unit.lines,
                                   sheet_zh, unit.gaps.size(), unit.folder.string()),
                       fmt::format("{} {}: {} lines, {}, {} missing → {}", unit.site_id, unit.name,
                                   unit.lines, sheet_en, unit.gaps.size(), unit.folder.string())});
        for (const base::Problem& gap : unit.gaps) {
            audience.tell(
                {"  - " + gap.where + "：" + gap.message.zh, "  - " + gap.where + ": " + gap.message.en});
        }
    }
    if (!report.index.empty()) {
        audience.tell({"索引 → " + report.index.string(), "index → " + report.index.string()});
    }
    audience.complain(report.warnings);
}

Exit run_dossier(const DossierWords& words, const Audience& audience) {
    const app::DossierRequest request = request_from(words, audience.language());
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::ProductData data = app::load_product_data();
    const app::DossierReport report =
        app::make_dossier({*store, data.rules, data.accuracy}, request, cancel_on_interrupt(),
                          progress_line(audience, {"生成成果", "making dossiers"}));
    tell(report, audience);
    const bool has_none = report.units.size() == 1 && report.units.front().folder.empty();
    return has_none ? Exit::failed : report.is_incomplete() ? Exit::incomplete : Exit::done;
}

} // namespace

void add_zone_dossier(CLI::App& zone, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = zone.add_subcommand(
        "dossier",
        say("划定成果：说明、四至、界址点成果表、冲突表、图则，一个单位一个文件夹",
            "what a planner hands in: explanation, words, corners, relations, map sheet; a folder a unit"));
    const auto words = std::make_shared<DossierWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("SITE|ZONE@VERSION", words->units,
                        say("单位编号，或界线编号@版本（以该版本代替有效版本）",
                            "a unit, or a version of a line in place of the one in force"));
    command->add_option("-o,--output", words->output, say("输出文件夹", "folder to write into"));
    command->add_option("--format", words->formats, say("格式，逗号分隔", "forms, with commas between"));
    command->add_option("--as-of", words->as_of,
                        say("这一天有效的界线；默认今天", "lines in force on this day; today"));
    command->add_flag("--all", words->all, say("库中全部单位", "every unit of the store"));
    command->add_option("--county", words->county,
                        say("一个县的全部单位：名称或代码", "every unit of a county: name or code"));
    command->add_option("--scale", words->denominator,
                        say("图则比例尺的分母，如 1000；默认放得下的最大比例尺",
                            "N of the sheets' scale 1:N; the largest that fits"));
    command->add_flag("--with-drafts", words->with_drafts,
                      say("连同尚未公布的版本", "versions that are not announced, too"));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_dossier(*words, reader); };
    });
}

} // namespace liangxian::cli
