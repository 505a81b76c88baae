// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Whether the text is a mining or exploration registration string, a [登记项目] file or a
/// mining-plan string.
bool looks_like_mining_text(std::string_view utf8);

/// Reads the coordinate strings of mining registration (law-and-formats, section 6.2):
///
/// - 采矿权 `rings,{points,{number,X,Y}…,top,bottom,remark,flag}…,`: X = northing; flag 1 is part of
///   the extent, -1 is deducted; the elevations become part attributes `elevation_top_m` and
///   `elevation_bottom_m`, in metres, and never excuse an overlap;
/// - 探矿权 `rings,{points,{longitude,latitude}…,flag,?,?}…,`: packed dddmmss degrees;
/// - mining-plan `X1,Y1;X2,Y2;…`, packed degrees or plane coordinates, one ring a line;
/// - [登记项目] files: `key=value` lines of which one or more hold a string of the above, or numbered
///   rows `XY001=1,X,Y` … `XY005=标高,top,bottom,remark,flag`.
///
/// A remark that says 扣除 beside a flag of 1, or the reverse, keeps the flag and warns
/// (`sign-conflict`). One feature, a part per ring; with Grouping::each one per ring of flag 1, with
/// the deductions that touch it.
ReadOutcome read_mining_text(std::string_view utf8, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
