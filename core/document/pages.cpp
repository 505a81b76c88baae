// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/pages.hpp"

#include "core/base/module.hpp"

namespace liangxian::document {

const PageFunctions& page_functions() { return base::module_functions<PageFunctions>(); }

} // namespace liangxian::document
