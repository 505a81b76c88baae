// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "server/ows/frame.hpp"
#include "server/ows/map_parts.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::ows {

class DrawnMaps;

/// MapServer with the one map loaded. One thread, one object in a process; what it cannot stand costs the
/// process (reference: server/ows runs it in worker processes only).
class MapServer {
public:
    /// \param exact_data  empty: the public layers alone
    /// \param features  the descriptor of those to draw (share_features()); nothing: all is drawn from the
    /// files \throws std::runtime_error with MapServer's words
    MapServer(const std::filesystem::path& public_data, const std::filesystem::path& exact_data,
              std::optional<int> features);
    ~MapServer();
    MapServer(const MapServer&) = delete;
    MapServer& operator=(const MapServer&) = delete;

    /// \param request  fields `param:NAME` in their order, `origin`, `language`, `day` (of which the map is),
    ///                 `time_extent`, `content_type`; a body is a POST
    /// \returns fields `content_type` and `status`; the body
    Frame answer(const Frame& request) const;

private:
    struct Map;
    const Map& map_for(const std::string& language) const;

    std::vector<MapPart> m_parts;
    base::TemporaryDirectory m_helpers;
    std::map<std::string, std::unique_ptr<Map>> m_maps; ///< by language
    std::unique_ptr<DrawnMaps> m_drawn;                 ///< ends before the maps
};

} // namespace liangxian::ows
