// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stored_request.hpp"

#include "core/base/error.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/geojson.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::app {

using nlohmann::json;

namespace {

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

} // namespace

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

intake::ReadOutcome application_of(const json& result) {
    auto geometry = geo::from_geojson(member(result, "/application/geometry"), "application");
    if (!geometry.ok() || geometry->dimension() != 2) {
        refuse("/application/geometry");
    }
    intake::ReadOutcome out = application_of(std::move(geometry).value());
    out.features.front().accuracy_m = accuracy_in(result);
    return out;
}

std::optional<double> accuracy_in(const json& result) {
    const json::json_pointer at("/application/accuracy_m");
    return result.contains(at) && result.at(at).is_number() ? std::optional(result.at(at).get<double>())
                                                            : std::nullopt;
}

intake::ReadOutcome application_of(geo::Geometry geometry) {
    intake::Feature feature;
    feature.source = "application";
    feature.crs = {geo::kCgcs2000, "format"};
    intake::SourcePart part;
    part.geometry = std::move(geometry);
    feature.parts.push_back(std::move(part));
    intake::ReadOutcome out;
    out.add(std::move(feature));
    return out;
}

} // namespace liangxian::app
