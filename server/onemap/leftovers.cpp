// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/leftovers.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace liangxian::onemap {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderPrefix = "liangxian-server-";

bool is_gone(pid_t process) { return process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH); }

/// Nobody else's, and no link that leads elsewhere.
bool is_ours(const fs::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && status.st_uid == ::geteuid() && !S_ISLNK(status.st_mode);
}

/// The process that a name bears; 0: none.
pid_t process_of(const std::string& name, const std::string& prefix) {
    pid_t out = 0;
    if (name.rfind(prefix, 0) == 0) {
        std::from_chars(name.data() + prefix.size(), name.data() + name.size(), out);
    }
    return out > 0 ? out : 0;
}

} // namespace

std::string next_prefix(const fs::path& public_data) { return public_data.filename().string() + ".next-"; }

std::vector<std::string> remove_left_behind(const fs::path& folder, const std::string& prefix) {
    std::vector<std::string> out;
    std::vector<fs::path> left;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const pid_t process = process_of(entry->path().filename().string(), prefix);
        if (process != 0 && is_gone(process) && is_ours(entry->path())) {
            left.push_back(entry->path());
        }
    }
    for (const fs::path& path : left) {
        std::error_code failed;
        fs::remove_all(path, failed);
        if (!failed) {
            out.push_back(path.filename().string());
        }
    }
    return out;
}

ProcessFolder::ProcessFolder() {
    std::error_code error;
    const fs::path parent = fs::temp_directory_path(error);
    m_removed = remove_left_behind(parent, kFolderPrefix);
    std::string name = (parent / fmt::format("{}{}-XXXXXX", kFolderPrefix, ::getpid())).string();
    if (error || ::mkdtemp(name.data()) == nullptr) {
        const std::string why = error ? error.message() : std::strerror(errno);
        throw base::FileError(
            "no-temporary-folder",
            {fmt::format("无法建立临时目录“{}”：{}；请设置 TMPDIR", name, why),
             fmt::format("the temporary folder '{}' cannot be made: {}; set TMPDIR", name, why)});
    }
    m_path = name;
    ::setenv("TMPDIR", name.c_str(), 1);
}

ProcessFolder::~ProcessFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    ::setenv("TMPDIR", m_path.parent_path().c_str(), 1);
}

} // namespace liangxian::onemap
