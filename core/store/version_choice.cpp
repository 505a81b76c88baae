// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/version_choice.hpp"

#include "core/store/record_fields.hpp"

#include <algorithm>

namespace liangxian::store {
namespace {

bool is_on_its_way(const zone::Zone& zone) {
    return zone.status == zone::Status::draft || zone.status == zone::Status::submitted ||
           zone.status == zone::Status::approved;
}

} // namespace

bool may_take_part(const zone::Zone& zone, const base::Date& as_of, bool with_drafts) {
    if (is_on_its_way(zone)) {
        return with_drafts && (!zone.valid.to || as_of <= *zone.valid.to);
    }
    const bool was_ended_undated = zone.status == zone::Status::revoked && !zone.valid.to;
    return !was_ended_undated && zone.valid.contains(as_of);
}

ChosenVersions choose_versions(std::vector<zone::Zone> candidates,
                               const std::map<std::string, int>& highest_versions) {
    std::sort(candidates.begin(), candidates.end(), [](const zone::Zone& a, const zone::Zone& b) {
        return a.zone_id != b.zone_id ? a.zone_id < b.zone_id : a.version < b.version;
    });
    std::map<std::string, int> in_force;
    for (const zone::Zone& zone : candidates) {
        if (!is_on_its_way(zone)) {
            in_force[zone.zone_id] = zone.version; // ascending: the highest stays
        }
    }
    ChosenVersions out;
    for (zone::Zone& zone : candidates) {
        if (!is_on_its_way(zone) && in_force[zone.zone_id] != zone.version) {
            continue;
        }
        const auto highest = highest_versions.find(zone.zone_id);
        const bool has_successor = highest != highest_versions.end() && highest->second > zone.version;
        if (zone.status == zone::Status::superseded && !zone.valid.to && !has_successor) {
            out.undecided.push_back(
                {id_of(zone), "status = superseded, valid_to = NULL, no later version / "
                              "已被替代，但既无截止日期也无后续版本，无法判断是否有效"});
            continue;
        }
        out.zones.push_back(std::move(zone));
    }
    return out;
}

} // namespace liangxian::store
