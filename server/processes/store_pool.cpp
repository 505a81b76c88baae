// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/store_pool.hpp"

#include <sys/stat.h>

namespace liangxian::processes {
namespace {

constexpr std::size_t kMostIdle = 32;

} // namespace

StorePool::FileIdentity StorePool::identity() const {
    struct stat what {};
    return ::stat(m_location.c_str(), &what) == 0 ? FileIdentity(what.st_dev, what.st_ino) : FileIdentity();
}

/// One that is idle and of the file that lies there now; nothing when there is none.
StorePool::Lent StorePool::kept() {
    const FileIdentity now = identity();
    std::vector<Lent> outdated; // closed outside of the lock
    const std::lock_guard<std::mutex> lock(m_mutex);
    while (!m_idle.empty()) {
        Lent out = std::move(m_idle.back());
        m_idle.pop_back();
        if (out.file == now) {
            return out;
        }
        outdated.push_back(std::move(out));
    }
    return {};
}

StorePool::Lent StorePool::opened() const {
    const FileIdentity file = identity();
    return {store::open_store(m_location, store::Access::read_only), file};
}

void StorePool::give_back(Lent lent) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (m_idle.size() < kMostIdle) {
        m_idle.push_back(std::move(lent));
    }
}

void StorePool::drop_all() {
    std::vector<Lent> all;
    const std::lock_guard<std::mutex> lock(m_mutex);
    all.swap(m_idle);
}

} // namespace liangxian::processes
