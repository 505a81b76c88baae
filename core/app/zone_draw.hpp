// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/unit_ground.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::app {

/// Announced words to be drawn for a unit.
struct DrawRequest {
    std::string site_id;
    words::Line line = words::Line::protection;
    std::string text;                       ///< UTF-8, as announced
    std::optional<geo::Geometry> body;      ///< what the words are measured from, EPSG:4490 (--body)
    base::Date as_of = base::Date::today(); ///< on which the range and its classes are looked up
};

struct DrawReport {
    Unit unit;
    std::vector<words::Draft> drafts; ///< at least one
};

/// Reads the words and draws them; writes nothing.
/// \throws base::InputError `site-unknown`, `text-empty`; base::StoreError, base::GeometryError,
/// base::FileError
DrawReport draw_zone(const store::Store& store, const DrawRequest& request);

/// Keeps what was drawn as new draft versions (geometry_basis `from-words`), in one transaction.
/// \param zone_ids  one for each outline of another kind or class, in their order
/// Whoever the store acts as has drawn them (Step::drafted). \returns `ZONE@VERSION` of each
/// \throws base::InputError `nothing-drawn`, `zone-id-count`; base::StoreError
std::vector<std::string> keep_drafts(store::Store& store, const DrawReport& report,
                                     const DrawRequest& request, const std::vector<std::string>& zone_ids);

/// The geometry of a file that holds what words are measured from: polygons, lines or points, all of its
/// features together. \throws base::InputError, base::FileError
geo::Geometry read_body(const std::filesystem::path& file, std::optional<int> epsg);

} // namespace liangxian::app
