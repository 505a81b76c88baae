// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/spool.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace liangxian::index {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

[[noreturn]] void fail(const std::filesystem::path& folder) {
    const std::string why = std::strerror(errno);
    throw base::FileError("index-spool",
                          {fmt::format("无法在“{}”中写入索引：{}", folder.string(), why),
                           fmt::format("the index cannot be written in '{}': {}", folder.string(), why)});
}

int open_nameless(const std::filesystem::path& folder) {
    if (folder.empty()) {
        return ::memfd_create("liangxian-index", MFD_CLOEXEC);
    }
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) {
        return file;
    }
    std::string name = (folder / "liangxian-index-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) {
        ::unlink(name.c_str());
    }
    return named;
}

} // namespace

Spool::Spool(const std::filesystem::path& folder) : m_folder(folder), m_file(open_nameless(folder)) {
    if (m_file < 0) {
        fail(m_folder);
    }
}

Spool::~Spool() {
    if (m_mapped != nullptr) {
        ::munmap(m_mapped, m_written);
    }
    ::close(m_file);
}

std::uint64_t Spool::append(std::string_view bytes) {
    const std::uint64_t at = m_written + m_buffer.size();
    m_buffer.append(bytes);
    if (m_buffer.size() >= kBufferBytes) {
        write_out();
    }
    return at;
}

void Spool::write_out() {
    std::size_t done = 0;
    while (done < m_buffer.size()) {
        const ssize_t count = ::write(m_file, m_buffer.data() + done, m_buffer.size() - done);
        if (count < 0 && errno != EINTR) {
            fail(m_folder);
        }
        done += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    m_written += m_buffer.size();
    m_buffer.clear();
}

const char* Spool::finish() {
    write_out();
    if (m_written > 0 && m_mapped == nullptr) {
        // All at once: a fault for each page costs more than the pages.
        void* data = ::mmap(nullptr, m_written, PROT_READ, MAP_SHARED | MAP_POPULATE, m_file, 0);
        if (data == MAP_FAILED) {
            fail(m_folder);
        }
        m_mapped = data;
    }
    return static_cast<const char*>(m_mapped);
}

} // namespace liangxian::index
