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
    m_units_of[line.zone_id].insert(unit_of(line));
}

Visibility UnitVisibility::of(const zone::Zone& line) const {
    const auto own = m_units.find(unit_of(line));
    Visibility out = own == m_units.end() ? Visibility::hidden : own->second;
    if (const auto units = m_units_of.find(line.zone_id); units != m_units_of.end()) {
        for (const std::string& unit : units->second) {
            out = stricter(out, m_units.at(unit));
        }
    }
    return out;
}

Visibility UnitVisibility::of(const zone::Site& site) const {
    const auto found = m_units.find(site.site_id);
    return found == m_units.end() ? m_rules.without_lines(site) : found->second;
}

} // namespace liangxian::deliver
