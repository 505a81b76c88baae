// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/version_choice.hpp"

#include <algorithm>

namespace liangxian::store {
namespace {

enum class Succession { none, later, begun };

/// Whether a higher version is known, and whether it had begun on the day.
Succession succession_of(const zone::Zone& zone, const AnnouncedVersions& announced,
                         const base::Date& as_of) {
    Succession out = Succession::none;
    const auto versions = announced.find(zone.zone_id);
    if (versions == announced.end()) {
        return out;
    }
    for (const VersionStart& other : versions->second) {
        if (other.version > zone.version) {
            if (!other.from || *other.from <= as_of) {
                return Succession::begun;
            }
            out = Succession::later;
        }
    }
    return out;
}

} // namespace

bool is_on_its_way(const zone::Zone& zone) {
    return zone.status == zone::Status::draft || zone.status == zone::Status::submitted ||
           zone.status == zone::Status::approved;
}

bool may_take_part(const zone::Zone& zone, const base::Date& as_of, bool with_drafts) {
    if (is_on_its_way(zone)) {
        return with_drafts && (!zone.valid.to || as_of <= *zone.valid.to);
    }
    const bool was_ended_undated = zone.status == zone::Status::revoked && !zone.valid.to;
    return !was_ended_undated && zone.valid.contains(as_of);
}

ChosenVersions choose_versions(std::vector<zone::Zone> candidates, const AnnouncedVersions& announced,
                               const base::Date& as_of) {
    ChosenVersions out;
    std::map<std::string, zone::Zone> in_force;
    for (zone::Zone& zone : candidates) {
        if (is_on_its_way(zone)) {
            out.zones.push_back(std::move(zone));
            continue;
        }
        if (zone.status == zone::Status::superseded && !zone.valid.to) {
            const Succession succession = succession_of(zone, announced, as_of);
            if (succession == Succession::none) {
                out.undecided.push_back(std::move(zone));
            }
            if (succession != Succession::later) {
                continue;
            }
        }
        zone::Zone& best = in_force[zone.zone_id];
        if (best.zone_id.empty() || best.version < zone.version) {
            best = std::move(zone);
        }
    }
    for (auto& [zone_id, zone] : in_force) {
        out.zones.push_back(std::move(zone));
    }
    std::sort(out.zones.begin(), out.zones.end(), [](const zone::Zone& a, const zone::Zone& b) {
        return a.zone_id != b.zone_id ? a.zone_id < b.zone_id : a.version < b.version;
    });
    return out;
}

} // namespace liangxian::store
