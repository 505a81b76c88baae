// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ows/drawn_layer.hpp"
#include "server/ows/frame.hpp"

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::ows {

/// A GetMap that says nothing but what every client says.
struct PlainMap {
    std::vector<std::string> layers;
    int epsg = 0;
    bool is_northing_possible = false; ///< WMS 1.3.0: the box may have the northing first
    rectObj box{};                     ///< as it is written
    int width = 0;
    int height = 0;
    std::optional<bool> is_transparent;
    base::Date day;
};

/// \returns nothing for a request that MapServer shall read itself: with anything unusual or wrong in it
std::optional<PlainMap> read_plain_map(const Frame& request);

/// Draws plain maps from shared features, on maps that are kept ready for their CRS. Whatever it will not
/// draw is left to MapServer's own way, from the files, which has the same symbols and says what is wrong.
class DrawnMaps {
public:
    /// \param master  a map with all symbols; stays as it is \throws std::system_error
    DrawnMaps(const mapObj& master, int features);
    ~DrawnMaps();
    DrawnMaps(const DrawnMaps&) = delete;
    DrawnMaps& operator=(const DrawnMaps&) = delete;

    /// \returns a PNG with its `content_type`; nothing when it is to be answered otherwise
    std::optional<Frame> answer(const Frame& request);

private:
    struct Ready;
    Ready* ready_for(int epsg);
    static bool show_layers(Ready& ready, const PlainMap& asked);

    const mapObj& m_master;
    SeenFeatures m_features;
    std::list<std::unique_ptr<Ready>> m_ready; ///< used last first
};

} // namespace liangxian::ows
