// SPDX-License-Identifier: GPL-2.0-or-later
// Loaded before the C library (LD_PRELOAD): the program dies at its Nth act on a disk (KILL_AT_WRITE=N), or
// finds the disk full from then on (FULL_AT_WRITE=N), or while a file is there (FULL_WHILE=FILE). Acts are
// writing, flushing, truncating and removing. Or it dies once its Nth message to a server is sent
// (KILL_AFTER_SEND=N), before it can hear the answer.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

long number_in(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
}

/// \returns whether the disk is full
bool next_act() {
    static const long kill_at = number_in("KILL_AT_WRITE");
    static const long full_at = number_in("FULL_AT_WRITE");
    static const char* const full_while = std::getenv("FULL_WHILE");
    static long acts = 0;
    ++acts;
    if (acts == kill_at) {
        ::kill(::getpid(), SIGKILL);
    }
    return (full_at > 0 && acts >= full_at) || (full_while != nullptr && ::access(full_while, F_OK) == 0);
}

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    if (next_act()) {
        errno = ENOSPC;
        return -1;
    }
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return real(file, bytes, count, at);
}

ssize_t send(int socket, const void* bytes, size_t count, int flags) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, int)>("send");
    static const long kill_after = number_in("KILL_AFTER_SEND");
    static long sent = 0;
    const ssize_t done = real(socket, bytes, count, flags);
    if (++sent == kill_after) {
        ::kill(::getpid(), SIGKILL);
    }
    return done;
}

int fdatasync(int file) {
    next_act();
    static const auto real = next<int (*)(int)>("fdatasync");
    return real(file);
}

int fsync(int file) {
    next_act();
    static const auto real = next<int (*)(int)>("fsync");
    return real(file);
}

int ftruncate64(int file, off64_t size) noexcept {
    next_act();
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return real(file, size);
}

int unlink(const char* path) noexcept {
    next_act();
    static const auto real = next<int (*)(const char*)>("unlink");
    return real(path);
}
}
