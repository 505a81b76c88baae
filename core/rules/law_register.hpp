// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace liangxian::rules {

/// One text of a law: its date, when it was in force, and the articles rules may cite.
struct LawVersion {
    base::DateSpan in_force;
    std::set<std::string> articles;
};

/// `data/law/register.json`: every law a rule may cite. Holds no legal text.
class LawRegister {
public:
    /// \throws base::RuleError naming file and place
    static LawRegister load(const std::filesystem::path& file);

    /// Nullptr when the law or the version is not registered.
    const LawVersion* find(const std::string& law, const std::string& version) const;
    const std::map<std::string, std::map<std::string, LawVersion>>& laws() const { return m_laws; }

private:
    std::map<std::string, std::map<std::string, LawVersion>> m_laws;
};

} // namespace liangxian::rules
