// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_polygons.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/flat_overlay.hpp"
#include "tests/support/flat_pairs.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::tests {

/// What came of asking both engines about pairs.
struct FlatTally {
    std::uint64_t pairs = 0;
    std::uint64_t uncertain = 0;
    std::uint64_t crossing = 0;
    std::uint64_t disagreements = 0;
    std::uint64_t geos_wrong = 0; ///< relations or areas where the rational judge sided with ours
    double ours_us = 0;
    double geos_us = 0;
};

/// Asks the flat overlay and GEOS (relate and OverlayNG) about the same pairs. Where relation or area
/// differ, and for one pair in `judge_every`, rational arithmetic decides. Ours is at fault when it differs
/// from the rational answer, draws a result that GEOS finds invalid, or answers differently when the two
/// change places; then without what an ApplicationArea knows. `uncertain` is no fault.
class FlatJudge {
public:
    explicit FlatJudge(unsigned judge_every) : m_judge_every(judge_every) {}

    /// \returns nothing when ours is right or uncertain, else what is wrong, with both geometries as WKT
    std::string check(const FlatPair& pair);

    const FlatTally& tally() const { return m_tally; }
    overlap::Doubt doubt() const { return m_overlay.doubt(); }

private:
    std::string turned_fault(const index::FlatRings& a, const index::FlatRings& z,
                             overlap::FlatRelation relation, double deg2, double rounding);

    unsigned m_judge_every;
    FlatTally m_tally;
    overlap::FlatOverlay m_overlay;
    overlap::FlatOverlay m_turned;
    overlap::ApplicationArea m_application;
    std::vector<std::uint32_t> m_blocks;
    index::FlatPolygons m_zone;
};

const char* name_of(overlap::FlatRelation relation);
const char* name_of(overlap::Doubt doubt);

} // namespace liangxian::tests
