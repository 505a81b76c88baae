// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/compare_words.hpp"

#include "core/app/announced_words.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace liangxian::app {
namespace {

using compare::ComparedLine;
using compare::Line;

/// The version a pair is of: the one its sides name, else the zone's last announced one.
const zone::Zone* version_of(const Line& a, const Line& b,
                             const std::map<std::string, std::vector<const zone::Zone*>>& by_zone) {
    const auto found = by_zone.find(!a.zone_id.empty() ? a.zone_id : b.zone_id);
    if (found == by_zone.end()) {
        return nullptr;
    }
    const zone::Zone* last = nullptr;
    for (const zone::Zone* version : found->second) {
        const std::string id = store::id_of(*version);
        if (id == a.version || (a.version.empty() && id == b.version)) {
            return version;
        }
        last = store::is_on_its_way(*version) ? last : version;
    }
    return last;
}

bool is_measured(const ComparedLine& line) {
    return line.figures && line.status != compare::LineStatus::datum_suspect;
}

/// Units by id, with what is known of each.
std::map<std::string, Unit> units_of(const store::Store& store, const std::set<std::string>& site_ids) {
    const std::vector<std::string> ids(site_ids.begin(), site_ids.end());
    std::map<std::string, Unit> out;
    if (ids.empty()) {
        return out;
    }
    for (zone::Site& site : store.sites_of(ids)) {
        std::string id = site.site_id;
        out.emplace(std::move(id), Unit{std::move(site), {}});
    }
    for (zone::Zone& zone : store.versions_of_sites(ids)) {
        if (const auto unit = out.find(zone.site_id); unit != out.end()) {
            unit->second.versions.push_back(std::move(zone));
        }
    }
    return out;
}

std::vector<SideBeside> beside(const AnnouncedLine& announced, const Line& a, const Line& b) {
    const auto of_a = announced.check(a.geometry);
    const auto of_b = announced.check(b.geometry);
    std::vector<SideBeside> out;
    std::transform(
        of_a.begin(), of_a.begin() + static_cast<std::ptrdiff_t>(std::min(of_a.size(), of_b.size())),
        of_b.begin(), std::back_inserter(out), [](const words::SideCheck& x, const words::SideCheck& y) {
            return SideBeside{x, y};
        });
    return out;
}

} // namespace

std::map<std::size_t, std::vector<SideBeside>> compare_with_words(const store::Store& store, const Side& a,
                                                                  const Side& b,
                                                                  const compare::Comparison& comparison,
                                                                  const base::CancelToken& cancel) {
    std::set<std::string> zone_ids;
    for (const ComparedLine& line : comparison.lines) {
        if (is_measured(line)) {
            const std::string& of_a = a.lines[*line.a].zone_id;
            zone_ids.insert(!of_a.empty() ? of_a : b.lines[*line.b].zone_id);
        }
    }
    zone_ids.erase("");
    if (zone_ids.empty()) {
        return {};
    }
    const auto versions = store.versions_of({zone_ids.begin(), zone_ids.end()});
    std::map<std::string, std::vector<const zone::Zone*>> by_zone;
    for (const zone::Zone& version : versions) {
        by_zone[version.zone_id].push_back(&version);
    }
    std::map<std::size_t, const zone::Zone*> with_words;
    std::set<std::string> site_ids;
    for (std::size_t i = 0; i < comparison.lines.size(); ++i) {
        const ComparedLine& line = comparison.lines[i];
        const zone::Zone* version =
            is_measured(line) ? version_of(a.lines[*line.a], b.lines[*line.b], by_zone) : nullptr;
        if (version != nullptr && !version->words.empty()) {
            with_words[i] = version;
            site_ids.insert(version->site_id);
        }
    }
    const auto units = units_of(store, site_ids);
    const AnnouncedWords words;
    std::map<std::size_t, std::vector<SideBeside>> out;
    for (const auto& [i, version] : with_words) {
        cancel.throw_if_cancelled();
        const auto unit = units.find(version->site_id);
        const auto announced = unit == units.end() ? std::nullopt : words.of(*version, unit->second);
        if (announced) {
            const ComparedLine& line = comparison.lines[i];
            out[i] = beside(*announced, a.lines[*line.a], b.lines[*line.b]);
        }
    }
    return out;
}

} // namespace liangxian::app
