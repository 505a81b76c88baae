// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/flat_judge.hpp"

#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/overlap/self_contact.hpp"
#include "tests/support/exact_overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>

namespace liangxian::tests {
namespace {

using overlap::FlatRelation;
using Clock = std::chrono::steady_clock;

double us_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double plane_deg2(const index::FlatRings& rings) {
    double twice = 0;
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        const std::uint32_t first = rings.first_vertex(r);
        twice += index::twice_area_deg2(rings.x + first, rings.y + first, rings.end_vertex(r) - first);
    }
    return twice / 2;
}

double boundary_deg(const index::FlatRings& rings) {
    double sum = 0;
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        for (std::uint32_t i = rings.first_vertex(r); i + 1 < rings.end_vertex(r); ++i) {
            sum += std::hypot(rings.x[i + 1] - rings.x[i], rings.y[i + 1] - rings.y[i]);
        }
    }
    return sum;
}

FlatRelation relation_by_geos(const GEOSGeometry* a, const GEOSGeometry* z) {
    const std::string m = geo::relate(a, z);
    if (m[0] == 'F') {
        return m[1] == 'F' && m[3] == 'F' && m[4] == 'F' ? FlatRelation::disjoint : FlatRelation::touch;
    }
    const bool is_application = m[2] == 'F' && m[5] == 'F';
    const bool is_zone = m[6] == 'F' && m[7] == 'F';
    return is_application ? (is_zone ? FlatRelation::equal : FlatRelation::application_within)
           : is_zone      ? FlatRelation::zone_within
                          : FlatRelation::crossing;
}

std::string wkt(const geo::Geometry& g) {
    const GEOSContextHandle_t context = geo::geos_context();
    GEOSWKTWriter* writer = GEOSWKTWriter_create_r(context);
    GEOSWKTWriter_setRoundingPrecision_r(context, writer, 17);
    GEOSWKTWriter_setTrim_r(context, writer, 1);
    char* text = GEOSWKTWriter_write_r(context, writer, geo::to_geos(g.polygons).get());
    std::string out = text;
    GEOSFree_r(context, text);
    GEOSWKTWriter_destroy_r(context, writer);
    return out;
}

double overlap_deg2(FlatRelation relation, const index::FlatRings& a, const index::FlatRings& z,
                    const index::FlatRings& result) {
    switch (relation) {
    case FlatRelation::application_within:
    case FlatRelation::equal:
        return plane_deg2(a);
    case FlatRelation::zone_within:
        return plane_deg2(z);
    case FlatRelation::crossing:
        return plane_deg2(result);
    default:
        return 0;
    }
}

} // namespace

const char* name_of(FlatRelation relation) {
    constexpr std::array<const char*, 7> names{"disjoint", "touch",    "application_within", "zone_within",
                                               "equal",    "crossing", "uncertain"};
    return names[static_cast<std::size_t>(relation)];
}

const char* name_of(overlap::Doubt doubt) {
    constexpr std::array<const char*, 9> names{"none",  "coordinates", "order",
                                               "sides", "location",    "open_trace",
                                               "holes", "collapsed",   "invalid_result"};
    return names[static_cast<std::size_t>(doubt)];
}

/// Asked the other way round, the answer must be the same the other way round.
std::string FlatJudge::turned_fault(const index::FlatRings& a, const index::FlatRings& z,
                                    FlatRelation relation, double deg2, double rounding) {
    const FlatRelation found = m_turned.run(z, a);
    const FlatRelation expected = relation == FlatRelation::application_within ? FlatRelation::zone_within
                                  : relation == FlatRelation::zone_within ? FlatRelation::application_within
                                                                          : relation;
    if (found == FlatRelation::uncertain) {
        return {};
    }
    const double found_deg2 = overlap_deg2(found, z, a, m_turned.result());
    if (found == expected && std::abs(found_deg2 - deg2) <= std::max(1e-9 * deg2, rounding)) {
        return {};
    }
    return fmt::format(" turned round {} {:.17g}", name_of(found), found_deg2);
}

std::string FlatJudge::check(const FlatPair& pair) {
    m_application.assign(pair.application);
    m_blocks.resize(m_application.blocks().size());
    std::iota(m_blocks.begin(), m_blocks.end(), 0U);
    overlap::flatten(pair.zone, index::kZoneBlockSize, m_zone);
    const index::FlatRings a = m_application.rings();
    const index::FlatRings z = m_zone.view();
    ++m_tally.pairs;
    const Clock::time_point start = Clock::now();
    const FlatRelation ours = a.box.intersects(z.box) ? m_overlay.run(m_application, m_blocks.data(),
                                                                      m_blocks.data() + m_blocks.size(), z)
                                                      : m_overlay.run(a, z);
    m_tally.ours_us += us_since(start);

    const geo::GeosGeometry geos_a = geo::to_geos(pair.application.polygons);
    const geo::GeosGeometry geos_z = geo::to_geos(pair.zone.polygons);
    const Clock::time_point geos_start = Clock::now();
    const geo::GeosGeometry both(GEOSIntersection_r(geo::geos_context(), geos_a.get(), geos_z.get()));
    m_tally.geos_us += us_since(geos_start);
    if (ours == FlatRelation::uncertain) {
        ++m_tally.uncertain;
        return {};
    }
    m_tally.crossing += ours == FlatRelation::crossing ? 1U : 0U;

    double geos_deg2 = -1;
    if (both) {
        GEOSArea_r(geo::geos_context(), both.get(), &geos_deg2);
    }
    const double ours_deg2 = overlap_deg2(ours, a, z, m_overlay.result());
    const double largest = std::max({std::abs(a.box.max_x), std::abs(a.box.max_y), std::abs(z.box.max_x)});
    const double rounding = 4 * 0x1p-52 * largest * (boundary_deg(a) + boundary_deg(z));
    const auto differs = [&](double one, double other) {
        return std::abs(one - other) > std::max(1e-9 * std::abs(other), rounding);
    };
    std::string fault;
    const bool geos_agrees =
        !differs(ours_deg2, geos_deg2) && relation_by_geos(geos_a.get(), geos_z.get()) == ours;
    if (!geos_agrees || m_tally.pairs % m_judge_every == 0) {
        const ExactOverlay exact = exact_overlay(pair.application, pair.zone);
        if (exact.relation != ours || differs(ours_deg2, exact.area_deg2)) {
            fault = fmt::format("ours {} {:.17g}, exact {} {:.17g}", name_of(ours), ours_deg2,
                                name_of(exact.relation), exact.area_deg2);
        }
        m_tally.geos_wrong += !geos_agrees && fault.empty() ? 1U : 0U;
    }
    fault += turned_fault(a, z, ours, ours_deg2, rounding);
    if (ours == FlatRelation::crossing) {
        const geo::GeosGeometry drawn = geo::to_geos(index::to_geometry(m_overlay.result()).polygons);
        if (GEOSisValid_r(geo::geos_context(), drawn.get()) != 1) {
            fault += fmt::format(" result invalid: {} {}", geo::take_geos_message(),
                                 wkt(index::to_geometry(m_overlay.result())));
        }
    }
    if (fault.empty()) {
        return {};
    }
    ++m_tally.disagreements;
    return fmt::format("{}\n  application {}\n  zone {}", fault, wkt(pair.application), wkt(pair.zone));
}

} // namespace liangxian::tests
