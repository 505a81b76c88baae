// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_json.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/hex.hpp"
#include "core/geo/repair.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

using nlohmann::json;
using store::FieldValue;

constexpr const char* kSchema = "liangxian/package/1";

json value_json(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return *integer;
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? json() : json(*number);
}

FieldValue value_of(const json& value) {
    return value.is_string()           ? FieldValue(value.get<std::string>())
           : value.is_number_integer() ? FieldValue(value.get<std::int64_t>())
           : value.is_number()         ? FieldValue(value.get<double>())
                                       : FieldValue();
}

template <typename Record>
json record_json(const std::vector<store::Field<Record>>& fields, const Record& record) {
    json out = json::object();
    for (const auto& field : fields) {
        out[std::string(field.name)] = value_json(field.get(record));
    }
    out["geom"] = record.geometry.empty() ? json() : json(base::hex_of(geo::to_wkb(record.geometry)));
    return out;
}

base::Problem wrong(const std::string& where, const std::string& zh, const std::string& en) {
    return {"manifest-wrong", where, {zh, en}};
}

int digit_of(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

std::optional<std::string> bytes_of(const std::string& hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = digit_of(hex[i]);
        const int low = digit_of(hex[i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
    }
    return hex.size() % 2 == 0 ? std::optional(out) : std::nullopt;
}

/// A geometry as it was, and valid: it did not come through the readers.
std::optional<geo::Geometry> geometry_of(const json& said, const std::string& where,
                                         base::Problems& problems) {
    geo::Geometry out;
    if (said.is_null()) {
        return out;
    }
    const auto bytes = said.is_string() ? bytes_of(said.get<std::string>()) : std::nullopt;
    if (!bytes) {
        problems.push_back(wrong(where, "图形无法识别", "its geometry means nothing"));
        return std::nullopt;
    }
    try {
        out = geo::from_wkb(*bytes);
    } catch (const base::GeometryError& error) {
        problems.push_back(wrong(where, error.message().zh, error.message().en));
        return std::nullopt;
    }
    if (const auto fault = geo::invalidity(out)) {
        problems.push_back(
            wrong(where, "图形无效：" + fault->reason, "its geometry is not valid: " + fault->reason));
        return std::nullopt;
    }
    return out;
}

template <typename Record>
Record record_of(const std::vector<store::Field<Record>>& fields, const json& said, const std::string& where,
                 base::Problems& problems) {
    Record out;
    if (!said.is_object()) {
        problems.push_back(wrong(where, "不是记录", "this is no record"));
        return out;
    }
    for (const auto& field : fields) {
        const auto value = said.find(std::string(field.name));
        const auto refusal = field.set(out, value == said.end() ? FieldValue() : value_of(*value));
        if (refusal) {
            problems.push_back(wrong(where, refusal->zh, refusal->en));
        }
    }
    if (auto geometry = geometry_of(said.value("geom", json()), where, problems)) {
        out.geometry = std::move(*geometry);
    }
    return out;
}

json step_json(const zone::VersionStep& step) {
    return {{"step", zone::code_of(step.step)},
            {"at", step.at.to_string()},
            {"actor", step.actor},
            {"office", step.office},
            {"document", step.document},
            {"dated", step.dated ? step.dated->to_string() : ""},
            {"reason", step.reason},
            {"change", step.change ? std::string(zone::code_of(*step.change)) : ""}};
}

json document_json(const store::StoredDocument& document) {
    return {{"document", document.document},
            {"issuer", document.issuer},
            {"document_date", document.document_date},
            {"title", document.title},
            {"sha256", document.sha256}};
}

json version_json(const PackedVersion& version) {
    json steps = json::array();
    for (const zone::VersionStep& step : version.steps) {
        steps.push_back(step_json(step));
    }
    json documents = json::array();
    for (const store::StoredDocument& document : version.documents) {
        documents.push_back(document_json(document));
    }
    return {{"zone", record_json(store::zone_fields(), version.zone)},
            {"site", record_json(store::site_fields(), version.site)},
            {"steps", std::move(steps)},
            {"documents", std::move(documents)},
            {"problems", version.problems}};
}

const json& list_in(const json& object, const char* name) {
    static const json none = json::array();
    const auto found = object.find(name);
    return found != object.end() && found->is_array() ? *found : none;
}

PackedVersion version_of(const json& said, const std::string& where, base::Problems& problems) {
    PackedVersion out;
    out.zone = record_of(store::zone_fields(), said.value("zone", json()), where, problems);
    out.site = record_of(store::site_fields(), said.value("site", json()), where, problems);
    if (out.zone.zone_id.empty() || out.zone.site_id.empty() || out.zone.site_id != out.site.site_id) {
        problems.push_back(
            wrong(where, "缺少编号，或所属文物不符", "an id is missing, or its site is another"));
    }
    if (out.zone.geometry.polygons.empty() || !out.zone.geometry.lines.empty() ||
        !out.zone.geometry.points.empty()) {
        problems.push_back(wrong(where, "界线不是面", "the line is no polygon"));
    }
    for (const json& one : list_in(said, "steps")) {
        zone::VersionStep step;
        const auto kind = zone::parse_step(text_in(one, "step"));
        if (!kind) {
            problems.push_back(wrong(where, "步骤无法识别", "a step means nothing"));
            continue;
        }
        step.zone_id = out.zone.zone_id;
        step.version = out.zone.version;
        step.step = *kind;
        step.at = base::Timestamp::parse(text_in(one, "at")).value_or(base::Timestamp());
        step.actor = text_in(one, "actor");
        step.office = text_in(one, "office");
        step.document = text_in(one, "document");
        step.dated = base::Date::parse(text_in(one, "dated"));
        step.reason = text_in(one, "reason");
        step.change = zone::parse_change_kind(text_in(one, "change"));
        out.steps.push_back(std::move(step));
    }
    for (const json& one : list_in(said, "documents")) {
        out.documents.push_back({text_in(one, "document"), text_in(one, "issuer"),
                                 text_in(one, "document_date"), text_in(one, "title"),
                                 text_in(one, "sha256")});
    }
    out.problems = list_in(said, "problems");
    return out;
}

} // namespace

std::string text_in(const json& object, const char* name) {
    const bool has_text = object.is_object() && object.contains(name) && object[name].is_string();
    return has_text ? object[name].get<std::string>() : "";
}

json zone_json(const zone::Zone& zone) { return record_json(store::zone_fields(), zone); }

json manifest_of(const Package& package) {
    json versions = json::array();
    for (const PackedVersion& version : package.versions) {
        versions.push_back(version_json(version));
    }
    json files = json::array();
    for (const base::ZipFile& file : package.files) {
        files.push_back(
            {{"name", file.name}, {"sha256", base::sha256_hex(file.bytes)}, {"bytes", file.bytes.size()}});
    }
    return {{"schema", kSchema},
            {"office", package.office},
            {"county", package.county},
            {"made_at", package.made_at.to_string()},
            {"store",
             {{"digest", package.store_digest},
              {"audit_count", package.audit_count},
              {"audit_head", package.audit_head}}},
            {"versions", std::move(versions)},
            {"files", std::move(files)}};
}

base::Result<Package> package_of(const json& manifest) {
    base::Problems problems;
    Package out;
    if (text_in(manifest, "schema") != kSchema) {
        return wrong("", "不是本程序能读的数据包", "this program cannot read such a package");
    }
    out.office = text_in(manifest, "office");
    out.county = text_in(manifest, "county");
    const auto made_at = base::Timestamp::parse(text_in(manifest, "made_at"));
    if (!made_at) {
        problems.push_back(wrong("made_at", "不是时刻", "this is no instant"));
    }
    out.made_at = made_at.value_or(base::Timestamp());
    const json store = manifest.value("store", json::object());
    out.store_digest = text_in(store, "digest");
    out.audit_head = text_in(store, "audit_head");
    out.audit_count =
        store.is_object() && store.contains("audit_count") && store["audit_count"].is_number_integer()
            ? store["audit_count"].get<std::int64_t>()
            : 0;
    std::vector<std::string> names;
    for (const json& said : list_in(manifest, "versions")) {
        const std::string where = fmt::format("versions[{}]", out.versions.size());
        out.versions.push_back(said.is_object() ? version_of(said, where, problems) : PackedVersion());
        names.push_back(store::id_of(out.versions.back().zone));
    }
    std::sort(names.begin(), names.end());
    if (names.empty() || std::adjacent_find(names.begin(), names.end()) != names.end()) {
        problems.push_back(
            wrong("versions", "没有界线，或同一版本出现两次", "no version, or one of them twice"));
    }
    return problems.empty() ? base::Result<Package>(std::move(out)) : base::Result<Package>(problems);
}

} // namespace liangxian::app
