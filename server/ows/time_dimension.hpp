// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "server/ows/frame.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::ows {

// The dimension TIME of WMS 1.1.1 and 1.3.0 (OGC 06-042, annexes C and D) and WMTS: one value, a day,
// exactly; no nearest value. Without it the map is today's.

constexpr const char* kToday = "current";

/// `2009-01-01/2027-05-01/P1D`. \pre both ends are there
std::string time_extent(const base::DateSpan& named);

/// What a request says: a day, an instant of it, two instants of one day (as clients send them that animate),
/// `current`, or nothing. \param named  the days there are. \returns nothing for all else
std::optional<base::Date> parse_time_dimension(std::string_view text, const base::DateSpan& named,
                                               const base::Date& today);

base::Text time_dimension_fault(const base::DateSpan& named);

/// A frame to a worker says its day in a field of its own, and workers read it as a day again.
void put_day(Frame& frame, const base::Date& day);
/// \returns today for a frame that says none
base::Date day_of(const Frame& frame);

} // namespace liangxian::ows
