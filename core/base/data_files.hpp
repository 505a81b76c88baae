// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

namespace liangxian::base {

/// The folder that holds `rules`, `law`, `profiles`, `schema` and `demo`: `$LIANGXIAN_DATA` when
/// set, else `share/liangxian` beside the installed program, else the source tree's `data`.
/// \throws FileError when none of them exists; the message names the places searched
std::filesystem::path data_directory();

} // namespace liangxian::base
