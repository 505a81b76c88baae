// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/compare_side.hpp"

#include "core/app/compare_file.hpp"
#include "core/app/version_name.hpp"
#include "core/base/error.hpp"
#include "core/store/record_fields.hpp"

#include <filesystem>
#include <map>
#include <utility>

namespace liangxian::app {
namespace {

using compare::Line;

Line line_of(const zone::Zone& zone, const zone::AccuracyDefaults& accuracy) {
    Line out;
    out.version = out.where = store::id_of(zone);
    out.zone_id = zone.zone_id;
    out.site_id = zone.site_id;
    out.kind = zone.kind;
    out.zone_class = zone.zone_class;
    out.accuracy_m = accuracy.accuracy_m(zone);
    out.geometry = zone.geometry;
    return out;
}

void name_unit(Line& line, const zone::Site& site) {
    line.site_name = site.name;
    line.site_code = site.code;
}

void read_store(const store::Store& store, const zone::AccuracyDefaults& accuracy, const SideOptions& options,
                Side& side) {
    zone::SnapshotQuery query;
    query.as_of = options.as_of.value_or(base::Date::today());
    query.known_at = options.known_at;
    const zone::Snapshot snapshot = store.fetch_snapshot(query);
    std::map<std::string, const zone::Site*> sites;
    for (const auto* some : {&snapshot.sites, &snapshot.sites_elsewhere}) {
        for (const zone::Site& site : *some) {
            sites[site.site_id] = &site;
        }
    }
    for (const zone::Zone& zone : snapshot.zones) {
        Line line = line_of(zone, accuracy);
        if (const auto site = sites.find(zone.site_id); site != sites.end()) {
            name_unit(line, *site->second);
        }
        add_line(side, std::move(line));
    }
    for (const zone::Unreadable& one : snapshot.unreadable) {
        if (one.kind == zone::RecordKind::zone) {
            side.problems.push_back({"record-unreadable", one.id, one.reason});
        }
    }
}

/// \returns false when the store has no such version
bool read_version(const store::Store& store, const zone::AccuracyDefaults& accuracy, const VersionName& name,
                  Side& side) {
    const zone::Zone* found = nullptr;
    const std::vector<zone::Zone> versions = store.versions_of({name.zone_id});
    for (const zone::Zone& version : versions) {
        if (!name.version || version.version == *name.version) {
            found = &version; // without a number the last one
        }
    }
    if (found == nullptr) {
        return false;
    }
    Line line = line_of(*found, accuracy);
    store.for_each_site([&line](const zone::Site& site) {
        if (site.site_id == line.site_id) {
            name_unit(line, site);
        }
    });
    add_line(side, std::move(line));
    return true;
}

} // namespace

Side read_side(const store::Store& store, const zone::AccuracyDefaults& accuracy, const std::string& word,
               const SideOptions& options) {
    Side side;
    side.name = word;
    std::error_code ignored;
    if (word == "store") {
        side.kind = "store";
        read_store(store, accuracy, options, side);
        return side;
    }
    if (std::filesystem::exists(word, ignored)) {
        side.kind = "file";
        read_file_side(word, accuracy, options, side);
        if (side.lines.empty() && !side.problems.empty()) {
            throw base::InputError(std::move(side.problems));
        }
        return side;
    }
    side.kind = "version";
    const auto name = parse_version_name(word);
    if (!name || !read_version(store, accuracy, *name, side)) {
        throw base::InputError(
            {{"side-unknown",
              word,
              {"既不是文件，也不是库中的界线版本；应为 界线编号@版本、文件，或 store（库中已公布的界线）",
               "is neither a file nor a version in the store; name ZONE@VERSION, a file, or store (its announced "
               "lines)"}}});
    }
    return side;
}

} // namespace liangxian::app
