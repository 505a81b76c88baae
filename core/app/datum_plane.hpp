// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/local_transform.hpp"
#include "core/geo/transform.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// Where the coordinates of an old datum are written: a 3° plane (or the 6° plane on the same meridian), or
/// degrees. What was fitted to one form serves that form only: the old ellipsoids are others.
struct OldForm {
    std::string datum; ///< `xian80`, `beijing54`
    bool is_degrees = false;
    int zone = 0; ///< of the 3° plane; for degrees: the plane they are laid on to be fitted

    /// The EPSG codes of coordinates in this form.
    std::vector<int> codes() const;
    /// The new plane: CGCS2000, the same zone, no number before the easting.
    int target_epsg() const;
    std::string describe() const;
};

/// Brings old coordinates, as a file has them, to the plane a transformation was fitted on: prefixes off,
/// degrees laid on the plane by the formulas of CGCS2000, which is a way of writing them and claims nothing.
class OldPlane {
public:
    explicit OldPlane(const OldForm& form);
    /// \throws base::GeometryError where the projection has no answer
    geo::Position from_file(const geo::Position& old) const;

private:
    OldForm m_form;
    geo::Transform m_transform;
};

/// What is kept secretly: all that moving coordinates takes.
struct DatumParameters {
    OldForm form;
    geo::LocalTransform transform;
    std::vector<geo::Position> hull; ///< of all points, in the old plane
    std::string salt;                ///< random: without it nobody can try parameters against the id
};

/// Canonical JSON (RFC 8785).
std::string to_text(const DatumParameters& parameters);
/// \returns nothing for what is not of to_text()
std::optional<DatumParameters> parse_datum_parameters(std::string_view text);

/// What parameters are registered under: the datum and 96 bits of the SHA-256 of their text. Others have
/// another, so what was altered is told, and two registrations never share one.
std::string datum_id_of(const std::string& datum, std::string_view parameters_text);

} // namespace liangxian::app
