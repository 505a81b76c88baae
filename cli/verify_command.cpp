// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/app/product_data.hpp"
#include "core/app/verify.hpp"
#include "core/base/file.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

constexpr std::size_t kLargestResult = 512u << 20;

/// One result, or each of a `{"results": […]}` wrapper.
std::vector<nlohmann::json> results_in(const std::string& file) {
    const auto json = nlohmann::json::parse(base::read_file(file, kLargestResult), nullptr, false);
    if (!json.is_object()) {
        throw base::InputError(
            base::Problems{{"not-json", file, {"不是 JSON 文件", "this is not a JSON file"}}});
    }
    if (json.contains("results") && json["results"].is_array()) {
        return json["results"].get<std::vector<nlohmann::json>>();
    }
    return {json};
}

void tell_about(const app::Verification& v, const Audience& audience) {
    audience.tell(v.seal_intact ? base::Text{"封印完好：内容自签发以来未被改动",
                                             "seal intact: nothing was changed since it was made"}
                                : base::Text{"封印已破坏：内容与摘要不符",
                                             "seal broken: the content does not match its digest"});
    if (!v.recomputed) {
        return;
    }
    audience.tell(v.agrees ? base::Text{"复算一致：按当时的数据和法规得到同一结果",
                                        "recomputed: the same result with the knowledge of that time"}
                           : base::Text{"复算不一致：", "recomputed: the result differs:"});
    for (const base::Text& difference : v.differences) {
        audience.tell({"  - " + difference.zh, "  - " + difference.en});
    }
    audience.tell(v.issued_here ? base::Text{"由本库签发并登记", "issued by this store"}
                                : base::Text{"本库没有登记该结果", "not recorded by this store"});
    for (const base::Text& change : v.since) {
        audience.tell({"  其后：" + change.zh, "  since: " + change.en});
    }
}

Exit run_verify(const std::string& file, const std::string& location, const Audience& audience) {
    std::unique_ptr<store::Store> store;
    std::unique_ptr<app::ProductData> data;
    if (!location.empty()) {
        store = store::open_store(location, store::Access::read_only);
        data = std::make_unique<app::ProductData>(app::load_product_data());
    }
    bool all_agree = true;
    for (const nlohmann::json& result : results_in(file)) {
        if (result.contains("problems")) {
            continue; // a failed application has no seal
        }
        const app::Verification v =
            store ? app::verify(result, {*store, data->rules, data->accuracy}) : app::verify_seal(result);
        tell_about(v, audience);
        all_agree = all_agree && v.seal_intact && (!v.recomputed || v.agrees);
    }
    return all_agree ? Exit::done : Exit::incomplete;
}

} // namespace

void add_verify(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command =
        app.add_subcommand("verify", say("查验结果的封印，或用库复算",
                                         "check the seal of a result, or repeat it against a store 复核"));
    const auto file = std::make_shared<std::string>();
    const auto store = std::make_shared<std::string>();
    command
        ->add_option("RESULT.json", *file,
                     say("check --format json 的结果", "a result of `check --format json`"))
        ->required();
    command->add_option("STORE", *store, say("用此库复算", "repeat the check against this store"));
    command->callback([file, store, &action] {
        action = [file, store](const Audience& reader) { return run_verify(*file, *store, reader); };
    });
}

} // namespace liangxian::cli
