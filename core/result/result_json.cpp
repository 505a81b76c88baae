// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/result_json.hpp"

#include "core/geo/geojson.hpp"
#include "core/result/seal.hpp"

#include <nlohmann/json.hpp>

#ifndef LIANGXIAN_VERSION
#error "LIANGXIAN_VERSION is set by core/result/CMakeLists.txt"
#endif

namespace liangxian::result {
namespace {

using nlohmann::ordered_json;

template <typename T>
ordered_json or_null(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json text_or_null(const std::string& value) {
    return value.empty() ? ordered_json(nullptr) : ordered_json(value);
}

template <typename Items, typename ToJson>
ordered_json list(const Items& items, ToJson&& item_to_json) {
    ordered_json out = ordered_json::array();
    for (const auto& item : items) {
        out.push_back(item_to_json(item));
    }
    return out;
}

template <typename Items>
ordered_json list_of_texts(const Items& items) {
    return list(items, [](const base::Text& text) { return to_json(text); });
}

ordered_json parameters_json(const Parameters& p) {
    ordered_json facts = ordered_json::object();
    for (const auto& [name, value] : p.facts) {
        facts[name] = value;
    }
    return {{"kind", p.kind},
            {"near_m", or_null(p.near_m)},
            {"sliver_m", p.sliver_m},
            {"influence_m", or_null(p.influence_m)},
            {"influence_basis", text_or_null(p.influence_basis)},
            {"with_drafts", p.with_drafts},
            {"facts", std::move(facts)}};
}

ordered_json repair_json(const geo::Repair& r) {
    return {{"code", r.code},
            {"message", to_json(r.message)},
            {"where", r.where ? ordered_json::array({r.where->x, r.where->y}) : ordered_json(nullptr)},
            {"area_before_m2", r.area_before_m2},
            {"area_after_m2", r.area_after_m2}};
}

ordered_json part_json(const Part& p) {
    return {{"name", p.name},
            {"sign", p.sign},
            {"vertices", p.vertices},
            {"area_m2", p.area_m2},
            {"attributes", p.attributes}};
}

ordered_json application_json(const ApplicationInfo& a) {
    ordered_json out = {
        {"index", a.index},
        {"id", text_or_null(a.id)},
        {"name", text_or_null(a.name)},
        {"crs", a.crs},
        {"crs_basis", a.crs_basis},
        {"area_m2", a.area_lonlat_m2},
        {"areas", {{"lonlat", a.area_lonlat_m2}, {"rule", a.area_rule_m2}, {"geodesic", a.area_geodesic_m2}}},
        {"plane_area_m2", or_null(a.plane_area_m2)},
        {"plane_crs", text_or_null(a.plane_crs)},
        {"declared_area_m2", or_null(a.declared_area_m2)},
        {"vertices", a.vertices},
        {"parts", list(a.parts, part_json)},
        {"repairs", list(a.repairs, repair_json)},
        {"geometry", geo::to_geojson(a.geometry)}};
    if (a.accuracy_m) { // of a registered transformation only: other results stay what they were
        out["accuracy_m"] = *a.accuracy_m;
    }
    return out;
}

ordered_json coverage_json(const Coverage& c) {
    return {{"theme", c.theme},
            {"status", code_of(c.status)},
            {"share", c.share},
            {"data_date", text_or_null(c.data_date)}};
}

ordered_json authority_json(const Authority& a) {
    return {{"code", a.code}, {"name", to_json(a.name)}, {"office", text_or_null(a.office)}};
}

ordered_json item_json(const std::optional<ApprovalItem>& item) {
    if (!item) {
        return nullptr;
    }
    return {{"document", text_or_null(item->document)},
            {"list", text_or_null(item->list)},
            {"number", text_or_null(item->number)},
            {"name", text_or_null(item->name)}};
}

ordered_json basis_json(const Basis& b) {
    return {{"law", b.law}, {"article", b.article}, {"version", text_or_null(b.version)}};
}

ordered_json site_json(const SiteWithoutGeometry& s) {
    return {{"site_id", s.site_id},
            {"name", s.name},
            {"level", zone::code_of(s.level)},
            {"place", text_or_null(s.place)},
            {"match", s.match}};
}

ordered_json unchecked_json(const Unchecked& u) {
    return {{"zone_id", text_or_null(u.zone_id)},
            {"site_id", text_or_null(u.site_id)},
            {"reason", to_json(u.reason)}};
}

ordered_json state_json(const CheckResult& r) {
    return {{"digest", r.store.digest},
            {"revision", r.store.revision},
            {"as_of", r.store.as_of.to_string()},
            {"known_at", r.store.known_at.to_string()}};
}

ordered_json rules_json(const CheckResult& r) {
    ordered_json packs = list(r.rule_packs, [](const PackState& pack) {
        return ordered_json{{"id", pack.id}, {"version", pack.version}, {"digest", pack.digest}};
    });
    return {{"packs", std::move(packs)}, {"as_of", r.rules_as_of.to_string()}};
}

ordered_json partition_json(const Partition& p) {
    return {{"protection_m2", p.protection_m2},
            {"control_only_m2", p.control_only_m2},
            {"other_m2", p.other_m2},
            {"outside_m2", p.outside_m2}};
}

} // namespace

ordered_json to_json(const base::Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

ordered_json to_json(const base::Problem& problem) {
    return {{"code", problem.code},
            {"where", text_or_null(problem.where)},
            {"message", to_json(problem.message)}};
}

ordered_json to_json(const Finding& f) {
    ordered_json document{{"issuer", text_or_null(f.document.issuer)},
                          {"number", text_or_null(f.document.number)},
                          {"date", text_or_null(f.document.date)}};
    return {{"zone_id", or_null(f.zone_id)},
            {"zone_version", or_null(f.zone_version)},
            {"site_id", or_null(f.site_id)},
            {"site_name", f.site_name},
            {"site_level", f.site_level ? ordered_json(zone::code_of(*f.site_level)) : ordered_json(nullptr)},
            {"site_code", text_or_null(f.site_code)},
            {"county", text_or_null(f.county)},
            {"zone_kind", f.zone_kind},
            {"zone_class", text_or_null(f.zone_class)},
            {"relation", code_of(f.relation)},
            {"area_m2", f.area_m2},
            {"area_outside_protection_m2", or_null(f.area_outside_protection_m2)},
            {"share_of_application", f.share_of_application},
            {"share_of_zone", or_null(f.share_of_zone)},
            {"length_m", or_null(f.length_m)},
            {"distance_m", f.distance_m},
            {"mean_width_m", or_null(f.mean_width_m)},
            {"geometry", geo::to_geojson(f.geometry)},
            {"legal_status", code_of(f.legal_status)},
            {"document", std::move(document)},
            {"geometry_basis",
             f.geometry_basis ? ordered_json(zone::code_of(*f.geometry_basis)) : ordered_json(nullptr)},
            {"accuracy_m", or_null(f.accuracy_m)},
            {"decision_band", f.decision_band},
            {"height_limit_m", or_null(f.height_limit_m)},
            {"restrictions", text_or_null(f.restrictions)},
            {"requirement_ids", f.requirement_ids}};
}

ordered_json to_json(const Requirement& r) {
    return {{"id", r.id},
            {"action", r.action},
            {"authority", authority_json(r.authority)},
            {"consent_first", list(r.consent_first, authority_json)},
            {"item", item_json(r.item)},
            {"term_workdays", or_null(r.term_workdays)},
            {"due_on", r.due_on ? ordered_json(r.due_on->to_string()) : ordered_json(nullptr)},
            {"due_is_provisional", or_null(r.due_is_provisional)},
            {"basis", list(r.basis, basis_json)},
            {"status", r.verified ? "verified" : "unverified"},
            {"because", list_of_texts(r.because)},
            {"rule_id", r.rule_id},
            {"note", r.note.empty() ? ordered_json(nullptr) : to_json(r.note)}};
}

ordered_json to_json(const CheckResult& r) {
    ordered_json archaeology{{"status", code_of(r.archaeology.status)},
                             {"because", list_of_texts(r.archaeology.because)}};
    ordered_json out{{"schema", "liangxian/check-result/1"},
                     {"engine", {{"version", LIANGXIAN_VERSION}, {"commit", LIANGXIAN_COMMIT}}},
                     {"checked_at", r.checked_at.to_string()},
                     {"store", state_json(r)},
                     {"rules", rules_json(r)},
                     {"parameters", parameters_json(r.parameters)},
                     {"application", application_json(r.application)},
                     {"verdict", code_of(r.verdict)},
                     {"archaeology", std::move(archaeology)},
                     {"coverage", list(r.coverage, coverage_json)},
                     {"findings", list(r.findings, [](const Finding& f) { return to_json(f); })},
                     {"unchecked", list(r.unchecked, unchecked_json)},
                     {"partition", partition_json(r.partition)},
                     {"union_area_m2", r.union_area_m2},
                     {"requirements", list(r.requirements, [](const Requirement& q) { return to_json(q); })},
                     {"sites_without_geometry", list(r.sites_without_geometry, site_json)},
                     {"warnings", list(r.warnings, [](const base::Problem& p) { return to_json(p); })},
                     {"trace", list(r.trace, [](const TraceStep& t) {
                          return ordered_json{{"step", t.step}, {"detail", t.detail}};
                      })}};
    out["digest"] = seal_of(out);
    return out;
}

ordered_json to_json(const FailedApplication& failed) {
    return {{"index", failed.index},
            {"source", failed.source},
            {"problems", list(failed.problems, [](const base::Problem& p) { return to_json(p); })}};
}

} // namespace liangxian::result
