// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace liangxian::bench {

/// A program that runs beside this one until the value ends: it is asked to end, and killed when it does
/// not; it ends with this program, too.
class ChildProcess {
public:
    struct Way {
        std::vector<std::string> words; ///< the program, found by the search path, and its arguments
        std::vector<std::pair<std::string, std::string>> environment; ///< besides our own
        int standard_input = -1;  ///< handed over as its standard input; -1: nothing to read
        int standard_output = -1; ///< -1: nowhere
    };
    /// \throws base::Error `program-not-run`
    explicit ChildProcess(const Way& way);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    int id() const { return m_id; }
    bool is_running() const;

private:
    int m_id = -1;
};

} // namespace liangxian::bench
