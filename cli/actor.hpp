// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/store.hpp"

#include <string>

namespace liangxian::cli {

/// What is done from now on is done by whom `--actor` names; by the usual one where it is absent.
/// \throws base::UsageError `actor-missing` when it names nobody
void act_as(store::Store& store, const std::string& actor);

} // namespace liangxian::cli
