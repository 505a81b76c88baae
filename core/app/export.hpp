// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/base/timestamp.hpp"
#include "core/deliver/profile.hpp"
#include "core/deliver/record.hpp"
#include "core/store/store.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

struct ExportRequest {
    std::filesystem::path out;                      ///< .gpkg or .gdb; must not exist
    std::string profile;                            ///< of a delivery, or `public`, or `full`
    std::optional<base::Date> as_of;                ///< default: today
    std::optional<base::Timestamp> known_at;        ///< default: all that is recorded now
    std::optional<std::filesystem::path> continued; ///< manifest of an earlier delivery, which keeps its BSM
    std::vector<std::string> counties;              ///< codes or names; empty: all
};

struct ExportReport {
    struct Layer {
        std::string name;
        std::size_t features = 0;
    };
    std::vector<Layer> layers;
    std::optional<std::filesystem::path> manifest;
    std::vector<deliver::LeftOut> left_out; ///< each with why; not empty: something was not exported
    base::Problems notes;                   ///< what somebody should know and is no fault
};

/// What is wrong with the words before anything is opened: an unknown profile, a form that the profile cannot
/// take, options that mean nothing for it.
base::Problems export_problems(const ExportRequest& request);

/// The names that an export takes: the profiles of `data/profiles`, `public`, `full`.
std::vector<std::string> export_profiles();

/// A profile of `data/profiles` by its name. \throws base::FileError
deliver::Profile load_delivery_profile(const std::string& name);

/// Writes a delivery with its manifest, the separate public data set, or everything. Reads the store only.
/// What is exported of a past day is what was valid then, as known at that instant; the public data set has
/// every day in layers of their own, too. The output appears whole or not at all. \throws base::UsageError
/// for export_problems(); base::InputError `nothing-to-deliver`, `public-undecidable`; base::StoreError,
/// base::FileError, base::Cancelled
ExportReport export_store(const store::Store& store, const ExportRequest& request,
                          const base::CancelToken& cancel = {}, const base::Progress& progress = {});

} // namespace liangxian::app
