// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/geo/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::store {

// A geometry as a store has it, EPSG:4490. No bytes at all stand for NULL.

enum class GeometryEncoding {
    gpkg, ///< OGC 12-128r17, clause 2.1.3: gpkg_blob.hpp
    wkb   ///< ISO, little-endian
};

/// \throws base::GeometryError `bad-gpkg-blob`, `bad-wkb`, `blob-crs`
geo::Geometry decode_geometry(std::string_view bytes, GeometryEncoding encoding);

/// By the header alone where that suffices. \throws as decode_geometry()
geo::Box decode_bounds(std::string_view bytes, GeometryEncoding encoding);

/// The bounds of a geometry that can be read that far; nothing for one that lies nowhere.
std::optional<geo::Box> known_bounds(std::string_view bytes, GeometryEncoding encoding);

/// Reads a geometry; NULL gives an empty one. \returns why it cannot be used, if so
std::optional<base::Text> read_geometry(std::string_view bytes, GeometryEncoding encoding,
                                        geo::Geometry& out);

/// In our own encoding (geo::to_wkb()), or the bytes as stored when nobody can read them.
std::string canonical_wkb(std::string_view bytes, GeometryEncoding encoding);

} // namespace liangxian::store
