// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <memory>

namespace liangxian::cli {

base::Progress progress_line(const Audience& audience, const base::Text& what) {
    if (::isatty(STDERR_FILENO) == 0) {
        return {};
    }
    using Clock = std::chrono::steady_clock;
    const auto last = std::make_shared<Clock::time_point>();
    return [words = audience.say(what), last](std::size_t done, std::size_t total) {
        const auto now = Clock::now();
        const bool finished = total != 0 && done >= total;
        if (!finished && now - *last < std::chrono::milliseconds(100)) {
            return;
        }
        *last = now;
        fmt::print(stderr, "\r{} {}{}{}", words, done, total != 0 ? fmt::format("/{}", total) : "",
                   finished ? "\n" : "");
        std::fflush(stderr);
    };
}

} // namespace liangxian::cli
