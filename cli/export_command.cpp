// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/app/export.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

struct ExportWords {
    std::string store;
    std::string out;
    std::string profile;
    std::string as_of;
    std::string known_at;
    std::string continued;
    std::vector<std::string> counties;
};

base::Problem not_a_time(const char* option, const std::string& word) {
    return {"bad-option",
            option,
            {fmt::format("“{}”不是日期或时刻", word), fmt::format("'{}' is no date or time", word)}};
}

/// Reads the words; every fault is listed before anything is opened.
app::ExportRequest request_from(const ExportWords& words) {
    app::ExportRequest request;
    request.out = words.out;
    request.profile = words.profile;
    request.counties = words.counties;
    base::Problems problems;
    if (!words.as_of.empty() && !(request.as_of = base::Date::parse(words.as_of))) {
        problems.push_back(not_a_time("--as-of", words.as_of));
    }
    if (!words.known_at.empty() && !(request.known_at = base::Timestamp::parse(words.known_at))) {
        problems.push_back(not_a_time("--known-at", words.known_at));
    }
    if (!words.continued.empty()) {
        request.continued = words.continued;
    }
    const base::Problems more = app::export_problems(request);
    problems.insert(problems.end(), more.begin(), more.end());
    throw_if_any(std::move(problems));
    return request;
}

Exit run_export(const ExportWords& words, const Audience& audience) {
    const app::ExportRequest request = request_from(words);
    refuse_to_overwrite(words.out, {words.store});
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::ExportReport report = app::export_store(*store, request, cancel_on_interrupt(),
                                                       progress_line(audience, {"导出", "exporting"}));
    for (const auto& layer : report.layers) {
        audience.tell({fmt::format("图层 {}：{} 个要素", layer.name, layer.features),
                       fmt::format("layer {}: {} features", layer.name, layer.features)});
    }
    if (report.manifest) {
        audience.tell({"清单：" + report.manifest->string(), "manifest: " + report.manifest->string()});
    }
    audience.complain(report.notes);
    for (const deliver::LeftOut& one : report.left_out) {
        audience.complain(one.problems);
    }
    if (report.left_out.empty()) {
        return Exit::done;
    }
    audience.complain(base::Text{fmt::format("{} 条记录未导出", report.left_out.size()),
                                 fmt::format("{} records were left out", report.left_out.size())});
    return Exit::incomplete;
}

} // namespace

void add_export(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand(
        "export", say("按可编辑的字段配置交付，或导出公开数据、全部数据",
                      "a delivery by an editable field profile, the public data set, or everything 导出"));
    const auto words = std::make_shared<ExportWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command
        ->add_option("OUT", words->out,
                     say("新的 .gpkg 文件或 .gdb 文件夹", "a new .gpkg file or .gdb folder"))
        ->required();
    command
        ->add_option("--profile", words->profile,
                     say("lswhbhx、lswhbhq、relic-points（data/profiles 中的配置）、public 或 full",
                         "lswhbhx, lswhbhq, relic-points (files of data/profiles), public or full"))
        ->required();
    command->add_option("--as-of", words->as_of,
                        say("哪一天有效的界线；默认今天", "lines in force on this day; default today"));
    command->add_option("--known-at", words->known_at,
                        say("按该时刻所知；默认现在", "as known at this instant; default now"));
    command->add_option("--continue", words->continued,
                        say("上次交付的清单：未变的版本保留标识码",
                            "manifest of the delivery before: unchanged versions keep their BSM"));
    command->add_option("--county", words->counties,
                        say("只交付这些县（代码或名称）", "only these counties, by code or name"));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_export(*words, reader); };
    });
}

} // namespace liangxian::cli
