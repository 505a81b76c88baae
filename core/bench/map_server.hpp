// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace liangxian::bench {

/// What a server said.
struct ServerAnswer {
    int status = 0;
    std::string content_type;
    std::string etag; ///< empty: none
    std::string body;
};

/// A server of maps and features that runs beside this program, asked one request after another.
class MapServer {
public:
    MapServer() = default;
    virtual ~MapServer() = default;
    MapServer(const MapServer&) = delete;
    MapServer& operator=(const MapServer&) = delete;

    virtual std::string name() const = 0;
    /// \param target  what this server is asked, in its own words: a path and query of ours, a query of a
    /// peer \param etag    sent as If-None-Match, if the server speaks HTTP \throws base::Error `peer-failed`
    /// when it does not answer
    virtual ServerAnswer ask(const std::string& target, const std::string& etag, bool compressed) = 0;
    virtual int process() const = 0; ///< its id; what it starts descends from it
};

/// `liangxian-server` beside \p program, on a store; has served when it returns. The public data set lies
/// beside the store.
std::unique_ptr<MapServer> start_own_server(const std::filesystem::path& program,
                                            const std::filesystem::path& store);
/// MapServer of Debian by FastCGI, one process, on the layers `protection` and `control` of a GeoPackage.
/// \throws base::Error `peer-missing`
std::unique_ptr<MapServer> start_mapserv(const std::filesystem::path& public_data,
                                         const std::filesystem::path& folder);
/// QGIS Server of Debian by FastCGI, one process, on the same.
std::unique_ptr<MapServer> start_qgis_server(const std::filesystem::path& public_data,
                                             const std::filesystem::path& folder);

} // namespace liangxian::bench
