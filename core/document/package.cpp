// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/package.hpp"

#include "core/base/error.hpp"
#include "core/base/module.hpp"

namespace liangxian::document {

std::string pack(const PackageParts& parts) {
    Packed out = base::module_functions<PackageFunctions>().pack(parts);
    if (out.bytes.empty()) {
        throw base::FileError("package-not-made", {"压缩包未能生成：" + out.reason,
                                                   "the zip package could not be made: " + out.reason});
    }
    return std::move(out.bytes);
}

} // namespace liangxian::document
