// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/ops/ops_store.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace liangxian::auth {

/// The accounts of the store that is served, for every thread: one works with them at a time. They may come
/// to be, or be put in place of others, while the server runs.
class OpsAccess {
public:
    explicit OpsAccess(std::string store, ops::Clock clock = base::Timestamp::now);

    /// What `work` says of the accounts; it gets nullptr when there are none. \throws base::Error as they
    /// fail
    template <typename Work>
    auto with(Work work) {
        const std::lock_guard<std::mutex> lock(m_mutex);
        open_what_is_there();
        try {
            return work(m_ops.get());
        } catch (const base::StoreError&) {
            m_ops.reset(); // what is lost is opened anew
            throw;
        }
    }

    /// The same; they are made where they are not there yet.
    template <typename Work>
    auto with_made(Work work) {
        const std::lock_guard<std::mutex> lock(m_mutex);
        open_what_is_there();
        try {
            if (m_ops == nullptr) {
                m_ops = ops::OpsStore::open_or_create(m_store, m_clock);
            }
            return work(*m_ops);
        } catch (const base::StoreError&) {
            m_ops.reset();
            throw;
        }
    }

    const std::string& store() const { return m_store; }
    base::Timestamp now() const { return m_clock(); }

private:
    void open_what_is_there();

    std::string m_store;
    ops::Clock m_clock;
    std::mutex m_mutex;
    std::string m_mark; ///< of the file that is open
    std::unique_ptr<ops::OpsStore> m_ops;
};

} // namespace liangxian::auth
