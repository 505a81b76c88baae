// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/store/store.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace liangxian::processes {

/// Open stores for many threads, each lent to one at a time and kept for the next: to open one takes longer
/// than a check. Reading only. Any thread.
class StorePool {
public:
    explicit StorePool(std::string location) : m_location(std::move(location)) {}

    /// What \p ask answers of an open store. One that failed is not kept; when it had been lent before, its
    /// connection may have been lost, and a new one is asked once more.
    /// \throws base::StoreError when no store can be opened; whatever \p ask throws
    template <typename Ask>
    std::invoke_result_t<Ask, const store::Store&> with(Ask&& ask) {
        if (Lent lent = kept(); lent.store != nullptr) {
            try {
                return answered(std::move(lent), ask);
            } catch (const base::StoreError&) {
                drop_all(); // the others will not fare better
            }
        }
        return answered(opened(), ask);
    }

private:
    /// Which file a store was opened on: another one may have been put in its place since.
    using FileIdentity = std::pair<unsigned long long, unsigned long long>;
    struct Lent {
        std::unique_ptr<store::Store> store;
        FileIdentity file;
    };

    template <typename Ask>
    std::invoke_result_t<Ask, const store::Store&> answered(Lent lent, Ask& ask) {
        auto out = ask(static_cast<const store::Store&>(*lent.store));
        give_back(std::move(lent));
        return out;
    }

    FileIdentity identity() const;
    Lent kept();
    Lent opened() const;
    void give_back(Lent lent);
    void drop_all();

    const std::string m_location;
    std::mutex m_mutex;
    std::vector<Lent> m_idle;
};

} // namespace liangxian::processes
