// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/unit_visibility.hpp"

namespace liangxian::deliver {

using zone::Visibility;

std::string UnitVisibility::unit_of(const zone::Zone& line) {
    return line.site_id.empty() ? "\n" + line.zone_id : line.site_id;
}

void UnitVisibility::add(const zone::Zone& line) {
    Visibility& unit = m_units.emplace(unit_of(line), line.visibility).first->second;
    unit = stricter(unit, line.visibility);
}

Visibility UnitVisibility::of(const zone::Zone& line) const {
    const auto found = m_units.find(unit_of(line));
    return found == m_units.end() ? Visibility::hidden : found->second;
}

Visibility UnitVisibility::of(const zone::Site& site) const {
    const auto found = m_units.find(site.site_id);
    return found == m_units.end() ? m_rules.without_lines(site) : found->second;
}

} // namespace liangxian::deliver
