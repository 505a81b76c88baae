// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/problem.hpp"
#include "core/intake/read.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

enum class ImportKind { sites, zones, areas, applications, prerequisites, targets };

std::optional<ImportKind> parse_import_kind(const std::string& word);

struct ImportOptions {
    std::map<std::string, std::string, std::less<>> map; ///< store field → column of the file (--map)
    std::map<std::string, std::string, std::less<>> set; ///< store field → value for every row (--set)
    bool strict = false;                                 ///< a refused or repaired row refuses everything
    bool accept_repairs = false; ///< a repair of over 0.1 % or 10 m² is agreed to, else its row is refused
    intake::ReadOptions read;
    /// The files are deliveries by this profile of `data/profiles`: one fault in one of them refuses all.
    std::string profile;
};

/// What is wrong with `map` and `set` before any file is read: fields that do not exist, a field in both,
/// values that no field of that name takes.
base::Problems field_problems(ImportKind kind, const ImportOptions& options);

/// What became of the rows. Nothing was written when `committed` is false.
struct ImportReport {
    std::size_t read = 0;
    std::size_t taken = 0;
    std::size_t repaired = 0;
    std::size_t refused = 0;
    std::size_t unchanged = 0; ///< of a register: said by the store already, not written again
    bool committed = false;    ///< or nothing was to be written
    base::Problems problems;   ///< one or more for every refused row, with its place
    base::Problems notes;      ///< repairs, warnings of the reader, ignored columns
};

/// Reads files and adds their rows in one transaction or not at all. Fields are the store's columns;
/// only the id, `kind` (zones, areas) and the geometry are required, and sites need no geometry.
/// A row with a bad value, or an id that is there already or twice, is refused with its place; the
/// others go on unless \p options.strict. A row whose geometry had to be repaired keeps the original in
/// the store's repairs. Prerequisites and targets are taken whole or not at all: see register_import.hpp.
/// \throws base::UsageError for field_problems(), base::StoreError, base::FileError, base::Cancelled;
///         nothing is written then
ImportReport import_files(store::Store& store, ImportKind kind,
                          const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                          const base::CancelToken& cancel, const base::Progress& progress);

} // namespace liangxian::app
