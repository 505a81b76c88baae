// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/import_rows.hpp"

#include "core/app/prerequisite_rows.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace liangxian::app {
namespace {

base::Problem missing_field(std::string_view field, const std::string& where) {
    return {"field-missing",
            where,
            {fmt::format("缺少字段 {}；如列名不同，请用 --map {}=列名", field, field),
             fmt::format("the field {} is missing; name its column with --map {}=COLUMN", field, field)}};
}

/// Zones, areas and applications are areas of ground: a line or point beside the polygons has no
/// place in the store, and dropping it would change what was handed in.
base::Problems polygons_only(const geo::Geometry& geometry, const std::string& where) {
    if (geometry.empty()) {
        return {{"geometry-missing", where, {"该行没有图形", "this row has no geometry"}}};
    }
    if (geometry.polygons.empty() || !geometry.lines.empty() || !geometry.points.empty()) {
        return {{"no-polygon",
                 where,
                 {"该行含线或点；此类记录只能是面",
                  "this row has lines or points; records of this kind are polygons"}}};
    }
    return {};
}

base::Problems dates_in_order(const base::DateSpan& valid, const std::string& where) {
    if (!valid.from || !valid.to || !(*valid.to < *valid.from)) {
        return {};
    }
    return {{"dates-reversed",
             where,
             {fmt::format("valid_to {} 早于 valid_from {}", valid.to->to_string(), valid.from->to_string()),
              fmt::format("valid_to {} lies before valid_from {}", valid.to->to_string(),
                          valid.from->to_string())}}};
}

void append(base::Problems& to, const base::Problems& more) { to.insert(to.end(), more.begin(), more.end()); }

/// What a repair did, so that a person can look at it: where, and the areas.
base::Problem repair_note(const geo::Repair& repair, const std::string& place) {
    const std::string where =
        repair.where ? fmt::format("{} ({}, {})", place, repair.where->x, repair.where->y) : place;
    return {repair.code,
            where,
            {fmt::format("{}；面积 {:.2f} → {:.2f} 平方米", repair.message.zh, repair.area_before_m2,
                         repair.area_after_m2),
             fmt::format("{}; area {:.2f} → {:.2f} m²", repair.message.en, repair.area_before_m2,
                         repair.area_after_m2)}};
}

base::Problems repairs_to_accept(const PreparedGeometry& prepared, const std::string& place) {
    base::Problems out;
    for (const geo::Repair& repair : prepared.repairs) {
        out.push_back(repair_note(repair, place));
    }
    out.push_back(
        {"repair-needs-acceptance",
         place,
         {"修复使面积变化超过 0.1% 或 10 平方米，该行未导入；请核对后加 --accept-repairs 重新导入",
          "the repair changes the area by over 0.1 % or 10 m², so the row was not taken; look at it "
          "and import again with --accept-repairs"}});
    return out;
}

const char* layer_of(const zone::Site&) { return "sites"; }
const char* layer_of(const zone::Zone&) { return "zones"; }
const char* layer_of(const zone::Area&) { return "areas"; }
const char* layer_of(const store::StoredApplication&) { return "applications"; }

/// The id without the version, and the version.
template <typename Record>
std::pair<std::string, std::optional<int>> name_of(const Record& record) {
    if constexpr (std::is_same_v<Record, zone::Zone>) {
        return {record.zone_id, record.version};
    } else {
        return {store::id_of(record), std::nullopt};
    }
}

/// A version on its way came there by steps that were taken elsewhere: it is taken as it is, and its steps
/// are asked for before it is announced.
base::Problems about_status(const zone::Zone& record, const std::string& where) {
    if (record.status != zone::Status::submitted && record.status != zone::Status::approved) {
        return {};
    }
    return {{"status-without-steps",
             where,
             {fmt::format("status：“{}”照原样导入；库中没有它的送审和批准记录，公布前须退回后重新办理",
                          zone::code_of(record.status)),
              fmt::format(
                  "status: '{}' is taken as it is; its submission and approval are not recorded here, and it "
                  "has to be returned and take them before it is announced",
                  zone::code_of(record.status))}}};
}

template <typename Record>
base::Problems about_status(const Record&, const std::string&) {
    return {};
}

bool is_json_object(const std::string& text) {
    return nlohmann::json::parse(text, nullptr, false).is_object();
}

} // namespace

std::vector<std::string_view> required_fields(const zone::Site&) { return {"site_id"}; }
std::vector<std::string_view> required_fields(const zone::Zone&) { return {"zone_id", "kind"}; }
std::vector<std::string_view> required_fields(const zone::Area&) { return {"area_id", "kind"}; }
std::vector<std::string_view> required_fields(const store::StoredApplication&) { return {}; }

void worsen_accuracy(zone::Site& record, double residual_m, const zone::AccuracyDefaults&) {
    record.position_accuracy_m = record.position_accuracy_m.value_or(0) + residual_m;
}
void worsen_accuracy(zone::Zone& record, double residual_m, const zone::AccuracyDefaults& defaults) {
    record.accuracy_m = defaults.accuracy_m(record).value_or(0) + residual_m;
}
void worsen_accuracy(zone::Area&, double, const zone::AccuracyDefaults&) {}
void worsen_accuracy(store::StoredApplication&, double, const zone::AccuracyDefaults&) {}

base::Problems complete(zone::Site& record, const intake::Feature& row) {
    return dates_in_order(record.valid, row.source);
}

base::Problems complete(zone::Zone& record, const intake::Feature& row) {
    base::Problems problems = polygons_only(record.geometry, row.source);
    append(problems, dates_in_order(record.valid, row.source));
    return problems;
}

base::Problems complete(zone::Area& record, const intake::Feature& row) {
    base::Problems problems = polygons_only(record.geometry, row.source);
    append(problems, dates_in_order(record.valid, row.source));
    const bool coverage = record.kind == zone::AreaKind::coverage;
    const auto theme = coverage ? zone::parse_theme(record.theme) : std::string_view(record.theme);
    if (theme) {
        record.theme = *theme;
    } else {
        problems.push_back(
            {"bad-value",
             row.source,
             {fmt::format("theme：“{}”应为 protection、control、underground、sites、zones 或 all",
                          record.theme),
              fmt::format("theme: '{}' must be protection, control, underground, sites, zones or all",
                          record.theme)}});
    }
    if (coverage && record.status != "complete" && record.status != "partial") {
        problems.push_back({"bad-value",
                            row.source,
                            {fmt::format("status：“{}”应为 complete 或 partial", record.status),
                             fmt::format("status: '{}' must be complete or partial", record.status)}});
    }
    return problems;
}

base::Problems complete(store::StoredApplication& record, const intake::Feature& row) {
    const auto unless_stated = [](std::string& member, const std::string& otherwise) {
        if (member.empty()) {
            member = otherwise;
        }
    };
    unless_stated(record.application_id, row.id);
    unless_stated(record.name, row.name);
    unless_stated(record.kind, "construction");
    unless_stated(record.facts_json, "{}");
    unless_stated(record.source, row.source);
    base::Problems problems = polygons_only(record.geometry, row.source);
    if (record.application_id.empty()) {
        problems.push_back(missing_field("application_id", row.source));
    }
    if (!is_json_object(record.facts_json)) {
        problems.push_back({"bad-value",
                            row.source,
                            {fmt::format("facts：“{}”不是 JSON 对象", record.facts_json),
                             fmt::format("facts: '{}' is no JSON object", record.facts_json)}});
    }
    return problems;
}

namespace {

template <typename Record>
const store::Field<Record>* field_named(const std::vector<store::Field<Record>>& fields,
                                        const std::string& name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&name](const auto& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

base::Problem field_unknown(const char* option, const std::string& name) {
    return {"field-unknown",
            option,
            {fmt::format("没有名为“{}”的字段", name), fmt::format("there is no field '{}'", name)}};
}

} // namespace

template <typename Record>
base::Problems problems_of_fields(const std::vector<store::Field<Record>>& fields,
                                  const ImportOptions& options) {
    base::Problems problems;
    for (const auto& [name, column] : options.map) {
        if (field_named(fields, name) == nullptr) {
            problems.push_back(field_unknown("--map", name));
        }
    }
    for (const auto& [name, value] : options.set) {
        const store::Field<Record>* field = field_named(fields, name);
        Record record;
        if (field == nullptr) {
            problems.push_back(field_unknown("--set", name));
        } else if (auto refusal = field->set(record, value)) {
            problems.push_back({"bad-value", "--set", *std::move(refusal)});
        }
        if (options.map.count(name) != 0) {
            problems.push_back({"field-twice",
                                "--set",
                                {fmt::format("字段 {} 同时出现在 --map 和 --set 中", name),
                                 fmt::format("{} stands in both --map and --set", name)}});
        }
    }
    return problems;
}

template <typename Record>
ImportRows<Record>::ImportRows(const std::vector<store::Field<Record>>& fields, Kind kind,
                               const ImportOptions& options)
    : m_fields(fields), m_kind(kind), m_options(options), m_names(load_column_names()),
      m_accuracy(zone::AccuracyDefaults::load(base::data_directory() / "profiles" / "accuracy.json")) {
    base::Problems problems = problems_of_fields(fields, options);
    if (!problems.empty()) {
        throw base::UsageError(std::move(problems));
    }
}

template <typename Record>
base::Problems ImportRows<Record>::fill(Record& record, RowFields& fields, const intake::Feature& row) const {
    base::Problems problems;
    const std::vector<std::string_view> required = required_fields(record);
    for (const store::Field<Record>& field : m_fields) {
        const std::string word = fields.text(field.name);
        if (word.empty() && std::find(required.begin(), required.end(), field.name) != required.end()) {
            problems.push_back(missing_field(field.name, row.source));
        } else if (auto refusal = field.set(record, word)) {
            problems.push_back({"bad-value", row.source, *std::move(refusal)});
        }
    }
    return problems;
}

template <typename Record>
void ImportRows<Record>::take(const intake::Feature& row) {
    ++m_report.read;
    for (const base::Problem& warning : row.warnings) {
        note(warning);
    }
    for (const auto& item : row.attributes.items()) {
        m_seen_columns.insert(item.key());
    }
    base::Result<PreparedGeometry> prepared = prepare_geometry(row);
    RowFields fields(row, m_options.map, m_options.set, m_names);
    Record record;
    base::Problems problems = fill(record, fields, row);
    if (!prepared.ok()) {
        problems.insert(problems.end(), prepared.problems().begin(), prepared.problems().end());
        refuse(problems);
        return;
    }
    record.geometry = std::move(prepared.value().geometry);
    if (row.accuracy_m) {
        worsen_accuracy(record, *row.accuracy_m, m_accuracy);
    }
    const base::Problems as_a_whole = complete(record, row);
    problems.insert(problems.end(), as_a_whole.begin(), as_a_whole.end());
    const std::string id = store::id_of(record);
    if (prepared.value().needs_acceptance && !m_options.accept_repairs) {
        append(problems, repairs_to_accept(prepared.value(), row.source));
    }
    if (problems.empty() && !m_places.emplace(id, row.source).second) {
        problems.push_back({"id-repeated",
                            row.source,
                            {fmt::format("编号 {} 在本次导入中重复", id),
                             fmt::format("the id {} stands twice in this import", id)}});
    }
    if (!problems.empty()) {
        refuse(problems);
        return;
    }
    for (const base::Problem& told : about_status(record, row.source)) {
        note(told);
    }
    keep_repairs(record, prepared.value(), row.source);
    (m_records.*m_kind).push_back(std::move(record));
    ++m_report.taken;
    m_unused_columns.merge(fields.unused_columns());
}

template <typename Record>
void ImportRows<Record>::note(const base::Problem& note) {
    if (m_noted.insert(note.code + '\n' + note.where + '\n' + note.message.zh).second) {
        m_report.notes.push_back(note);
    }
}

template <typename Record>
void ImportRows<Record>::refuse(const base::Problems& problems) {
    ++m_report.refused;
    m_report.problems.insert(m_report.problems.end(), problems.begin(), problems.end());
}

template <typename Record>
void ImportRows<Record>::keep_repairs(const Record& record, const PreparedGeometry& prepared,
                                      const std::string& place) {
    m_report.repaired += prepared.repairs.empty() ? 0U : 1U;
    const auto [id, version] = name_of(record);
    for (const geo::Repair& repair : prepared.repairs) {
        note(repair_note(repair, place));
        m_records.repairs.push_back({layer_of(record), id, version, repair.code, repair.where,
                                     repair.area_before_m2, repair.area_after_m2,
                                     geo::to_wkb(prepared.original)});
    }
}

/// Takes records out again, with their repairs.
template <typename Record>
void ImportRows<Record>::forget(const std::set<std::string>& ids) {
    const auto is_refused = [&ids](const Record& record) { return ids.count(store::id_of(record)) != 0; };
    std::vector<Record>& records = m_records.*m_kind;
    for (const Record& record : records) {
        if (!is_refused(record)) {
            continue;
        }
        const auto name = name_of(record);
        std::vector<store::StoredRepair>& repairs = m_records.repairs;
        repairs.erase(std::remove_if(repairs.begin(), repairs.end(),
                                     [&name](const store::StoredRepair& repair) {
                                         return repair.id == name.first && repair.version == name.second;
                                     }),
                      repairs.end());
    }
    records.erase(std::remove_if(records.begin(), records.end(), is_refused), records.end());
    m_report.taken = records.size();
}

template <typename Record>
void ImportRows<Record>::refuse_endless(const store::Store& store) {
    if constexpr (std::is_same_v<Record, zone::Zone>) {
        std::vector<std::string> asked;
        for (const zone::Zone& zone : m_records.zones) {
            if (zone.status == zone::Status::superseded && !zone.valid.to) {
                asked.push_back(zone.zone_id);
            }
        }
        if (asked.empty()) {
            return;
        }
        std::map<std::string, int> highest = store.highest_versions(asked);
        for (const zone::Zone& zone : m_records.zones) {
            if (!store::is_on_its_way(zone)) {
                highest[zone.zone_id] = std::max(highest[zone.zone_id], zone.version);
            }
        }
        std::set<std::string> endless;
        for (const zone::Zone& zone : m_records.zones) {
            if (zone.status == zone::Status::superseded && !zone.valid.to &&
                highest[zone.zone_id] <= zone.version) {
                const std::string id = store::id_of(zone);
                endless.insert(id);
                refuse(
                    {{"superseded-without-end",
                      m_places[id],
                      {fmt::format("{} 已被替代，但既无 valid_to 也无后续版本，无法判断是否有效", id),
                       fmt::format("{} is superseded, but states no valid_to and no later version is known: "
                                   "nobody can tell whether it is in force",
                                   id)}}});
            }
        }
        forget(endless);
    }
}

template <typename Record>
void ImportRows<Record>::refuse_existing(const std::vector<store::ExistingId>& existing) {
    std::set<std::string> present;
    for (const store::ExistingId& one : existing) {
        present.insert(one.id);
        refuse(
            {{"already-there",
              one.id,
              {fmt::format("{} {} 已在库中；不覆盖，请用新的编号或版本", one.kind, one.id),
               fmt::format("{} {} is in the store already; nothing is overwritten, use a new id or version",
                           one.kind, one.id)}}});
    }
    forget(present);
}

template <typename Record>
void ImportRows<Record>::note_columns() {
    for (const std::string& column : m_unused_columns) {
        m_report.notes.push_back({"column-ignored",
                                  column,
                                  {fmt::format("列“{}”没有对应的字段，未导入", column),
                                   fmt::format("the column '{}' fits no field and was not taken", column)}});
    }
    for (const auto& [field, column] : m_options.map) {
        if (m_report.read > 0 && m_seen_columns.count(column) == 0) {
            m_report.notes.push_back(
                {"column-missing",
                 column,
                 {fmt::format("文件中没有列“{}”，字段 {} 留空；文件中的列：{}", column, field,
                              fmt::join(m_seen_columns, "、")),
                  fmt::format("no file has the column '{}'; {} stays empty; the columns there are: {}",
                              column, field, fmt::join(m_seen_columns, ", "))}});
        }
    }
}

template base::Problems problems_of_fields(const std::vector<store::Field<zone::Site>>&,
                                           const ImportOptions&);
template base::Problems problems_of_fields(const std::vector<store::Field<zone::Zone>>&,
                                           const ImportOptions&);
template base::Problems problems_of_fields(const std::vector<store::Field<zone::Area>>&,
                                           const ImportOptions&);
template base::Problems problems_of_fields(const std::vector<store::Field<store::StoredApplication>>&,
                                           const ImportOptions&);

template base::Problems problems_of_fields(const std::vector<store::Field<PrerequisiteRow>>&,
                                           const ImportOptions&);
template base::Problems problems_of_fields(const std::vector<store::Field<store::Target>>&,
                                           const ImportOptions&);

template class ImportRows<zone::Site>;
template class ImportRows<zone::Zone>;
template class ImportRows<zone::Area>;
template class ImportRows<store::StoredApplication>;

} // namespace liangxian::app
