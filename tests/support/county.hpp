// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/store/store.hpp"
#include "tests/support/shapes.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace liangxian::tests {

/// A county's records of every sort on ground 20 km square, drawn from a seed: zones in many versions and
/// states, shared edges, holes, bodies that are points and walls, areas of other laws, declarations.
class County {
public:
    explicit County(unsigned seed) : m_random(seed) {}

    store::NewRecords records(int units) {
        store::NewRecords out;
        for (int i = 0; i < units; ++i) {
            add_unit(i, out);
        }
        add_areas(out);
        return out;
    }

    geo::Geometry application(int i) {
        const double x = std::floor(number(0, 200)) * 100;
        const double y = std::floor(number(0, 200)) * 100;
        return i % 4 == 0   ? rectangle(x, y, 400, 300)
               : i % 4 == 1 ? star(x, y, 1200, 40)
               : i % 4 == 2 ? rectangle(x, y, 6000, 20)
                            : rectangle(x + 30, y + 30, 20, 20);
    }

    double number(double low, double high) {
        return low + (high - low) * static_cast<double>(m_random() % 100000) / 100000;
    }

private:
    geo::Geometry star(double x, double y, double radius, int corners) {
        geo::Geometry g;
        geo::Ring ring;
        for (int i = 0; i < corners; ++i) {
            const double angle = 2 * 3.14159265358979 * i / corners;
            const double r = radius * number(0.4, 1);
            ring.push_back(at_m(x + r * std::cos(angle), y + r * std::sin(angle)));
        }
        g.polygons.push_back({std::move(ring), {}});
        return g;
    }

    geo::Geometry some_shape(int i) {
        // Whole hundreds of metres make neighbours share edges and corners.
        const double x = std::floor(number(0, 200)) * 100;
        const double y = std::floor(number(0, 200)) * 100;
        switch (i % 6) {
        case 0:
            return rectangle(x, y, 100, 200);
        case 1: {
            geo::Geometry g = rectangle(x, y, 600, 600);
            g.polygons[0].holes.push_back(ring_m(x + 200, y + 200, 200, 200));
            return g;
        }
        case 2: {
            geo::Geometry g = rectangle(x, y, 100, 100);
            g.polygons.push_back({ring_m(x + 300, y, 100, 100), {}});
            return g;
        }
        case 3: { // not valid: an editor's bow tie
            geo::Geometry g;
            g.polygons.push_back(
                {{at_m(x, y), at_m(x + 300, y + 300), at_m(x + 300, y), at_m(x, y + 300)}, {}});
            return i % 18 == 3 ? g : star(x, y, 500, 12);
        }
        default:
            return star(x, y, number(20, 800), 24);
        }
    }

    void add_unit(int i, store::NewRecords& out) {
        const std::string id = "S" + std::to_string(i);
        const double x = number(0, 20000);
        const double y = number(0, 20000);
        out.sites.push_back(a_site(
            id, i % 3 == 0 ? point(x, y) : (i % 3 == 1 ? line(x, y, x + 900, y + 300) : geo::Geometry())));
        out.sites.back().township = i % 2 == 0 ? "东乡" : "西乡";
        for (const auto kind : {zone::ZoneKind::protection, zone::ZoneKind::control}) {
            const std::string zone_id = (kind == zone::ZoneKind::protection ? "P" : "C") + std::to_string(i);
            zone::Zone zone = a_zone(zone_id, i % 17 == 0 ? "nobody" : id, kind, some_shape(i));
            if (i % 3 == 0) {
                zone.accuracy_m = number(0, 30);
            } else if (i % 3 == 1) {
                zone.geometry_basis = zone::GeometryBasis::traced_scan;
            }
            zone.status = i % 11 == 0   ? zone::Status::draft
                          : i % 13 == 0 ? zone::Status::superseded
                          : i % 19 == 0 ? zone::Status::revoked
                                        : zone::Status::published;
            if (i % 23 == 0) {
                zone.valid.to = base::Date(2020, 1, 1);
            }
            out.zones.push_back(zone);
            if (i % 5 == 0) { // a later version, elsewhere
                zone.version = 2;
                zone.status = zone::Status::published;
                zone.valid = {base::Date(2024, 1, 1), std::nullopt};
                zone.geometry = some_shape(i + 1);
                out.zones.push_back(zone);
            }
        }
    }

    static void add_areas(store::NewRecords& out) {
        out.areas.push_back(an_area("应县", zone::AreaKind::county, rectangle(-5000, -5000, 18000, 40000)));
        out.areas.push_back(an_area("邻县", zone::AreaKind::county, rectangle(13000, -5000, 18000, 40000)));
        out.areas.push_back(an_area("东乡", zone::AreaKind::township, rectangle(0, 0, 9000, 9000)));
        out.areas.push_back(
            an_area("地下", zone::AreaKind::underground_area, rectangle(3000, 3000, 5000, 5000)));
        out.areas.push_back(
            an_area("评估", zone::AreaKind::assessed_area, rectangle(6000, 3000, 3000, 3000)));
        zone::Area declared =
            an_area("覆盖", zone::AreaKind::coverage, rectangle(-5000, -5000, 20000, 20000));
        declared.theme = "zones";
        declared.status = "complete";
        declared.declared_on = "2025-01-01";
        out.areas.push_back(declared);
    }

    std::mt19937 m_random;
};

} // namespace liangxian::tests
