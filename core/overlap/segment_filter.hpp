// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>

namespace liangxian::overlap {

// Which segments of a row can meet a window, or another segment, at all. Segment i of a row runs from
// vertex i to vertex i + 1 of two arrays. Uses what the processor has (base::instruction_set); differences,
// products and comparisons, each rounded by itself, so that the answer is the same on each.

/// Bit i for each segment i whose box meets \p window. \pre count <= 32; x and y have count + 1 values
std::uint32_t segments_meeting(const double* x, const double* y, std::uint32_t count, const geo::Box& window);

/// A segment to be tested against many.
struct SegmentProbe {
    geo::Box window; ///< the segment's box, grown by what is near
    geo::Position from;
    double dx; ///< to its other end
    double dy;
    /// Both ends of another segment farther than this on the same side of the line, as the determinant
    /// (to - from) × (end - from) says it: no contact.
    double doubt;
};

/// For each of \p probe_count probes the segments that its window meets and that do not lie wholly on one
/// side of its line: bit i of bits[p]. \pre count < 32; x and y have count + 1 values
void segments_near(const double* x, const double* y, std::uint32_t count, const SegmentProbe* probes,
                   std::uint32_t probe_count, std::uint32_t* bits);

} // namespace liangxian::overlap
