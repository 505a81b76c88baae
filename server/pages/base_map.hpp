// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <filesystem>
#include <string>

namespace liangxian::pages {

/// A base map of somebody else under the one map, WMTS or XYZ; browsers fetch it themselves.
struct BaseMap {
    base::Text title;
    base::Text attribution;
    std::string url;    ///< of a tile, with `{z}`, `{x}` and `{y}`
    std::string origin; ///< `https://tiles.example`: what pages may fetch pictures from; empty: this server
    char grid = 'w';    ///< `w` EPSG:3857; `c` EPSG:4490, two tiles of 180° at zoom 1
    int max_zoom = 18;
};

/// Reads the file of `--base-map`, a JSON object: `url`, `title` {zh, en}, and if need be `attribution`
/// {zh, en}, `grid`, `max_zoom`. \throws base::InputError with every fault; base::FileError
BaseMap read_base_map(const std::filesystem::path& file);

} // namespace liangxian::pages
