// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/byte_sink.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace liangxian::index {
namespace {

constexpr std::size_t kPieceBytes = 256U << 10U;

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    throw base::FileError(
        "index-file",
        {fmt::format("索引文件“{}”无法写入：{}", path.string(), std::strerror(error)),
         fmt::format("the index file '{}' cannot be written: {}", path.string(), std::strerror(error))});
}

} // namespace

void MemorySink::put(std::uint64_t at, std::string_view bytes) {
    if (!bytes.empty()) {
        std::memcpy(m_bytes.data() + at, bytes.data(), bytes.size());
    }
}

FileSink::FileSink(const std::filesystem::path& path, std::uint64_t size)
    : m_path(path), m_file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (m_file < 0) {
        fail(m_path, errno);
    }
    const int error = ::posix_fallocate(m_file, 0, static_cast<off_t>(size));
    if (error != 0) {
        ::close(m_file);
        fail(m_path, error);
    }
}

FileSink::~FileSink() { ::close(m_file); }

void FileSink::put(std::uint64_t at, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno != EINTR) {
            fail(m_path, errno);
        }
        const auto done = static_cast<std::size_t>(written < 0 ? 0 : written);
        bytes.remove_prefix(done);
        at += done;
    }
}

void SinkStream::append(std::string_view bytes) {
    m_buffer.append(bytes);
    if (m_buffer.size() >= kPieceBytes) {
        finish();
    }
}

void SinkStream::finish() {
    m_sink.put(m_at, m_buffer);
    m_at += m_buffer.size();
    m_buffer.clear();
}

} // namespace liangxian::index
