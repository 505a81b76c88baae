// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_frame.hpp"

#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::tiles {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRadians = kPi / 180;
constexpr int kSeriesFromZoom = 8;
/// No heritage lies nearer to a pole; geo::arsinh() ends a little beyond.
constexpr double kLastLatitude = 83.6;

double latitude_of(double ordinate) { return geo::arctan(geo::sinh_cosh(ordinate).sinh) / kRadians; }

double tangent_of(double latitude) {
    const geo::SinCos at = geo::sin_cos_deg(latitude);
    return at.sin / at.cos;
}

} // namespace

TileFrame::TileFrame(const TileAddress& tile) {
    const double units = std::ldexp(static_cast<double>(kExtent), tile.z); // around the world
    m_x_scale = units / 360;
    m_x0 = units / 2 - static_cast<double>(tile.x) * kExtent;
    m_y_scale = units / (2 * kPi);
    m_y0 = units / 2 - static_cast<double>(tile.y) * kExtent;
    m_is_exact = tile.z < kSeriesFromZoom;

    const auto ordinate = [this](double y) { return (m_y0 - y) / m_y_scale; };
    const double far = kExtent + kBuffer;
    m_box = {(-kBuffer - m_x0) / m_x_scale, latitude_of(ordinate(far)), (far - m_x0) / m_x_scale,
             latitude_of(ordinate(-kBuffer))};

    m_middle_latitude = latitude_of(ordinate(kExtent / 2.0));
    const double t = tangent_of(m_middle_latitude);
    const double secant = std::sqrt(1 + t * t);
    m_near = {kExtent / 2.0, -m_y_scale * secant * kRadians,
              -m_y_scale * secant * t / 2 * kRadians * kRadians,
              -m_y_scale * secant * (1 + 2 * t * t) / 6 * kRadians * kRadians * kRadians};
}

double TileFrame::exact_y(double latitude) const {
    const double held = std::clamp(latitude, -kLastLatitude, kLastLatitude);
    return m_y0 - geo::arsinh(tangent_of(held)) * m_y_scale;
}

} // namespace liangxian::tiles
