// SPDX-License-Identifier: GPL-2.0-or-later
// liangxian-ows-worker PUBLIC-DATA SOCKET[:FEATURES] [EXACT-DATA]: answers one request after another, as
// frames on a socket it got from the server; FEATURES is shared memory with what it draws. Started by the
// server only; ends with it.
#include "server/ows/map_server.hpp"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace {

constexpr std::size_t kLargestRequest = 1 << 20;
[[maybe_unused]] constexpr rlim_t kMemory = rlim_t{2} << 30;

void fence() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#ifndef __SANITIZE_ADDRESS__ // which takes terabytes of addresses
    const rlimit memory{kMemory, kMemory};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGINT, SIG_IGN); // Ctrl-C is the server's to answer
}

/// Pictures come and go by the megabyte: their memory is kept for the next one instead of being given back
/// and cleared again by the system.
void keep_memory() {
    constexpr int kKept = 64 << 20;
    ::mallopt(M_MMAP_THRESHOLD, kKept / 2);
    ::mallopt(M_TRIM_THRESHOLD, kKept);
}

} // namespace

int main(int argc, char** argv) {
    using namespace liangxian::ows;
    constexpr int kWithoutExact = 3;
    if (argc != kWithoutExact && argc != kWithoutExact + 1) {
        return 2;
    }
    fence();
    keep_memory();
    const int socket = std::atoi(argv[2]);
    const char* const features = std::strchr(argv[2], ':');
    try {
        const MapServer server(argv[1], argc > kWithoutExact ? argv[kWithoutExact] : "",
                               features == nullptr ? std::nullopt : std::optional(std::atoi(features + 1)));
        send_frame(socket, {{{"ready", "yes"}}, {}});
        Silence why{};
        while (const auto request = receive_frame(socket, std::nullopt, kLargestRequest, why)) {
            if (!send_frame(socket, server.answer(*request))) {
                break;
            }
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "{\"event\":\"worker-failed\",\"message\":\"%s\"}\n", error.what());
        return 1;
    }
}
