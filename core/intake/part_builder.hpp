// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/intake/crs_decision.hpp"
#include "core/intake/read.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace liangxian::intake {

/// One ring of a text file with its place.
struct TextRing {
    std::string label;  ///< ring number or name as the file has it; may be empty
    std::string where;  ///< "file.txt:14-20"
    geo::Ring vertices; ///< the closing vertex not repeated
    bool closed_in_file = false;
};

/// Polygons of rings, by geometry: a ring inside another is its hole, a ring inside a hole is a
/// polygon again, anything else stands by itself.
struct RingNesting {
    std::vector<geo::Polygon> polygons;
    std::vector<std::size_t> depth; ///< per ring, 0 = outermost; odd = hole
};
RingNesting nest_rings(const std::vector<TextRing>& rings);

/// Takes the repeated closing vertices off the end and says whether there was one.
bool drop_closing_vertices(geo::Ring& ring);

/// A problem for every ring of fewer than three different vertices.
base::Problems too_short_rings(const std::vector<TextRing>& rings);

/// Evidence with what the options say; the reader adds what its file says.
CrsEvidence evidence_from(const ReadOptions& options, const std::string& where);

/// Adds every vertex of \p geometry to \p sample.
void add_to_sample(const geo::Geometry& geometry, std::vector<geo::Position>& sample);

/// One feature of parts, its CRS and the warnings of the decision.
Feature feature_of_parts(const std::string& source, std::vector<SourcePart> parts, const CrsChoice& choice);

/// An outcome that holds one unreadable feature and nothing else.
ReadOutcome unreadable_outcome(const std::string& source, base::Problems problems);

/// A row pair turned to easting first, or the rows where that cannot be done.
class AxisReader {
public:
    /// \param expected  what the format promises; a row that says otherwise is turned round
    explicit AxisReader(bool northing_first) : m_northing_first(northing_first) {}

    /// Counts one row; call for every row before position().
    void see(double first, double second, const std::string& where);
    /// After all rows are seen: rows that say nothing follow the majority.
    geo::Position position(double first, double second) const;
    /// `axes-swapped` when rows were against the promise; `coordinate-implausible` (an error) for rows
    /// that look like no coordinate of China while others do.
    base::Problems warnings(const std::string& name) const;
    base::Problems errors() const;

private:
    bool m_northing_first;
    std::size_t m_as_promised = 0;
    std::vector<std::string> m_against;
    std::vector<std::pair<std::string, std::string>> m_silent; ///< place, the two numbers
};

} // namespace liangxian::intake
