// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/index/zone_index.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace liangxian::app {

/// The packed index of a store, kept as `<store>.zones` beside it or, where that folder cannot be written,
/// in the user's cache. A copy that can be thrown away: whatever is wrong with it, it is made anew.
class ZoneIndexFile {
public:
    /// \param store_location  a file or an address without password
    explicit ZoneIndexFile(const std::string& store_location);

    /// What lies there, of whatever mark; nothing when there is none or its header is damaged.
    std::shared_ptr<const index::ZoneIndex> open() const;

    /// Walks the store and writes the index; keeps it in memory where no folder can be written.
    /// Cost O(n log n). \throws base::FileError on a full disk; base::StoreError; base::Cancelled
    std::shared_ptr<const index::ZoneIndex> make(const store::Store& store,
                                                 const base::CancelToken& cancel) const;

    const std::filesystem::path& path() const { return m_path; }

private:
    void clear_unfinished() const;

    std::filesystem::path m_path; ///< empty: nowhere
};

} // namespace liangxian::app
