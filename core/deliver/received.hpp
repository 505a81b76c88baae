// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/deliver/profile.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/geometry.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// What is wrong with the columns of a layer that was handed in as a delivery of a profile: fields that are
/// missing, not the profile's, of another type or length, or that may be empty where they must not.
/// \param where  file and layer
base::Problems judge_columns(const Profile& profile, const std::vector<gdal::Column>& columns,
                             const std::string& where);

/// A row of a delivery that was handed in.
struct ReceivedRow {
    std::string where;
    nlohmann::ordered_json values; ///< by field
    int epsg = 0;                  ///< of the coordinates
    geo::Geometry geometry;        ///< EPSG:4490
};

/// Judges the rows of a delivery one after another and reads them back into the store's own words.
class ReceivedRows {
public:
    explicit ReceivedRows(const Profile& profile) : m_profile(profile) {}

    /// All faults of a row, each placed at it: values that are missing, too long, of another type, not in
    /// their list, not rounded; a BSM of another form, another prefix, or that another row has; an area that
    /// is not the geometry's.
    base::Problems judge(const ReceivedRow& row);
    /// What the row says under the contract's column names: `zone.kind`, `site.name` …; a code means the
    /// first of its records. Fields that come from nowhere in a record give nothing.
    std::map<std::string, std::string> columns_of(const ReceivedRow& row) const;
    std::string bsm_of(const ReceivedRow& row) const;

private:
    std::string prefix_of(const ReceivedRow& row) const;
    void judge_agreement(const ReceivedRow& row, base::Problems& out) const;

    const Profile& m_profile;
    std::map<std::string, std::string> m_places; ///< by BSM
    int m_crs_told = 0;
};

} // namespace liangxian::deliver
