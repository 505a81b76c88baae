// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "server/onemap/map_layer.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace liangxian::onemap {

/// All that is served at one moment. Answers under way keep the one they began with.
struct Generation {
    std::uint64_t number = 0;                           ///< counts up from 1 while the server runs
    base::Timestamp loaded_at = base::Timestamp::now(); ///< the store was read then, or just before
    std::vector<std::shared_ptr<const MapLayer>> layers;

    /// \returns nothing when there is none of that name
    std::shared_ptr<const MapLayer> find(const std::string& layer) const {
        for (const auto& one : layers) {
            if (one->description().name == layer) {
                return one;
            }
        }
        return nullptr;
    }
};

/// The generation that counts now. Any thread.
class CurrentGeneration {
public:
    /// Nothing before the first one is loaded.
    std::shared_ptr<const Generation> get() const {
        const std::lock_guard<std::mutex> lock(m_mutex);
        return m_current;
    }
    void put(std::shared_ptr<const Generation> next) {
        const std::lock_guard<std::mutex> lock(m_mutex);
        m_current.swap(next);
    } // the one before ends here, or with the last answer that is made from it

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Generation> m_current;
};

} // namespace liangxian::onemap
