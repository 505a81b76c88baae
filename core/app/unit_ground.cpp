// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/unit_ground.hpp"

#include "core/base/error.hpp"
#include "core/geo/offset.hpp"
#include "core/geo/overlay.hpp"
#include "core/store/version_choice.hpp"

#include <algorithm>
#include <map>

namespace liangxian::app {
namespace {

/// Announced, and valid on the day; what was superseded counts for its own days.
bool is_in_force(const zone::Zone& zone, const base::Date& day) {
    const bool has_ended = zone.status == zone::Status::superseded || zone.status == zone::Status::revoked;
    return !store::is_on_its_way(zone) && zone.valid.contains(day) && (!has_ended || zone.valid.to);
}

/// The announced version in force before any on its way, the later before the earlier.
bool counts_more(const zone::Zone& a, const zone::Zone& b, const base::Date& day) {
    const bool a_holds = is_in_force(a, day);
    const bool b_holds = is_in_force(b, day);
    return a_holds != b_holds ? a_holds : a.version > b.version;
}

/// Everything up to the outline of the lines, holes filled: what the next class out is measured from.
geo::Geometry filled_union(const std::vector<geo::Geometry>& parts) {
    std::vector<const geo::Geometry*> all;
    for (const geo::Geometry& part : parts) {
        all.push_back(&part);
    }
    return geo::without_holes(all.size() == 1 ? parts.front() : geo::union_of(all).geometry);
}

/// Of all parts together; nothing when it is not known of one of them.
std::optional<double> worst(const std::vector<std::optional<double>>& parts) {
    const auto is_unknown = [](const auto& part) { return !part; };
    return parts.empty() || std::any_of(parts.begin(), parts.end(), is_unknown)
               ? std::nullopt
               : *std::max_element(parts.begin(), parts.end());
}

} // namespace

Unit fetch_unit(const store::Store& store, const std::string& site_id) {
    auto sites = store.sites_of({site_id});
    if (sites.empty()) {
        throw base::InputError(
            {{"site-unknown", site_id, {"库中没有这处文物", "this site is not in the store"}}});
    }
    return {std::move(sites.front()), store.versions_of_sites({site_id})};
}

std::vector<const zone::Zone*> lines_on(const Unit& unit, const base::Date& day) {
    std::map<std::string, const zone::Zone*> best;
    for (const zone::Zone& version : unit.versions) {
        if (!is_in_force(version, day) && !store::is_on_its_way(version)) {
            continue;
        }
        const zone::Zone*& slot = best[version.zone_id];
        if (slot == nullptr || counts_more(version, *slot, day)) {
            slot = &version;
        }
    }
    std::vector<const zone::Zone*> out;
    for (const auto& [id, zone] : best) {
        out.push_back(zone);
    }
    return out;
}

words::Vocabulary vocabulary_of(const zone::Site& site, const words::Vocabulary& common) {
    return common.of_unit(site.name, {site.county, site.township});
}

words::Ground ground_of(const Unit& unit, const base::Date& day, const zone::AccuracyDefaults& defaults) {
    words::Ground out;
    out.body = unit.site.geometry;
    out.body_accuracy_m = unit.site.position_accuracy_m;
    std::vector<geo::Geometry> range;
    std::vector<std::optional<double>> accuracies;
    for (const zone::Zone* line : lines_on(unit, day)) {
        if (line->geometry.polygons.empty()) {
            continue;
        }
        if (line->kind == zone::ZoneKind::control) {
            if (!line->zone_class.empty()) {
                out.classes[line->zone_class] = filled_union({line->geometry});
            }
            continue;
        }
        if (line->kind == zone::ZoneKind::protection_key) {
            out.classes["key"] = line->geometry;
        }
        range.push_back(line->geometry);
        accuracies.push_back(defaults.accuracy_m(*line));
    }
    if (!range.empty()) {
        out.range = filled_union(range);
        out.range_accuracy_m = worst(accuracies);
    }
    return out;
}

} // namespace liangxian::app
