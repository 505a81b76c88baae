// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/record_fields.hpp"

#include "core/store/field_makers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::store {
namespace {

using base::Text;

Field<zone::Zone> version_field() {
    return {"version", FieldType::integer,
            [](const zone::Zone& z) { return FieldValue(std::int64_t{z.version}); },
            [](zone::Zone& z, const FieldValue& value) -> Refusal {
                constexpr double kMaxVersion = 1e6;
                const auto number = is_absent(value) ? std::optional<double>(1) : number_of(value);
                if (!number || *number < 1 || *number > kMaxVersion || std::floor(*number) != *number) {
                    return wrong_value("version", value, {"正整数", "a whole number of 1 or more"});
                }
                z.version = static_cast<int>(*number);
                return std::nullopt;
            }};
}

Field<zone::Zone> geometry_basis_field() {
    return {"geometry_basis", FieldType::code,
            [](const zone::Zone& z) {
                return z.geometry_basis ? FieldValue(std::string(zone::code_of(*z.geometry_basis)))
                                        : FieldValue();
            },
            [](zone::Zone& z, const FieldValue& value) -> Refusal {
                z.geometry_basis = std::nullopt;
                if (is_absent(value)) {
                    return std::nullopt;
                }
                z.geometry_basis = zone::parse_geometry_basis(text_of(value));
                return z.geometry_basis
                           ? std::nullopt
                           : wrong_value("geometry_basis", value,
                                         {"边界来源（公布坐标、实测、据文字描述绘制等）",
                                          "a basis (announced-coordinates, surveyed, from-words …)"});
            }};
}

const CodeWords<zone::Level> kLevelWords{zone::parse_level,
                                         zone::code_of,
                                         {"级别（national、provincial、city、county、ungraded）",
                                          "a level (national, provincial, city, county, ungraded)"}};
const CodeWords<zone::ZoneKind> kZoneKindWords{
    zone::parse_zone_kind,
    zone::code_of,
    {"区划种类（protection、protection-key、protection-general、control）",
     "a zone kind (protection, protection-key, protection-general, control)"}};
const CodeWords<zone::AreaKind> kAreaKindWords{zone::parse_area_kind,
                                               zone::code_of,
                                               {"区域种类（underground-area、coverage、county 等）",
                                                "an area kind (underground-area, coverage, county …)"}};
const CodeWords<zone::Status> kStatusWords{
    zone::parse_status,
    zone::code_of,
    {"状态（draft、submitted、approved、published、superseded、revoked）",
     "a status (draft, submitted, approved, published, superseded, revoked)"}};
const CodeWords<zone::Visibility> kVisibilityWords{
    zone::parse_visibility,
    zone::code_of,
    {"公开程度（public、coarse、hidden）", "a visibility (public, coarse, hidden)"}};

} // namespace

const std::vector<Field<zone::Site>>& site_fields() {
    using zone::Site;
    static const std::vector<Field<Site>> fields{
        text_field("site_id", &Site::site_id),
        text_field("name", &Site::name),
        code_field("level", &Site::level, kLevelWords, std::optional(zone::Level::ungraded)),
        text_field("code", &Site::code),
        text_field("category", &Site::category),
        text_field("era", &Site::era),
        text_field("county", &Site::county),
        text_field("township", &Site::township),
        text_field("place", &Site::place),
        number_field("position_accuracy_m", &Site::position_accuracy_m),
        text_field("announced_by", &Site::announced_by),
        stated_day_field("announced_on", &Site::announced_on),
        text_field("document", &Site::document),
        valid_from_field<Site>(),
        valid_to_field<Site>(),
        instant_field("recorded_at", &Site::recorded_at),
    };
    return fields;
}

const std::vector<Field<zone::Zone>>& zone_fields() {
    using zone::Zone;
    static const std::vector<Field<Zone>> fields{
        text_field("zone_id", &Zone::zone_id),
        version_field(),
        text_field("site_id", &Zone::site_id),
        code_field("kind", &Zone::kind, kZoneKindWords, std::optional<zone::ZoneKind>()),
        text_field("class", &Zone::zone_class),
        code_field("status", &Zone::status, kStatusWords, std::optional(zone::Status::published)),
        valid_from_field<Zone>(),
        valid_to_field<Zone>(),
        instant_field("recorded_at", &Zone::recorded_at),
        text_field("issuer", &Zone::issuer),
        text_field("document", &Zone::document),
        stated_day_field("document_date", &Zone::document_date),
        text_field("approval_document", &Zone::approval_document),
        number_field("height_limit_m", &Zone::height_limit_m),
        text_field("restrictions", &Zone::restrictions),
        number_field("accuracy_m", &Zone::accuracy_m),
        geometry_basis_field(),
        number_field("declared_area_m2", &Zone::declared_area_m2),
        text_field("words", &Zone::words),
        code_field("visibility", &Zone::visibility, kVisibilityWords,
                   std::optional(zone::Visibility::public_)),
    };
    return fields;
}

const std::vector<Field<zone::Area>>& area_fields() {
    using zone::Area;
    static const std::vector<Field<Area>> fields{
        text_field("area_id", &Area::area_id),
        code_field("kind", &Area::kind, kAreaKindWords, std::optional<zone::AreaKind>()),
        text_field("name", &Area::name),
        text_field("code", &Area::code),
        text_field("document", &Area::document),
        valid_from_field<Area>(),
        valid_to_field<Area>(),
        text_field("issuer", &Area::issuer),
        stated_day_field("document_date", &Area::document_date),
        text_field("theme", &Area::theme),
        text_field("status", &Area::status),
        text_field("declared_by", &Area::declared_by),
        stated_day_field("declared_on", &Area::declared_on),
        date_field<Area>(
            "expires_on", [](Area & a) -> auto& { return a.expires_on; }),
        instant_field("recorded_at", &Area::recorded_at),
    };
    return fields;
}

const std::vector<Field<StoredApplication>>& application_fields() {
    static const std::vector<Field<StoredApplication>> fields{
        text_field("application_id", &StoredApplication::application_id),
        text_field("name", &StoredApplication::name),
        text_field("kind", &StoredApplication::kind),
        text_field("facts", &StoredApplication::facts_json),
        text_field("source", &StoredApplication::source),
        instant_field("recorded_at", &StoredApplication::recorded_at),
    };
    return fields;
}

std::string id_of(const zone::Site& site) { return site.site_id; }
std::string id_of(const zone::Zone& zone) { return fmt::format("{}@{}", zone.zone_id, zone.version); }
std::string id_of(const zone::Area& area) { return area.area_id; }
std::string id_of(const StoredApplication& application) { return application.application_id; }

std::string text_of(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr) {
        return {};
    }
    return std::isfinite(*number) ? base::shortest(*number) : fmt::format("{}", *number);
}

} // namespace liangxian::store
