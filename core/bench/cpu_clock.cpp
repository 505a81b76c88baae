// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/cpu_clock.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <time.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

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
