// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/contender.hpp"

#include "core/base/instruction_set.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/repair.hpp"
#include "core/geo/wkb.hpp"
#include "core/index/zone_index.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/index_join.hpp"
#include "core/overlap/zone_ingest.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace liangxian::bench {
namespace {

/// A pair as the index numbers it.
struct FoundPair {
    std::uint32_t application;
    std::int64_t row;
    double area_m2;
};

/// Takes the pairs whose interiors meet; asks GEOS for what the join leaves open.
class PairTaker : public overlap::JoinVisitor {
public:
    PairTaker(const index::ZoneIndex& zones, const std::vector<geo::Geometry>& invalid)
        : m_zones(zones), m_invalid(invalid) {}

    void begin(std::uint32_t number, const geo::Geometry& application) {
        m_number = number;
        m_application = &application;
    }
    void meet(std::uint32_t record, overlap::FlatRelation relation, const index::FlatRings& intersection,
              double area_m2) override {
        if (relation != overlap::FlatRelation::touch) {
            m_vertices += intersection.vertex_count();
            m_pairs.push_back({m_number, m_zones.row_of(record), area_m2});
        }
    }
    void ask(std::uint32_t record, overlap::Doubt) override {
        const auto row = static_cast<std::size_t>(m_zones.row_of(record));
        const geo::Geometry zone =
            index::is_box_only(m_zones.class_of(record)) ? m_invalid[row] : m_zones.geometry(record);
        const geo::GeosGeometry a = geo::to_geos(m_application->polygons);
        const geo::GeosGeometry z = geo::to_geos(zone.polygons);
        if (geo::relate(a.get(), z.get())[0] != 'F') {
            const double area_m2 = geo::area_lonlat_m2(geo::intersection(a.get(), z.get()).geometry);
            m_pairs.push_back({m_number, m_zones.row_of(record), area_m2});
        }
        ++m_asked;
    }

    const std::vector<FoundPair>& pairs() const { return m_pairs; }
    std::size_t asked() const { return m_asked; }

private:
    const index::ZoneIndex& m_zones;
    const std::vector<geo::Geometry>& m_invalid;
    std::uint32_t m_number = 0;
    const geo::Geometry* m_application = nullptr;
    std::vector<FoundPair> m_pairs;
    std::size_t m_vertices = 0;
    std::size_t m_asked = 0;
};

/// The packed index and the flat overlay; OverlayNG where the overlay is in doubt.
class OwnContender : public Contender {
public:
    std::string name() const override { return "ours"; }
    std::string version() const override {
        return fmt::format("packed index, flat overlay ({})", base::name_of(base::instruction_set()));
    }
    EdgeModel edges() const override { return EdgeModel::straight_in_degrees; }
    std::vector<std::string> reported_zones() const override { return m_reported; }

    LoadFigures load(const std::filesystem::path& store) override {
        LoadFigures figures;
        m_ids.clear();
        m_invalid.clear();
        m_reported.clear();
        const ThreadStopwatch reading;
        index::ZoneIndexWriter writer({});
        overlap::ZoneIngest ingest(writer);
        zone::Zone zone;
        for_each_zone_wkb(store, [&](std::string_view id, std::string_view wkb) {
            const auto before = ingest.invalid_count();
            zone.geometry = geo::from_wkb(wkb);
            ingest.add(static_cast<std::int64_t>(m_ids.size()), zone);
            m_ids.emplace_back(id);
            m_invalid.emplace_back();
            if (ingest.invalid_count() != before) {
                m_reported.emplace_back(id);
                m_invalid.back() = geo::repaired(zone.geometry).geometry;
            }
        });
        figures.read_cpu_s = reading.cpu_s();
        const ThreadStopwatch building;
        m_zones.emplace(writer.build({}));
        figures.index_cpu_s = building.cpu_s();
        return figures;
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        overlap::IndexJoin join(*m_zones);
        PairTaker taker(*m_zones, m_invalid);
        const overlap::RecordFilter filter;
        const ThreadStopwatch working;
        for (const std::uint32_t i : overlap::batch_order(applications)) {
            m_application.assign(applications[i]);
            taker.begin(i, applications[i]);
            join.run(m_application, filter, taker);
        }
        Outcome out;
        out.cpu_s = working.cpu_s();
        out.left_to_geos = taker.asked();
        for (const FoundPair& pair : taker.pairs()) {
            out.pairs.push_back({pair.application, m_ids[static_cast<std::size_t>(pair.row)], pair.area_m2});
        }
        return out;
    }

private:
    std::vector<std::string> m_ids;
    std::vector<geo::Geometry> m_invalid;
    std::vector<std::string> m_reported;
    std::optional<index::ZoneIndex> m_zones;
    overlap::ApplicationArea m_application;
};

} // namespace

std::unique_ptr<Contender> make_own_contender() { return std::make_unique<OwnContender>(); }

} // namespace liangxian::bench
