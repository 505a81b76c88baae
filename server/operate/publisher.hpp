// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/date.hpp"
#include "core/store/store.hpp"
#include "server/onemap/generation.hpp"
#include "server/operate/options.hpp"
#include "server/operate/server_log.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace liangxian::operate {

/// Follows a store: what is published there, by whatever program, is made public again and served within a
/// second. When nobody can tell what the public may see (`public-undecidable`), nothing is served until it
/// can be told; while the store cannot be reached, what was served goes on.
class Publisher {
public:
    /// Begins at once, in a thread of its own.
    /// \param on_published  called there with each generation
    Publisher(const ServeOptions& options, onemap::CurrentGeneration& current, ServerLog& log,
              std::function<void(const std::shared_ptr<const onemap::Generation>&)> on_published);
    /// Ends at the next step.
    ~Publisher();
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    std::uint64_t published() const { return m_number; } ///< generations so far

private:
    void run();
    void follow(const store::Store& store);
    void publish(const store::Store& store);
    /// Makes the public data set; the layers anybody may see from it, and the exact ones from the store.
    void add_layers(const store::Store& store, onemap::Generation& next) const;
    /// Once a minute while it stays the same.
    bool is_news(const std::string& failure);
    /// \returns false when it was told to end
    bool pause() const;

    const ServeOptions& m_options;
    onemap::CurrentGeneration& m_current;
    ServerLog& m_log;
    std::function<void(const std::shared_ptr<const onemap::Generation>&)> m_on_published;
    std::string m_failure;                             ///< told last, since the last success
    std::chrono::steady_clock::time_point m_told_at{}; ///< when
    base::CancelToken m_end;
    std::atomic<std::uint64_t> m_number{0};
    std::thread m_thread; ///< last: it uses the others
};

} // namespace liangxian::operate
