// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/records.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

// What two offices hold under the same id, compared.

/// Everything that the steps of a version do not change: its outline and what it says of itself.
bool is_same_line(const zone::Zone& a, const zone::Zone& b);

/// SHA-256 of what is_same_line() compares; another line has another.
std::string line_digest_of(const zone::Zone& zone);

/// The columns in which two announcements of the same version differ: first day, issuer, document and its
/// date, approval; the last day, too, of versions that are both in force.
std::vector<std::string> announcement_differences(const zone::Zone& a, const zone::Zone& b);

/// The columns in which two records of a site differ; `geom` among them.
std::vector<std::string> site_differences(const zone::Site& a, const zone::Site& b);

} // namespace liangxian::app
