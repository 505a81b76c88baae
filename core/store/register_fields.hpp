// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/record_fields.hpp"
#include "core/store/registers.hpp"

namespace liangxian::store {

// The columns of the registers, as record_fields.hpp has those of the layers.

const std::vector<Field<Prerequisite>>& prerequisite_fields();
const std::vector<Field<Target>>& target_fields();
const std::vector<Field<PackageRecord>>& package_fields();
const std::vector<Field<CornerSurvey>>& survey_fields();
const std::vector<Field<RegisteredDatum>>& datum_fields();

} // namespace liangxian::store
