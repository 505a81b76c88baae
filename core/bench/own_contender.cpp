// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/contender.hpp"

#include "core/bench/cpu_clock.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/repair.hpp"
#include "core/geo/wkb.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/flat_overlay.hpp"

#include <optional>
#include <utility>

namespace liangxian::bench {
namespace {

/// A zone as the flat overlay takes it.
struct FlatZone {
    std::string id;
    overlap::FlatPolygons polygons;
    double area_m2;
};

/// The box tree and the flat overlay; OverlayNG where the overlay is in doubt.
class OwnContender : public Contender {
public:
    std::string name() const override { return "ours"; }
    std::string version() const override { return "box tree and flat overlay"; }
    EdgeModel edges() const override { return EdgeModel::straight_in_degrees; }
    std::vector<std::string> reported_zones() const override { return m_reported; }

    LoadFigures load(const std::filesystem::path& store) override {
        LoadFigures figures;
        m_zones.clear();
        m_reported.clear();
        m_tree.reset();
        const ThreadStopwatch reading;
        for_each_zone_wkb(
            store, [this](std::string_view id, std::string_view wkb) { take(id, geo::from_wkb(wkb)); });
        figures.read_cpu_s = reading.cpu_s();
        const ThreadStopwatch building;
        std::vector<geo::Box> boxes;
        boxes.reserve(m_zones.size());
        for (const FlatZone& zone : m_zones) {
            boxes.push_back(zone.polygons.view().box);
        }
        m_tree.emplace(std::move(boxes));
        figures.index_cpu_s = building.cpu_s();
        return figures;
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        Outcome out;
        const ThreadStopwatch working;
        for (std::uint32_t i = 0; i < applications.size(); ++i) {
            m_application.assign(applications[i], overlap::kApplicationBlockSize);
            const overlap::FlatRings application = m_application.view();
            std::optional<double> application_m2;
            for (const std::size_t at : m_tree->query(application.box)) {
                const auto area_m2 = overlap_m2(applications[i], application, m_zones[at], application_m2);
                if (area_m2) {
                    out.pairs.push_back({i, m_zones[at].id, *area_m2});
                }
            }
        }
        out.cpu_s = working.cpu_s();
        return out;
    }

private:
    void take(std::string_view id, geo::Geometry geometry) {
        if (geo::invalidity(geometry)) {
            m_reported.emplace_back(id);
            geometry = geo::repaired(geometry).geometry;
        }
        m_zones.push_back({std::string(id), {}, geo::area_lonlat_m2(geometry)});
        m_zones.back().polygons.assign(geometry, overlap::kZoneBlockSize);
    }

    /// Nothing when the interiors do not meet. \param application_m2  computed when first needed
    std::optional<double> overlap_m2(const geo::Geometry& geometry, const overlap::FlatRings& application,
                                     const FlatZone& zone, std::optional<double>& application_m2) {
        using overlap::FlatRelation;
        switch (m_overlay.run(application, zone.polygons.view())) {
        case FlatRelation::disjoint:
        case FlatRelation::touch:
            return std::nullopt;
        case FlatRelation::zone_within:
            return zone.area_m2;
        case FlatRelation::application_within:
        case FlatRelation::equal:
            if (!application_m2) {
                application_m2 = geo::area_lonlat_m2(geometry);
            }
            return application_m2;
        case FlatRelation::crossing:
            return geo::area_lonlat_m2(overlap::to_geometry(m_overlay.result()));
        case FlatRelation::uncertain:
            break;
        }
        return overlay_m2(geometry, overlap::to_geometry(zone.polygons.view()));
    }

    static std::optional<double> overlay_m2(const geo::Geometry& application, const geo::Geometry& zone) {
        const geo::GeosGeometry a = geo::to_geos(application.polygons);
        const geo::GeosGeometry z = geo::to_geos(zone.polygons);
        if (geo::relate(a.get(), z.get())[0] == 'F') {
            return std::nullopt;
        }
        return geo::area_lonlat_m2(geo::intersection(a.get(), z.get()).geometry);
    }

    std::vector<FlatZone> m_zones;
    std::vector<std::string> m_reported;
    std::optional<index::BoxTree> m_tree;
    overlap::FlatPolygons m_application;
    overlap::FlatOverlay m_overlay;
};

} // namespace

std::unique_ptr<Contender> make_own_contender() { return std::make_unique<OwnContender>(); }

} // namespace liangxian::bench
