// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/export.hpp"

#include "core/app/delivery_records.hpp"
#include "core/app/export_everything.hpp"
#include "core/app/public_source.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/deliver/delivery.hpp"
#include "core/deliver/written_files.hpp"
#include "core/geo/crs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
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
    return {snapshot.store_digest,
            snapshot.revision,
            snapshot.as_of.to_string(),
            snapshot.known_at.to_string(),
            {}};
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

ExportReport export_delivery(const store::Store& store, const ExportRequest& request,
                             const base::CancelToken& cancel) {
    const deliver::Profile profile = load_delivery_profile(request.profile);
    std::optional<deliver::Manifest> earlier;
    if (request.continued) {
        earlier = deliver::read_manifest(*request.continued);
        if (base::Problems wrong = deliver::contradictions(*earlier, profile.bsm.serial_digits);
            !wrong.empty()) {
            throw base::InputError(std::move(wrong));
        }
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
    deliver::Provenance provenance = provenance_of(snapshot);
    add_unreadable(snapshot, provenance.unreadable);
    deliver::DeliveryOutcome outcome = deliver::write_delivery(
        profile, delivery_records(std::move(snapshot), profile, request.counties, report.notes), provenance,
        earlier, request.out, cancel);
    report.layers = {{profile.layer, outcome.manifest.features.size()}};
    report.manifest = deliver::manifest_path(request.out);
    report.left_out = std::move(outcome.left_out);
    return report;
}

base::Problem withheld_note(const deliver::Withheld& one) {
    if (one.shown_as.empty()) {
        return {"text-withheld",
                one.record,
                {fmt::format("字段 {} 可能含有位置，未公开", one.field),
                 fmt::format("the field {} may hold a place and is not shown", one.field)}};
    }
    return {"id-withheld",
            one.record,
            {fmt::format("{} 可能含有位置，公开为 {}", one.field, one.shown_as),
             fmt::format("{} may hold a place and is shown as {}", one.field, one.shown_as)}};
}

ExportReport export_public(const store::Store& store, const ExportRequest& request,
                           const base::CancelToken& cancel) {
    return write_public_data(public_source(store, request.known_at, cancel), request.out,
                             query_of(request).as_of, cancel);
}

base::Problem meaningless(const char* option, const std::string& profile) {
    return {"option-meaningless",
            option,
            {fmt::format("{} 不能用于 {}", option, profile),
             fmt::format("{} means nothing for {}", option, profile)}};
}

} // namespace

ExportReport write_public_data(const deliver::PublicSource& source, const std::filesystem::path& out,
                               const base::Date& day, const base::CancelToken& cancel) {
    const auto rules = deliver::PublicRules::load(profile_folder() / "public.json");
    const deliver::PublicData data = deliver::make_public_data(source, rules, cancel);
    gdal::NewDataset dataset;
    dataset.epsg = geo::kCgcs2000;
    dataset.changed_at = day.to_string() + "T00:00:00.000Z";
    dataset.layers = deliver::public_layers(data, rules, day, cancel);
    deliver::DatasetInTheMaking making(out);
    making.write(std::move(dataset));
    cancel.throw_if_cancelled();
    making.put_in_place();
    ExportReport report;
    report.layers = {{"public_sites", deliver::count_on(data.sites, day)},
                     {"protection", deliver::count_on(data.protection, day)},
                     {"control", deliver::count_on(data.control, day)},
                     {"public_sites_history", data.sites.size()},
                     {"protection_history", data.protection.size()},
                     {"control_history", data.control.size()}};
    for (const deliver::Withheld& one : data.withheld) {
        report.notes.push_back(withheld_note(one));
    }
    return report;
}

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
        return export_everything(store, request.out, request.known_at, cancel, progress);
    }
    cancel.throw_if_cancelled();
    return request.profile == kPublic ? export_public(store, request, cancel)
                                      : export_delivery(store, request, cancel);
}

} // namespace liangxian::app
