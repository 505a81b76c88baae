// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/record_fields.hpp"

#include "core/base/number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::store {
namespace {

using base::Text;
using Refusal = std::optional<Text>;

Refusal wrong_value(std::string_view column, const FieldValue& value, const Text& wanted) {
    return Text{fmt::format("{}：“{}”不是{}", column, text_of(value), wanted.zh),
                fmt::format("{}: '{}' is not {}", column, text_of(value), wanted.en)};
}

FieldValue text_value(const std::string& text) { return text.empty() ? FieldValue() : FieldValue(text); }

bool is_absent(const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

std::optional<double> number_of(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return base::parse_number(*text);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    return number != nullptr && std::isfinite(*number) ? std::optional<double>(*number) : std::nullopt;
}

template <typename Record>
Field<Record> text_field(std::string_view name, std::string Record::*member) {
    return {name, FieldType::text, [member](const Record& r) { return text_value(r.*member); },
            [member](Record& r, const FieldValue& value) -> Refusal {
                r.*member = text_of(value);
                return std::nullopt;
            }};
}

/// A day as a notice states it: ISO when it is a day, else its own words ("2005年").
template <typename Record>
Field<Record> stated_day_field(std::string_view name, std::string Record::*member) {
    Field<Record> field = text_field(name, member);
    field.set = [member](Record& r, const FieldValue& value) -> Refusal {
        const std::string text = text_of(value);
        const auto date = base::Date::parse(text.substr(0, text.find('T')));
        r.*member = date ? date->to_string() : text;
        return std::nullopt;
    };
    return field;
}

/// Lengths, heights and areas: never negative.
template <typename Record>
Field<Record> number_field(std::string_view name, std::optional<double> Record::*member) {
    return {name, FieldType::number,
            [member](const Record& r) { return r.*member ? FieldValue(*(r.*member)) : FieldValue(); },
            [member, name](Record& r, const FieldValue& value) -> Refusal {
                r.*member = std::nullopt;
                if (is_absent(value)) {
                    return std::nullopt;
                }
                const auto number = number_of(value);
                if (!number || *number < 0) {
                    return wrong_value(name, value, {"非负数", "a number of zero or more"});
                }
                r.*member = *number;
                return std::nullopt;
            }};
}

template <typename Record, typename Access>
Field<Record> date_field(std::string_view name, Access access) {
    return {name, FieldType::date,
            [access](const Record& r) {
                const std::optional<base::Date>& date = access(const_cast<Record&>(r));
                return date ? FieldValue(date->to_string()) : FieldValue();
            },
            [access, name](Record& r, const FieldValue& value) -> Refusal {
                access(r) = std::nullopt;
                if (is_absent(value)) {
                    return std::nullopt;
                }
                // Some writers keep a day as an instant: its first ten characters are the day.
                std::string text = text_of(value);
                if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) {
                    text.resize(10);
                }
                const auto date = base::Date::parse(text);
                if (!date) {
                    return wrong_value(name, value, {"日期（如 2025-03-01）", "a date such as 2025-03-01"});
                }
                access(r) = date;
                return std::nullopt;
            }};
}

template <typename Record>
Field<Record> instant_field(std::string_view name, base::Timestamp Record::*member) {
    return {name, FieldType::instant,
            [member](const Record& r) {
                // The epoch stands for "the instant of the transaction".
                return r.*member == base::Timestamp() ? FieldValue() : FieldValue((r.*member).to_string());
            },
            [member, name](Record& r, const FieldValue& value) -> Refusal {
                r.*member = base::Timestamp();
                if (is_absent(value)) {
                    return std::nullopt;
                }
                // A record made on a day is known from the beginning of that day on.
                std::string text = text_of(value);
                const auto day = base::Date::parse(text);
                const auto instant = base::Timestamp::parse(day ? day->to_string() + "T00:00:00.000Z" : text);
                if (!instant) {
                    return wrong_value(
                        name, value,
                        {"时刻（如 2025-03-01T08:00:00Z）", "an instant such as 2025-03-01T08:00:00Z"});
                }
                r.*member = *instant;
                return std::nullopt;
            }};
}

template <typename Enum>
struct CodeWords {
    std::optional<Enum> (*parse)(std::string_view);
    std::string_view (*code)(Enum);
    Text wanted;
};

/// \param absent  the contract's default; nothing when the code must be stated
template <typename Record, typename Enum>
Field<Record> code_field(std::string_view name, Enum Record::*member, CodeWords<Enum> words,
                         std::optional<Enum> absent) {
    return {name, FieldType::code,
            [member, words](const Record& r) { return FieldValue(std::string(words.code(r.*member))); },
            [member, words, absent, name](Record& r, const FieldValue& value) -> Refusal {
                const auto parsed = is_absent(value) ? absent : words.parse(text_of(value));
                if (!parsed) {
                    return wrong_value(name, value, words.wanted);
                }
                r.*member = *parsed;
                return std::nullopt;
            }};
}

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

template <typename Record>
Field<Record> valid_from_field() {
    return date_field<Record>(
        "valid_from", [](Record & r) -> auto& { return r.valid.from; });
}
template <typename Record>
Field<Record> valid_to_field() {
    return date_field<Record>(
        "valid_to", [](Record & r) -> auto& { return r.valid.to; });
}

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
