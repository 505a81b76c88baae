// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/audience.hpp"
#include "core/base/cancel_token.hpp"

namespace liangxian::cli {

/// A line on the terminal that counts; nothing when standard error is no terminal.
base::Progress progress_line(const Audience& audience, const base::Text& what);

} // namespace liangxian::cli
