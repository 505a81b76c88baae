// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/upload_shelf.hpp"

#include "core/base/random_id.hpp"

#include <utility>

namespace liangxian::uploads {
namespace {

constexpr std::size_t kIdBytes = 16;

std::size_t vertices_of(const intake::ReadOutcome& outcome) {
    std::size_t out = 0;
    for (const intake::Feature& feature : outcome.features) {
        for (const intake::SourcePart& part : feature.parts) {
            out += part.geometry.vertex_count();
        }
    }
    return out;
}

} // namespace

std::string UploadShelf::put(const std::string& owner, intake::ReadOutcome outcome, std::string shown) {
    const std::size_t vertices = vertices_of(outcome);
    std::string id = base::random_id(kIdBytes);
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_uploads[id] = {owner, std::make_shared<const intake::ReadOutcome>(std::move(outcome)), std::move(shown),
                     vertices, Clock::now()};
    m_order.push_back(id);
    m_vertices += vertices;
    forget_old();
    return id;
}

const UploadShelf::Upload* UploadShelf::find(const std::string& owner, const std::string& id) {
    forget_old();
    const auto found = m_uploads.find(id);
    return found != m_uploads.end() && found->second.owner == owner ? &found->second : nullptr;
}

std::optional<intake::ReadOutcome> UploadShelf::outcome(const std::string& owner, const std::string& id) {
    std::shared_ptr<const intake::ReadOutcome> out; // copied outside of the lock
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        const Upload* found = find(owner, id);
        out = found == nullptr ? nullptr : found->outcome;
    }
    return out == nullptr ? std::nullopt : std::optional(*out);
}

std::optional<std::string> UploadShelf::shown(const std::string& owner, const std::string& id) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const Upload* found = find(owner, id);
    return found == nullptr ? std::nullopt : std::optional(found->shown);
}

bool UploadShelf::remove(const std::string& owner, const std::string& id) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (find(owner, id) == nullptr) {
        return false;
    }
    forget(id);
    return true;
}

void UploadShelf::forget(const std::string& id) {
    const auto found = m_uploads.find(id);
    if (found != m_uploads.end()) {
        m_vertices -= found->second.vertices;
        m_uploads.erase(found);
    }
}

void UploadShelf::forget_old() {
    const auto now = Clock::now();
    while (!m_order.empty()) {
        const auto oldest = m_uploads.find(m_order.front());
        const bool is_newest = m_order.size() == 1;
        if (oldest != m_uploads.end() && oldest->second.came + m_limits.kept_for > now &&
            (m_vertices <= m_limits.vertices || is_newest)) {
            break;
        }
        forget(m_order.front());
        m_order.pop_front();
    }
    std::map<std::string, std::size_t> by_owner;
    for (auto id = m_order.rbegin(); id != m_order.rend(); ++id) {
        const auto found = m_uploads.find(*id);
        if (found != m_uploads.end() && ++by_owner[found->second.owner] > m_limits.per_account) {
            forget(*id);
        }
    }
}

} // namespace liangxian::uploads
