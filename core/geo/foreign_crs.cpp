// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/foreign_crs.hpp"

#include "core/base/module.hpp"

namespace liangxian::geo {

std::unique_ptr<ForeignCrs> make_foreign_crs(int epsg) {
    return base::module_functions<ProjFunctions>().make_foreign_crs(epsg);
}

} // namespace liangxian::geo
