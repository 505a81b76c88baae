// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/export.hpp"

namespace liangxian::app {

/// Every site, every version of every zone and every area, under the contract's column names: layers `sites`,
/// `zones` and `areas`, which `import` reads back. Streams. Records that nobody can read are left out and
/// listed. \param known_at  as it was known then; absent: now \throws as export_store()
ExportReport export_everything(const store::Store& store, const std::filesystem::path& out,
                               const std::optional<base::Timestamp>& known_at,
                               const base::CancelToken& cancel, const base::Progress& progress);

} // namespace liangxian::app
