// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "core/app/datums.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct DatumWords {
    std::string store;
    std::string file;
    std::string datum;
    int zone = 0;
    std::string supplier;
    std::string document;
    std::string actor;
    std::string model;
    double most_m = 0.2;
    std::string id;
    std::string reason;
    std::string format = "text";
};

std::string actor_of(const DatumWords& words, const store::Store& store) {
    return words.actor.empty() ? store.usual_actor() : words.actor;
}

Exit run_register(const DatumWords& words, const Audience& audience) {
    app::DatumRequest request;
    request.file = words.file;
    request.datum = words.datum;
    request.zone = words.zone == 0 ? std::nullopt : std::optional(words.zone);
    request.supplier = words.supplier;
    request.document = words.document;
    request.most_m = words.most_m;
    request.model = words.model == "affine"           ? std::optional(geo::TransformModel::affine)
                    : words.model == "four-parameter" ? std::optional(geo::TransformModel::four_parameter)
                                                      : std::nullopt;
    const auto store = store::open_store(words.store, store::Access::read_write);
    request.actor = actor_of(words, *store);
    const app::DatumReport report = app::register_datum(*store, request);
    const store::RegisteredDatum& d = report.datum;
    audience.tell(
        {fmt::format("已登记 {}（{}）：控制点 {}，检查点 {}，检查点中误差 {:.3f} 米，最大 {:.3f} 米",
                     d.datum_id, d.model, *d.pairs, *d.check_points, *d.rms_m, *d.greatest_m),
         fmt::format("registered {} ({}): {} control and {} check points; at the check points rms "
                     "{:.3f} m, {:.3f} m at most",
                     d.datum_id, d.model, *d.pairs, *d.check_points, *d.rms_m, *d.greatest_m)});
    const std::string affine = report.affine_rms_m ? fmt::format("{:.3f}", *report.affine_rms_m) : "–";
    audience.tell(
        {fmt::format("  模型选择：逐点留一，四参数 {:.3f} 米，仿射 {} 米；仿射须好三成以上才采用",
                     report.four_parameter_rms_m, affine),
         fmt::format(
             "  choice of the model: each control point left out in turn, four-parameter {:.3f} m, affine "
             "{} m; affine is taken when it is better by three tenths",
             report.four_parameter_rms_m, affine)});
    for (const auto& [name, off_m] : report.off_m) {
        audience.tell({fmt::format("  检查点 {}：{:.3f} 米", name, off_m),
                       fmt::format("  check point {}: {:.3f} m", name, off_m)});
    }
    return Exit::done;
}

nlohmann::ordered_json to_json(const app::DatumState& state) {
    const store::RegisteredDatum& d = state.datum;
    return {{"datum_id", d.datum_id},
            {"datum", d.datum},
            {"plane", d.plane},
            {"model", d.model},
            {"rms_m", d.rms_m.value_or(0)},
            {"greatest_m", d.greatest_m.value_or(0)},
            {"pairs", d.pairs.value_or(0)},
            {"check_points", d.check_points.value_or(0)},
            {"extent", d.extent},
            {"supplier", d.supplier},
            {"document", d.document},
            {"recorded_at", d.recorded_at.to_string()},
            {"withdrawn", state.is_withdrawn}};
}

Exit run_list(const DatumWords& words, const Audience& audience) {
    const auto store = store::open_store(words.store, store::Access::read_only);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const app::DatumState& state : app::datum_states(*store)) {
        const store::RegisteredDatum& d = state.datum;
        all.push_back(to_json(state));
        if (words.format != "json") {
            const std::string line =
                fmt::format("{}  {}  {}  rms {:.3f} m, max {:.3f} m  {}  {}  {}", d.datum_id, d.plane,
                            d.model, d.rms_m.value_or(0), d.greatest_m.value_or(0), d.supplier, d.document,
                            d.recorded_at.to_string());
            audience.tell({line + (state.is_withdrawn ? "  已撤销" : ""),
                           line + (state.is_withdrawn ? "  withdrawn" : "")});
        }
    }
    if (words.format == "json") {
        Output("").write(base::pretty_json(all) + "\n");
    }
    return Exit::done;
}

Exit run_withdraw(const DatumWords& words, const Audience& audience) {
    const auto store = store::open_store(words.store, store::Access::read_write);
    app::withdraw_datum(*store, words.id, words.reason, actor_of(words, *store));
    audience.tell(
        {words.id + " 已撤销；此前的核查结果不变", words.id + " is withdrawn; results of before stay"});
    return Exit::done;
}

} // namespace

void add_datum(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* datum = app.add_subcommand(
        "datum", say("登记西安80、北京54的本地转换；参数保密，不输出",
                     "local transformations of old datums; their parameters are secret 旧坐标系"));
    datum->require_subcommand(1);
    const auto words = std::make_shared<DatumWords>();
    const auto runs = [&action, words](CLI::App* command, Exit (*run)(const DatumWords&, const Audience&)) {
        command->callback([words, run, &action] {
            action = [words, run](const Audience& reader) { return run(*words, reader); };
        });
    };
    CLI::App* add =
        datum->add_subcommand("register", say("用控制点拟合，用检查点检验，然后登记",
                                              "fit to control points, test at check points, keep"));
    add->add_option("STORE", words->store, say("库", "the store"))->required();
    add->add_option("FILE", words->file,
                    say("CSV：点名,类型(控制点|检查点),旧X,旧Y,新X,新Y",
                        "CSV: name,role(control|check),old_x,old_y,new_x,new_y"))
        ->required();
    choose_from(*add->add_option("--from", words->datum, say("旧坐标系", "the old datum"))->required(),
                {"xian80", "beijing54"});
    add->add_option("--zone", words->zone,
                    say("三度带带号（坐标不带带号时）", "3° zone, where eastings carry none"))
        ->check(CLI::Range(25, 45));
    add->add_option("--supplier", words->supplier, say("控制点提供单位", "who supplied the points"));
    add->add_option("--document", words->document, say("提供或批准的文号", "by which document"));
    choose_from(*add->add_option("--model", words->model,
                                 say("模型；默认按控制点残差选择", "default: chosen by the control points")),
                {"four-parameter", "affine"});
    take_metres(
        *add->add_option("--most", words->most_m, say("检查点最大残差，米", "at any check point, metres"))
             ->capture_default_str(),
        5);
    add->add_option("--actor", words->actor, say("经办人", "who does it"));
    runs(add, run_register);
    CLI::App* list = datum->add_subcommand(
        "list", say("已登记的转换（不含参数）", "what is registered, without parameters"));
    list->add_option("STORE", words->store, say("库", "the store"))->required();
    choose_from(*list->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    runs(list, run_list);
    CLI::App* withdraw = datum->add_subcommand("withdraw", say("撤销一个转换", "let one serve no more"));
    withdraw->add_option("STORE", words->store, say("库", "the store"))->required();
    withdraw->add_option("ID", words->id, say("编号", "which"))->required();
    withdraw->add_option("--reason", words->reason, say("理由", "why"));
    withdraw->add_option("--actor", words->actor, say("经办人", "who does it"));
    runs(withdraw, run_withdraw);
}

} // namespace liangxian::cli
