// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::cli {

/// Refuses to write over what a command reads: the store, its journals, its index, the
/// parameters of its datums and its accounts, an input, a file that belongs
/// to it (the .dbf of a .shp). Links are resolved; "-" among the inputs is standard input.
/// \throws base::UsageError
void refuse_to_overwrite(const std::string& output, const std::vector<std::string>& inputs);

/// Where a command's output goes: a path, or standard output for an empty one. All or nothing: a file
/// appears with commit(). \throws base::FileError from each member
class Output {
public:
    explicit Output(const std::string& path);
    void write(std::string_view bytes);
    void commit();

private:
    std::optional<base::PendingFile> m_file;
};

} // namespace liangxian::cli
