// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/crs.hpp"
#include "core/geo/geometry.hpp"

#include <memory>

namespace liangxian::geo {

/// Moves vertices between one source CRS and EPSG:4490, x before y on both sides. CGCS2000 planes go
/// through gauss_krueger.hpp, cost nothing to make and give the same doubles on every machine; any other
/// CRS goes through PROJ and its database (foreign_crs.hpp). One thread at a time.
class Transform {
public:
    /// \throws base::GeometryError `crs-unknown` when PROJ does not know the code, and
    ///         `crs-refused` for Xian-80 and Beijing-54 (see refused_datum); base::Error
    ///         `module-not-loaded`
    explicit Transform(int epsg);
    ~Transform();
    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;

    /// \throws base::GeometryError `outside-projection` where the projection has no answer
    Position to_4490(const Position& source) const;
    Position from_4490(const Position& degrees) const;
    /// Vertex by vertex; see densify.hpp for edges.
    Geometry to_4490(Geometry source) const;
    Geometry from_4490(Geometry degrees) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace liangxian::geo
