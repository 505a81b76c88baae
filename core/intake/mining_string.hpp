// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/text_lines.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liangxian::intake {

/// One ring of a registration string, numbers in the order written.
struct MiningRing {
    std::vector<std::pair<double, double>> points;
    std::optional<double> top_m;    ///< 上标高
    std::optional<double> bottom_m; ///< 下标高
    std::string remark;
    int flag = 1; ///< 1: part of the extent, -1: deducted
};

enum class MiningForm {
    mining,      ///< 采矿权 and the rows of a [登记项目]: numbered points, flags
    exploration, ///< 探矿权: longitude and latitude in packed degrees
    plan         ///< mining-plan string: bare pairs
};

struct MiningString {
    MiningForm form = MiningForm::mining;
    bool in_degrees = false; ///< points are longitude, latitude in degrees
    std::vector<MiningRing> rings;
    base::Problems errors;
    base::Problems warnings;
};

/// Whether the text has the shape of a registration string or of a plan string: numbers between
/// commas, a ring count and a point count in front, or pairs between semicolons whose values are
/// plane coordinates of China or packed degrees.
bool is_mining_string(std::string_view text);

/// Takes one string apart; which form it is shows itself in whether its counts add up.
/// \param where  put in front of each place: "file.txt:3"
MiningString parse_mining_string(std::string_view text, const std::string& where);

/// Takes the numbered rows of a [登记项目] apart: `XY001=1,X,Y` is a point, and
/// `XY005=标高,top,bottom,remark, flag` ends a ring. \param rows  what stands behind the equals sign, with
/// its line
MiningString parse_project_rows(const std::vector<TextLine>& rows, const std::string& name);

} // namespace liangxian::intake
