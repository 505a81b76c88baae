// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/base/cancel_token.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// What a dossier is made of and where it goes.
struct DossierRequest {
    std::vector<std::string>
        units;        ///< `SITE`, or `ZONE@VERSION`: its unit with this version in place of the one in force
    bool all = false; ///< every unit of the store
    std::string county;              ///< every unit of this county, by name or code; empty: not asked for
    std::optional<base::Date> as_of; ///< default: today
    std::optional<int> denominator;  ///< of the sheets; default: the largest that fits
    bool with_drafts =
        false; ///< versions on their way, too; a unit without any line in force has them anyway
    bool pdf = true;
    bool docx = true;
    bool xlsx = true;
    base::Language language = base::Language::zh;
    std::filesystem::path folder = ".";
};

/// What was written.
struct DossierReport {
    struct Unit {
        std::string site_id;
        std::string name;
        std::filesystem::path folder; ///< empty when it failed
        std::size_t lines = 0;
        std::string scale; ///< "1:2000"; empty without a sheet
        base::Problems gaps;
        base::Problems failures;
    };
    std::vector<Unit> units;
    base::Problems warnings;     ///< records that nobody can read, characters that no font has
    std::filesystem::path index; ///< of a batch

    /// Some unit has no dossier, or some record could not be looked at.
    bool is_incomplete() const;
};

/// The dossier (成果) of units: a folder for each in \p request.folder with report, tables and map sheet, and
/// for several an index. All of it or nothing: the files are made apart and put in their place at the end; a
/// unit that cannot be drawn is told in the index and stops no other. Writes nothing to the store. Cost: one
/// walk over the store, O(n log n) in its records and in the units; what one unit has is kept at a time.
/// \throws base::InputError `unit-unknown`, `output-has-other-files`; base::FileError; base::StoreError;
/// base::Cancelled
DossierReport make_dossier(const CheckContext& context, const DossierRequest& request,
                           const base::CancelToken& cancel = {}, const base::Progress& progress = {});

} // namespace liangxian::app
