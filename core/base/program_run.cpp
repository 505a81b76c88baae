// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/program_run.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>

namespace liangxian::base {
namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

[[noreturn]] void become(const std::vector<std::string>& words, int output) {
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
}

[[noreturn]] void fail_to_run(const std::string& program) {
    const char* reason = std::strerror(errno);
    throw Error("program-not-run", {fmt::format("无法运行 {}：{}", program, reason),
                                    fmt::format("{} cannot be run: {}", program, reason)});
}

std::string read_all(int from) {
    std::string out;
    std::array<char, 4096> buffer{};
    while (true) {
        const ssize_t n = ::read(from, buffer.data(), buffer.size());
        if (n == 0 || (n < 0 && errno != EINTR)) {
            return out;
        }
        out.append(buffer.data(), n < 0 ? 0 : static_cast<std::size_t>(n));
    }
}

} // namespace

bool is_installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "/usr/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

ProgramRun run_program(const std::vector<std::string>& words,
                       const std::vector<std::pair<std::string, std::string>>& environment) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        fail_to_run(words.front());
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        for (const auto& [name, value] : environment) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
        become(words, ends[1]);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        fail_to_run(words.front());
    }
    ProgramRun out;
    out.output = read_all(ends[0]);
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    out.cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    out.peak_memory_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
    return out;
}

} // namespace liangxian::base
