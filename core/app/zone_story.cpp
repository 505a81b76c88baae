// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_story.hpp"

#include "core/app/site_level.hpp"
#include "core/geo/geojson.hpp"
#include "core/store/record_fields.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace liangxian::app {
namespace {

using nlohmann::ordered_json;

/// What was known of a zone, and of the levels of the units its versions name.
struct KnownZone {
    std::vector<zone::Zone> versions;
    std::vector<zone::VersionStep> steps;
    std::map<std::string, zone::Level> levels;
};

std::map<std::string, zone::Level> levels_of(const store::Store& store, const std::vector<zone::Zone>& zones,
                                             const std::optional<base::Timestamp>& known) {
    std::map<std::string, zone::Level> out;
    for (const zone::Zone& zone : zones) {
        auto versions = site_versions(store, zone.site_id);
        versions = known ? known_at(versions, *known) : versions;
        if (!versions.empty()) {
            out[zone.site_id] = on_day(versions, base::Date::today()).site.level;
        }
    }
    return out;
}

KnownZone known_zone(const store::Store& store, const std::string& zone_id,
                     const std::optional<base::Timestamp>& known) {
    KnownZone out;
    out.steps = store.steps_of({zone_id});
    if (known) {
        store::Store::RecordVisitor visitor;
        visitor.zone = [&out, &zone_id](const zone::Zone& zone) {
            if (zone.zone_id == zone_id) {
                out.versions.push_back(zone);
            }
        };
        store.for_each_known(*known, visitor);
        std::sort(out.versions.begin(), out.versions.end(),
                  [](const zone::Zone& a, const zone::Zone& b) { return a.version < b.version; });
        out.steps.erase(std::remove_if(out.steps.begin(), out.steps.end(),
                                       [&known](const zone::VersionStep& step) { return *known < step.at; }),
                        out.steps.end());
    } else {
        out.versions = store.versions_of({zone_id});
    }
    out.levels = levels_of(store, out.versions, known);
    return out;
}

std::vector<StepState> way_of(const std::vector<zone::ExpectedStep>& path,
                              const std::vector<zone::VersionStep>& steps) {
    std::vector<StepState> out;
    for (const zone::ExpectedStep& expected : path) {
        const auto taken = std::find_if(steps.rbegin(), steps.rend(),
                                        [&expected](const auto& step) { return step.step == expected.step; });
        out.push_back({expected, taken == steps.rend() ? std::nullopt : std::optional(*taken)});
    }
    return out;
}

ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json to_json(const zone::VersionStep& step) {
    ordered_json out = {
        {"step", zone::code_of(step.step)}, {"at", step.at.to_string()}, {"actor", step.actor}};
    out["account"] = text_or_null(step.account);
    out["office"] = text_or_null(step.office);
    out["document"] = text_or_null(step.document);
    out["dated"] = text_or_null(step.dated ? step.dated->to_string() : "");
    out["reason"] = text_or_null(step.reason);
    out["change"] = step.change ? ordered_json(zone::code_of(*step.change)) : ordered_json();
    out["based_on"] = step.based_on ? ordered_json(*step.based_on) : ordered_json();
    out["single_person"] = step.is_single_person;
    return out;
}

ordered_json to_json(const store::StoredDocument& document) {
    return {{"document", document.document},
            {"issuer", text_or_null(document.issuer)},
            {"date", text_or_null(document.document_date)},
            {"title", text_or_null(document.title)},
            {"sha256", text_or_null(document.sha256)}};
}

/// The documents that a version and its steps name.
std::vector<store::StoredDocument> documents_of(const store::Store& store, const zone::Zone& zone,
                                                const std::vector<zone::VersionStep>& steps) {
    std::set<std::string> numbers{zone.document, zone.approval_document};
    for (const zone::VersionStep& step : steps) {
        numbers.insert(step.document);
    }
    numbers.erase("");
    return store.documents_of({numbers.begin(), numbers.end()});
}

ordered_json to_json(const StepState& state) {
    const base::Text& name = zone::name_of(state.expected.step);
    return {{"step", zone::code_of(state.expected.step)},
            {"name", {{"zh", name.zh}, {"en", name.en}}},
            {"required", state.expected.is_required},
            {"office", {{"zh", state.expected.office.zh}, {"en", state.expected.office.en}}},
            {"papers", {{"zh", state.expected.papers.zh}, {"en", state.expected.papers.en}}},
            {"article", text_or_null(state.expected.article)},
            {"taken_at", state.taken ? ordered_json(state.taken->at.to_string()) : ordered_json()}};
}

ordered_json value_json(const store::FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        return {};
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return *integer;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    return std::get<std::string>(value);
}

} // namespace

ZoneStory zone_story(const store::Store& store, const zone::LifePaths& paths, const std::string& zone_id,
                     const std::optional<base::Timestamp>& known_at) {
    ZoneStory out;
    const KnownZone known = known_zone(store, zone_id, known_at);
    for (const zone::Zone& zone : known.versions) {
        ZoneStory::Version version{zone, {}, {}, {}};
        std::copy_if(known.steps.begin(), known.steps.end(), std::back_inserter(version.steps),
                     [&zone](const auto& step) { return step.version == zone.version; });
        version.documents = documents_of(store, zone, version.steps);
        const auto level = known.levels.find(zone.site_id);
        if (level != known.levels.end()) {
            version.way = way_of(paths.steps_of(level->second, zone.kind), version.steps);
        }
        out.versions.push_back(std::move(version));
    }
    return out;
}

ordered_json to_json(const zone::Zone& zone, bool with_geometry) {
    ordered_json out;
    for (const auto& field : store::zone_fields()) {
        out[std::string(field.name)] = value_json(field.get(zone));
    }
    if (with_geometry) {
        out["geometry"] =
            zone.geometry.empty() ? ordered_json() : ordered_json(geo::to_geojson(zone.geometry));
    }
    return out;
}

ordered_json to_json(const ZoneStory& story) {
    ordered_json out = {{"zone_id", story.versions.empty() ? "" : story.versions.front().zone.zone_id},
                        {"versions", ordered_json::array()}};
    for (const ZoneStory::Version& version : story.versions) {
        ordered_json one = to_json(version.zone, true);
        one["steps"] = ordered_json::array();
        for (const zone::VersionStep& step : version.steps) {
            one["steps"].push_back(to_json(step));
        }
        one["documents"] = ordered_json::array();
        for (const store::StoredDocument& document : version.documents) {
            one["documents"].push_back(to_json(document));
        }
        one["way"] = ordered_json::array();
        for (const StepState& state : version.way) {
            one["way"].push_back(to_json(state));
        }
        out["versions"].push_back(std::move(one));
    }
    return out;
}

} // namespace liangxian::app
