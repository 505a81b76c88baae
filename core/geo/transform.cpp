// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/transform.hpp"

#include "core/base/error.hpp"
#include "core/geo/foreign_crs.hpp"
#include "core/geo/gauss_krueger.hpp"

#include <fmt/format.h>

#include <optional>

namespace liangxian::geo {
namespace {

[[noreturn]] void refuse_crs(const std::string& datum, int epsg) {
    throw base::GeometryError(
        "crs-refused",
        {fmt::format(
             "EPSG:{} 属旧坐标系（{}），没有已登记的本地转换参数，不能转换；请提供 2000 国家大地坐标系成果",
             epsg, datum),
         fmt::format("EPSG:{} is on an old datum ({}) and no local transformation is registered; hand "
                     "in CGCS2000 coordinates",
                     epsg, datum)});
}

enum class Way { to_4490, from_4490 };

} // namespace

/// One of three: degrees already, a CGCS2000 plane, or whatever PROJ knows.
struct Transform::Impl {
    int epsg = 0;
    bool is_identity = false;
    std::optional<GaussKrueger> gauss;
    std::unique_ptr<ForeignCrs> foreign;

    template <typename Projection>
    static std::optional<Position> projected(const Projection& by, Way way, const Position& p) {
        return way == Way::from_4490 ? by.forward(p) : by.inverse(p);
    }

    Position move(Way way, const Position& p) const {
        if (is_identity) {
            return p;
        }
        const auto moved = gauss ? projected(*gauss, way, p) : projected(*foreign, way, p);
        if (!moved) {
            throw base::GeometryError(
                "outside-projection",
                {fmt::format("坐标 ({}, {}) 超出 {} 的适用范围", p.x, p.y, describe_crs(epsg)),
                 fmt::format("({}, {}) lies outside the domain of {}", p.x, p.y, describe_crs(epsg))});
        }
        return *moved;
    }
};

Transform::Transform(int epsg) : m_impl(std::make_unique<Impl>()) {
    m_impl->epsg = epsg;
    m_impl->is_identity = is_geographic_4490_like(epsg);
    if (m_impl->is_identity) {
        return;
    }
    if (const auto datum = refused_datum(epsg)) {
        refuse_crs(*datum, epsg);
    }
    if (const auto zone = GaussZone::from_epsg(epsg)) {
        m_impl->gauss.emplace(*zone);
        return;
    }
    m_impl->foreign = make_foreign_crs(epsg);
    if (!m_impl->foreign) {
        throw base::GeometryError("crs-unknown", {fmt::format("不认识坐标系 EPSG:{}", epsg),
                                                  fmt::format("the CRS EPSG:{} is not known", epsg)});
    }
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

Position Transform::to_4490(const Position& source) const { return m_impl->move(Way::to_4490, source); }
Position Transform::from_4490(const Position& degrees) const { return m_impl->move(Way::from_4490, degrees); }

Geometry Transform::to_4490(Geometry source) const {
    source.for_each_position([this](Position& p) { p = to_4490(p); });
    return source;
}

Geometry Transform::from_4490(Geometry degrees) const {
    degrees.for_each_position([this](Position& p) { p = from_4490(p); });
    return degrees;
}

} // namespace liangxian::geo
