// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/mapped_bytes.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace liangxian::index {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    throw base::FileError("index-file",
                          {fmt::format("索引文件“{}”无法读写：{}", path.string(), std::strerror(error)),
                           fmt::format("the index file '{}' cannot be read or written: {}", path.string(),
                                       std::strerror(error))});
}

/// From so many bytes on, pages of two megabytes are worth asking for.
constexpr std::size_t kHugeFrom = std::size_t{32} << 20U;

/// An open file that closes itself.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags) : m_number(::open(path.c_str(), flags, 0666)) {
        if (m_number < 0) {
            fail(path, errno);
        }
    }
    ~Descriptor() { ::close(m_number); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

char* map(const std::filesystem::path& path, std::size_t size, int protection, int flags, int descriptor) {
    if (size == 0) {
        return nullptr;
    }
    void* data = ::mmap(nullptr, size, protection, flags, descriptor, 0);
    if (data == MAP_FAILED) {
        fail(path, errno);
    }
    return static_cast<char*>(data);
}

} // namespace

MappedBytes::~MappedBytes() {
    if (m_data != nullptr) {
        ::munmap(m_data, m_size);
    }
}

MappedBytes::MappedBytes(MappedBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

MappedBytes& MappedBytes::operator=(MappedBytes&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedBytes MappedBytes::of_file(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) {
        fail(path, errno);
    }
    const auto size = static_cast<std::size_t>(facts.st_size);
    return {map(path, size, PROT_READ, MAP_SHARED, file.number()), size};
}

MappedBytes MappedBytes::of_memory(std::size_t size) {
    char* data = map("memory", size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (size >= kHugeFrom) {
        ::madvise(data, size, MADV_HUGEPAGE); // a wish: what reads here jumps about
    }
    return {data, size};
}

} // namespace liangxian::index
