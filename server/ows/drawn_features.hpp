// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/index/flat_rings.hpp"
#include "server/onemap/generation.hpp"
#include "server/ows/map_parts.hpp"
#include "server/ows/shared_memory.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace liangxian::ows {

// What workers draw, in memory they share: the server writes the layers of a view once, every worker of that
// view looks at them. Eight bytes a vertex; the layout is of one program, on one machine, at one time.

/// A corner as degrees from its feature's origin. Floats: a feature of ten kilometres is right to a
/// millimetre.
struct DrawnVertex {
    float x = 0;
    float y = 0;
};

/// One feature on its days.
struct DrawnFeature {
    double x = 0; ///< the origin, EPSG:4490, degrees
    double y = 0;
    index::FlatBox box{};  ///< from the origin
    std::int32_t from = 0; ///< days since 1970, both counted in
    std::int32_t to = 0;
    std::uint32_t rank = 0; ///< the lower is drawn first
    std::uint32_t look = 0; ///< which values of columns it has
    std::uint32_t first_ring = 0;
    std::uint32_t ring_count = 0; ///< or lines; a point is one line of one corner

    geo::Box degrees() const {
        return {x + double{box.min_x}, y + double{box.min_y}, x + double{box.max_x}, y + double{box.max_y}};
    }
};

/// The features of one part of the map. Looks at shared memory.
struct DrawnPart {
    std::string name;
    MapPart::Shape shape = MapPart::Shape::polygons;
    const DrawnFeature* features = nullptr; ///< neighbours stand together
    std::size_t feature_count = 0;
    const index::FlatBox* blocks = nullptr;      ///< around each kFeaturesInBlock of them
    const std::uint32_t* rings = nullptr;        ///< first corners, by ring; one more at the end
    const DrawnVertex* vertices = nullptr;       ///< rings repeat their first corner at the end
    std::vector<std::string> columns;            ///< those that symbols ask for
    std::vector<std::vector<std::string>> looks; ///< values of the columns, no two alike; empty: none

    /// Places of features there are on a day whose box meets \p degrees, as they are drawn.
    /// O(blocks + found log found)
    std::vector<std::uint32_t> meeting(const geo::Box& degrees, const base::Date& day) const;
};
constexpr std::size_t kFeaturesInBlock = 64;

/// The columns that the style of a part asks for.
std::vector<std::string> asked_columns(const std::string& sld);

/// Writes the layers of a view. \returns nothing when a part has no layer there
/// \throws std::system_error there is no memory
std::unique_ptr<const SharedMemory> share_features(const onemap::Generation& generation, onemap::View view,
                                                   const std::vector<MapPart>& parts);

/// What another process shared.
class SeenFeatures {
public:
    /// \throws std::system_error
    explicit SeenFeatures(int descriptor);
    /// \returns nothing when there is none of that name
    const DrawnPart* find(const std::string& part) const;

private:
    SeenMemory m_memory;
    std::vector<DrawnPart> m_parts;
};

} // namespace liangxian::ows
