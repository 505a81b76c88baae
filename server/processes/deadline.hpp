// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace liangxian::processes {

/// Cancels what takes too long. One thread for all; any thread may ask.
class DeadlineWatch {
    using Clock = std::chrono::steady_clock;
    using Key = std::pair<Clock::time_point, std::uint64_t>;

public:
    DeadlineWatch() : m_thread([this] { run(); }) {}
    ~DeadlineWatch();
    DeadlineWatch(const DeadlineWatch&) = delete;
    DeadlineWatch& operator=(const DeadlineWatch&) = delete;

    /// As long as it lives its token is watched.
    class Guard {
    public:
        Guard(DeadlineWatch& watch, const base::CancelToken& token, std::chrono::milliseconds patience);
        ~Guard();
        Guard(const Guard&) = delete;
        Guard& operator=(const Guard&) = delete;

        /// Whether the time was up: else somebody else cancelled it.
        bool is_past() const { return Clock::now() >= m_key.first; }

    private:
        DeadlineWatch& m_watch;
        Key m_key;
    };

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<Key, base::CancelToken> m_watched; ///< the next one first
    std::uint64_t m_next = 0;
    bool m_is_ending = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace liangxian::processes
