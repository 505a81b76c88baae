// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/unplaced_sites.hpp"

#include "core/app/coverage.hpp"
#include "core/overlap/share.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

using Areas = std::vector<const zone::Area*>;

bool in_one_of(const std::string& said, const Areas& areas) {
    return std::any_of(areas.begin(), areas.end(),
                       [&said](const zone::Area* area) { return names_area(said, *area); });
}

bool cover(const Areas& areas, const geo::Geometry& application) {
    std::vector<const geo::Geometry*> outlines;
    for (const zone::Area* area : areas) {
        outlines.push_back(&area->geometry);
    }
    return overlap::share_inside(application, outlines) >= 1.0;
}

/// Where one application lies, and which sites may lie there with it.
class Places {
public:
    Places(const geo::Geometry& application, const zone::Snapshot& snapshot)
        : m_townships(areas_met(application, snapshot, zone::AreaKind::township)),
          m_counties(areas_met(application, snapshot, zone::AreaKind::county)),
          m_townships_cover(cover(m_townships, application)) {}

    void take(const zone::Site& site) {
        if (in_township(site)) {
            list(site, "township");
        } else if (in_one_of(site.county, m_counties) && (site.township.empty() || !m_townships_cover)) {
            m_by_county_alone += site.township.empty() ? 0U : 1U;
            list(site, "county");
        } else {
            const bool told_by_township = !site.township.empty() && m_townships_cover;
            const bool told_by_county = !site.county.empty() && !m_counties.empty();
            m_unplaced += told_by_township || told_by_county ? 0U : 1U;
        }
    }

    UnplacedSites finish() {
        std::sort(m_out.sites.begin(), m_out.sites.end(),
                  [](const auto& a, const auto& b) { return a.site_id < b.site_id; });
        if (m_by_county_alone > 0) {
            m_out.warnings.push_back(
                {"townships-unknown",
                 "",
                 {fmt::format("库中乡镇界未覆盖整个申请范围，{} 处无图形文物只能按县列出；请导入乡镇界",
                              m_by_county_alone),
                  fmt::format("the township outlines do not cover all of the application: {} site(s) without "
                              "geometry are listed by county only; import the townships",
                              m_by_county_alone)}});
        }
        if (m_unplaced > 0) {
            m_out.warnings.push_back(
                {"counties-unknown",
                 "",
                 {fmt::format("库中 {} 处无图形文物无法判断是否在此：此处没有县界，或文物未注明所在县",
                              m_unplaced),
                  fmt::format(
                      "for {} site(s) without geometry nobody can tell whether they lie here: no county "
                      "outline is stored here, or they state no county",
                      m_unplaced)}});
        }
        return std::move(m_out);
    }

private:
    /// A township's name is only unique inside its county.
    bool in_township(const zone::Site& site) const {
        const bool county_fits =
            site.county.empty() || m_counties.empty() || in_one_of(site.county, m_counties);
        return county_fits && in_one_of(site.township, m_townships);
    }

    void list(const zone::Site& site, const char* match) {
        m_out.sites.push_back({site.site_id, site.name, site.level, site.place, match});
    }

    Areas m_townships;
    Areas m_counties;
    bool m_townships_cover;
    std::size_t m_by_county_alone = 0;
    std::size_t m_unplaced = 0;
    UnplacedSites m_out;
};

} // namespace

bool names_area(const std::string& said, const zone::Area& area) {
    const std::string& name = area.name;
    const bool ends_with_name = !name.empty() && said.size() >= name.size() &&
                                said.compare(said.size() - name.size(), name.size(), name) == 0;
    return !said.empty() && (ends_with_name || said == area.code);
}

UnplacedSites unplaced_sites(const geo::Geometry& application, const zone::Snapshot& snapshot) {
    Places places(application, snapshot);
    for (const zone::Site& site : snapshot.sites) {
        if (site.geometry.empty()) {
            places.take(site);
        }
    }
    return places.finish();
}

} // namespace liangxian::app
