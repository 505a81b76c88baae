// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace liangxian::intake {

/// What a fenced reader may use.
struct FenceLimits {
    std::chrono::seconds cpu{60};
    std::chrono::seconds deadline{120};              ///< wall clock
    std::size_t memory_bytes = std::size_t{3} << 30; ///< address space beyond what the parent has
    std::size_t written_bytes = 0;                   ///< largest file it may write; 0: none
    std::size_t answer_bytes = std::size_t{1} << 30;
};

/// Whether this build can hold a reader to FenceLimits::memory_bytes: not under a sanitizer, whose
/// shadow memory takes terabytes of address space.
bool fence_limits_memory();

/// Runs a reader built on GDAL in a child process with limits and takes its outcome through a pipe,
/// so that a file that crashes, hangs or bloats a driver costs one file and not the program.
///
/// A child that dies, is stopped by a limit or answers nonsense gives one unreadable feature with
/// the problem `reader-crashed` that names the file.
/// \param reader  runs in the child only; what it changes in memory is lost
/// \note Forks: the reader must need no lock that another thread of the caller could hold. One that
///       waits for such a lock is ended by the deadline.
ReadOutcome read_fenced(const std::string& name, const FenceLimits& limits,
                        const std::function<ReadOutcome()>& reader);

} // namespace liangxian::intake
