// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/zip_file.hpp"

#include "core/base/module.hpp"

namespace liangxian::intake {

OpenedZip open_zip(std::string_view bytes, ZipDirectory directory) {
    return base::module_functions<ZipFunctions>().open_zip(bytes, directory);
}

} // namespace liangxian::intake
