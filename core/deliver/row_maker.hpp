// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/deliver/profile.hpp"
#include "core/deliver/record.hpp"

#include <cstddef>
#include <string>

namespace liangxian::deliver {

/// Makes the rows of a profile's layer. Pure.
class RowMaker {
public:
    explicit RowMaker(const Profile& profile) : m_profile(profile) {}

    /// The record's geometry as it will stand in the delivery: on the profile's grid; the middle of a site's
    /// bounds where the layer is one of points. Empty when there is none.
    geo::Geometry geometry_of(const Record& record) const;
    /// What stands before the serial number of the record's BSM.
    std::string bsm_prefix(const Record& record) const;
    /// The row, or everything that the record lacks or that does not fit, placed at the record.
    /// \param geometry  of geometry_of()
    /// \param bsm  may be empty while only the faults are wanted
    base::Result<gdal::Table::Row> make(const Record& record, const geo::Geometry& geometry,
                                        const std::string& bsm) const;

private:
    const Profile& m_profile;
};

/// Characters of a UTF-8 text, as field lengths count them.
std::size_t character_count(const std::string& text);

/// A value as a text; numbers in their shortest form; empty for none.
std::string text_of(const gdal::Value& value);

} // namespace liangxian::deliver
