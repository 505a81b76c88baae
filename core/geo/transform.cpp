// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/transform.hpp"

#include "core/base/error.hpp"
#include "core/geo/gauss_krueger.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cmath>
#include <optional>

namespace liangxian::geo {
namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct ProjectionDeleter {
    void operator()(PJ* projection) const { proj_destroy(projection); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Projection = std::unique_ptr<PJ, ProjectionDeleter>;

void ignore_log(void*, int, const char*) {}

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

Projection make_projection(PJ_CONTEXT* context, int epsg) {
    const std::string code = fmt::format("EPSG:{}", epsg);
    const Projection raw(proj_create_crs_to_crs(context, "EPSG:4490", code.c_str(), nullptr));
    return raw ? Projection(proj_normalize_for_visualization(context, raw.get())) : nullptr;
}

std::optional<Position> finite(const PJ_COORD& out) {
    if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
        return std::nullopt;
    }
    return Position{out.xy.x, out.xy.y};
}

} // namespace

/// One of three: degrees already, a CGCS2000 plane, or whatever PROJ knows.
struct Transform::Impl {
    int epsg = 0;
    bool is_identity = false;
    std::optional<GaussKrueger> gauss;
    Context context;
    Projection projection;

    Position move(PJ_DIRECTION direction, const Position& p) const {
        if (is_identity) {
            return p;
        }
        const bool forward = direction == PJ_FWD;
        const std::optional<Position> moved =
            gauss ? (forward ? gauss->forward(p) : gauss->inverse(p))
                  : finite(proj_trans(projection.get(), direction, proj_coord(p.x, p.y, 0, 0)));
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
    m_impl->context.reset(proj_context_create());
    proj_log_func(m_impl->context.get(), nullptr, ignore_log);
    m_impl->projection = make_projection(m_impl->context.get(), epsg);
    if (!m_impl->projection) {
        throw base::GeometryError("crs-unknown", {fmt::format("不认识坐标系 EPSG:{}", epsg),
                                                  fmt::format("the CRS EPSG:{} is not known", epsg)});
    }
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

Position Transform::to_4490(const Position& source) const { return m_impl->move(PJ_INV, source); }
Position Transform::from_4490(const Position& degrees) const { return m_impl->move(PJ_FWD, degrees); }

Geometry Transform::to_4490(Geometry source) const {
    source.for_each_position([this](Position& p) { p = to_4490(p); });
    return source;
}

Geometry Transform::from_4490(Geometry degrees) const {
    degrees.for_each_position([this](Position& p) { p = from_4490(p); });
    return degrees;
}

} // namespace liangxian::geo
