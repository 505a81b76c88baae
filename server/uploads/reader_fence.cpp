// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/reader_fence.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>

namespace liangxian::uploads {
namespace {

[[maybe_unused]] constexpr rlim_t kMemoryBytes = rlim_t{1} << 30;
constexpr rlim_t kCpuSeconds = 10;
constexpr rlim_t kFileBytes = rlim_t{64} << 20;
constexpr rlim_t kOpenFiles = 64;

void set_limit(__rlimit_resource_t resource, rlim_t value) {
    const rlimit limit{value, value};
    ::setrlimit(resource, &limit);
}

[[maybe_unused]] rlim_t address_space_in_use() {
    std::size_t pages = 0;
    if (std::FILE* statm = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(statm, "%zu", &pages) != 1) {
            pages = 0;
        }
        std::fclose(statm);
    }
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void set_limits() {
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, kCpuSeconds);
    set_limit(RLIMIT_FSIZE, kFileBytes);
    set_limit(RLIMIT_NOFILE, kOpenFiles);
#ifndef __SANITIZE_ADDRESS__ // which takes terabytes of addresses
    set_limit(RLIMIT_AS, address_space_in_use() + kMemoryBytes);
#endif
    std::signal(SIGXFSZ, SIG_IGN);
}

// Landlock's calls have no names in the C library yet.
int create_ruleset(const landlock_ruleset_attr* attributes, std::size_t size, std::uint32_t flags) {
    return static_cast<int>(::syscall(SYS_landlock_create_ruleset, attributes, size, flags));
}

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/// All that the first version of Landlock knows, but running programs.
constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;

bool allow(int ruleset, const std::filesystem::path& path, std::uint64_t access) {
    const int place = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (place < 0) {
        return true; // what is not there needs no rule
    }
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    landlock_path_beneath_attr rule{};
    rule.allowed_access = is_folder ? access : access & LANDLOCK_ACCESS_FS_READ_FILE;
    rule.parent_fd = place;
    const long failed =
        ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, std::uint32_t{0});
    ::close(place);
    return failed == 0;
}

bool hold_files(const std::vector<std::filesystem::path>& readable, const std::filesystem::path& own_folder) {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = kAll;
    const int ruleset = create_ruleset(&attributes, sizeof attributes.handled_access_fs, 0);
    if (ruleset < 0) {
        return false;
    }
    bool is_held = allow(ruleset, own_folder, kAll & ~std::uint64_t{LANDLOCK_ACCESS_FS_EXECUTE});
    for (const auto& path : readable) {
        is_held = is_held && allow(ruleset, path, kRead);
    }
    is_held = is_held && ::syscall(SYS_landlock_restrict_self, ruleset, std::uint32_t{0}) == 0;
    ::close(ruleset);
    return is_held;
}

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0; // seccomp is left out
#endif

/// What no reader of files needs: sockets, other programs, other processes, the system itself.
constexpr std::array kRefused = {SYS_socket,
                                 SYS_socketpair,
                                 SYS_connect,
                                 SYS_bind,
                                 SYS_execve,
                                 SYS_execveat,
                                 SYS_ptrace,
                                 SYS_process_vm_readv,
                                 SYS_process_vm_writev,
                                 SYS_pidfd_open,
                                 SYS_io_uring_setup,
                                 SYS_bpf,
                                 SYS_perf_event_open,
                                 SYS_userfaultfd,
                                 SYS_keyctl,
                                 SYS_add_key,
                                 SYS_unshare,
                                 SYS_setns,
                                 SYS_mount,
                                 SYS_umount2,
                                 SYS_chroot,
                                 SYS_shmget,
                                 SYS_mq_open,
                                 SYS_kexec_load,
                                 SYS_init_module,
                                 SYS_finit_module,
                                 SYS_setsid,
                                 SYS_setpgid};

bool hold_calls() {
    if (kArchitecture == 0) {
        return false;
    }
    std::vector<sock_filter> program;
    const auto add = [&program](unsigned code, std::uint32_t value, std::uint8_t if_so, std::uint8_t if_not) {
        program.push_back({static_cast<std::uint16_t>(code), if_so, if_not, value});
    };
    constexpr std::uint32_t kNumber = offsetof(seccomp_data, nr);
    constexpr std::uint32_t kArchitectureAt = offsetof(seccomp_data, arch);
    add(BPF_LD | BPF_W | BPF_ABS, kArchitectureAt, 0, 0);
    add(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    add(BPF_LD | BPF_W | BPF_ABS, kNumber, 0, 0);
#if defined(__x86_64__)
    constexpr std::uint32_t kOtherAbi = 0x40000000; // x32
    add(BPF_JMP | BPF_JGE | BPF_K, kOtherAbi, 0, 1);
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
#endif
    for (const long call : kRefused) {
        add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1);
        add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
    }
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

} // namespace

FenceReport put_up_fence(const std::vector<std::filesystem::path>& readable,
                         const std::filesystem::path& own_folder) {
    set_limits();
    FenceReport out;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        out.holds_files = hold_files(readable, own_folder);
        out.holds_network = hold_calls();
    }
    return out;
}

} // namespace liangxian::uploads
