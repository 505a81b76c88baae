// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/reader_fence.hpp"

#include "core/base/file.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace liangxian::tests {
namespace {

/// What a process behind the fence answers: its exit status; 100 and the signal when one ended it.
int behind_the_fence(const std::filesystem::path& folder,
                     const std::function<int(const uploads::FenceReport&)>& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        const uploads::FenceReport held = uploads::put_up_fence({"/usr", "/lib", "/lib64"}, folder);
        ::_exit(act(held));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

bool can_open(const std::filesystem::path& path, int how) {
    const int file = ::open(path.c_str(), how, 0600);
    ::close(file);
    return file >= 0;
}

class ReaderFence : public testing::Test {
protected:
    int act(const std::function<int(const uploads::FenceReport&)>& what) {
        return behind_the_fence(m_own.path(), what);
    }
    base::TemporaryDirectory m_own;
    base::TemporaryDirectory m_other;
};

TEST_F(ReaderFence, LeavesNoFileInSightButTheInstallationAndItsOwnFolder) {
    base::write_file_atomically(m_other.path() / "secret", "x");
    base::write_file_atomically(m_own.path() / "mine", "x");
    EXPECT_EQ(act([&](const uploads::FenceReport& held) {
                  if (!held.holds_files) {
                      return 77;
                  }
                  const bool is_right = !can_open("/etc/passwd", O_RDONLY) &&
                                        !can_open(m_other.path() / "secret", O_RDONLY) &&
                                        !can_open("/proc/self/environ", O_RDONLY) &&
                                        !can_open(m_other.path() / "new", O_WRONLY | O_CREAT) &&
                                        !can_open("/usr/new", O_WRONLY | O_CREAT) &&
                                        can_open(m_own.path() / "mine", O_RDONLY) &&
                                        can_open(m_own.path() / "new", O_WRONLY | O_CREAT) &&
                                        can_open("/usr/bin/env", O_RDONLY);
                  return is_right ? 0 : 1;
              }),
              0);
}

TEST_F(ReaderFence, LetsNothingBeReachedOrStarted) {
    EXPECT_EQ(act([](const uploads::FenceReport& held) {
                  if (!held.holds_network) {
                      return 77;
                  }
                  const bool reaches =
                      ::socket(AF_INET, SOCK_STREAM, 0) >= 0 || ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
                  char* const none[] = {nullptr};
                  ::execve("/usr/bin/true", none, none);
                  return reaches ? 1 : 0; // and it was not another program that ended
              }),
              0);
}

TEST_F(ReaderFence, EndsWhatWorksForTooLong) {
    EXPECT_EQ(act([](const uploads::FenceReport&) {
                  rlimit limit{};
                  ::getrlimit(RLIMIT_CPU, &limit);
                  const bool is_limited = limit.rlim_max == 10;
                  limit.rlim_max = RLIM_INFINITY;
                  const bool stays = ::geteuid() == 0 || ::setrlimit(RLIMIT_CPU, &limit) != 0;
                  return is_limited && stays ? 0 : 1;
              }),
              0);
}

#ifndef __SANITIZE_ADDRESS__
TEST_F(ReaderFence, GivesNoMoreMemoryThanItSays) {
    EXPECT_EQ(act([](const uploads::FenceReport&) {
                  constexpr std::size_t kTooMuch = std::size_t{1100} << 20;
                  void* const too_much =
                      ::mmap(nullptr, kTooMuch, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                  void* const enough = ::mmap(nullptr, kTooMuch / 4, PROT_READ | PROT_WRITE,
                                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                  return too_much == MAP_FAILED && enough != MAP_FAILED ? 0 : 1;
              }),
              0);
}
#endif

} // namespace
} // namespace liangxian::tests
