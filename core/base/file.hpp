// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::base {

/// All bytes of a file.
/// \throws FileError when it cannot be read or is larger than \p limit_bytes
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes);

/// Writes \p bytes so that \p path holds either its old content or all of the new one: temporary
/// file beside it, fsync, rename.
/// \throws FileError when it cannot be written; nothing is left behind
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// A folder of its own under the system's temporary folder, removed with all its content.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace liangxian::base
