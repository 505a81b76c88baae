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
#include <string>
#include <utility>
#include <vector>

namespace liangxian::words {
namespace {

constexpr double kAnnouncedM = 0.5; ///< as profiles/accuracy.json has it for announced coordinates
constexpr double kDatumUnstatedM = 10;
constexpr double kFarFromHomeM = 10000;
constexpr double kLargestPlainEastingM = 1e6;
constexpr int kFirst3DegreeZone = 25;

void ask(Reading& reading, std::string zh, std::string en) {
    reading.todo.push_back({std::move(zh), std::move(en)});
}

/// A ring and the numbers its corners have in the text.
struct NumberedRing {
    geo::Ring ring;
    std::vector<int> numbers;
};

std::vector<NumberedRing> rings_of(const Reading& reading) {
    std::vector<NumberedRing> out(1);
    for (std::size_t i = 0; i < reading.corners.size(); ++i) {
        if (std::find(reading.ring_starts.begin(), reading.ring_starts.end(), i) !=
            reading.ring_starts.end()) {
            out.emplace_back();
        }
        out.back().ring.push_back(reading.corners[i]);
        out.back().numbers.push_back(i < reading.corner_numbers.size() ? reading.corner_numbers[i] : 0);
    }
    for (auto& [ring, numbers] : out) {
        if (ring.size() > 1 && ring.front() == ring.back()) {
            ring.pop_back();
            numbers.pop_back();
        }
    }
    return out;
}

/// J1, J2, J4 or J1, J3, J2: a corner is missing, or the order is not that of the numbers. A ring goes on
/// counting or begins at 1 again.
void look_at_numbers(Reading& reading, const std::vector<NumberedRing>& rings) {
    int last = 0;
    for (const auto& [ring, numbers] : rings) {
        if (std::all_of(numbers.begin(), numbers.end(), [](int number) { return number == 0; })) {
            continue;
        }
        const int step = numbers.size() > 1 && numbers[1] < numbers[0] && numbers.back() == 1 ? -1 : 1;
        int expected = step < 0 ? static_cast<int>(numbers.size()) : numbers.front() == 1 ? 1 : last + 1;
        for (const int number : numbers) {
            if (number != expected) {
                ask(reading,
                    fmt::format("坐标点的编号不连续：应为 {}，写作 {}；请核对有无缺漏、顺序是否有误",
                                expected, number == 0 ? "无编号" : std::to_string(number)),
                    fmt::format(
                        "the corners are not numbered through: {} should come, {} is there; look whether one "
                        "is missing or out of order",
                        expected, number == 0 ? "none" : std::to_string(number)));
                return;
            }
            expected += step;
        }
        last = *std::max_element(numbers.begin(), numbers.end());
    }
}

/// Two corners of one ring at one place: one of them is wrong, and nobody can say which.
bool has_corner_twice(geo::Ring ring) {
    const auto before = [](const geo::Position& a, const geo::Position& b) {
        return a.x < b.x || (a.x == b.x && a.y < b.y);
    };
    std::sort(ring.begin(), ring.end(), before);
    return std::adjacent_find(ring.begin(), ring.end()) != ring.end();
}

/// The zone the words state; nothing when they state none or one that does not exist, then with a todo.
std::optional<geo::GaussZone> stated_zone(Reading& reading, double longitude_deg) {
    const CoordinateSystem& said = reading.system;
    geo::GaussZone zone;
    zone.number = said.zone_number.value_or(0);
    zone.width_deg =
        said.zone_width_deg.value_or(said.zone_number && *said.zone_number < kFirst3DegreeZone ? 6 : 3);
    if (!said.zone_number && said.meridian_deg) {
        const bool is_wide = zone.width_deg == 6;
        zone.number = is_wide ? (*said.meridian_deg + 3) / 6 : *said.meridian_deg / 3;
    } else if (!said.zone_number && zone.width_deg == 6) {
        zone.number = static_cast<int>(std::floor(longitude_deg / 6)) + 1;
    } else if (!said.zone_number) {
        zone.number = geo::GaussZone::nearest_3_degree(longitude_deg).number;
    }
    const bool exists = zone.width_deg == 6 ? zone.number >= 13 && zone.number <= 23
                                            : zone.number >= kFirst3DegreeZone && zone.number <= 45;
    if (!exists || (said.meridian_deg && *said.meridian_deg != zone.central_meridian_deg())) {
        ask(reading, fmt::format("“{}”所说的带号、带宽和中央子午线对不上，请核对", said.words),
            fmt::format("the zone, its width and its meridian in '{}' do not go together; look at the notice",
                        said.words));
        return std::nullopt;
    }
    return zone;
}

/// The zone in the eastings must be the stated one.
std::optional<geo::GaussZone> zone_of_prefix(Reading& reading, double easting_m) {
    const auto zone = geo::GaussZone::from_prefixed_easting(easting_m);
    if (!zone) {
        ask(reading, "横坐标的带号不是 13–23 或 25–45", "no zone has the number before the easting");
        return zone;
    }
    const CoordinateSystem& said = reading.system;
    if ((said.zone_number && *said.zone_number != zone->number) ||
        (said.zone_width_deg && *said.zone_width_deg != zone->width_deg) ||
        (said.meridian_deg && *said.meridian_deg != zone->central_meridian_deg())) {
        ask(reading, fmt::format("横坐标的带号是 {}，文字说“{}”，请确定以何者为准", zone->number, said.words),
            fmt::format("the eastings are of zone {}, the words say '{}'; decide which counts", zone->number,
                        said.words));
        return std::nullopt;
    }
    return zone;
}

/// The zone of plane corners: by the prefix of the eastings, else as stated, else the 3° zone the monument
/// lies in.
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
        return zone_of_prefix(reading, easting_m);
    }
    const geo::Box box = ground.body.empty() ? ground.range.bounds() : ground.body.bounds();
    const bool is_placed = reading.system.zone_number || reading.system.meridian_deg;
    if (box.empty() && !is_placed) {
        ask(reading, "横坐标没有带号，请说明所在的 3 度带",
            "the easting has no zone number; say which 3° zone it is in");
        return std::nullopt;
    }
    const double longitude_deg = box.empty() ? 0 : (box.min_x + box.max_x) / 2;
    const auto zone = stated_zone(reading, longitude_deg);
    if (zone && !is_placed) {
        reading.assumed.push_back(
            {fmt::format("横坐标没有带号，按文物所在的 {} 度带第 {} 带计", zone->width_deg, zone->number),
             fmt::format("no zone number before the easting; taken as {}° zone {}, where the monument lies",
                         zone->width_deg, zone->number)});
    }
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

} // namespace

std::optional<double> corner_accuracy_m(Reading& reading) {
    switch (reading.system.datum) {
    case Datum::cgcs2000:
        return kAnnouncedM;
    case Datum::old:
        ask(reading, "坐标属旧坐标系（西安80、北京54），请导入转换后的 2000 坐标",
            "the coordinates are on an old datum (Xian 1980, Beijing 1954); import them moved to CGCS2000");
        return std::nullopt;
    case Datum::other:
        ask(reading,
            fmt::format("“{}”不能认定为 2000 国家大地坐标系，请导入转换后的 2000 坐标", reading.system.words),
            fmt::format("'{}' is not known to be CGCS2000; import the coordinates moved to it",
                        reading.system.words));
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
    const std::vector<NumberedRing> numbered = rings_of(reading);
    std::vector<geo::Ring> rings;
    for (const auto& [ring, numbers] : numbered) {
        rings.push_back(ring);
        geo::Geometry as_read;
        as_read.polygons.push_back({ring, {}});
        if (ring.size() < 3 || has_corner_twice(ring) || geo::invalidity(as_read)) {
            ask(reading, "坐标点有重复、缺失或顺序有误，围不成面，请核对原文",
                "corners are repeated, missing or out of order and close no polygon; look at the notice");
            return {};
        }
    }
    look_at_numbers(reading, numbered);
    const auto accuracy_m = corner_accuracy_m(reading);
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
