// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/file_in_the_making.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace liangxian::store {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& reason) {
    throw base::StoreError("store-failed", {fmt::format("无法建立“{}”：{}", file.string(), reason),
                                            fmt::format("cannot make '{}': {}", file.string(), reason)});
}

void refuse_existing(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) {
        throw base::StoreError(
            "store-exists",
            {fmt::format("“{}”已存在；不覆盖已有的库", file.string()),
             fmt::format("'{}' exists already; a store is never overwritten", file.string())});
    }
}

} // namespace

FileInTheMaking::FileInTheMaking(const std::filesystem::path& target)
    : m_target(target), m_path(target.string() + fmt::format(".{}.making", ::getpid())) {
    refuse_existing(m_target);
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
    make_empty();
}

FileInTheMaking::~FileInTheMaking() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
    std::filesystem::remove(m_path.string() + "-journal", ignored);
}

void FileInTheMaking::make_empty() const {
    sqlite3* made = nullptr;
    const int code =
        sqlite3_open_v2(m_path.c_str(), &made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::string reason = made == nullptr ? "" : sqlite3_errmsg(made);
    sqlite3_close(made);
    if (code != SQLITE_OK) {
        fail(m_path, reason);
    }
    base::write_file_atomically(m_path, ""); // SQLite makes the file only with its first page
}

void FileInTheMaking::put_in_place() const {
    // A hard link is made in one step and never replaces anything.
    if (::link(m_path.c_str(), m_target.c_str()) == 0) {
        return;
    }
    // Some file systems (FAT on a stick) have no links: there a rename must do.
    const int error = errno;
    const bool has_no_links = error == EPERM || error == EOPNOTSUPP || error == ENOSYS;
    if (error == EEXIST || has_no_links) {
        refuse_existing(m_target);
    }
    if (!has_no_links || ::rename(m_path.c_str(), m_target.c_str()) != 0) {
        fail(m_target, std::strerror(errno));
    }
}

} // namespace liangxian::store
