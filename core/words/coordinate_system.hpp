// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/boundary_text.hpp"

#include <optional>
#include <string_view>

namespace liangxian::words {

/// What words say of the coordinate system, with nothing left over: `2000国家大地坐标系，3度带第38带`,
/// `WGS84`, `西安80`, `中央子午线114°`.
/// \param is_remark  stood in brackets, where 应县坐标 can mean nothing else
/// \returns nothing when they do not speak of one; Datum::other when some of it is not known: 独立坐标系,
///          火星坐标系, 应县城市坐标系, 1.5度带
std::optional<CoordinateSystem> read_coordinate_system(std::u32string_view words, bool is_remark = false);

/// Adds what is said later to what was said before; the less usable datum wins, a zone said twice in two ways
/// is Datum::other.
void add_to(CoordinateSystem& before, const CoordinateSystem& later);

} // namespace liangxian::words
