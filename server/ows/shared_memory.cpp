// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/shared_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace liangxian::ows {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

} // namespace

SharedMemory::SharedMemory(std::size_t size, const std::function<void(std::byte*)>& write)
    : m_descriptor(::memfd_create("liangxian-map", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (m_descriptor < 0) {
        fail("memfd_create");
    }
    void* at = MAP_FAILED;
    // The memory is taken now: later a write to it would end the process when there is none.
    if (::posix_fallocate(m_descriptor, 0, static_cast<off_t>(size)) == 0) {
        at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, m_descriptor, 0);
    }
    if (at == MAP_FAILED) {
        ::close(m_descriptor);
        fail("no shared memory");
    }
    try {
        write(static_cast<std::byte*>(at));
    } catch (...) {
        ::munmap(at, size);
        ::close(m_descriptor);
        throw;
    }
    ::munmap(at, size);
    if (::fcntl(m_descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0) {
        ::close(m_descriptor);
        fail("F_ADD_SEALS");
    }
}

SharedMemory::~SharedMemory() { ::close(m_descriptor); }

SeenMemory::SeenMemory(int descriptor) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) {
        fail("fstat");
    }
    m_size = static_cast<std::size_t>(about.st_size);
    // Private, since kernels before 6.7 take a shared look at sealed memory for a wish to write it.
    void* at = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (at == MAP_FAILED) {
        fail("mmap");
    }
    m_data = static_cast<const std::byte*>(at);
}

SeenMemory::~SeenMemory() { ::munmap(const_cast<std::byte*>(m_data), m_size); }

} // namespace liangxian::ows
