// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/deadline.hpp"

namespace liangxian::processes {

DeadlineWatch::~DeadlineWatch() {
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        m_is_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void DeadlineWatch::run() {
    std::unique_lock<std::mutex> lock(m_mutex);
    while (!m_is_ending) {
        if (m_watched.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const auto next = m_watched.begin();
        if (next->first.first <= Clock::now()) {
            next->second.cancel();
            m_watched.erase(next);
        } else {
            const Clock::time_point until = next->first.first;
            m_changed.wait_until(lock, until);
        }
    }
}

DeadlineWatch::Guard::Guard(DeadlineWatch& watch, const base::CancelToken& token,
                            std::chrono::milliseconds patience)
    : m_watch(watch) {
    {
        const std::lock_guard<std::mutex> lock(m_watch.m_mutex);
        m_key = {Clock::now() + patience, m_watch.m_next++};
        m_watch.m_watched.emplace(m_key, token);
    }
    m_watch.m_changed.notify_one();
}

DeadlineWatch::Guard::~Guard() {
    const std::lock_guard<std::mutex> lock(m_watch.m_mutex);
    m_watch.m_watched.erase(m_key);
}

} // namespace liangxian::processes
