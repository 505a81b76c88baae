// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/hidden_records.hpp"

#include "core/store/version_choice.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace liangxian::app {
namespace {

using Names = std::set<std::string>;

bool is_hidden(const zone::Zone& zone) { return zone.visibility == zone::Visibility::hidden; }

std::string version_name(const std::string& zone_id, int version) {
    return zone_id + "@" + std::to_string(version);
}

std::vector<std::string> listed(const Names& names) { return {names.begin(), names.end()}; }

/// What some answers name: in findings, in what could not be checked, in warnings about stored geometries.
struct Named {
    Names zones;
    Names versions;
    Names sites;
    Names by_words; ///< zones or areas: nobody says which
};

void gather(const result::CheckResult& result, Named& out) {
    for (const result::Finding& f : result.findings) {
        if (f.site_id) {
            out.sites.insert(*f.site_id);
        }
        if (f.zone_id && f.zone_version) {
            out.zones.insert(*f.zone_id);
            out.versions.insert(version_name(*f.zone_id, *f.zone_version));
        }
    }
    for (const result::Unchecked& u : result.unchecked) {
        (u.site_id.empty() ? out.by_words : out.sites).insert(u.id());
    }
    for (const result::SiteWithoutGeometry& site : result.sites_without_geometry) {
        out.sites.insert(site.site_id);
    }
    for (const base::Problem& warning : result.warnings) {
        if (warning.code == "stored-geometry-repaired") { // `id (longitude, latitude)`
            out.by_words.insert(warning.where.substr(0, warning.where.rfind(" (")));
        }
    }
    out.by_words.erase("partition"); // no record
}

/// Whether a line still decides how visible its unit is, given the last announced version of its zone.
bool decides(const zone::Zone& zone, const std::map<std::string, int>& last_announced) {
    const auto last = last_announced.find(zone.zone_id);
    return store::is_on_its_way(zone) || zone.status == zone::Status::published ||
           (last != last_announced.end() && last->second == zone.version);
}

Names hidden_units(const std::vector<zone::Zone>& lines) {
    std::map<std::string, int> last_announced;
    for (const zone::Zone& zone : lines) {
        if (!store::is_on_its_way(zone)) {
            int& last = last_announced.emplace(zone.zone_id, zone.version).first->second;
            last = std::max(last, zone.version);
        }
    }
    Names out;
    for (const zone::Zone& zone : lines) {
        if (is_hidden(zone) && decides(zone, last_announced) && !zone.site_id.empty()) {
            out.insert(zone.site_id);
        }
    }
    return out;
}

/// The zone of `Z1` or `Z1@2`; ids may hold an at sign of their own.
Names possible_zones(const std::string& words) { return {words, words.substr(0, words.rfind('@'))}; }

class HiddenRecords {
public:
    HiddenRecords(const store::Store& store, Named named) : m_named(std::move(named)) {
        Names asked = m_named.zones;
        for (const std::string& words : m_named.by_words) {
            asked.merge(possible_zones(words));
        }
        m_versions = asked.empty() ? std::vector<zone::Zone>() : store.versions_of(listed(asked));
        for (const zone::Zone& zone : m_versions) {
            m_named.sites.insert(zone.site_id);
        }
        m_named.sites.erase("");
        if (!m_named.sites.empty()) {
            m_out.sites = hidden_units(store.versions_of_sites(listed(m_named.sites)));
        }
    }

    result::Withheld find() {
        Names open; // versions that are there and not hidden
        for (const zone::Zone& zone : m_versions) {
            const bool is_open = !is_hidden(zone) && m_out.sites.count(zone.site_id) == 0;
            if (is_open) {
                open.insert(version_name(zone.zone_id, zone.version));
                m_open_zones.insert(zone.zone_id);
            } else {
                m_hidden_zones.insert(zone.zone_id);
            }
        }
        std::set_difference(m_named.versions.begin(), m_named.versions.end(), open.begin(), open.end(),
                            std::inserter(m_out.zones, m_out.zones.end()));
        for (const std::string& words : m_named.by_words) {
            if (!is_open(words) && m_named.sites.count(words) == 0) {
                m_out.ids.insert(words);
            }
        }
        for (const std::string& site : m_out.sites) {
            m_out.ids.insert(site);
        }
        return std::move(m_out);
    }

private:
    bool is_open(const std::string& words) const {
        const Names zones = possible_zones(words);
        const auto in = [&zones](const Names& names) {
            return std::any_of(zones.begin(), zones.end(),
                               [&names](const std::string& zone) { return names.count(zone) > 0; });
        };
        return in(m_open_zones) && !in(m_hidden_zones);
    }

    Named m_named;
    std::vector<zone::Zone> m_versions;
    Names m_open_zones;
    Names m_hidden_zones;
    result::Withheld m_out;
};

} // namespace

result::Withheld hidden_records(const store::Store& store, const std::vector<CheckOutcome>& outcomes) {
    Named named;
    for (const CheckOutcome& outcome : outcomes) {
        if (const auto* result = std::get_if<result::CheckResult>(&outcome)) {
            gather(*result, named);
        }
    }
    return HiddenRecords(store, std::move(named)).find();
}

} // namespace liangxian::app
