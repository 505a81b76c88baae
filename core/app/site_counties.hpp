// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/records.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// A site that states one county and lies in another.
struct CountyMismatch {
    std::string site_id;
    std::string stated;
    std::string found;
    geo::Position where;
};

/// Compares the counties that sites state with the outlines they lie in. A site outside every outline, or
/// across several of which one is the stated one, is no mismatch.
class SiteCounties {
public:
    void add(const zone::Site& site);
    /// Areas of other kinds are passed over.
    void add(const zone::Area& area);
    /// Cost O(sites × log counties).
    std::vector<CountyMismatch> mismatches() const;

private:
    std::vector<zone::Site> m_sites; ///< those that state a county and lie somewhere
    std::vector<zone::Area> m_counties;
};

} // namespace liangxian::app
