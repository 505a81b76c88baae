// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Whether the text is a 勘测定界 boundary exchange file (电子报盘 TXT): it has a [属性描述] or
/// [地块坐标] section, or a lot line that ends with `@`.
bool looks_like_survey_txt(std::string_view utf8);

/// Reads a 勘测定界 boundary exchange file (law-and-formats, section 6.1).
///
/// All lots (地块) make one feature with a part each; with Grouping::each every lot is a feature.
/// A row is `point, ring, X = northing, Y = easting`; swapped columns are turned round with a
/// warning. What is a hole is decided by geometry, the ring number only compared with it. The
/// declared areas (公顷) are added up to `declared_area_m2`. Lots recorded as 线 or 点 stay lines and
/// points. A lot that cannot be read makes the whole application unreadable, since a part of an
/// application must not pass for all of it; every problem is listed with its line.
ReadOutcome read_survey_txt(std::string_view utf8, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
