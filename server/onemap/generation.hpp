// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "server/onemap/map_layer.hpp"
#include "server/onemap/view.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace liangxian::onemap {

class ExactFiles;

using LayerPointer = std::shared_ptr<const MapLayer>;

/// All that is served at one moment, of every day. Answers under way keep the one they began with. What is in
/// force changes at midnight without another generation: layers are asked for a day.
struct Generation {
    std::uint64_t number = 0;                           ///< counts up from 1 while the server runs
    base::Timestamp loaded_at = base::Timestamp::now(); ///< the store was read then, or just before
    std::array<std::vector<LayerPointer>, kViews> views;
    std::shared_ptr<const ExactFiles> files; ///< the exact layers for MapServer

    const std::vector<LayerPointer>& layers(View view) const { return views[static_cast<std::size_t>(view)]; }
    /// \returns nothing when there is none of that name for that view
    LayerPointer find(View view, const std::string& layer) const {
        for (const LayerPointer& one : layers(view)) {
            if (one->description().name == layer) {
                return one;
            }
        }
        return nullptr;
    }
    /// The days that services name as what there is: from the first on which a layer of the view changes, or
    /// the day before when something was there already, to the last, today among them.
    base::DateSpan named_days(View view, const base::Date& today) const;
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
