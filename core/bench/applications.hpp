// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/landscape.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::bench {

/// What is applied for.
enum class ApplicationForm {
    parcel,   ///< 69 %: 0.1–50 ha, one in seven along a town's parcels
    corridor, ///< 20.5 %: 2–100 km long, 10–60 m wide, hundreds of vertices
    mining,   ///< 10 %: 1–50 km²
    lots,     ///< the rest: several parcels of one project
};

ApplicationForm application_form(const Landscape& landscape, std::uint32_t number);

/// One application, EPSG:4490, valid; the same whatever the count of others.
geo::Geometry make_application(const Landscape& landscape, std::uint32_t number);

/// Applications 0 to \p count - 1.
std::vector<geo::Geometry> make_applications(const Landscape& landscape, std::uint32_t count);

/// One polygon of 20,000 vertices over most of the region.
geo::Geometry province_sized_application(const Landscape& landscape);

} // namespace liangxian::bench
