// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace liangxian::base {
namespace {

[[noreturn]] void fail(const char* code, const std::filesystem::path& path, int error) {
    const std::string reason = std::strerror(error);
    throw FileError(code, {fmt::format("文件“{}”无法读写：{}", path.string(), reason),
                           fmt::format("cannot read or write '{}': {}", path.string(), reason)});
}

/// An open file descriptor; closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

void write_all(int fd, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail("file-not-written", path, errno);
        }
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

} // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
        fail("file-not-readable", path, errno);
    }
    if (S_ISDIR(status.st_mode)) {
        fail("file-not-readable", path, EISDIR);
    }
    std::string bytes;
    std::string chunk(std::size_t{1} << 16, '\0');
    while (true) {
        const ssize_t got = ::read(file.get(), chunk.data(), chunk.size());
        if (got == 0) {
            return bytes;
        }
        if (got < 0 && errno != EINTR) {
            fail("file-not-readable", path, errno);
        }
        bytes.append(chunk, 0, got < 0 ? 0 : static_cast<std::size_t>(got));
        if (bytes.size() > limit_bytes) {
            throw FileError(
                "file-too-large",
                {fmt::format("文件“{}”超过上限 {} 字节", path.string(), limit_bytes),
                 fmt::format("'{}' is larger than the limit of {} bytes", path.string(), limit_bytes)});
        }
    }
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) {
        fail("file-not-written", path, errno);
    }
    try {
        write_all(file.get(), bytes, path);
        if (::fchmod(file.get(), 0644) != 0 || ::fsync(file.get()) != 0 ||
            ::rename(temporary.c_str(), path.c_str()) != 0) {
            fail("file-not-written", path, errno);
        }
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

TemporaryDirectory::TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "liangxian-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        fail("file-not-written", pattern, errno);
    }
    m_path = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace liangxian::base
