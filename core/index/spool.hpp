// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/mapped_bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::index {

/// Bytes put aside in the order they come and read again in any order: a file without a name, so that
/// nothing stays behind whatever happens, or memory where no folder can be written.
class Spool {
public:
    /// \param folder  where the file lies; empty: in memory
    explicit Spool(const std::filesystem::path& folder);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// \returns where the bytes begin. \throws base::FileError, on a full disk too
    std::uint64_t append(std::string_view bytes);
    /// Everything appended, to read; nothing may be appended after it.
    const char* finish();

private:
    void write_out();

    std::filesystem::path m_folder;
    int m_file;
    std::string m_buffer;
    std::uint64_t m_written = 0;
    void* m_mapped = nullptr;
};

} // namespace liangxian::index
