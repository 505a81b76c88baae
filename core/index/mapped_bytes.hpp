// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace liangxian::index {

/// Bytes mapped into memory: of a file, shared with other processes, or of nobody else.
class MappedBytes {
public:
    MappedBytes() = default;
    ~MappedBytes();
    MappedBytes(MappedBytes&& other) noexcept;
    MappedBytes& operator=(MappedBytes&& other) noexcept;

    /// A whole file, to read. \throws base::FileError
    static MappedBytes of_file(const std::filesystem::path& path);
    /// Memory of zeros that costs nothing until it is touched.
    static MappedBytes of_memory(std::size_t size);

    const char* data() const { return m_data; }
    char* data() { return m_data; }
    std::size_t size() const { return m_size; }

private:
    MappedBytes(char* data, std::size_t size) : m_data(data), m_size(size) {}
    char* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace liangxian::index
