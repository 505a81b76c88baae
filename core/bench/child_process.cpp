// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/child_process.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace liangxian::bench {
namespace {

constexpr std::chrono::milliseconds kLook{10};
constexpr int kLooks = 300; ///< before it is killed

[[noreturn]] void become(const ChildProcess::Way& way) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(way.standard_input < 0 ? nothing : way.standard_input, STDIN_FILENO);
    ::dup2(way.standard_output < 0 ? nothing : way.standard_output, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    for (const auto& [name, value] : way.environment) {
        ::setenv(name.c_str(), value.c_str(), 1);
    }
    std::vector<char*> arguments;
    for (const std::string& word : way.words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
}

} // namespace

ChildProcess::ChildProcess(const Way& way) : m_id(::fork()) {
    if (m_id == 0) {
        become(way);
    }
    if (m_id < 0) {
        const char* reason = std::strerror(errno);
        throw base::Error("program-not-run",
                          {fmt::format("无法运行 {}：{}", way.words.front(), reason),
                           fmt::format("{} cannot be run: {}", way.words.front(), reason)});
    }
}

ChildProcess::~ChildProcess() {
    ::kill(m_id, SIGTERM);
    for (int i = 0; i < kLooks; ++i) {
        if (::waitpid(m_id, nullptr, WNOHANG) != 0) {
            return;
        }
        std::this_thread::sleep_for(kLook);
    }
    ::kill(m_id, SIGKILL);
    ::waitpid(m_id, nullptr, 0);
}

bool ChildProcess::is_running() const {
    siginfo_t state{};
    return ::waitid(P_PID, static_cast<id_t>(m_id), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           state.si_pid == 0;
}

} // namespace liangxian::bench
