// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/rules/located_json.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace liangxian::rules {

/// One text of a law, as it stood between two days.
struct LawVersion {
    std::string version;            ///< date of the text, e.g. `2024-11-08`
    base::DateSpan in_force;        ///< both days included; no end: still in force
    std::set<std::string> articles; ///< numbers (`28`) or section names (`三(四)`)
};

/// A law, regulation, rule or government document.
struct Law {
    std::string id; ///< short Chinese name, e.g. `文物保护法`
    base::Text title;
    std::vector<LawVersion> versions;
};

/// The laws that rules may name, read from `data/law/register.json`: what a basis says must exist
/// here and be in force for as long as the rule is. Holds no sentence of any law.
class LawRegister {
public:
    /// Reads `register.json`; faults are added, not thrown.
    static LawRegister read(const std::filesystem::path& file, Faults& faults);

    /// \returns null for an unknown law
    const Law* find(const std::string& id) const;
    const LawVersion* find(const std::string& id, const std::string& version) const;
    /// `31.2` (article 31, paragraph 2) is known when `31` is.
    static bool has_article(const LawVersion& version, const std::string& article);
    const std::vector<Law>& laws() const { return m_laws; }

private:
    std::vector<Law> m_laws;
};

} // namespace liangxian::rules
