// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>

namespace liangxian::app {

/// Where the units lie, and whether their lines lie there, too. A line in the right place but for whole zones
/// of 3° came from coordinates with the wrong zone number (带号) before their easting.
class UnitPlaces {
public:
    void add(const zone::Site& site);

    enum class Verdict {
        at_home,      ///< within a tenth of a degree of its unit, or nobody knows where that is
        wrong_prefix, ///< so many zones of 3° away, and at home otherwise
        far_off,      ///< elsewhere
    };
    struct Finding {
        Verdict verdict = Verdict::at_home;
        int zones_east = 0; ///< of a wrong prefix; negative: west
    };
    Finding look_at(const zone::Zone& zone) const;

private:
    std::map<std::string, geo::Box> m_places; ///< by site_id, a tenth of a degree about the body
};

} // namespace liangxian::app
