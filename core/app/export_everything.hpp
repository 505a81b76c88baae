// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/export.hpp"

namespace liangxian::app {

/// Every site, every version of every zone and every area, under the contract's column names: layers `sites`,
/// `zones` and `areas`, which `import` reads back. Streams. Records that nobody can read are left out and
/// listed. \throws as export_store()
ExportReport export_everything(const store::Store& store, const std::filesystem::path& out,
                               const base::CancelToken& cancel, const base::Progress& progress);

} // namespace liangxian::app
