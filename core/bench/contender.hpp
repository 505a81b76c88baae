// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::bench {

/// An application and a zone whose interiors meet. Boundaries that only touch are no pair, for anybody.
struct OverlapPair {
    std::uint32_t application = 0; ///< its place in what run() was given
    std::string zone_id;
    double area_m2 = 0; ///< of the intersection, on the ellipsoid
};

/// What a contender's areas take for the way between two vertices.
enum class EdgeModel {
    straight_in_degrees,
    geodesic,
    strips, ///< SpatiaLite's own sum of strips, up to a thousandth off either for edges of kilometres
};

/// CPU seconds, user and system, of whoever does the work.
struct LoadFigures {
    double read_cpu_s = 0;  ///< reading the zones into the form the contender works on
    double index_cpu_s = 0; ///< building its index
};

struct Outcome {
    std::vector<OverlapPair> pairs;
    double cpu_s = 0; ///< for finding the pairs, their polygons and areas
    /// Of ours: pairs that the flat overlay does not decide, an invalid zone in most of them.
    std::size_t left_to_geos = 0;
};

/// One program, or one way of working, that answers which applications overlap which zones.
class Contender {
public:
    Contender() = default;
    virtual ~Contender() = default;
    Contender(const Contender&) = delete;
    Contender& operator=(const Contender&) = delete;

    virtual std::string name() const = 0;
    virtual std::string version() const = 0;
    virtual EdgeModel edges() const { return EdgeModel::geodesic; }
    /// Pairs of a smaller area may be missing, because the program drops what its overlay rounds away.
    virtual double area_floor_m2() const { return 0; }

    /// Takes the zones of a store in place of those it had. Not billed with run().
    virtual LoadFigures load(const std::filesystem::path& store) = 0;
    /// Zones that load() found invalid and repaired or left out; only of contenders that look.
    virtual std::vector<std::string> reported_zones() const { return {}; }
    /// \param applications  EPSG:4490, valid polygons
    /// \throws base::Error when the program fails as a whole
    virtual Outcome run(const std::vector<geo::Geometry>& applications) = 0;
};

/// The product's own engine.
std::unique_ptr<Contender> make_own_contender();

/// Names of the peers there are, in the order they are shown: `postgis`, `qgis`, `geos`, `spatialite`.
const std::vector<std::string>& peer_names();

/// A peer by its name. \pre the name is one of peer_names()
/// \throws base::Error `peer-missing`, naming the Debian package that brings it
std::unique_ptr<Contender> make_peer(std::string_view name);

} // namespace liangxian::bench
