// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/audience.hpp"

#include <string>

namespace liangxian::cli {

// Passwords come from standard input, never from the words of a command, which others can read in the list of
// processes. At a terminal they are asked for twice and do not show; otherwise the first line is one.

/// Waits for one. \returns empty when nothing was typed, or the input is at its end
/// \throws base::InputError `passwords-differ`
std::string read_password(const Audience& audience);

/// The same where a password may be left out. Of a pipe that says nothing for two seconds none is expected.
std::string read_password_if_any(const Audience& audience);

} // namespace liangxian::cli
