// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/cpu_clock.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace liangxian::bench {

double thread_cpu_s() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double process_cpu_s(int pid) {
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string line;
    std::getline(file, line);
    const std::size_t name_end = line.rfind(')'); // the name may hold blanks
    if (name_end == std::string::npos) {
        throw base::Error("peer-failed", {fmt::format("进程 {} 已不存在", pid),
                                          fmt::format("process {} is not there any more", pid)});
    }
    std::istringstream fields(line.substr(name_end + 1));
    constexpr int kBeforeUserTime = 11;
    std::string skipped;
    for (int i = 0; i < kBeforeUserTime; ++i) {
        fields >> skipped;
    }
    long user = 0;
    long system = 0;
    fields >> user >> system;
    return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

namespace {

/// The process and its descendants.
std::vector<int> process_tree(int pid) {
    std::vector<int> out{pid};
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::error_code gone; // threads may end while they are looked at
        const std::string tasks = fmt::format("/proc/{}/task", out[i]);
        for (std::filesystem::directory_iterator at(tasks, gone), end; !gone && at != end;
             at.increment(gone)) {
            std::ifstream children(at->path() / "children");
            for (int child = 0; children >> child;) {
                out.push_back(child);
            }
        }
    }
    return out;
}

} // namespace

double process_tree_cpu_s(int pid) {
    double nanoseconds = 0;
    bool is_there = false;
    for (const int process : process_tree(pid)) {
        std::error_code gone;
        const std::string tasks = fmt::format("/proc/{}/task", process);
        for (std::filesystem::directory_iterator at(tasks, gone), end; !gone && at != end;
             at.increment(gone)) {
            std::ifstream file(at->path() / "schedstat");
            double ran = 0;
            if (file >> ran) {
                nanoseconds += ran;
                is_there = true;
            }
        }
    }
    if (!is_there) {
        throw base::Error("peer-failed", {fmt::format("进程 {} 已不存在", pid),
                                          fmt::format("process {} is not there any more", pid)});
    }
    return nanoseconds * 1e-9;
}

std::size_t process_tree_memory_bytes(int pid) {
    constexpr std::size_t kKilobyte = 1024;
    std::size_t kilobytes = 0;
    for (const int process : process_tree(pid)) {
        std::ifstream file(fmt::format("/proc/{}/smaps_rollup", process));
        for (std::string word; file >> word;) {
            std::size_t held = 0;
            if (word == "Pss:" && file >> held) {
                kilobytes += held;
            }
        }
    }
    return kilobytes * kKilobyte;
}

std::string processor_name() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("model name", 0) == 0) {
            const std::size_t colon = line.find(": ");
            return colon == std::string::npos ? "" : line.substr(colon + 2);
        }
    }
    return {};
}

std::size_t memory_bytes() {
    return static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace liangxian::bench
