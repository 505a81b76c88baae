// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::bench {

/// CPU seconds, user and system, of the calling thread so far.
double thread_cpu_s();

/// CPU seconds, user and system, of another process so far, in the kernel's ticks of 10 ms.
/// \throws base::Error `peer-failed` when it is gone
double process_cpu_s(int pid);

/// CPU seconds of a process and of all that descend from it, of the threads that still run; in nanoseconds
/// of the kernel's scheduler. \throws base::Error `peer-failed` when it is gone
double process_tree_cpu_s(int pid);

/// Bytes of memory that a process and its descendants hold; what they share counts once (PSS).
std::size_t process_tree_memory_bytes(int pid);

/// CPU seconds from its making to its asking.
class ThreadStopwatch {
public:
    ThreadStopwatch() : m_start_s(thread_cpu_s()) {}
    double cpu_s() const { return thread_cpu_s() - m_start_s; }

private:
    double m_start_s;
};

/// The processor's name as the kernel gives it; empty when it gives none.
std::string processor_name();

/// Bytes of memory of this machine.
std::size_t memory_bytes();

} // namespace liangxian::bench
