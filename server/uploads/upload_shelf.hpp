// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/feature.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace liangxian::uploads {

struct ShelfLimits {
    std::size_t per_account = 20;     ///< the oldest go
    std::size_t vertices = 4'000'000; ///< of all accounts; the oldest go
    std::chrono::seconds kept_for{3600};
};

/// What was read of uploads, until it is checked. In memory, for the account that sent it. Any thread.
class UploadShelf {
public:
    explicit UploadShelf(ShelfLimits limits) : m_limits(limits) {}

    /// \returns its id, which nobody guesses
    std::string put(const std::string& owner, intake::ReadOutcome outcome, std::string shown);
    /// Nothing: there is none of that id, or it is somebody else's.
    std::optional<intake::ReadOutcome> outcome(const std::string& owner, const std::string& id);
    /// What was shown of it, as outcome().
    std::optional<std::string> shown(const std::string& owner, const std::string& id);
    /// \returns false: as outcome()
    bool remove(const std::string& owner, const std::string& id);

private:
    using Clock = std::chrono::steady_clock;
    struct Upload {
        std::string owner;
        std::shared_ptr<const intake::ReadOutcome> outcome;
        std::string shown;
        std::size_t vertices = 0;
        Clock::time_point came;
    };

    const Upload* find(const std::string& owner, const std::string& id);
    void forget_old();
    void forget(const std::string& id);

    const ShelfLimits m_limits;
    std::mutex m_mutex;
    std::map<std::string, Upload> m_uploads;
    std::deque<std::string> m_order; ///< ids, the oldest first; some may be gone
    std::size_t m_vertices = 0;
};

} // namespace liangxian::uploads
