// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/uploads/reader_message.hpp"

#include <filesystem>
#include <vector>

namespace liangxian::uploads {

/// Puts this process, and all it starts, behind a fence it cannot leave: limits of memory (1 GiB beyond what
/// it has), CPU time (10 s) and files (64 MiB each); no privileges to be gained; no file but \p readable (and
/// what lies below) and \p own_folder (Landlock, Linux 5.13); no socket, no other program, no look at other
/// processes (seccomp). \returns what the system lets it hold: limits always
FenceReport put_up_fence(const std::vector<std::filesystem::path>& readable,
                         const std::filesystem::path& own_folder);

} // namespace liangxian::uploads
