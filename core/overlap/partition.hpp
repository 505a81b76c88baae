// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/overlap/pair.hpp"
#include "core/overlap/target.hpp"
#include "core/result/check_result.hpp"

#include <vector>

namespace liangxian::overlap {

/// An interior contact with announced ground, for the partition.
struct Contact {
    const Target* target;
    const geo::Geometry* geometry; ///< of the contact; only its polygons count
};

/// Cuts the application into protection (any range or body), control outside it, other areas outside
/// both, and the rest. Every part is computed as a polygon of its own, none as a remainder.
/// \throws base::GeometryError when the parts do not sum to the application within 1e-9
result::Partition partition_of(const Subject& application, const std::vector<Contact>& contacts);

/// For a control zone: the area of its contact outside all ranges of the same unit, m².
double area_outside_ranges_m2(const Contact& control, const std::vector<Contact>& contacts);

} // namespace liangxian::overlap
