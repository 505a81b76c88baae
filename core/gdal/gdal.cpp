// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/gdal/gdal.hpp"

#include "core/base/module.hpp"

namespace liangxian::gdal {

const Functions& functions() { return base::module_functions<Functions>(); }

} // namespace liangxian::gdal
