// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <memory>
#include <optional>

namespace liangxian::geo {

/// PROJ's way between EPSG:4490 and one other CRS, x before y on both sides. One thread at a time.
class ForeignCrs {
public:
    ForeignCrs() = default;
    virtual ~ForeignCrs() = default;
    ForeignCrs(const ForeignCrs&) = delete;
    ForeignCrs& operator=(const ForeignCrs&) = delete;

    /// From EPSG:4490; nothing where PROJ has no answer.
    virtual std::optional<Position> forward(const Position& degrees) const = 0;
    /// To EPSG:4490; nothing where PROJ has no answer.
    virtual std::optional<Position> inverse(const Position& source) const = 0;
};

/// Loads PROJ, which is in a module (ADR 0020), on the first call. Any thread.
/// \returns nothing when PROJ does not know the code
/// \throws base::Error `module-not-loaded`
std::unique_ptr<ForeignCrs> make_foreign_crs(int epsg);

/// What the module can do.
struct ProjFunctions {
    static constexpr const char* kModule = "proj";

    std::unique_ptr<ForeignCrs> (*make_foreign_crs)(int epsg); ///< as the function of that name
};

} // namespace liangxian::geo
