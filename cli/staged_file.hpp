// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace liangxian::cli {

/// A file that a store has to know of, on its way to its place: all of it is on the disk, beside the place,
/// before the store is told, and the one thing left to do then is to give it its name. Without put_in_place()
/// nothing is left behind.
class StagedFile {
public:
    /// \throws base::FileError when no file can be written there
    explicit StagedFile(const std::filesystem::path& target);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    /// Again, the later bytes replace the earlier. \throws base::FileError
    void write(const std::string& bytes) const;
    /// \throws base::FileError
    void put_in_place() const;

private:
    std::filesystem::path m_target;
    std::filesystem::path m_staged;
};

} // namespace liangxian::cli
