// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/wmts/raster_tiles.hpp"

#include "core/geo/transform.hpp"
#include "server/http/finish.hpp"
#include "server/ows/time_dimension.hpp"

#include <fmt/format.h>

namespace liangxian::wmts {
namespace {

constexpr int kPixels = 256;
/// Symbols reach beyond what they stand for: so many pixels of a tile are looked at around it.
constexpr double kReach = 24.0 / kPixels;

/// The request of WMS 1.3.0 that draws a tile.
ows::Frame picture_of(const RasterTiles::Subject& subject, const MatrixSet& set, const geo::Box& box) {
    const std::string corners = set.is_northing_first
                                    ? fmt::format("{},{},{},{}", box.min_y, box.min_x, box.max_y, box.max_x)
                                    : fmt::format("{},{},{},{}", box.min_x, box.min_y, box.max_x, box.max_y);
    ows::Frame out;
    const auto add = [&out](const char* name, const std::string& value) {
        out.fields.emplace_back(std::string("param:") + name, value);
    };
    add("SERVICE", "WMS");
    add("VERSION", "1.3.0");
    add("REQUEST", "GetMap");
    add("LAYERS", subject.layer->description().name);
    add("STYLES", "");
    add("CRS", fmt::format("EPSG:{}", set.epsg));
    add("BBOX", corners);
    add("WIDTH", std::to_string(kPixels));
    add("HEIGHT", std::to_string(kPixels));
    add("FORMAT", "image/png");
    add("TRANSPARENT", "TRUE");
    ows::put_day(out, subject.day);
    return out;
}

geo::Box in_degrees(const MatrixSet& set, const geo::Box& box) {
    if (set.epsg == 4490) {
        return box;
    }
    const geo::Transform transform(set.epsg);
    geo::Box out;
    out.add(transform.to_4490(geo::Position{box.min_x, box.min_y}));
    out.add(transform.to_4490(geo::Position{box.max_x, box.max_y}));
    return out;
}

} // namespace

std::shared_ptr<const tiles::CachedTile> RasterTiles::drawn(const Subject& subject, const MatrixSet& set,
                                                            const tiles::TileAddress& tile,
                                                            ows::Outcome& outcome) {
    ows::Frame answer;
    outcome = m_ows.ask_map(subject.view, picture_of(subject, set, set.box(tile)), answer);
    if (outcome == ows::Outcome::answered && answer.field("content_type") != "image/png") {
        outcome = ows::Outcome::crashed;
    }
    if (outcome != ows::Outcome::answered) {
        return nullptr;
    }
    tiles::CachedTile out;
    out.etag = http::etag_of(answer.body);
    out.body = std::make_shared<const http::Body>(http::Body{std::move(answer.body), {}});
    return std::make_shared<const tiles::CachedTile>(std::move(out));
}

std::shared_ptr<const tiles::CachedTile> RasterTiles::tile(const Subject& subject, const MatrixSet& set,
                                                           const tiles::TileAddress& tile,
                                                           ows::Outcome& outcome) {
    const onemap::LayerPointer& layer = subject.layer;
    outcome = ows::Outcome::answered;
    const tiles::TileKey key{set.form, tile, layer->state_on(subject.day), subject.view};
    if (auto kept = m_cache.find(*layer, key)) {
        return kept;
    }
    const geo::Box degrees = in_degrees(set, set.box(tile));
    const bool is_empty = layer
                              ->meeting(degrees.grown(kReach * (degrees.max_x - degrees.min_x),
                                                      kReach * (degrees.max_y - degrees.min_y)),
                                        subject.day)
                              .empty();
    if (is_empty) {
        const std::lock_guard<std::mutex> lock(m_mutex);
        if (m_empty == nullptr) { // nothing of ours lies on the south pole
            m_empty = drawn(subject, *find_matrix_set("c"), {4, 0, 7}, outcome);
        }
        return m_empty;
    }
    auto made = drawn(subject, set, tile, outcome);
    if (made != nullptr) {
        m_cache.put(*layer, key, made);
    }
    return made;
}

} // namespace liangxian::wmts
