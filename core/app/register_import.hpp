// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/import.hpp"

namespace liangxian::app {

// Imports into the registers that are only ever added to: what is recorded later corrects what was there.

/// field_problems() for prerequisites and targets.
base::Problems register_field_problems(ImportKind kind, const ImportOptions& options);

/// import_files() for prerequisites and targets, but all of it or nothing: a register is only ever added to,
/// so one bad row refuses every file, and each fault of each row is told. A geometry in the file is passed
/// over. What the store says already is counted as unchanged and not written again. Of a keeper only name and
/// office are taken; columns with more about a person are left out and said to be. \pre kind is prerequisites
/// or targets
ImportReport import_registers(store::Store& store, ImportKind kind,
                              const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                              const base::CancelToken& cancel, const base::Progress& progress);

} // namespace liangxian::app
