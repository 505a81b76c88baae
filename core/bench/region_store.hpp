// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/bench/generator.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace liangxian::bench {

/// Writes sites and zones of a generated region as a store like any other. Streams: memory stays the same
/// for a country, but for the digest's one line a record. The file stands under its name only when it is
/// whole.
/// \throws base::StoreError, base::Cancelled
void write_region_store(const Generator& generator, const std::filesystem::path& file,
                        const base::CancelToken& cancel, const base::Progress& progress);

/// A store of these zones alone, as they are, valid or not.
void write_zone_store(const std::vector<zone::Zone>& zones, const std::filesystem::path& file);

/// Every zone's id and geometry as WKB, in the order of the file; both views live until the next one.
void for_each_zone_wkb(const std::filesystem::path& store,
                       const std::function<void(std::string_view zone_id, std::string_view wkb)>& visit);

/// Geometries of zones by their id.
class ZoneGeometries {
public:
    explicit ZoneGeometries(const std::filesystem::path& store);
    ~ZoneGeometries();
    ZoneGeometries(const ZoneGeometries&) = delete;
    ZoneGeometries& operator=(const ZoneGeometries&) = delete;

    std::optional<geo::Geometry> find(std::string_view zone_id);

private:
    struct Query;
    std::unique_ptr<Query> m_query;
};

} // namespace liangxian::bench
