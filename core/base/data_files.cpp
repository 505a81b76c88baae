// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/data_files.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace liangxian::base {
namespace {

std::filesystem::path program_directory() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

bool is_data_directory(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path / "rules", ignored);
}

} // namespace

std::filesystem::path data_directory() {
    if (const char* named = std::getenv("LIANGXIAN_DATA"); named != nullptr && *named != '\0') {
        if (is_data_directory(named)) {
            return named;
        }
        throw FileError("data-not-found",
                        {fmt::format("LIANGXIAN_DATA 指向的目录“{}”中没有 rules 子目录", named),
                         fmt::format("LIANGXIAN_DATA names '{}', which holds no folder rules", named)});
    }
    const auto installed = program_directory().parent_path() / "share" / "liangxian";
    if (is_data_directory(installed)) {
        return installed;
    }
    // A build tree lies somewhere below the source tree.
    for (auto folder = program_directory(); folder.has_relative_path(); folder = folder.parent_path()) {
        if (is_data_directory(folder / "data")) {
            return folder / "data";
        }
    }
    throw FileError("data-not-found",
                    {"找不到数据目录（规则、法规、示例）；请设置环境变量 LIANGXIAN_DATA",
                     "the data folder (rules, law, demo) was not found; set LIANGXIAN_DATA"});
}

} // namespace liangxian::base
