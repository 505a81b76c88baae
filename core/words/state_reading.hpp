// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/boundary_text.hpp"

namespace liangxian::words {

/// Adds to `understood` what the reading says, a sentence a fact, for whoever compares it with the notice.
void state_reading(Reading& reading);

} // namespace liangxian::words
