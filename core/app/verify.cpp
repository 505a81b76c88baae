// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/verify.hpp"

#include "core/app/result_difference.hpp"
#include "core/app/stored_request.hpp"
#include "core/base/error.hpp"
#include "core/result/result_json.hpp"
#include "core/result/seal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::app {
namespace {

using nlohmann::json;

json repeat(const json& result, const CheckContext& context, const CheckRequest& request) {
    const auto outcomes = check(context, {application_of(result)}, request);
    const auto* repeated = std::get_if<result::CheckResult>(&outcomes.front());
    if (repeated == nullptr) {
        const auto& failed = std::get<result::FailedApplication>(outcomes.front());
        throw base::InputError(failed.problems);
    }
    return result::to_json(*repeated);
}

/// Members that describe the file, not the ground: taken over from the old result, since the file
/// itself is not at hand.
json with_application_of(json repeated, const json& result) {
    const json geometry = repeated["application"]["geometry"];
    const json area = repeated["application"]["area_m2"];
    repeated["application"] = result.at("application");
    repeated["application"]["geometry"] = geometry;
    repeated["application"]["area_m2"] = area;
    return repeated;
}

/// What was recorded since, and whether today's knowledge answers otherwise.
std::vector<base::Text> since(const json& result, const CheckContext& context, CheckRequest request) {
    std::vector<base::Text> out;
    for (const auto& change : context.store.changes_since(*request.known_at)) {
        out.push_back(
            {fmt::format("{} {} 于 {} 新增或修改", change.kind, change.id, change.recorded_at.to_string()),
             fmt::format("{} {} was recorded or edited at {}", change.kind, change.id,
                         change.recorded_at.to_string())});
    }
    request.known_at.reset();
    const json today = with_application_of(repeat(result, context, request), result);
    if (findings_by_key(today) != findings_by_key(result) || today["verdict"] != result["verdict"]) {
        for (const base::Text& difference : differences_of(result, today)) {
            out.push_back({"按现有数据：" + difference.zh, "with today's data: " + difference.en});
        }
    }
    return out;
}

/// A row of checks anybody can write; its entry in a chain that is in order they cannot without a trace.
bool is_issued(const store::Store& store, const std::string& digest) {
    if (!store.has_check(digest)) {
        return false;
    }
    store::ChainWalk chain({});
    bool out = false;
    store.for_each_audit_entry([&](const store::AuditEntry& entry) {
        chain.take(entry);
        out = out || (entry.action == "check" && entry.object == digest);
    });
    return out && !chain.report().broken_at;
}

} // namespace

Verification verify_seal(const json& result) {
    Verification out;
    out.seal_intact = result::is_seal_intact(result);
    return out;
}

Verification verify(const json& result, const CheckContext& context) {
    Verification out = verify_seal(result);
    const CheckRequest request = request_of(result);
    json repeated = with_application_of(repeat(result, context, request), result);
    // Warnings of the reader belong to the file, too.
    repeated["warnings"] = result.value("warnings", json::array());
    out.recomputed = true;
    out.agrees = result::seal_of(repeated) == result::seal_of(result);
    if (!out.agrees) {
        out.differences = differences_of(result, repeated);
    }
    out.issued_here = is_issued(context.store, result.value("digest", ""));
    out.since = since(result, context, request);
    return out;
}

} // namespace liangxian::app
