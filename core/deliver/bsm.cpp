// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/bsm.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::deliver {

BsmNumbers::BsmNumbers(const Profile& profile, const std::optional<Manifest>& earlier) : m_profile(profile) {
    if (!earlier) {
        return;
    }
    m_serials = earlier->serials;
    m_retired = earlier->retired;
    for (const Manifest::Feature& feature : earlier->features) {
        m_earlier[feature.record] = feature;
    }
}

std::optional<std::string> BsmNumbers::number(const std::string& record, const std::string& prefix) {
    const auto earlier = m_earlier.find(record);
    // A unit that came to another county is numbered there.
    if (earlier != m_earlier.end() && earlier->second.bsm.rfind(prefix, 0) == 0) {
        m_kept.insert(record);
        return earlier->second.bsm;
    }
    const auto is_it = [&](const Manifest::Feature& feature) {
        return feature.record == record && feature.bsm.rfind(prefix, 0) == 0;
    };
    if (const auto back = std::find_if(m_retired.begin(), m_retired.end(), is_it); back != m_retired.end()) {
        const std::string bsm = back->bsm;
        m_retired.erase(back);
        return bsm;
    }
    std::string serial = std::to_string(++m_serials[prefix]);
    const auto digits = static_cast<std::size_t>(m_profile.bsm.serial_digits);
    if (serial.size() > digits) {
        return std::nullopt;
    }
    return prefix + std::string(digits - serial.size(), '0') + serial;
}

std::vector<Manifest::Feature> BsmNumbers::retired() const {
    std::vector<Manifest::Feature> out = m_retired;
    for (const auto& [record, feature] : m_earlier) {
        if (m_kept.count(record) == 0) {
            out.push_back(feature);
        }
    }
    return out;
}

} // namespace liangxian::deliver
