// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

#include "core/bench/cpu_clock.hpp"
#include "core/bench/interior_contact.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geos.hpp"

namespace liangxian::bench {
namespace {

struct TreeDeleter {
    void operator()(GEOSSTRtree* tree) const { GEOSSTRtree_destroy_r(geo::geos_context(), tree); }
};
struct PreparedDeleter {
    void operator()(const GEOSPreparedGeometry* prepared) const {
        GEOSPreparedGeom_destroy_r(geo::geos_context(), prepared);
    }
};
struct ReaderDeleter {
    void operator()(GEOSWKBReader* reader) const { GEOSWKBReader_destroy_r(geo::geos_context(), reader); }
};

struct GeosZone {
    std::string id;
    geo::GeosGeometry geometry;
};

void collect(void* item, void* found) {
    static_cast<std::vector<const GeosZone*>*>(found)->push_back(static_cast<const GeosZone*>(item));
}

class GeosPeer : public Contender {
public:
    std::string name() const override { return "geos"; }
    std::string version() const override { return std::string("GEOS ") + GEOSversion(); }

    LoadFigures load(const std::filesystem::path& store) override {
        LoadFigures figures;
        m_store = store;
        const ThreadStopwatch reading;
        read_zones();
        figures.read_cpu_s = reading.cpu_s();
        const ThreadStopwatch building;
        m_tree.reset(GEOSSTRtree_create_r(geo::geos_context(), 10));
        for (GeosZone& zone : m_zones) {
            GEOSSTRtree_insert_r(geo::geos_context(), m_tree.get(), zone.geometry.get(), &zone);
        }
        candidates(m_zones.front().geometry.get()); // the first question builds the tree
        figures.index_cpu_s = building.cpu_s();
        return figures;
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        Outcome out;
        const ThreadStopwatch working;
        for (std::uint32_t i = 0; i < applications.size(); ++i) {
            const geo::GeosGeometry application = geo::to_geos(applications[i].polygons);
            const std::unique_ptr<const GEOSPreparedGeometry, PreparedDeleter> prepared(
                GEOSPrepare_r(geo::geos_context(), application.get()));
            for (const GeosZone* zone : candidates(application.get())) {
                if (meet(prepared.get(), *zone)) {
                    out.pairs.push_back({i, zone->id, overlap_m2(application.get(), *zone)});
                }
            }
        }
        out.cpu_s = working.cpu_s();
        keep_interior_contacts(applications, m_store, out.pairs);
        return out;
    }

private:
    void read_zones() {
        m_tree.reset();
        m_zones.clear();
        const std::unique_ptr<GEOSWKBReader, ReaderDeleter> reader(
            GEOSWKBReader_create_r(geo::geos_context()));
        for_each_zone_wkb(m_store, [&](std::string_view id, std::string_view wkb) {
            m_zones.push_back(
                {std::string(id), geo::GeosGeometry(GEOSWKBReader_read_r(
                                      geo::geos_context(), reader.get(),
                                      reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size()))});
            if (!m_zones.back().geometry) {
                throw failed_peer(name(), geo::take_geos_message());
            }
        });
        if (m_zones.empty()) {
            throw failed_peer(name(), "no zones");
        }
    }

    const std::vector<const GeosZone*>& candidates(const GEOSGeometry* application) {
        m_found.clear();
        GEOSSTRtree_query_r(geo::geos_context(), m_tree.get(), application, collect, &m_found);
        return m_found;
    }

    bool meet(const GEOSPreparedGeometry* application, const GeosZone& zone) const {
        const char answer = GEOSPreparedIntersects_r(geo::geos_context(), application, zone.geometry.get());
        if (answer != 0 && answer != 1) {
            throw failed_peer(name(), zone.id + ": " + geo::take_geos_message());
        }
        return answer == 1;
    }

    double overlap_m2(const GEOSGeometry* application, const GeosZone& zone) const {
        const geo::GeosGeometry both(
            GEOSIntersection_r(geo::geos_context(), application, zone.geometry.get()));
        if (!both) {
            throw failed_peer(name(), zone.id + ": " + geo::take_geos_message());
        }
        return geo::area_geodesic_m2(geo::from_geos(both.get()));
    }

    std::filesystem::path m_store;
    std::vector<GeosZone> m_zones;
    std::unique_ptr<GEOSSTRtree, TreeDeleter> m_tree;
    std::vector<const GeosZone*> m_found;
};

} // namespace

std::unique_ptr<Contender> make_geos_peer() { return std::make_unique<GeosPeer>(); }

} // namespace liangxian::bench
