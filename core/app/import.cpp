// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/import.hpp"

#include "core/app/datums.hpp"
#include "core/app/export.hpp"
#include "core/app/import_rows.hpp"
#include "core/app/received_delivery.hpp"
#include "core/app/register_import.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace liangxian::app {
namespace {

/// Whoever imports keeps the store, and may bring a province at once; the limits of what applicants hand in
/// would split it.
void allow_a_province(intake::Limits& limits) {
    limits.file_bytes = std::size_t{2} << 30;
    limits.features = 1'000'000;
    limits.vertices = 20'000'000;
}

/// Rows of one kind are features one by one, whatever the format groups by itself.
intake::ReadOptions each_row(intake::ReadOptions options, bool geometry_optional) {
    allow_a_province(options.limits);
    options.grouping = intake::Grouping::each;
    options.geometry_optional = geometry_optional;
    return options;
}

/// A file with no rows at all: worth a note, but no row was read and none refused.
bool holds_no_rows(const intake::UnreadableFeature& unreadable) {
    return unreadable.problems.size() == 1 && unreadable.problems.front().code == "no-features";
}

template <typename Record>
void take_file(ImportRows<Record>& rows, const intake::ReadOutcome& read, const base::CancelToken& cancel,
               const base::Progress& progress) {
    for (const int at : read.order) {
        cancel.throw_if_cancelled();
        const auto* unreadable = at < 0 ? &read.unreadable[static_cast<std::size_t>(-at - 1)] : nullptr;
        if (unreadable == nullptr) {
            rows.take(read.features[static_cast<std::size_t>(at)]);
        } else if (holds_no_rows(*unreadable)) {
            rows.note(unreadable->problems.front());
        } else {
            ++rows.report().read;
            rows.refuse(unreadable->problems);
        }
        if (progress) {
            progress(rows.report().read, 0);
        }
    }
}

/// \throws base::InputError with every fault of these deliveries
std::vector<intake::ReadOutcome> read_deliveries(const store::Store& store,
                                                 const std::vector<std::filesystem::path>& files,
                                                 const ImportOptions& options, bool geometry_optional,
                                                 base::Problems& notes) {
    std::vector<intake::ReadOutcome> out;
    base::Problems faults;
    intake::ReadOptions read = each_row(options.read, geometry_optional);
    const deliver::Profile profile = load_delivery_profile(options.profile);
    read.layer = profile.layer;
    for (const auto& file : files) {
        out.push_back(intake::read_file(file, read));
        base::Problems more = take_delivery(out.back(), file, profile, store, notes);
        std::move(more.begin(), more.end(), std::back_inserter(faults));
    }
    if (!faults.empty()) {
        throw base::InputError(std::move(faults));
    }
    return out;
}

base::Problems profile_problems(ImportKind kind, const std::string& name) {
    if (name.empty()) {
        return {};
    }
    const std::vector<std::string> known = deliver::profile_ids(base::data_directory() / "profiles");
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        return {{"profile-unknown",
                 "--profile",
                 {fmt::format("没有“{}”；有：{}", name, fmt::join(known, "、")),
                  fmt::format("there is no '{}'; there are {}", name, fmt::join(known, ", "))}}};
    }
    const bool is_of_zones = load_delivery_profile(name).records == deliver::Profile::Records::zones;
    if (kind != (is_of_zones ? ImportKind::zones : ImportKind::sites)) {
        return {{"profile-of-other-records",
                 "--profile",
                 {fmt::format("{} 用于 import {}", name, is_of_zones ? "zones" : "sites"),
                  fmt::format("{} goes with import {}", name, is_of_zones ? "zones" : "sites")}}};
    }
    return {};
}

base::Problems column_problems(ImportKind kind, const ImportOptions& options) {
    switch (kind) {
    case ImportKind::sites:
        return problems_of_fields(store::site_fields(), options);
    case ImportKind::zones:
        return problems_of_fields(store::zone_fields(), options);
    case ImportKind::areas:
        return problems_of_fields(store::area_fields(), options);
    case ImportKind::prerequisites:
    case ImportKind::targets:
        return register_field_problems(kind, options);
    default:
        return problems_of_fields(store::application_fields(), options);
    }
}

template <typename Record>
ImportReport import_records(store::Store& store, const std::vector<store::Field<Record>>& fields,
                            typename ImportRows<Record>::Kind kind,
                            const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                            const base::CancelToken& cancel, const base::Progress& progress) {
    ImportRows<Record> rows(fields, kind, options);
    const bool geometry_optional = std::is_same_v<Record, zone::Site>;
    if (options.profile.empty()) { // one file at a time in memory
        DatumShifts shifts(store);
        intake::ReadOptions reading = each_row(options.read, geometry_optional);
        reading.registered_old_datums = shifts.codes();
        for (const auto& file : files) {
            intake::ReadOutcome read = intake::read_file(file, reading);
            shifts.apply(read);
            take_file(rows, read, cancel, progress);
        }
    } else {
        base::Problems notes;
        for (const auto& read : read_deliveries(store, files, options, geometry_optional, notes)) {
            take_file(rows, read, cancel, progress);
        }
        for (const base::Problem& note : notes) {
            rows.note(note);
        }
    }
    rows.refuse_existing(store.existing_ids(rows.records()));
    rows.refuse_endless(store);
    rows.note_columns();
    ImportReport& report = rows.report();
    const bool strict_fault = options.strict && (report.refused > 0 || report.repaired > 0);
    if (!strict_fault && report.taken > 0) {
        store.add(rows.records(), cancel, progress);
        report.committed = true;
    }
    return std::move(report);
}

} // namespace

std::optional<ImportKind> parse_import_kind(const std::string& word) {
    return word == "sites"           ? std::optional(ImportKind::sites)
           : word == "zones"         ? std::optional(ImportKind::zones)
           : word == "areas"         ? std::optional(ImportKind::areas)
           : word == "applications"  ? std::optional(ImportKind::applications)
           : word == "prerequisites" ? std::optional(ImportKind::prerequisites)
           : word == "targets"       ? std::optional(ImportKind::targets)
                                     : std::nullopt;
}

base::Problems field_problems(ImportKind kind, const ImportOptions& options) {
    base::Problems out = profile_problems(kind, options.profile);
    base::Problems more = column_problems(kind, options);
    std::move(more.begin(), more.end(), std::back_inserter(out));
    return out;
}

ImportReport import_files(store::Store& store, ImportKind kind,
                          const std::vector<std::filesystem::path>& files, const ImportOptions& options,
                          const base::CancelToken& cancel, const base::Progress& progress) {
    const auto take = [&](const auto& fields, auto member) {
        return import_records(store, fields, member, files, options, cancel, progress);
    };
    switch (kind) {
    case ImportKind::sites:
        return take(store::site_fields(), &store::NewRecords::sites);
    case ImportKind::zones:
        return take(store::zone_fields(), &store::NewRecords::zones);
    case ImportKind::areas:
        return take(store::area_fields(), &store::NewRecords::areas);
    case ImportKind::prerequisites:
    case ImportKind::targets:
        return import_registers(store, kind, files, options, cancel, progress);
    default:
        return take(store::application_fields(), &store::NewRecords::applications);
    }
}

} // namespace liangxian::app
