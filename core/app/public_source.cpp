// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/public_source.hpp"

#include "core/base/error.hpp"
#include "core/store/version_choice.hpp"
#include "core/store/version_spans.hpp"
#include "core/zone/site_on_day.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::app {
namespace {

using Versions = std::map<std::string, std::map<int, zone::Zone>>; ///< announced, by zone

std::string name_of(const zone::Zone& zone) {
    return "zone " + zone.zone_id + "@" + std::to_string(zone.version);
}

/// Nobody can tell what a line that cannot be read hides, so nothing is shown while there is one.
class Undecidable {
public:
    void add_unreadable(const std::vector<store::Store::UnreadableRecord>& records) {
        for (const auto& one : records) {
            if (one.kind == "zone" && m_names.insert(one.id).second) {
                m_problems.push_back({"public-undecidable",
                                      "zone " + one.id,
                                      {"界线无法读取，不知道它隐藏了什么；请先修复：" + one.reason.zh,
                                       "the line cannot be read, so nobody can tell what it hides; mend it "
                                       "first: " +
                                           one.reason.en}});
            }
        }
    }
    void add_undated(const zone::Zone& zone) {
        m_problems.push_back(
            {"public-undecidable",
             name_of(zone),
             {"已被替代，但既无截止日期也无后续版本，无法判断何时有效；请先修复",
              "superseded, but with neither an end nor a later version: nobody can tell when "
              "it was in force; mend it first"}});
    }
    void refuse() && {
        if (!m_problems.empty()) {
            throw base::InputError(std::move(m_problems));
        }
    }

private:
    std::set<std::string> m_names;
    base::Problems m_problems;
};

/// Records of units in the order in which they were recorded, by unit.
class RecordedSites {
public:
    void take_earlier(const zone::Site& site) { m_earlier[site.site_id].push_back(site); }
    void take(const zone::Site& site) { m_last.push_back(site); }

    std::vector<zone::Site> through_time() && {
        std::vector<zone::Site> out;
        for (zone::Site& site : m_last) {
            std::vector<zone::Site> recorded;
            if (const auto earlier = m_earlier.find(site.site_id); earlier != m_earlier.end()) {
                recorded = std::move(earlier->second);
            }
            recorded.push_back(std::move(site));
            for (zone::Site& then : zone::site_through_time(recorded)) {
                out.push_back(std::move(then));
            }
        }
        return out;
    }

private:
    std::map<std::string, std::vector<zone::Site>> m_earlier;
    std::vector<zone::Site> m_last;
};

/// One zone's announced versions, put where they belong.
class VersionSorter {
public:
    VersionSorter(deliver::PublicSource& out, Undecidable& undecidable)
        : m_out(out), m_undecidable(undecidable) {}

    /// Those ever in force are shown on their days.
    void show(std::map<int, zone::Zone>& versions) {
        std::map<int, std::size_t> places;
        for (const store::SpanInForce& span : spans_of(versions)) {
            const auto [place, is_new] = places.emplace(span.version, m_out.shown.size());
            if (is_new) {
                m_out.shown.push_back(std::move(versions.at(span.version)));
            }
            m_out.stays.push_back({place->second, span.days});
        }
        const int last = versions.rbegin()->first;
        for (auto& [number, zone] : versions) {
            if (places.count(number) == 0) {
                (number == last ? m_out.deciding : m_out.others).push_back(std::move(zone));
            }
        }
    }

    /// Those ever in force decide, and so does the last.
    void let_decide(std::map<int, zone::Zone>& versions) {
        std::set<int> deciding{versions.rbegin()->first};
        for (const store::SpanInForce& span : spans_of(versions)) {
            deciding.insert(span.version);
        }
        for (auto& [number, zone] : versions) {
            (deciding.count(number) > 0 ? m_out.deciding : m_out.others).push_back(std::move(zone));
        }
    }

private:
    std::vector<store::SpanInForce> spans_of(const std::map<int, zone::Zone>& versions) {
        std::vector<store::AnnouncedVersion> announced;
        for (const auto& [number, zone] : versions) {
            announced.push_back({number, zone.status, zone.valid});
        }
        store::SpansInForce found = store::spans_in_force(std::move(announced));
        for (const int number : found.undecided) {
            m_undecidable.add_undated(versions.at(number));
        }
        return std::move(found.spans);
    }

    deliver::PublicSource& m_out;
    Undecidable& m_undecidable;
};

/// The announced versions of a walk; what is on its way goes to \p deciding.
class VersionCollector {
public:
    explicit VersionCollector(std::vector<zone::Zone>* deciding) : m_deciding(deciding) {}

    void take(const zone::Zone& zone) {
        if (!store::is_on_its_way(zone)) {
            m_versions[zone.zone_id].emplace(zone.version, zone);
        } else if (m_deciding != nullptr) {
            m_deciding->push_back(zone);
        }
    }
    Versions& versions() { return m_versions; }

private:
    std::vector<zone::Zone>* m_deciding;
    Versions m_versions;
};

void take_sites(const store::Store& store, const std::optional<base::Timestamp>& known_at,
                RecordedSites& sites) {
    store.for_each_earlier_site("", [&](const zone::Site& site, const base::Timestamp& until) {
        if (!known_at || until <= *known_at) {
            sites.take_earlier(site);
        }
    });
    if (!known_at) {
        store.for_each_site([&sites](const zone::Site& site) { sites.take(site); });
    }
}

} // namespace

deliver::PublicSource public_source(const store::Store& store, const std::optional<base::Timestamp>& known_at,
                                    const base::CancelToken& cancel) {
    deliver::PublicSource out;
    Undecidable undecidable;
    VersionSorter sorter(out, undecidable);
    RecordedSites sites;
    take_sites(store, known_at, sites);
    if (known_at) {
        VersionCollector known(nullptr);
        store::Store::RecordVisitor visitor;
        visitor.site = [&sites](const zone::Site& site) { sites.take(site); };
        visitor.zone = [&](const zone::Zone& zone) {
            cancel.throw_if_cancelled();
            known.take(zone);
        };
        undecidable.add_unreadable(store.for_each_known(*known_at, visitor));
        for (auto& [id, versions] : known.versions()) {
            sorter.show(versions);
        }
    }
    out.sites = std::move(sites).through_time();
    VersionCollector present(&out.deciding);
    store.for_each_zone([&](const zone::Zone& zone) {
        cancel.throw_if_cancelled();
        present.take(zone);
    });
    undecidable.add_unreadable(store.unreadable_records()); // after the lines: what came in meanwhile counts
    for (auto& [id, versions] : present.versions()) {
        known_at ? sorter.let_decide(versions) : sorter.show(versions);
    }
    std::move(undecidable).refuse();
    return out;
}

} // namespace liangxian::app
