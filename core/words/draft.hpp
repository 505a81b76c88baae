// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/boundary_text.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// What words are measured from, in EPSG:4490.
struct Ground {
    geo::Geometry body; ///< of the monument; polygons, lines or a point; may be empty
    /// The user named it for this text: it is what the words mean, whatever they call it.
    bool body_is_given = false;
    std::optional<double> body_accuracy_m;
    geo::Geometry range;                    ///< the unit's protection range, all of it; may be empty
    std::optional<double> range_accuracy_m; ///< stated, or the default of how it was made; else unknown
    /// Outlines of classes, with all that lies inside: `I`, `II` …, `key` for 重点保护区.
    std::map<std::string, geo::Geometry> classes;
};

enum class DraftStatus {
    drawn,  ///< whole, on the assumptions stated
    partly, ///< `todo` says which part is not as announced; the geometry is a start
    by_hand ///< no geometry
};
std::string_view code_of(DraftStatus status);

/// A reading and the polygon it gives.
struct Draft {
    Reading reading; ///< its understood, assumed and todo completed
    DraftStatus status = DraftStatus::by_hand;
    geo::Geometry geometry;           ///< EPSG:4490, polygons only
    std::optional<double> accuracy_m; ///< with geometry: how far the outline may be from the announced one
};

/// By what was drawn and what is left to do.
DraftStatus status_of(const Draft& draft);

/// Draws readings in their order; a class may be measured from one drawn before it.
///
/// Distances are statutory and circumscribed: no drawn outline comes nearer to its base than announced. Sides
/// named one by one meet in corners, along the axes of the building; a distance all round has rounded
/// corners, drawn from outside at most 0.12 % too far. What is announced as lying outside the range
/// (文物保护法实施条例 article 13) is drawn as a belt. \throws base::GeometryError when GEOS cannot join the
/// pieces Pure: any thread. Cost O(n log n) in the vertices of the ground.
std::vector<Draft> draw(std::vector<Reading> readings, Ground ground, Line line);

/// One draft as `zone draw` prints it: `{status, kind, class, params, geometry, accuracy_m, understood,
/// assumed, todo}`; what was understood and not, `{zh, en}` each.
nlohmann::ordered_json to_json(const Draft& draft);

/// All drafts of a text in one: the status is the worst, the geometry all of them together, and `zones` lists
/// them when there are several.
nlohmann::ordered_json to_json(const std::vector<Draft>& drafts);

/// All outlines together. \throws base::GeometryError
geo::Geometry joined(const std::vector<Draft>& drafts);
DraftStatus worst_of(const std::vector<Draft>& drafts);

} // namespace liangxian::words
