// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::base {

/// What another program did.
struct ProgramRun {
    int status = 0;                    ///< its exit status; 128 and the signal when a signal ended it
    double cpu_s = 0;                  ///< user and system, its children included
    std::size_t peak_memory_bytes = 0; ///< its largest resident set
    std::string output;                ///< standard output and error, one after the other as they came
};

/// Whether the search path has the program.
bool is_installed(const std::string& program);

/// Runs a program to its end.
/// \param words        the program, found by the search path, and its arguments
/// \param environment  set for it besides our own
/// \throws base::Error `program-not-run` when no process can be made
ProgramRun run_program(const std::vector<std::string>& words,
                       const std::vector<std::pair<std::string, std::string>>& environment);

} // namespace liangxian::base
