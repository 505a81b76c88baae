// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/store/store.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::app {

/// Who recorded which checks, as the audit has it: who is the officer of a case.
class RecordedCases {
public:
    explicit RecordedCases(const store::Store& store) : m_store(store) {}

    /// The applications somebody recorded checks of that meet a ground. Cost: the first time a walk along the
    /// audit. \param ground  polygons, EPSG:4490
    std::vector<std::string> of_officer_on(const std::string& actor, const geo::Geometry& ground) const;

private:
    void read_audit() const;

    const store::Store& m_store;
    mutable bool m_is_read = false;
    mutable std::map<std::string, std::map<std::string, geo::Geometry>>
        m_cases; ///< by officer, by application
};

} // namespace liangxian::app
