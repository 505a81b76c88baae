// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace liangxian::ows {

/// Memory without a name that other processes may look at and nobody may change once it is written: a sealed
/// memfd. It ends with the last who holds it.
class SharedMemory {
public:
    /// \param write  fills all of it \throws std::system_error
    SharedMemory(std::size_t size, const std::function<void(std::byte*)>& write);
    ~SharedMemory();
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;

    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// What another process wrote, to be read.
class SeenMemory {
public:
    /// Takes nothing of the descriptor, which may be closed. \throws std::system_error
    explicit SeenMemory(int descriptor);
    ~SeenMemory();
    SeenMemory(const SeenMemory&) = delete;
    SeenMemory& operator=(const SeenMemory&) = delete;

    const std::byte* data() const { return m_data; }
    std::size_t size() const { return m_size; }

private:
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace liangxian::ows
