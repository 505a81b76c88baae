// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// Folders and files on their way into a folder: made apart in it, put in their place together by commit().
/// What is there already under their names is replaced whole, and comes back when not all can be put in
/// place. Without commit() nothing is left behind. Cost: O(n log n) in names. One thread.
class DossierFolder {
public:
    /// Makes \p folder where it is not there yet. \throws base::FileError
    explicit DossierFolder(std::filesystem::path folder);
    ~DossierFolder();
    DossierFolder(const DossierFolder&) = delete;
    DossierFolder& operator=(const DossierFolder&) = delete;

    /// A name for the folder of a unit that no other unit of this object has and every file system takes.
    std::string name_for(const std::string& site_id, const std::string& name);
    /// Problems when something of that name is there and is no folder, or holds what no dossier of this unit
    /// writes.
    static base::Problems foreign_files(const std::filesystem::path& folder, const std::string& name,
                                        const std::vector<std::string>& ours);

    /// A problem when a file is there of which \p is_ours is not true; what cannot be read is not ours.
    static base::Problems foreign_file(const std::filesystem::path& file,
                                       const std::function<bool(const std::string& bytes)>& is_ours);

    /// \param path  relative: `name/file` or `file`
    void write(const std::filesystem::path& path, std::string_view bytes);
    void commit();

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_apart;
    std::vector<std::string> m_names;     ///< of folders and files at the top
    std::set<std::string> m_taken;        ///< the same
    std::map<std::string, int> m_numbers; ///< the last number behind a name that several units want
    bool m_made_folder = false;
};

/// \p text without what file systems refuse, at most \p bytes long.
std::string file_name_of(const std::string& text, std::size_t bytes);

} // namespace liangxian::app
