// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/document_cache.hpp"

namespace liangxian::ows {

std::shared_ptr<const Frame> DocumentCache::find(const std::string& key) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const auto found = m_places.find(key);
    if (found == m_places.end()) {
        return nullptr;
    }
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->answer;
}

void DocumentCache::put(const std::string& key, Frame answer) {
    if (answer.body.size() > kLargest) {
        return;
    }
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (m_places.count(key) > 0) { // another thread was quicker
        return;
    }
    m_entries.push_front({key, std::make_shared<const Frame>(std::move(answer))});
    m_places.emplace(key, m_entries.begin());
    if (m_entries.size() > kMost) {
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

} // namespace liangxian::ows
