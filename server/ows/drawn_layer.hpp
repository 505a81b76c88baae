// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ows/drawn_features.hpp"

#include <mapserver.h>

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

namespace liangxian::ows {

/// In which coordinates features are handed to MapServer.
enum class Plane {
    degrees, ///< EPSG:4490, and whatever has its coordinates
    mercator ///< EPSG:3857
};

/// Feeds one layer of MapServer from shared features. MapServer keeps the symbols, the choice of classes and
/// the drawing.
///
/// Of what lies in the picture whole, corners that MapServer would drop anyway are not handed over: its own
/// rule (msTransformShapeSimplify, one pixel from the last corner kept; the first two and last two always
/// stay) gives the same corners when it is used twice. What crosses the frame is handed over in full, since
/// MapServer cuts before it drops. So a polygon smaller than a pixel keeps four corners and paints its pixel.
///
/// Polygons smaller than a pixel, where nothing is written beside them: those that look alike are handed over
/// as shapes of many rings, after all others and so above them. Each keeps the corners it would have alone.
/// Of several that look alike and have their middle in the same quarter of a pixel one is drawn: the others
/// would paint over it. So each has a trace of its own look within half a pixel of its place. Points that
/// look alike and fall into one quarter are one, too.
class DrawnLayer {
public:
    /// Takes over the layer's data. \pre this object stays where it is and outlives the layer
    DrawnLayer(layerObj& layer, const DrawnPart& part);
    DrawnLayer(const DrawnLayer&) = delete;
    DrawnLayer& operator=(const DrawnLayer&) = delete;

    const DrawnPart& part() const { return m_part; }
    /// Before each picture. \param is_thinned  the map has the layer's CRS
    void prepare(const base::Date& day, Plane plane, bool is_thinned);

    // What MapServer asks, by its virtual table.
    /// \returns whether all columns are there
    bool choose_columns(const layerObj& layer);
    /// \returns whether something meets \p rect, of the layer's CRS
    bool choose_features(const mapObj& map, const rectObj& rect);
    /// \returns whether there was another one
    bool next(shapeObj& shape);
    void end() { m_found.clear(); }

private:
    struct Origin; ///< of a feature, on the plane

    bool is_speck(const rectObj& box) const;
    bool is_marked_already(const DrawnFeature& feature, const rectObj& box);
    rectObj box_of(const DrawnFeature& feature, const Origin& origin) const;
    void put_whole(std::uint32_t place, const Origin& origin, const rectObj& box, shapeObj& to) const;
    void put_values(std::uint32_t look, shapeObj& to) const;
    bool put_specks(shapeObj& to);
    bool is_within_a_pixel(const DrawnFeature& feature, const Origin& origin) const;
    Origin origin_of(const DrawnFeature& feature) const;
    void put_ring(const DrawnFeature& feature, const Origin& origin, std::uint32_t ring, bool is_whole,
                  lineObj& to) const;

    const DrawnPart& m_part;
    base::Date m_day;
    Plane m_plane = Plane::degrees;
    bool m_is_thinned = false;
    std::vector<std::size_t> m_columns; ///< of the part, by MapServer's items
    std::vector<std::uint32_t> m_found;
    std::size_t m_next = 0;
    rectObj m_extent{};
    double m_per_unit = 1; ///< pixels
    bool m_has_labels = false;
    std::unordered_set<std::uint64_t> m_marked;
    std::vector<std::vector<std::uint32_t>> m_specks; ///< by look
    bool m_are_specks_sorted = false;
};

} // namespace liangxian::ows
