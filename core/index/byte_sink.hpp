// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/mapped_bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::index {

/// Takes the bytes of an index, piece by piece and in any order. What nobody puts is zero.
class ByteSink {
public:
    ByteSink() = default;
    virtual ~ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;

    /// \throws base::FileError
    virtual void put(std::uint64_t at, std::string_view bytes) = 0;
};

/// Into memory.
class MemorySink : public ByteSink {
public:
    explicit MemorySink(std::uint64_t size) : m_bytes(MappedBytes::of_memory(size)) {}
    void put(std::uint64_t at, std::string_view bytes) override;
    MappedBytes take() { return std::move(m_bytes); }

private:
    MappedBytes m_bytes;
};

/// Into a new file, which has its room on the disk from the beginning on. Written, not mapped: a fault for
/// every page of a mapping costs more than copying what goes on it.
class FileSink : public ByteSink {
public:
    /// \throws base::FileError, on a full disk too
    FileSink(const std::filesystem::path& path, std::uint64_t size);
    ~FileSink() override;
    void put(std::uint64_t at, std::string_view bytes) override;

private:
    std::filesystem::path m_path;
    int m_file;
};

/// Puts what follows each other, a large piece at a time.
class SinkStream {
public:
    SinkStream(ByteSink& sink, std::uint64_t at) : m_sink(sink), m_at(at) {}
    void append(std::string_view bytes);
    /// \post everything is in the sink
    void finish();

private:
    ByteSink& m_sink;
    std::uint64_t m_at;
    std::string m_buffer;
};

} // namespace liangxian::index
