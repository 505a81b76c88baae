// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace liangxian::base {

/// Lets long work be stopped from another thread or a signal handler. Copies share one flag.
class CancelToken {
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}

    void cancel() const noexcept { m_flag->store(true); }
    bool is_cancelled() const noexcept { return m_flag->load(); }
    /// \throws Cancelled once cancel() was called
    void throw_if_cancelled() const {
        if (is_cancelled()) {
            throw Cancelled();
        }
    }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

/// Called now and then with items done and in all (0 when unknown). Must be cheap.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

} // namespace liangxian::base
