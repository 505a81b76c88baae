// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/reader_process.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/intake/part_builder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

namespace liangxian::uploads {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void not_started(int why) {
    throw base::Error("reader-not-started",
                      {fmt::format("无法启动读取上传文件的进程：{}", std::strerror(why)),
                       fmt::format("cannot start the process that reads uploads: {}", std::strerror(why))});
}

/// Closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    void close() {
        if (m_fd >= 0) {
            ::close(std::exchange(m_fd, -1));
        }
    }

private:
    int m_fd;
};

/// Bytes as a file that no folder has.
void put_into(int memory, std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t count = ::write(memory, bytes.data() + at, bytes.size() - at);
        if (count < 0 && errno != EINTR) {
            not_started(errno);
        }
        at += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    ::lseek(memory, 0, SEEK_SET);
}

/// No more of ours than it needs: passwords and addresses of databases stand in environments.
std::vector<std::string> environment(const std::filesystem::path& folder) {
    std::vector<std::string> out{"PATH=/usr/bin:/bin", "TMPDIR=" + folder.string(),
                                 "HOME=" + folder.string()};
    for (const char* name : {"LANG", "LC_ALL", "LIANGXIAN_DATA", "LIANGXIAN_SIMD", "PROJ_DATA", "PROJ_LIB",
                             "GDAL_DATA", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (const char* value = std::getenv(name)) {
            out.push_back(std::string(name) + "=" + value);
        }
    }
    return out;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (std::string& word : words) {
        out.push_back(word.data());
    }
    out.push_back(nullptr);
    return out;
}

/// One process, the leader of a group of its own: what it starts ends with it.
class Child {
public:
    Child(const std::filesystem::path& program, const std::filesystem::path& folder, int input, int output) {
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        std::vector<std::string> words{program.string(), folder.string()};
        std::vector<std::string> variables = environment(folder);
        const int failed = ::posix_spawn(&m_process, words[0].c_str(), &actions, &attributes,
                                         pointers_to(words).data(), pointers_to(variables).data());
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) {
            not_started(failed);
        }
    }
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Kills what is left of the group. \returns the status of the process
    int end() {
        if (m_process > 0) {
            ::kill(-m_process, SIGKILL);
            while (::waitpid(m_process, &m_status, 0) < 0 && errno == EINTR) {
            }
            m_process = -1;
        }
        return m_status;
    }
    /// Lets it end by itself first, until then. \returns its status
    int wait(Clock::time_point until) {
        constexpr std::chrono::milliseconds kBetweenLooks{1};
        siginfo_t what{};
        while (::waitid(P_PID, static_cast<id_t>(m_process), &what, WEXITED | WNOWAIT | WNOHANG) == 0 &&
               what.si_pid == 0 && Clock::now() < until) {
            std::this_thread::sleep_for(kBetweenLooks);
        }
        return end();
    }

private:
    pid_t m_process = -1;
    int m_status = 0;
};

enum class Received { all, late, too_much };

Received receive(int from, Clock::time_point until, std::size_t most, std::string& out) {
    std::array<char, 1 << 16> piece{};
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) {
            return Received::late;
        }
        pollfd watched{from, POLLIN, 0};
        if (::poll(&watched, 1, static_cast<int>(left)) <= 0) {
            continue;
        }
        const ssize_t count = ::read(from, piece.data(), piece.size());
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return Received::all;
        }
        out.append(piece.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
        if (out.size() > most) {
            return Received::too_much;
        }
    }
}

ReaderAnswer refused(const std::string& name, const char* code, const base::Text& what) {
    ReaderAnswer out;
    out.fence = {true, true}; // nobody knows; nothing came of it either
    out.outcome = intake::unreadable_outcome(
        name, {{code,
                name,
                {"读取文件的进程" + what.zh + "；文件可能损坏或有恶意，请重新导出后再提交",
                 "the process that read the file " + what.en +
                     "; the file may be damaged or hostile, export it again"}}});
    return out;
}

ReaderAnswer answer_of(const std::string& name, Received received, int status, const std::string& bytes) {
    if (received == Received::late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
        return refused(name, "reader-too-slow", {"超过时限，已终止", "took too long and was ended"});
    }
    if (received == Received::too_much) {
        return refused(name, "reader-too-large", {"给出的内容过大", "gave more than is taken"});
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return refused(name, "reader-crashed", {"异常终止或内存不足", "crashed or ran out of memory"});
    }
    try {
        return decode_answer(bytes);
    } catch (const nlohmann::json::exception&) {
        return refused(name, "reader-crashed", {"没有给出结果", "gave no answer"});
    }
}

/// Counts down when it ends.
class Turn {
public:
    Turn(std::atomic<std::size_t>& running, std::size_t most)
        : m_running(running), m_is_mine(++running <= most) {}
    ~Turn() { --m_running; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool is_mine() const { return m_is_mine; }

private:
    std::atomic<std::size_t>& m_running;
    bool m_is_mine;
};

} // namespace

std::optional<ReaderAnswer> ReaderProcess::read(const ReaderTask& task) {
    const Turn turn(m_running, m_options.at_a_time);
    if (!turn.is_mine()) {
        return std::nullopt;
    }
    const base::TemporaryDirectory folder;
    const Descriptor memory(::memfd_create("liangxian-upload", MFD_CLOEXEC));
    std::array<int, 2> ends{-1, -1};
    if (memory.get() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
        not_started(errno);
    }
    const Descriptor from(ends[0]);
    Descriptor to(ends[1]);
    put_into(memory.get(), encode_task(task));
    const auto until = Clock::now() + m_options.patience;
    Child child(m_options.program, folder.path(), memory.get(), to.get());
    to.close();
    std::string bytes;
    const Received received = receive(from.get(), until, m_options.largest_answer, bytes);
    const int status = received == Received::all ? child.wait(until) : child.end();
    ReaderAnswer out = answer_of(task.name, received, status, bytes);
    out.outcome.name = task.name;
    return out;
}

} // namespace liangxian::uploads
