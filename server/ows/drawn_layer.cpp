// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/drawn_layer.hpp"

#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace liangxian::ows {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRadians = kPi / 180;
constexpr double kSphere_m = 6378137; ///< of EPSG:3857
/// No heritage lies nearer to a pole; geo::arsinh() ends a little beyond.
constexpr double kLastLatitude = 83.6;
/// Up to here from the origin the series of the ordinate is right to a millimetre.
constexpr float kSeriesReach = 0.2F;

double ordinate(double latitude) {
    const geo::SinCos at = geo::sin_cos_deg(std::clamp(latitude, -kLastLatitude, kLastLatitude));
    return kSphere_m * geo::arsinh(at.sin / at.cos);
}

double latitude(double ordinate_m) {
    constexpr double kSeries = 4; // radians of the ordinate, where sinh_cosh() ends
    return geo::arctan(geo::sinh_cosh(std::clamp(ordinate_m / kSphere_m, -kSeries, kSeries)).sinh) / kRadians;
}

template <class T>
T* allocated(std::size_t count) { // freed by MapServer
    return static_cast<T*>(msSmallMalloc(count * sizeof(T)));
}

DrawnLayer& drawn(layerObj* layer) { return *static_cast<DrawnLayer*>(layer->layerinfo); }

int succeed(layerObj* /*layer*/) { return MS_SUCCESS; }

void fill(layerVTableObj& table) {
    table.LayerSupportsCommonFilters = [](layerObj*) { return int{MS_TRUE}; };
    table.LayerTranslateFilter = [](layerObj*, expressionObj*, char*) { return int{MS_SUCCESS}; };
    table.LayerInitItemInfo = [](layerObj* layer) {
        return drawn(layer).choose_columns(*layer) ? int{MS_SUCCESS} : int{MS_FAILURE};
    };
    table.LayerFreeItemInfo = [](layerObj*) {};
    table.LayerOpen = succeed;
    table.LayerIsOpen = [](layerObj*) { return int{MS_TRUE}; };
    table.LayerWhichShapes = [](layerObj* layer, rectObj rect, int) {
        return drawn(layer).choose_features(*layer->map, rect) ? int{MS_SUCCESS} : int{MS_DONE};
    };
    table.LayerNextShape = [](layerObj* layer, shapeObj* shape) {
        return drawn(layer).next(*shape) ? int{MS_SUCCESS} : int{MS_DONE};
    };
    table.LayerGetShape = [](layerObj*, shapeObj*, resultObj*) { return int{MS_FAILURE}; };
    table.LayerGetShapeCount = [](layerObj*, rectObj, projectionObj*) { return -1; };
    table.LayerClose = [](layerObj* layer) {
        drawn(layer).end();
        return int{MS_SUCCESS};
    };
    table.LayerGetItems = [](layerObj*) { return int{MS_FAILURE}; }; // pictures want some columns, never all
    table.LayerGetExtent = [](layerObj*, rectObj*) { return int{MS_FAILURE}; };
    table.LayerGetAutoStyle = [](mapObj*, layerObj*, classObj*, shapeObj*) { return int{MS_FAILURE}; };
    table.LayerCloseConnection = succeed;
    table.LayerGetNumFeatures = [](layerObj*) { return -1; };
    table.LayerEnablePaging = [](layerObj*, int) {};
    table.LayerGetPaging = [](layerObj*) { return int{MS_FALSE}; };
}

} // namespace

/// The origin in units of the plane and what a degree is there: along x, and the first terms of the series of
/// the ordinate.
struct DrawnLayer::Origin {
    double x = 0;
    double y = 0;
    double x_scale = 1;
    double y_1 = 1;
    double y_2 = 0;
    double y_3 = 0;
    bool is_series = true;
    double latitude = 0;

    double x_of(const DrawnVertex& vertex) const { return x + double{vertex.x} * x_scale; }
    double y_of(const DrawnVertex& vertex) const {
        const double d = vertex.y;
        return is_series ? y + d * (y_1 + d * (y_2 + d * y_3)) : ordinate(latitude + d);
    }
};

DrawnLayer::DrawnLayer(layerObj& layer, const DrawnPart& part) : m_part(part) {
    layer.connectiontype = MS_OGR; // a table with everything in it
    if (msInitializeVirtualTable(&layer) != MS_SUCCESS) {
        throw std::runtime_error("no virtual table");
    }
    fill(*layer.vtable);
    layer.connectiontype = MS_PLUGIN;
    msFree(layer.plugin_library);
    layer.plugin_library = msStrdup("liangxian");
    layer.layerinfo = this;
    for (int i = 0; i < layer.numclasses; ++i) {
        m_has_labels = m_has_labels || layer._class[i]->numlabels > 0;
    }
}

void DrawnLayer::prepare(const base::Date& day, Plane plane, bool is_thinned) {
    m_day = day;
    m_plane = plane;
    m_is_thinned = is_thinned;
}

bool DrawnLayer::choose_columns(const layerObj& layer) {
    m_columns.clear();
    for (int i = 0; i < layer.numitems; ++i) {
        const auto found = std::find(m_part.columns.begin(), m_part.columns.end(), layer.items[i]);
        if (found == m_part.columns.end()) {
            return false;
        }
        m_columns.push_back(static_cast<std::size_t>(found - m_part.columns.begin()));
    }
    return true;
}

bool DrawnLayer::choose_features(const mapObj& map, const rectObj& rect) {
    geo::Box degrees{rect.minx, rect.miny, rect.maxx, rect.maxy};
    if (m_plane == Plane::mercator) {
        degrees = {rect.minx / kSphere_m / kRadians, latitude(rect.miny), rect.maxx / kSphere_m / kRadians,
                   latitude(rect.maxy)};
    }
    m_extent = map.extent;
    m_per_unit = 1 / map.cellsize;
    m_marked.clear();
    m_next = 0;
    m_are_specks_sorted = false;
    m_specks.assign(m_part.looks.size(), {});
    m_found = m_part.meeting(degrees, m_day);
    return !m_found.empty();
}

DrawnLayer::Origin DrawnLayer::origin_of(const DrawnFeature& feature) const {
    Origin out;
    out.x = feature.x;
    out.y = feature.y;
    if (m_plane == Plane::mercator) {
        const geo::SinCos at = geo::sin_cos_deg(feature.y);
        const double tangent = at.sin / at.cos;
        const double secant = 1 / at.cos;
        out.latitude = feature.y;
        out.x_scale = kSphere_m * kRadians;
        out.x = feature.x * out.x_scale;
        out.y = kSphere_m * geo::arsinh(tangent);
        out.y_1 = kSphere_m * secant * kRadians;
        out.y_2 = out.y_1 * tangent / 2 * kRadians;
        out.y_3 = out.y_1 * (1 + 2 * tangent * tangent) / 6 * kRadians * kRadians;
        out.is_series = std::abs(feature.y) < kLastLatitude &&
                        std::max(-feature.box.min_y, feature.box.max_y) < kSeriesReach;
    }
    return out;
}

bool DrawnLayer::is_speck(const rectObj& box) const {
    return m_is_thinned && (box.maxx - box.minx) * m_per_unit < 1 && (box.maxy - box.miny) * m_per_unit < 1;
}

bool DrawnLayer::is_marked_already(const DrawnFeature& feature, const rectObj& box) {
    static constexpr double kCellsPerPixel = 2;
    static constexpr double kAround = 8; // some have their middle a little outside of the frame
    static constexpr double kMost = (1 << 20) - 1;
    const auto cell = [this](double from, double to) {
        const double at = (to - from) * m_per_unit * kCellsPerPixel + kAround;
        return static_cast<std::uint64_t>(std::clamp(at, 0.0, kMost));
    };
    const std::uint64_t key = (std::uint64_t{feature.look} << 40) |
                              (cell(m_extent.minx, (box.minx + box.maxx) / 2) << 20) |
                              cell(m_extent.miny, (box.miny + box.maxy) / 2);
    return !m_marked.insert(key).second;
}

rectObj DrawnLayer::box_of(const DrawnFeature& feature, const Origin& origin) const {
    return {origin.x_of({feature.box.min_x, 0}), origin.y_of({0, feature.box.min_y}),
            origin.x_of({feature.box.max_x, 0}), origin.y_of({0, feature.box.max_y})};
}

/// Whether no two corners are a pixel from each other.
bool DrawnLayer::is_within_a_pixel(const DrawnFeature& feature, const Origin& origin) const {
    const rectObj box = box_of(feature, origin);
    const double width = (box.maxx - box.minx) * m_per_unit;
    const double height = (box.maxy - box.miny) * m_per_unit;
    return width * width + height * height <= 1;
}

void DrawnLayer::put_ring(const DrawnFeature& feature, const Origin& origin, std::uint32_t ring,
                          bool is_whole, lineObj& to) const {
    const DrawnVertex* const corners = m_part.vertices + m_part.rings[feature.first_ring + ring];
    const auto count = static_cast<int>(m_part.rings[feature.first_ring + ring + 1] -
                                        m_part.rings[feature.first_ring + ring]);
    // Of a ring the first two and the last two corners stay, of a line the first and the last.
    const int kept_first = m_part.shape == MapPart::Shape::polygons ? 2 : 1;
    const int kept_last = kept_first;
    to.point = allocated<pointObj>(static_cast<std::size_t>(count));
    pointObj* end = to.point;
    const bool has_no_middle = is_whole && is_within_a_pixel(feature, origin);
    for (int i = 0; i < count; ++i) {
        if (has_no_middle && i == kept_first) {
            i = std::max(i, count - kept_last); // no corner between is a pixel away from the last one
        }
        *end = {};
        end->x = origin.x_of(corners[i]);
        end->y = origin.y_of(corners[i]);
        if (is_whole && i >= kept_first && i < count - kept_last) {
            const double dx = (end->x - end[-1].x) * m_per_unit;
            const double dy = (end->y - end[-1].y) * m_per_unit;
            end += dx * dx + dy * dy > 1 ? 1 : 0;
        } else {
            ++end;
        }
    }
    to.numpoints = static_cast<int>(end - to.point);
}

void DrawnLayer::put_values(std::uint32_t look, shapeObj& to) const {
    to.numvalues = static_cast<int>(m_columns.size());
    to.values = m_columns.empty() ? nullptr : allocated<char*>(m_columns.size());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        to.values[i] = msStrdup(m_part.looks[look][m_columns[i]].c_str());
    }
}

void DrawnLayer::put_whole(std::uint32_t place, const Origin& origin, const rectObj& box,
                           shapeObj& to) const {
    const DrawnFeature& feature = m_part.features[place];
    const bool is_whole = m_is_thinned && box.minx >= m_extent.minx && box.maxx <= m_extent.maxx &&
                          box.miny >= m_extent.miny && box.maxy <= m_extent.maxy;
    to.type = m_part.shape == MapPart::Shape::points  ? MS_SHAPE_POINT
              : m_part.shape == MapPart::Shape::lines ? MS_SHAPE_LINE
                                                      : MS_SHAPE_POLYGON;
    to.index = place;
    to.bounds = box;
    to.numlines = static_cast<int>(feature.ring_count);
    to.line = allocated<lineObj>(feature.ring_count);
    for (std::uint32_t i = 0; i < feature.ring_count; ++i) {
        put_ring(feature, origin, i, is_whole, to.line[i]);
    }
    put_values(feature.look, to);
}

/// Neighbours together: a shape of few rows of pixels is drawn faster than one all over the picture.
/// \returns whether there were some
bool DrawnLayer::put_specks(shapeObj& to) {
    constexpr std::size_t kTogether = 128;
    const auto some =
        std::find_if(m_specks.begin(), m_specks.end(), [](const auto& one) { return !one.empty(); });
    if (some == m_specks.end()) {
        return false;
    }
    if (!m_are_specks_sorted) {
        for (std::vector<std::uint32_t>& places : m_specks) {
            std::sort(places.begin(), places.end());
        }
        m_are_specks_sorted = true;
    }
    const std::size_t count = std::min(some->size(), kTogether);
    std::size_t rings = 0;
    for (std::size_t i = 1; i <= count; ++i) {
        rings += m_part.features[some->end()[-static_cast<std::ptrdiff_t>(i)]].ring_count;
    }
    to.type = MS_SHAPE_POLYGON;
    to.numlines = 0;
    to.line = allocated<lineObj>(rings);
    for (std::size_t i = 0; i < count; ++i, some->pop_back()) {
        const DrawnFeature& feature = m_part.features[some->back()];
        const Origin origin = origin_of(feature);
        for (std::uint32_t ring = 0; ring < feature.ring_count; ++ring) {
            put_ring(feature, origin, ring, true, to.line[to.numlines++]);
        }
    }
    msComputeBounds(&to);
    put_values(static_cast<std::uint32_t>(some - m_specks.begin()), to);
    return true;
}

bool DrawnLayer::next(shapeObj& shape) {
    while (m_next < m_found.size()) {
        const std::uint32_t place = m_found[m_next++];
        const DrawnFeature& feature = m_part.features[place];
        const Origin origin = origin_of(feature);
        const rectObj box = box_of(feature, origin);
        const bool is_line = m_part.shape == MapPart::Shape::lines;
        if (is_speck(box) && !is_line && !m_has_labels) {
            if (is_marked_already(feature, box)) {
                continue;
            }
            if (m_part.shape == MapPart::Shape::polygons) {
                m_specks[feature.look].push_back(place);
                continue;
            }
        }
        put_whole(place, origin, box, shape);
        return true;
    }
    return put_specks(shape);
}

} // namespace liangxian::ows
