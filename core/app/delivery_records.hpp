// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/deliver/profile.hpp"
#include "core/deliver/record.hpp"
#include "core/zone/zone_source.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// The records of a snapshot that a profile delivers, each with the columns of the zone, of its site and of
/// its county (`county.code`, `county.name`). The county is the one that the site names, or that its middle
/// lies in; its code that of the store's area of kind county, else of `profiles/counties.json`.
/// \param counties  codes or names to which the delivery is limited; empty: all. When it is one code, records
///                  that name no county, and lie in none, take it.
/// \param notes  counties asked for that no record is of; names that several counties bear
/// \throws base::FileError
std::vector<deliver::Record> delivery_records(zone::Snapshot snapshot, const deliver::Profile& profile,
                                              const std::vector<std::string>& counties,
                                              base::Problems& notes);

} // namespace liangxian::app
