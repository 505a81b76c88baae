// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/verify.hpp"

#include "core/base/error.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/geojson.hpp"
#include "core/result/result_json.hpp"
#include "core/result/seal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace liangxian::app {
namespace {

using nlohmann::json;

[[noreturn]] void refuse(const std::string& member) {
    throw base::InputError(base::Problems{
        {"not-a-check-result",
         member,
         {fmt::format("这不是可复核的核查结果：成员 {} 缺失或有误", member),
          fmt::format("this is not a check result that can be repeated: member {} is missing or wrong",
                      member)}}});
}

/// A member by JSON pointer, or the refusal that names it.
const json& member(const json& result, const char* pointer) {
    const json::json_pointer at(pointer);
    if (!result.contains(at)) {
        refuse(pointer);
    }
    return result.at(at);
}

std::string text_member(const json& result, const char* pointer) {
    const json& value = member(result, pointer);
    if (!value.is_string()) {
        refuse(pointer);
    }
    return value;
}

std::optional<double> number_member(const json& result, const char* pointer) {
    const json& value = member(result, pointer);
    if (value.is_null()) {
        return std::nullopt;
    }
    if (!value.is_number()) {
        refuse(pointer);
    }
    return value.get<double>();
}

template <typename T>
T parsed(const std::optional<T>& value, const char* pointer) {
    if (!value) {
        refuse(pointer);
    }
    return *value;
}

CheckRequest request_of(const json& result) {
    CheckRequest request;
    request.as_of = parsed(base::Date::parse(text_member(result, "/store/as_of")), "/store/as_of");
    request.known_at =
        parsed(base::Timestamp::parse(text_member(result, "/store/known_at")), "/store/known_at");
    request.rules_as_of = parsed(base::Date::parse(text_member(result, "/rules/as_of")), "/rules/as_of");
    request.accept_repairs = true;
    result::Parameters& p = request.parameters;
    p.kind = text_member(result, "/parameters/kind");
    p.near_m = number_member(result, "/parameters/near_m");
    p.sliver_m = parsed(number_member(result, "/parameters/sliver_m"), "/parameters/sliver_m");
    p.influence_m = number_member(result, "/parameters/influence_m");
    const json& basis = result.value("/parameters/influence_basis"_json_pointer, json());
    p.influence_basis = basis.is_string() ? basis.get<std::string>() : "";
    p.with_drafts = result.value("/parameters/with_drafts"_json_pointer, false);
    for (const auto& [name, value] : member(result, "/parameters/facts").items()) {
        p.facts[name] = value;
    }
    return request;
}

/// The application as the result holds it: already EPSG:4490 and valid.
intake::ReadOutcome application_of(const json& result) {
    auto geometry = geo::from_geojson(member(result, "/application/geometry"), "application");
    if (!geometry.ok() || geometry->dimension() != 2) {
        refuse("/application/geometry");
    }
    intake::Feature feature;
    feature.source = "application";
    feature.crs = {geo::kCgcs2000, "format"};
    intake::SourcePart part;
    part.geometry = std::move(geometry).value();
    feature.parts.push_back(std::move(part));
    intake::ReadOutcome out;
    out.add(std::move(feature));
    return out;
}

json repeat(const json& result, const CheckContext& context, const CheckRequest& request) {
    const auto outcomes = check(context, {application_of(result)}, request);
    const auto* repeated = std::get_if<result::CheckResult>(&outcomes.front());
    if (repeated == nullptr) {
        refuse("/application/geometry");
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

std::string finding_key(const json& finding) {
    const auto text = [&finding](const char* name) {
        return finding.contains(name) && finding[name].is_string() ? finding[name].get<std::string>() : "";
    };
    const std::string id = text("zone_id").empty() ? text("site_id") : text("zone_id");
    const json version = finding.value("zone_version", json());
    return text("zone_kind") + " " + id + (version.is_number() ? "@" + version.dump() : "");
}

std::map<std::string, json> findings_by_key(const json& result) {
    std::map<std::string, json> out;
    for (const json& finding : result.value("findings", json::array())) {
        out[finding_key(finding)] = finding;
    }
    return out;
}

void compare_members(const json& before, const json& after, const std::string& what,
                     std::vector<base::Text>& out) {
    for (const auto& [name, value] : before.items()) {
        const json now = after.value(name, json());
        if (now == value) {
            continue;
        }
        const bool long_value = value.is_structured() || now.is_structured();
        const std::string old_words = long_value ? "…" : value.dump();
        const std::string new_words = long_value ? "…" : now.dump();
        out.push_back({fmt::format("{}：{} 由 {} 变为 {}", what, name, old_words, new_words),
                       fmt::format("{}: {} was {}, is {}", what, name, old_words, new_words)});
    }
}

/// Zone by zone, in words a person can act on.
std::vector<base::Text> differences_of(const json& before, const json& after) {
    std::vector<base::Text> out;
    if (before.value("verdict", "") != after.value("verdict", "")) {
        compare_members({{"verdict", before.value("verdict", "")}}, {{"verdict", after.value("verdict", "")}},
                        "verdict", out);
    }
    const auto old_findings = findings_by_key(before);
    const auto new_findings = findings_by_key(after);
    for (const auto& [key, finding] : old_findings) {
        const auto now = new_findings.find(key);
        if (now == new_findings.end()) {
            out.push_back({key + "：原结果列出，现在没有", key + ": was listed, is no longer"});
        } else {
            compare_members(finding, now->second, key, out);
        }
    }
    for (const auto& [key, finding] : new_findings) {
        if (old_findings.count(key) == 0) {
            out.push_back({key + "：原结果没有，现在列出", key + ": was not listed, is now"});
        }
    }
    for (const char* name : {"store", "rules", "archaeology", "coverage", "requirements", "partition"}) {
        const json old_member = before.value(name, json());
        if (old_member.is_object()) {
            compare_members(old_member, after.value(name, json()), name, out);
        } else if (old_member != after.value(name, json())) {
            out.push_back({std::string(name) + " 已变化", std::string(name) + " differs"});
        }
    }
    return out;
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
    out.issued_here = context.store.has_check(result.value("digest", ""));
    out.since = since(result, context, request);
    return out;
}

} // namespace liangxian::app
