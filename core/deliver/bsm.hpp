// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/deliver/manifest.hpp"
#include "core/deliver/profile.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace liangxian::deliver {

/// Gives features their BSM (标识码). One that an earlier manifest ties to the same version, or the same
/// site, is kept, and comes back when the record does after a delivery without it; a new one takes the next
/// serial number of its prefix, and a number once given is never given to anything else.
class BsmNumbers {
public:
    BsmNumbers(const Profile& profile, const std::optional<Manifest>& earlier);

    /// \returns nothing when the prefix has no serial number left
    std::optional<std::string> number(const std::string& record, const std::string& prefix);
    /// After the last number(): what the earlier delivery had and this one has not.
    std::vector<Manifest::Feature> retired() const;
    const std::map<std::string, long>& serials() const { return m_serials; }

private:
    const Profile& m_profile;
    std::map<std::string, Manifest::Feature> m_earlier; ///< by record
    std::vector<Manifest::Feature> m_retired;
    std::set<std::string> m_kept;
    std::map<std::string, long> m_serials;
};

} // namespace liangxian::deliver
