// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/mapped_bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::index {

/// Bytes put aside in the order they come and read again in any order: in memory while they are few, that is
/// up to a quarter of the machine's memory and two gigabytes; beyond that in a file without a name, so that
/// nothing stays behind whatever happens.
class Spool {
public:
    /// \param folder        where the file lies; empty: the file is in memory, too
    /// \param memory_bytes  what goes into memory at most
    explicit Spool(std::filesystem::path folder, std::uint64_t memory_bytes = usual_memory_bytes());
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// \returns where the bytes begin. \throws base::FileError, on a full disk too
    std::uint64_t append(std::string_view bytes);
    /// Everything appended, to read; nothing may be appended after it.
    const char* finish();

private:
    static std::uint64_t usual_memory_bytes();
    void put_aside();
    void write(std::string_view bytes);

    std::filesystem::path m_folder;
    std::uint64_t m_memory_bytes;
    std::string m_buffer;
    std::uint64_t m_aside = 0; ///< bytes put aside, in memory or in the file
    MappedBytes m_memory;
    int m_file = -1;
    void* m_mapped = nullptr;
};

} // namespace liangxian::index
