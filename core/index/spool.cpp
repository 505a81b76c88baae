// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/spool.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

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

std::uint64_t Spool::usual_memory_bytes() {
    constexpr std::uint64_t kMost = std::uint64_t{2} << 30U;
    const auto all = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                     static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return std::min(kMost, all / 4);
}

Spool::Spool(std::filesystem::path folder, std::uint64_t memory_bytes)
    : m_folder(std::move(folder)), m_memory_bytes(memory_bytes) {}

Spool::~Spool() {
    if (m_mapped != nullptr) {
        ::munmap(m_mapped, m_aside);
    }
    if (m_file >= 0) {
        ::close(m_file);
    }
}

std::uint64_t Spool::append(std::string_view bytes) {
    const std::uint64_t at = m_aside + m_buffer.size();
    if (bytes.empty()) {
        return at;
    }
    if (m_buffer.empty() && m_aside + bytes.size() <= m_memory.size()) {
        std::memcpy(m_memory.data() + m_aside, bytes.data(), bytes.size());
        m_aside += bytes.size();
        return at;
    }
    m_buffer.append(bytes);
    if (m_buffer.size() >= kBufferBytes) {
        put_aside();
    }
    return at;
}

void Spool::put_aside() {
    if (m_file < 0 && m_aside + m_buffer.size() <= m_memory_bytes) {
        if (m_memory.size() == 0) {
            m_memory = MappedBytes::of_memory(m_memory_bytes);
        }
        std::memcpy(m_memory.data() + m_aside, m_buffer.data(), m_buffer.size());
    } else {
        if (m_file < 0) {
            m_file = open_nameless(m_folder);
            if (m_file < 0) {
                fail(m_folder);
            }
            write({m_memory.data(), m_aside});
            m_memory = MappedBytes();
        }
        write(m_buffer);
    }
    m_aside += m_buffer.size();
    m_buffer.clear();
}

void Spool::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            fail(m_folder);
        }
        bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

const char* Spool::finish() {
    if (m_aside == 0) {
        return m_buffer.data();
    }
    put_aside();
    if (m_file < 0) {
        return m_memory.data();
    }
    if (m_mapped == nullptr) {
        // All at once: a fault for each page costs more than the pages.
        void* data = ::mmap(nullptr, m_aside, PROT_READ, MAP_SHARED | MAP_POPULATE, m_file, 0);
        if (data == MAP_FAILED) {
            fail(m_folder);
        }
        m_mapped = data;
    }
    return static_cast<const char*>(m_mapped);
}

} // namespace liangxian::index
