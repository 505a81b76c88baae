// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/bench/contender.hpp"

namespace liangxian::bench {

// One file per peer, named after it and `_peer.cpp`. Each maker finds out whether the peer is installed.

/// STRtree, prepared application, OverlayNG and geodesic area by the C interface of GEOS, as a careful
/// programmer would write it.
std::unique_ptr<Contender> make_geos_peer();
/// A private PostgreSQL: GiST, ST_Intersects, ST_Intersection, ST_Area of geography.
std::unique_ptr<Contender> make_postgis_peer();
/// `qgis_process run native:intersection`, the whole process billed; it computes no areas.
std::unique_ptr<Contender> make_qgis_peer();
/// SQL with the R-tree of SpatiaLite.
std::unique_ptr<Contender> make_spatialite_peer();

/// \param package  Debian's name for what brings the peer
base::Error missing_peer(std::string_view peer, std::string_view package);
/// \param reason  the peer's own words
base::Error failed_peer(std::string_view peer, std::string_view reason);

} // namespace liangxian::bench
