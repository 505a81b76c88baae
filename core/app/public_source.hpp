// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/export.hpp"
#include "core/base/cancel_token.hpp"
#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"
#include "core/deliver/public_data.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <optional>

namespace liangxian::app {

/// What the public data set of a store is made of: every unit through time and every announced version with
/// the days on which it is the one in force, as known at an instant; what decides how visible they are, as
/// known now, whatever instant was asked for. Walks sites, earlier sites and zones once each. Cost: n log n.
/// \param known_at  absent: all that is recorded now
/// \throws base::InputError `public-undecidable` while a line cannot be read, or nobody can tell when it was
/// in force; base::StoreError, base::Cancelled
deliver::PublicSource public_source(const store::Store& store, const std::optional<base::Timestamp>& known_at,
                                    const base::CancelToken& cancel);

/// Writes the public data set of this: the layers of a day and those of all days. It appears whole or not at
/// all. \param out  .gpkg; must not exist \throws base::FileError, base::Cancelled
ExportReport write_public_data(const deliver::PublicSource& source, const std::filesystem::path& out,
                               const base::Date& day, const base::CancelToken& cancel);

} // namespace liangxian::app
