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

/// Output on its way to a path. A file, or what a link leads to, holds its old content until commit()
/// and all of the new one after it (temporary file beside it, fsync, rename). What is there and no file,
/// a device or a pipe, is written to as the bytes come. Without commit() nothing is left behind.
class PendingFile {
public:
    /// \throws FileError when nothing can be written there
    explicit PendingFile(std::filesystem::path path);
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    /// \throws FileError when not all of it was written, e.g. on a full disk
    void write(std::string_view bytes);
    /// \throws FileError when the bytes did not reach the disk or the file cannot be put in its place
    void commit();

private:
    void make_temporary();

    std::filesystem::path m_path;
    std::string m_temporary; ///< empty when the bytes go straight to m_path
    unsigned m_mode = 0644;
    int m_fd = -1;
};

/// A PendingFile of these bytes, committed.
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
