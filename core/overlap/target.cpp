// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/target.hpp"

namespace liangxian::overlap {
namespace {

bool is_consulted(zone::AreaKind kind) {
    return kind != zone::AreaKind::coverage && kind != zone::AreaKind::county &&
           kind != zone::AreaKind::township;
}

bool is_in_force_status(zone::Status status) {
    return status == zone::Status::published || status == zone::Status::superseded ||
           status == zone::Status::revoked;
}

} // namespace

const geo::Geometry& Target::geometry() const {
    return zone != nullptr ? zone->geometry : body != nullptr ? body->geometry : area->geometry;
}

const std::string& Target::id() const {
    return zone != nullptr ? zone->zone_id : body != nullptr ? body->site_id : area->area_id;
}

std::string_view Target::kind_code() const {
    if (zone != nullptr) {
        return zone::code_of(zone->kind);
    }
    return body != nullptr ? zone::code_of(zone::ZoneKind::body) : zone::code_of(area->kind);
}

bool Target::counts() const {
    if (zone != nullptr) {
        return is_in_force_status(zone->status);
    }
    return body != nullptr || area->kind != zone::AreaKind::assessed_area;
}

std::vector<Target> targets_of(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults) {
    std::unordered_map<std::string, const zone::Site*> sites;
    for (const auto* list : {&snapshot.sites, &snapshot.sites_elsewhere}) {
        for (const zone::Site& site : *list) {
            sites.emplace(site.site_id, &site);
        }
    }
    std::vector<Target> out;
    const auto add = [&out](Target target) {
        target.box = target.geometry().bounds();
        if (!target.box.empty()) {
            out.push_back(target);
        }
    };
    for (const zone::Zone& zone : snapshot.zones) {
        Target target;
        target.zone = &zone;
        const auto site = sites.find(zone.site_id);
        target.site = site == sites.end() ? nullptr : site->second;
        target.accuracy_m = defaults.accuracy_m(zone);
        add(target);
    }
    for (const zone::Site& site : snapshot.sites) {
        Target target;
        target.body = &site;
        target.site = &site;
        target.accuracy_m = site.position_accuracy_m;
        add(target);
    }
    for (const zone::Area& area : snapshot.areas) {
        if (is_consulted(area.kind)) {
            Target target;
            target.area = &area;
            add(target);
        }
    }
    return out;
}

} // namespace liangxian::overlap
