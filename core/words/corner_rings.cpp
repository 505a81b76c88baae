// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/corner_rings.hpp"

#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/densify.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/repair.hpp"
#include "core/geo/transform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace liangxian::words {
namespace {

constexpr double kAnnouncedM = 0.5; ///< as profiles/accuracy.json has it for announced coordinates
constexpr double kDatumUnstatedM = 10;
constexpr double kFarFromHomeM = 10000;
constexpr double kLargestPlainEastingM = 1e6;

void ask(Reading& reading, std::string zh, std::string en) {
    reading.todo.push_back({std::move(zh), std::move(en)});
}

std::vector<geo::Ring> rings_of(const Reading& reading) {
    std::vector<geo::Ring> out(1);
    for (std::size_t i = 0; i < reading.corners.size(); ++i) {
        if (std::find(reading.ring_starts.begin(), reading.ring_starts.end(), i) !=
            reading.ring_starts.end()) {
            out.emplace_back();
        }
        out.back().push_back(reading.corners[i]);
    }
    for (geo::Ring& ring : out) {
        if (ring.size() > 1 && ring.front() == ring.back()) {
            ring.pop_back();
        }
    }
    return out;
}

/// Two corners of one ring at one place: one of them is wrong, and nobody can say which.
bool has_corner_twice(geo::Ring ring) {
    const auto before = [](const geo::Position& a, const geo::Position& b) {
        return a.x < b.x || (a.x == b.x && a.y < b.y);
    };
    std::sort(ring.begin(), ring.end(), before);
    return std::adjacent_find(ring.begin(), ring.end()) != ring.end();
}

/// The 3° zone of plane corners: by the prefix of the eastings, else the one the monument lies in.
std::optional<geo::GaussZone> zone_of(Reading& reading, const Ground& ground) {
    const double easting_m = reading.corners.front().x;
    const auto has_other_prefix = [easting_m](const geo::Position& corner) {
        return std::floor(corner.x / kLargestPlainEastingM) != std::floor(easting_m / kLargestPlainEastingM);
    };
    if (std::any_of(reading.corners.begin(), reading.corners.end(), has_other_prefix)) {
        ask(reading, "各坐标点的带号不一致", "the corners are of different zones");
        return std::nullopt;
    }
    if (easting_m > kLargestPlainEastingM) {
        const auto zone = geo::GaussZone::from_prefixed_easting(easting_m);
        if (!zone) {
            ask(reading, "横坐标的带号不是 13–23 或 25–45", "no zone has the number before the easting");
        }
        return zone;
    }
    const geo::Box box = ground.body.empty() ? ground.range.bounds() : ground.body.bounds();
    if (box.empty()) {
        ask(reading, "横坐标没有带号，请说明所在的 3 度带",
            "the easting has no zone number; say which 3° zone it is in");
        return std::nullopt;
    }
    const auto zone = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    reading.assumed.push_back(
        {fmt::format("横坐标没有带号，按文物所在的 3 度带第 {} 带计", zone.number),
         fmt::format("no zone number before the easting; taken as 3° zone {}, where the "
                     "monument lies",
                     zone.number)});
    return zone;
}

/// A ring inside an earlier one is taken off it.
geo::Geometry nested(std::vector<geo::Ring> rings) {
    geo::Geometry out;
    for (geo::Ring& ring : rings) {
        geo::Geometry here;
        here.polygons.push_back({std::move(ring), {}});
        const geo::GeosGeometry inner = geo::to_geos(here);
        const geo::GeosGeometry outer = geo::to_geos(out.polygons);
        const bool is_hole =
            !out.polygons.empty() && GEOSCovers_r(geo::geos_context(), outer.get(), inner.get()) == 1;
        out = out.polygons.empty() ? here
              : is_hole            ? geo::difference(outer.get(), inner.get()).geometry
                                   : geo::union_of({&out, &here}).geometry;
    }
    return out;
}

/// Corners in the wrong zone or of another unit lie far from the monument.
void look_at_place(const geo::Geometry& outline, Reading& reading, const Ground& ground) {
    const geo::Geometry& home = ground.body.empty() ? ground.range : ground.body;
    const double apart_m = home.empty() ? 0 : geo::nearest(outline, home).distance_m;
    if (apart_m > kFarFromHomeM) {
        ask(reading, fmt::format("坐标点离文物 {:.1f} 公里，请核对带号和坐标", apart_m / 1000),
            fmt::format("the corners lie {:.1f} km from the monument; look at the zone and the figures",
                        apart_m / 1000));
    }
}

/// How far the corners may be off for their datum; nothing when they cannot be used.
std::optional<double> look_at_datum(Reading& reading) {
    switch (reading.datum) {
    case Datum::cgcs2000:
        return kAnnouncedM;
    case Datum::old:
        ask(reading, "坐标属旧坐标系（西安80、北京54），请导入转换后的 2000 坐标",
            "the coordinates are on an old datum (Xian 1980, Beijing 1954); import them moved to CGCS2000");
        return std::nullopt;
    case Datum::wgs84:
        reading.assumed.push_back({"GPS 坐标按 2000 国家大地坐标系计", "GPS coordinates taken as CGCS2000"});
        return kDatumUnstatedM;
    default:
        reading.assumed.push_back(
            {"坐标未注明坐标系，按 2000 国家大地坐标系计", "no datum is stated; taken as CGCS2000"});
        return kDatumUnstatedM;
    }
}

} // namespace

bool turn_to_easting_first(Reading& reading) {
    std::size_t turned = 0;
    for (geo::Position& corner : reading.corners) {
        const auto order = reading.corner_is_plane ? geo::axis_order_of(corner.y, corner.x)
                                                   : geo::axis_order_of_degrees(corner.y, corner.x);
        if (!order) {
            ask(reading, "坐标点的数值不在我国范围内，请核对原文",
                "the corners lie nowhere in China; look at the notice");
            return false;
        }
        if (*order == geo::AxisOrder::easting_first) {
            std::swap(corner.x, corner.y);
            ++turned;
        }
    }
    if (turned > 0) {
        reading.assumed.push_back(
            {fmt::format("有 {} 个坐标点的 X、Y 写反，已按数值调换", turned),
             fmt::format("X and Y of {} corners changed places and were turned round by the "
                         "size of the numbers",
                         turned)});
    }
    return true;
}

CornerRings corner_rings(Reading& reading, const Ground& ground) {
    if (!turn_to_easting_first(reading)) {
        return {};
    }
    std::vector<geo::Ring> rings = rings_of(reading);
    for (const geo::Ring& ring : rings) {
        geo::Geometry as_read;
        as_read.polygons.push_back({ring, {}});
        if (ring.size() < 3 || has_corner_twice(ring) || geo::invalidity(as_read)) {
            ask(reading, "坐标点有重复、缺失或顺序有误，围不成面，请核对原文",
                "corners are repeated, missing or out of order and close no polygon; look at the notice");
            return {};
        }
    }
    const auto accuracy_m = look_at_datum(reading);
    const auto zone = reading.corner_is_plane && accuracy_m ? zone_of(reading, ground) : std::nullopt;
    if (!accuracy_m || (reading.corner_is_plane && !zone)) {
        return {};
    }
    CornerRings out{nested(std::move(rings)), accuracy_m};
    if (zone) {
        const geo::Transform transform(zone->epsg());
        const double latitude_deg = transform.to_4490(out.geometry.polygons.front().shell.front()).y;
        out.geometry = transform.to_4490(geo::densified(out.geometry, std::abs(latitude_deg) + 1));
    }
    look_at_place(out.geometry, reading, ground);
    return out;
}

} // namespace liangxian::words
