// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace liangxian::base {
namespace {

/// Hands out the numbers and keeps the first failure.
class SharedWork {
public:
    SharedWork(std::size_t count, const std::function<void(std::size_t)>& work)
        : m_count(count), m_work(work) {}

    void take_part() {
        for (std::size_t i = m_next++; i < m_count; i = m_next++) {
            try {
                m_work(i);
            } catch (...) {
                keep(i, std::current_exception());
            }
        }
    }
    void throw_if_failed() const {
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
    }

private:
    void keep(std::size_t i, std::exception_ptr failure) {
        const std::lock_guard<std::mutex> lock(m_mutex);
        if (i < m_failed) {
            m_failed = i;
            m_failure = std::move(failure);
        }
        m_next = m_count; // numbers below i are in other hands already
    }

    const std::size_t m_count;
    const std::function<void(std::size_t)>& m_work;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex;
    std::size_t m_failed = std::numeric_limits<std::size_t>::max();
    std::exception_ptr m_failure;
};

} // namespace

void for_each_in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
    SharedWork shared(count, work);
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) {
        helpers.emplace_back([&shared] { shared.take_part(); });
    }
    shared.take_part();
    for (std::thread& helper : helpers) {
        helper.join();
    }
    shared.throw_if_failed();
}

unsigned processor_count() { return std::max(1U, std::thread::hardware_concurrency()); }

} // namespace liangxian::base
