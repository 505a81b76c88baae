// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/past_knowledge.hpp"

#include "core/app/public_source.hpp"
#include "core/store/store.hpp"
#include "server/onemap/exact_layers.hpp"

#include <algorithm>

namespace liangxian::onemap {

std::shared_ptr<const Generation> PastKnowledge::at(const base::Timestamp& instant,
                                                    const Generation& now) const {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& one) {
        return one.instant == instant && one.generation->number == now.number;
    });
    if (found != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found);
        return found->generation;
    }
    m_entries.push_front({instant, read(instant, now.number)});
    if (m_entries.size() > kKept) {
        m_entries.pop_back();
    }
    return m_entries.front().generation;
}

std::shared_ptr<const Generation> PastKnowledge::read(const base::Timestamp& instant,
                                                      std::uint64_t number) const {
    const auto store = store::open_store(m_store, store::Access::read_only);
    const ExactLayers exact = load_exact_layers(*store, app::public_source(*store, instant, {}), {});
    Generation out;
    out.number = number;
    out.views[static_cast<std::size_t>(View::exact)] = exact.without_hidden;
    out.views[static_cast<std::size_t>(View::exact_with_hidden)] = exact.with_hidden;
    return std::make_shared<const Generation>(std::move(out));
}

} // namespace liangxian::onemap
