// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/base/timestamp.hpp"
#include "core/document/workbook.hpp"
#include "core/zone/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::dossier {

/// A unit of a batch: what was written for it, what is missing.
struct IndexedUnit {
    zone::Site site; ///< its geometry is not needed
    struct File {
        std::string path; ///< from the folder of the index
        std::string sha256;
        std::size_t bytes = 0;
    };
    std::vector<File> files;
    std::size_t lines = 0;
    std::string scale; ///< "1:2000"; empty without a sheet
    base::Problems gaps;
    base::Problems failures; ///< why there are no files
};

struct BatchIndex {
    base::Language language = base::Language::zh;
    base::Date as_of;
    base::Timestamp created;
    bool is_demonstration = false;
    std::vector<IndexedUnit> units;
};

/// Sheets: units, files with their SHA-256, what is missing.
document::Workbook index_workbook(const BatchIndex& index);
/// One page that needs nothing else, with links to the files. It ends with the digests of itself and of the
/// workbook beside it.
std::string index_html(const BatchIndex& index, const std::string& workbook_sha256);
/// The digest of the workbook beside a page. \returns nothing for a page that index_html() did not write, or
/// that was changed since
std::optional<std::string> workbook_of_index(std::string_view html);

} // namespace liangxian::dossier
