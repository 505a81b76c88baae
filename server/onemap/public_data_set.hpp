// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/deliver/public_data.hpp"
#include "server/onemap/map_layer.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace liangxian::onemap {

/// A file that is there and is no public data set, such as the store itself, is never written over.
/// \throws base::FileError `public-data-not-ours`
void refuse_foreign_file(const std::filesystem::path& file);

/// Makes the separate public data set (profile `public`, ADR 0028, 0036), its day today, in the place of what
/// is there: whole, by renaming. \throws base::FileError, base::Cancelled
void rebuild_public_data_set(const deliver::PublicSource& source, const std::filesystem::path& file,
                             const base::CancelToken& cancel);

/// What the data set calls a layer with all its days.
std::string history_layer(const std::string& layer);

/// The layers `public_sites`, `protection` and `control` that anybody may see, with all their days, read from
/// the separate data set and from nothing else. Of the lines only those marked public; a coarse unit is shown
/// by its site alone. \throws base::FileError `public-data-unreadable`
std::vector<std::shared_ptr<const MapLayer>> load_public_layers(const std::filesystem::path& file);

} // namespace liangxian::onemap
