// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

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

PendingFile::PendingFile(std::filesystem::path path) : m_path(std::move(path)) {
    struct stat status {};
    const bool is_there = ::stat(m_path.c_str(), &status) == 0;
    if (is_there && S_ISDIR(status.st_mode)) {
        fail("file-not-written", m_path, EISDIR);
    }
    if (is_there && !S_ISREG(status.st_mode)) {
        m_fd = ::open(m_path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (m_fd < 0) {
            fail("file-not-written", m_path, errno);
        }
        return;
    }
    if (is_there) {
        if (::access(m_path.c_str(), W_OK) != 0) {
            fail("file-not-written", m_path, errno);
        }
        m_mode = status.st_mode & 07777u;
        m_path = std::filesystem::canonical(m_path); // a link stays one
    }
    make_temporary();
}

void PendingFile::make_temporary() {
    std::string name = m_path.string() + ".XXXXXX";
    m_fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (m_fd < 0) {
        fail("file-not-written", m_path, errno);
    }
    m_temporary = std::move(name);
}

PendingFile::~PendingFile() {
    if (m_fd >= 0) {
        ::close(m_fd);
        if (!m_temporary.empty()) {
            ::unlink(m_temporary.c_str());
        }
    }
}

void PendingFile::write(std::string_view bytes) { write_all(m_fd, bytes, m_path); }

void PendingFile::commit() {
    const bool is_file = !m_temporary.empty();
    if (is_file && (::fchmod(m_fd, m_mode) != 0 || ::fsync(m_fd) != 0 ||
                    ::rename(m_temporary.c_str(), m_path.c_str()) != 0)) {
        fail("file-not-written", m_path, errno);
    }
    m_temporary.clear();
    if (::close(std::exchange(m_fd, -1)) != 0) {
        fail("file-not-written", m_path, errno);
    }
}

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
    PendingFile file(path);
    file.write(bytes);
    file.commit();
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
