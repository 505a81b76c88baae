// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

namespace liangxian::store {

/// A database file beside the one that is wanted while it is being made; removed unless it was put in place,
/// so that a half-made store never stands there.
class FileInTheMaking {
public:
    /// \post an empty database \throws base::StoreError `store-exists`, `store-failed`
    explicit FileInTheMaking(const std::filesystem::path& target);
    ~FileInTheMaking();
    FileInTheMaking(const FileInTheMaking&) = delete;
    FileInTheMaking& operator=(const FileInTheMaking&) = delete;

    const std::filesystem::path& path() const { return m_path; }

    /// In one step, and never over a file that came to be meanwhile. \throws base::StoreError `store-exists`,
    /// `store-failed`
    void put_in_place() const;

private:
    void make_empty() const;

    std::filesystem::path m_target;
    std::filesystem::path m_path;
};

} // namespace liangxian::store
