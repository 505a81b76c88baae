// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/wmts/matrix_set.hpp"

#include <cmath>

namespace liangxian::wmts {
namespace {

constexpr double kHalfWorldM = 20037508.342789244; // π × 6,378,137 m

} // namespace

double MatrixSet::scale(int zoom) const { return std::ldexp(first_scale, first_zoom - zoom); }

geo::Box MatrixSet::box(const tiles::TileAddress& tile) const {
    const double side = std::ldexp(first_tile, first_zoom - tile.z);
    const double west = left + side * tile.x;
    const double north = top - side * tile.y;
    return {west, north - side, west + side, north};
}

bool MatrixSet::has(const tiles::TileAddress& tile) const {
    return tile.z >= first_zoom && tile.z <= last_zoom && tile.x < columns(tile.z) && tile.y < rows(tile.z);
}

const std::array<MatrixSet, 2>& matrix_sets() {
    static const std::array<MatrixSet, 2> kSets{
        MatrixSet{"w", tiles::TileForm::picture_w, 3857, false, 0, 18, 559082264.0287178, -kHalfWorldM,
                  kHalfWorldM, 2 * kHalfWorldM, 1, 1},
        // 180° on 256 pixels; a degree is 111,319.49… m on the equator of the ellipsoid.
        MatrixSet{"c", tiles::TileForm::picture_c, 4490, true, 1, 18, 279541132.0143589, -180, 90, 180, 2,
                  1}};
    return kSets;
}

const MatrixSet* find_matrix_set(std::string_view name) {
    for (const MatrixSet& one : matrix_sets()) {
        if (one.name == name) {
            return &one;
        }
    }
    return nullptr;
}

} // namespace liangxian::wmts
