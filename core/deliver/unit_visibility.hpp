// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/deliver/public_rules.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// How visible units are. The unit is what is hidden: each of its records is as visible as the least visible
/// of its lines, for a public control zone about a hidden range would show where to dig; a unit without lines
/// is as its category says (ADR 0028). A line whose versions name several units is as visible as the least
/// visible of them.
class UnitVisibility {
public:
    /// \param rules  must outlive this
    explicit UnitVisibility(const PublicRules& rules) : m_rules(rules) {}

    /// A line counts.
    void add(const zone::Zone& line);

    /// The unit of a line: one that names none is a unit of its own.
    static std::string unit_of(const zone::Zone& line);
    /// What of a unit is shown when no line of it counts is nothing.
    zone::Visibility of(const zone::Zone& line) const;
    zone::Visibility of(const zone::Site& site) const;

private:
    const PublicRules& m_rules;
    std::map<std::string, zone::Visibility> m_units;
    std::map<std::string, std::set<std::string>> m_units_of; ///< by line
};

} // namespace liangxian::deliver
