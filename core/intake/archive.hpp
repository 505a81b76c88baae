// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/read.hpp"
#include "core/intake/zip_file.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// One file of a zip, as its directory has it.
struct ArchiveEntry {
    std::string name;        ///< UTF-8, `/` between folders
    std::uint64_t index = 0; ///< in the archive
    std::uint64_t bytes = 0; ///< unzipped
};

/// A zip in memory that was judged by its directory before anything in it was unzipped.
///
/// Refused: more entries or bytes than the limits allow, a compression ratio no honest file has,
/// names that leave the folder (`..`, absolute, drive letters), links, encrypted entries, archives
/// in archives. Nothing is ever written under a name from the archive.
/// Problem codes: `archive-damaged`, `archive-too-large`, `archive-bomb`, `archive-unsafe-name`,
/// `archive-encrypted`, `archive-nested`, `archive-empty`.
class Archive {
public:
    Archive() = default;

    /// \param bytes  must outlive the archive
    static base::Result<Archive> open(std::string_view bytes, const std::string& name,
                                      const ReadOptions& options);

    /// Files only, without folders and what operating systems leave behind (`__MACOSX`, `.DS_Store`).
    const std::vector<ArchiveEntry>& entries() const { return m_entries; }

    /// All bytes of one entry; a problem when it is damaged or longer than its directory says.
    base::Result<std::string> read(const ArchiveEntry& entry) const;

private:
    std::shared_ptr<const ZipFile> m_zip;
    std::string m_name;
    std::vector<ArchiveEntry> m_entries;
};

} // namespace liangxian::intake
