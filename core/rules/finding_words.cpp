// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/finding_words.hpp"

#include <fmt/format.h>

namespace liangxian::rules {

base::Text place_words(const result::Finding& finding) {
    const auto kind = zone::parse_zone_kind(finding.zone_kind);
    const auto area = zone::parse_area_kind(finding.zone_kind);
    const base::Text& name = kind && finding.site_id ? zone::name_of(*kind)
                             : area                  ? zone::name_of(*area)
                                                     : zone::name_of(zone::ZoneKind::body);
    if (!finding.site_id) { // an area has a name of its own
        return {fmt::format("{}（{}）", finding.site_name, name.zh),
                fmt::format("{} ({})", finding.site_name, name.en)};
    }
    if (finding.site_name.empty()) { // a zone whose unit is not in the store
        const std::string id = finding.zone_id.value_or(*finding.site_id);
        return {fmt::format("{}（所属单位不明）的{}", id, name.zh),
                fmt::format("{} of an unknown unit ({})", name.en, id)};
    }
    return {fmt::format("{}的{}", finding.site_name, name.zh),
            fmt::format("{} of {}", name.en, finding.site_name)};
}

base::Text because_of(const result::Finding& finding) {
    const base::Text place = place_words(finding);
    const base::Text& relation = result::name_of(finding.relation);
    return {fmt::format("{}：{}", place.zh, relation.zh), fmt::format("{}: {}", place.en, relation.en)};
}

} // namespace liangxian::rules
