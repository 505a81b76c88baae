// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/opaque_ids.hpp"

#include "core/base/digest.hpp"

#include <cstddef>

namespace liangxian::deliver {

void OpaqueIds::add(const std::string& id, const std::string& seed) { m_seeds.emplace(id, seed); }

void OpaqueIds::settle() {
    // Records that look alike are counted by the digests of their ids: in the order of the ids themselves,
    // the count would say which of two lies farther west.
    std::map<std::string, std::map<std::string, std::string>> by_seed;
    for (const auto& [id, seed] : m_seeds) {
        by_seed[seed][base::sha256_hex(id)] = id;
    }
    for (const auto& [seed, ids] : by_seed) {
        std::size_t number = 0;
        for (const auto& [digest, id] : ids) {
            const std::string text = "public id\n" + seed + "\n" + std::to_string(++number);
            m_shown[id] = "P" + base::sha256_hex(text).substr(0, 12);
        }
    }
}

std::string OpaqueIds::shown(const std::string& id) const {
    const auto found = m_shown.find(id);
    return found == m_shown.end() ? id : found->second;
}

} // namespace liangxian::deliver
