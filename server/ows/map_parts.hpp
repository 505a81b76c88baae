// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "server/onemap/exact_file.hpp"
#include "server/onemap/map_layer.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::ows {

/// What MapServer draws as one layer: rows of one shape with one style. A layer of the one map is one of
/// them, or a group of several.
struct MapPart {
    using Shape = onemap::ExactPart::Shape;

    onemap::LayerDescription layer; ///< of the one map
    std::string name;               ///< its own; another than the layer's in a group
    std::filesystem::path file;
    std::string table;
    Shape shape = Shape::polygons;
    std::string symbols; ///< NAME.sld
    std::string rows;    ///< SQL of our own; empty: every row
    bool is_exact = false;

    bool is_in_group() const { return name != layer.name; }
};

/// The lower first, as they are drawn.
/// \param exact_data  empty: the public layers alone
std::vector<MapPart> map_parts(const std::filesystem::path& public_data,
                               const std::filesystem::path& exact_data);

/// What a name in a request of somebody who signed in stands for: the parts of a group, else itself.
std::vector<std::string> exact_part_names(const std::string& layer);

/// What of a part is there on a day, as SQL. Made of a day and of words of our own.
std::string rows_of_day(const MapPart& part, const base::Date& day);

} // namespace liangxian::ows
