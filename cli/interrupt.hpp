// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"

namespace liangxian::cli {

/// The token that Ctrl-C (SIGINT) and SIGTERM cancel: the work under way ends at its next step and
/// leaves nothing half-written. A second Ctrl-C ends the program at once.
base::CancelToken cancel_on_interrupt();

} // namespace liangxian::cli
