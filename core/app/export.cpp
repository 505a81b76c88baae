// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/export.hpp"

#include "core/app/delivery_records.hpp"
#include "core/app/export_everything.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/deliver/delivery.hpp"
#include "core/deliver/public_data.hpp"
#include "core/deliver/written_files.hpp"
#include "core/geo/crs.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace liangxian::app {
namespace {

constexpr const char* kPublic = "public";
constexpr const char* kFull = "full";

std::filesystem::path profile_folder() { return base::data_directory() / "profiles"; }

zone::SnapshotQuery query_of(const ExportRequest& request) {
    zone::SnapshotQuery query;
    query.as_of = request.as_of.value_or(base::Date::today());
    query.known_at = request.known_at;
    return query;
}

deliver::Provenance provenance_of(const zone::Snapshot& snapshot) {
    return {snapshot.store_digest, snapshot.revision, snapshot.as_of.to_string(),
            snapshot.known_at.to_string()};
}

std::string name_of(const zone::Unreadable& one) {
    return (one.kind == zone::RecordKind::site   ? "site "
            : one.kind == zone::RecordKind::zone ? "zone "
                                                 : "area ") +
           one.id;
}

/// Records that the delivery would have had, for all anybody can tell.
void add_unreadable(const zone::Snapshot& snapshot, std::vector<deliver::LeftOut>& left_out) {
    for (const zone::Unreadable& one : snapshot.unreadable) {
        if (one.kind != zone::RecordKind::area) {
            left_out.push_back({name_of(one), {{"record-unreadable", name_of(one), one.reason}}});
        }
    }
}

ExportReport export_delivery(const store::Store& store, const ExportRequest& request) {
    const deliver::Profile profile = load_delivery_profile(request.profile);
    std::optional<deliver::Manifest> earlier;
    if (request.continued) {
        earlier = deliver::read_manifest(*request.continued);
        if (earlier->profile != profile.id) {
            throw base::InputError(
                {{"manifest-of-another-profile",
                  request.continued->string(),
                  {fmt::format("清单属于 {}，不是 {}", earlier->profile, profile.id),
                   fmt::format("the manifest is of {}, not of {}", earlier->profile, profile.id)}}});
        }
    }
    zone::Snapshot snapshot = store.fetch_snapshot(query_of(request));
    ExportReport report;
    add_unreadable(snapshot, report.left_out);
    const deliver::Provenance provenance = provenance_of(snapshot);
    deliver::DeliveryOutcome outcome =
        deliver::write_delivery(profile, delivery_records(std::move(snapshot), profile, request.counties),
                                provenance, earlier, request.out);
    report.layers = {{profile.layer, outcome.manifest.features.size()}};
    report.manifest = deliver::manifest_path(request.out);
    std::move(outcome.left_out.begin(), outcome.left_out.end(), std::back_inserter(report.left_out));
    return report;
}

/// Nobody can tell what a line that cannot be read hides, so nothing is shown while there is one.
void refuse_undecidable(const zone::Snapshot& snapshot) {
    base::Problems problems;
    for (const zone::Unreadable& one : snapshot.unreadable) {
        if (one.kind == zone::RecordKind::zone) {
            problems.push_back(
                {"public-undecidable",
                 name_of(one),
                 {"界线无法读取，不知道它隐藏了什么；请先修复：" + one.reason.zh,
                  "the line cannot be read, so nobody can tell what it hides; mend it first: " +
                      one.reason.en}});
        }
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

ExportReport export_public(const store::Store& store, const ExportRequest& request) {
    const auto rules = deliver::PublicRules::load(profile_folder() / "public.json");
    zone::SnapshotQuery query = query_of(request);
    query.with_drafts = true; // a draft that will hide its unit hides it from now on
    zone::Snapshot snapshot = store.fetch_snapshot(query);
    refuse_undecidable(snapshot);
    deliver::PublicSource source;
    source.sites = std::move(snapshot.sites);
    for (zone::Zone& zone : snapshot.zones) {
        (store::is_on_its_way(zone) ? source.on_their_way : source.shown).push_back(std::move(zone));
    }
    const deliver::PublicData data = deliver::make_public_data(source, rules);
    gdal::NewDataset dataset;
    dataset.epsg = geo::kCgcs2000;
    dataset.changed_at = snapshot.as_of.to_string() + "T00:00:00.000Z";
    dataset.layers = deliver::public_layers(data, rules);
    deliver::DatasetInTheMaking making(request.out);
    making.write(std::move(dataset));
    making.put_in_place();
    ExportReport report;
    report.layers = {{"public_sites", data.sites.size()},
                     {"protection", data.protection.size()},
                     {"control", data.control.size()}};
    return report;
}

base::Problem meaningless(const char* option, const std::string& profile) {
    return {"option-meaningless",
            option,
            {fmt::format("{} 不能用于 {}", option, profile),
             fmt::format("{} means nothing for {}", option, profile)}};
}

} // namespace

std::vector<std::string> export_profiles() {
    std::vector<std::string> out = deliver::profile_ids(profile_folder());
    out.insert(out.end(), {kPublic, kFull});
    return out;
}

deliver::Profile load_delivery_profile(const std::string& name) {
    return deliver::load_profile(profile_folder() / (name + ".json"));
}

base::Problems export_problems(const ExportRequest& request) {
    base::Problems out;
    const std::vector<std::string> known = export_profiles();
    if (std::find(known.begin(), known.end(), request.profile) == known.end()) {
        out.push_back(
            {"profile-unknown",
             "--profile",
             {fmt::format("没有“{}”；有：{}", request.profile, fmt::join(known, "、")),
              fmt::format("there is no '{}'; there are {}", request.profile, fmt::join(known, ", "))}});
    }
    const auto format = deliver::format_of(request.out);
    const bool is_delivery = request.profile != kPublic && request.profile != kFull;
    if (!format || (!is_delivery && *format != gdal::NewDataset::Format::geopackage)) {
        out.push_back({"output-form",
                       request.out.string(),
                       {is_delivery ? "输出应为 .gpkg 或 .gdb" : "输出应为 .gpkg",
                        is_delivery ? "must end in .gpkg or .gdb" : "must end in .gpkg"}});
    }
    if (request.profile == kFull && request.as_of) {
        out.push_back(meaningless("--as-of", kFull));
    }
    if (request.profile == kFull && request.known_at) {
        out.push_back(meaningless("--known-at", kFull));
    }
    if (!is_delivery && request.continued) {
        out.push_back(meaningless("--continue", request.profile));
    }
    if (!is_delivery && !request.counties.empty()) {
        out.push_back(meaningless("--county", request.profile));
    }
    return out;
}

ExportReport export_store(const store::Store& store, const ExportRequest& request,
                          const base::CancelToken& cancel, const base::Progress& progress) {
    if (base::Problems problems = export_problems(request); !problems.empty()) {
        throw base::UsageError(std::move(problems));
    }
    if (request.profile == kFull) {
        return export_everything(store, request.out, cancel, progress);
    }
    cancel.throw_if_cancelled();
    return request.profile == kPublic ? export_public(store, request) : export_delivery(store, request);
}

} // namespace liangxian::app
