// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/generation.hpp"

#include <algorithm>

namespace liangxian::onemap {

base::DateSpan Generation::named_days(View view, const base::Date& today) const {
    base::Date first = today;
    base::Date last = today;
    for (const LayerPointer& layer : layers(view)) {
        if (!layer->changes().empty()) {
            const bool is_always = !layer->days().from;
            first = std::min(first, layer->changes().front().plus_days(is_always ? -1 : 0));
            last = std::max(last, layer->changes().back());
        }
    }
    return {first, last};
}

} // namespace liangxian::onemap
