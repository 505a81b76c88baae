// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/announced_words.hpp"
#include "core/app/problem_report.hpp"
#include "core/base/cancel_token.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::app {

/// Announced words against the line drawn from them, side by side. Words that give no distances, or that a
/// person had to draw, are no finding. Memory: the sites. Cost: the words, and the vertices of their units.
class WordRules {
public:
    /// \throws base::FileError when the product's vocabulary cannot be read
    explicit WordRules(ProblemReport& report);

    void add(const zone::Site& site) { m_sites.emplace(site.site_id, site); }
    /// \param units  the published lines of each unit \throws base::Cancelled
    void look(const std::map<std::string, std::vector<const zone::Zone*>>& units,
              const base::CancelToken& cancel) const;

private:
    void look_at(const zone::Site& site, const std::vector<const zone::Zone*>& lines) const;

    ProblemReport& m_report;
    AnnouncedWords m_words;
    std::map<std::string, zone::Site> m_sites;
};

} // namespace liangxian::app
