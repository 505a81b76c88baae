// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/base/timestamp.hpp"
#include "core/compare/line.hpp"
#include "core/store/store.hpp"
#include "core/zone/accuracy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// How the sides of a comparison are read.
struct SideOptions {
    std::optional<base::Date> as_of;         ///< of `store`, and of files that state it; default: today
    std::optional<base::Timestamp> known_at; ///< of `store`; default: all that is recorded now
    std::optional<int> declared_epsg;        ///< --crs, of files
    std::string profile;                     ///< --profile: files are deliveries by it; empty: found out
};

/// One side of a comparison.
struct Side {
    std::string name;    ///< as it was asked for
    std::string kind;    ///< `store`, `version`, `delivery` or `file`
    std::string profile; ///< of a delivery
    std::vector<compare::Line> lines;
    base::Problems problems;             ///< what cannot be compared, each with its place
    std::size_t left_aside = 0;          ///< rows of a file that are not announced and in force
    std::vector<compare::Line> unplaced; ///< of these, those of which it is known which line they are
};

/// Reads `store` (the announced lines in force), `ZONE@VERSION`, or a file: a delivery of a profile by its
/// layer, with the manifest beside it; a layer `zones` under the contract's names, of which the announced
/// lines in force are taken where it says which are (rows_in_force()); else features by place and
/// by whatever names import-fields.json knows. Coordinates are taken as they stand.
/// \throws base::InputError `side-unknown`, or with everything that is wrong when nothing of a file can be
///         compared: its lines are not missing, they were not read; base::StoreError, base::FileError
Side read_side(const store::Store& store, const zone::AccuracyDefaults& accuracy, const std::string& word,
               const SideOptions& options);

} // namespace liangxian::app
