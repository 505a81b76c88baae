// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/ogr_fence.hpp"

#include "core/base/error.hpp"
#include "core/intake/outcome_codec.hpp"
#include "core/intake/part_builder.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>

namespace liangxian::intake {
namespace {

using Clock = std::chrono::steady_clock;

// A sanitizer's shadow memory takes terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kLimitsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kLimitsMemory = false;
#else
constexpr bool kLimitsMemory = true;
#endif
#else
constexpr bool kLimitsMemory = true;
#endif

void set_limit(__rlimit_resource_t resource, std::size_t value) {
    const rlimit limit{value, value};
    ::setrlimit(resource, &limit);
}

std::size_t address_space_in_use() {
    std::size_t pages = 0;
    if (std::FILE* statm = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(statm, "%zu", &pages) != 1) {
            pages = 0;
        }
        std::fclose(statm);
    }
    return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void put_up_fence(const FenceLimits& limits) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    // A handler of the parent (a crash report, a graceful stop) must not run in the child.
    for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTERM, SIGINT}) {
        std::signal(signal, SIG_DFL);
    }
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, static_cast<std::size_t>(limits.cpu.count()));
    set_limit(RLIMIT_FSIZE, limits.written_bytes);
    if (kLimitsMemory) {
        set_limit(RLIMIT_AS, address_space_in_use() + limits.memory_bytes);
    }
}

ReadOutcome outcome_of_exception(const std::string& name, const base::Text& reason) {
    return unreadable_outcome(
        name,
        {{"reader-failed", name, {"文件无法读取：" + reason.zh, "the file cannot be read: " + reason.en}}});
}

ReadOutcome run_reader(const std::string& name, const std::function<ReadOutcome()>& reader) {
    try {
        return reader();
    } catch (const base::Error& error) {
        return outcome_of_exception(name, error.message());
    } catch (const std::exception& error) {
        return outcome_of_exception(name, {error.what(), error.what()});
    }
}

[[noreturn]] void run_child(int answer_fd, const std::string& name, const FenceLimits& limits,
                            const std::function<ReadOutcome()>& reader) {
    put_up_fence(limits);
    std::string answer;
    try {
        answer = encode_outcome(run_reader(name, reader));
    } catch (const std::exception&) {
        ::_exit(2); // no memory left even for the answer: the parent reports it
    }
    std::size_t sent = 0;
    while (sent < answer.size()) {
        const ssize_t n = ::write(answer_fd, answer.data() + sent, answer.size() - sent);
        if (n < 0 && errno != EINTR) {
            ::_exit(3);
        }
        sent += n < 0 ? 0 : static_cast<std::size_t>(n);
    }
    // Not exit(): what the parent registered to run at its end must not run twice.
    ::_exit(0);
}

/// All the child sends until it closes the pipe; nothing when a limit ended it first.
bool receive(int fd, const FenceLimits& limits, std::string& answer) {
    const auto end = Clock::now() + limits.deadline;
    std::array<char, 1 << 16> buffer{};
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0 || answer.size() > limits.answer_bytes) {
            return false;
        }
        pollfd watched{fd, POLLIN, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR) {
            return false;
        }
        if (ready <= 0) {
            continue;
        }
        const ssize_t n = ::read(fd, buffer.data(), buffer.size());
        if (n == 0) {
            return true;
        }
        if (n < 0 && errno != EINTR) {
            return false;
        }
        answer.append(buffer.data(), n < 0 ? 0 : static_cast<std::size_t>(n));
    }
}

ReadOutcome crashed(const std::string& name, const std::string& zh, const std::string& en) {
    return unreadable_outcome(name, {{"reader-crashed",
                                      name,
                                      {"读取文件的子进程" + zh + "；文件可能损坏或有恶意，请重新导出后再提交",
                                       "the process that read the file " + en +
                                           "; the file may be damaged or hostile, export it again"}}});
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

} // namespace

bool fence_limits_memory() { return kLimitsMemory; }

ReadOutcome read_fenced(const std::string& name, const FenceLimits& limits,
                        const std::function<ReadOutcome()>& reader) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw base::FileError("no-child-process",
                              {"无法建立管道：" + std::string(std::strerror(errno)),
                               "cannot make a pipe: " + std::string(std::strerror(errno))});
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        run_child(ends[1], name, limits, reader);
    }
    const int fork_error = errno;
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        throw base::FileError("no-child-process",
                              {"无法启动子进程：" + std::string(std::strerror(fork_error)),
                               "cannot start a child process: " + std::string(std::strerror(fork_error))});
    }
    std::string answer;
    const bool complete = receive(ends[0], limits, answer);
    ::close(ends[0]);
    if (!complete) {
        ::kill(child, SIGKILL);
    }
    const int status = wait_for(child);
    if (!complete) {
        return crashed(name, "超过时间或大小限制，已终止", "passed its limit of time or size and was ended");
    }
    if (WIFSIGNALED(status)) {
        return crashed(name, fmt::format("异常终止（信号 {}）", WTERMSIG(status)),
                       fmt::format("was ended by signal {}", WTERMSIG(status)));
    }
    if (WEXITSTATUS(status) != 0) {
        return crashed(name, "内存不足而终止", "ran out of memory");
    }
    try {
        return decode_outcome(answer);
    } catch (const nlohmann::json::exception&) {
        return crashed(name, "没有给出结果", "gave no answer");
    }
}

} // namespace liangxian::intake
