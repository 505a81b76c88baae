// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::onemap {

/// `NAME.next-`: what stands beside a public data set while the next one is made, then the process.
std::string next_prefix(const std::filesystem::path& public_data);

/// Removes what killed servers left: files and folders of ours in \p folder whose names are \p prefix and the
/// number of a process that is gone, and whatever follows. What bears the number of this process is taken
/// for left, too: call it before it makes any. Never fails. \returns the names of what was removed
std::vector<std::string> remove_left_behind(const std::filesystem::path& folder, const std::string& prefix);

/// A folder of this process alone, under the system's temporary folder, in which all that it and the programs
/// it starts keep for a while has its place (`TMPDIR`). It ends with this; those of killed servers are
/// removed when it is made. \pre no other threads yet
class ProcessFolder {
public:
    /// \throws base::FileError when there can be none
    ProcessFolder();
    ~ProcessFolder();
    ProcessFolder(const ProcessFolder&) = delete;
    ProcessFolder& operator=(const ProcessFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    const std::vector<std::string>& removed() const { return m_removed; } ///< of killed servers

private:
    std::vector<std::string> m_removed;
    std::filesystem::path m_path;
};

} // namespace liangxian::onemap
