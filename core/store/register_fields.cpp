// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/register_fields.hpp"

#include "core/store/field_makers.hpp"
#include "core/zone/word_list.hpp"

namespace liangxian::store {
namespace {

using zone::Word;

const std::array<Word, 3>& items() {
    static const std::array<Word, 3> words{{
        {"marker", {"标志说明", "marker"}},
        {"archive", {"记录档案", "record archive"}},
        {"custody", {"管理机构或专人", "responsible body or keeper"}},
    }};
    return words;
}

const std::array<Word, 2>& states() {
    static const std::array<Word, 2> words{{{"present", {"有", "present"}}, {"absent", {"无", "absent"}}}};
    return words;
}

const CodeWords<PrerequisiteItem> kItemWords{
    parse_prerequisite_item,
    code_of,
    {"四有项目（marker、archive、custody）", "an item (marker, archive, custody)"}};
const CodeWords<ItemState> kStateWords{
    parse_item_state, code_of, {"有或无（present、absent）", "present or absent"}};

/// A share is between nothing and all; `95%` says 0.95.
template <typename Record>
Field<Record> share_field(std::string_view name, std::optional<double> Record::*member) {
    Field<Record> field = number_field(name, member);
    field.set = [member, name](Record& r, const FieldValue& value) -> Refusal {
        r.*member = std::nullopt;
        if (is_absent(value)) {
            return std::nullopt;
        }
        std::string text = text_of(value);
        const bool is_percent = !text.empty() && text.back() == '%';
        if (is_percent) {
            text.pop_back();
        }
        auto number = base::parse_number(text);
        if (number && is_percent) {
            *number /= 100;
        }
        if (!number || *number < 0 || *number > 1) {
            return wrong_value(name, value,
                               {"比例（0 到 1，或百分数）", "a share between 0 and 1, or per cent"});
        }
        r.*member = *number;
        return std::nullopt;
    };
    return field;
}

/// A calendar year of our time.
template <typename Record>
Field<Record> year_field(std::string_view name, std::optional<int> Record::*member) {
    Field<Record> field = count_field(name, member);
    field.set = [member, name, set = field.set](Record& r, const FieldValue& value) -> Refusal {
        constexpr int kFirst = 1900;
        constexpr int kLast = 2999;
        const Refusal refusal = set(r, value);
        if (refusal || (r.*member && (*(r.*member) < kFirst || *(r.*member) > kLast))) {
            r.*member = std::nullopt;
            return wrong_value(name, value, {"年份（如 2025）", "a year such as 2025"});
        }
        return std::nullopt;
    };
    return field;
}

} // namespace

std::string_view code_of(PrerequisiteItem value) { return word(items(), value).code; }
std::string_view code_of(ItemState value) { return word(states(), value).code; }
const base::Text& name_of(PrerequisiteItem value) { return word(items(), value).name; }
const base::Text& name_of(ItemState value) { return word(states(), value).name; }
std::optional<PrerequisiteItem> parse_prerequisite_item(std::string_view text) {
    return zone::parse_word<PrerequisiteItem>(items(), text);
}
std::optional<ItemState> parse_item_state(std::string_view text) {
    return zone::parse_word<ItemState>(states(), text);
}

const std::vector<Field<Prerequisite>>& prerequisite_fields() {
    using P = Prerequisite;
    static const std::vector<Field<P>> fields{
        text_field("site_id", &P::site_id),
        code_field("item", &P::item, kItemWords, std::optional<PrerequisiteItem>()),
        code_field("state", &P::state, kStateWords, std::optional(ItemState::present)),
        text_field("level", &P::level),
        text_field("name", &P::name),
        text_field("announced_by", &P::announced_by),
        stated_day_field("announced_on", &P::announced_on),
        text_field("erected_by", &P::erected_by),
        stated_day_field("erected_on", &P::erected_on),
        text_field("archive_number", &P::archive_number),
        count_field("main_volumes", &P::main_volumes),
        count_field("sub_volumes", &P::sub_volumes),
        count_field("reference_volumes", &P::reference_volumes),
        date_field<P>(
            "filed_on", [](P & p) -> auto& { return p.filed_on; }),
        text_field("body", &P::body),
        text_field("keeper_name", &P::keeper_name),
        text_field("keeper_office", &P::keeper_office),
        text_field("document", &P::document),
        valid_from_field<P>(),
        valid_to_field<P>(),
        instant_field("recorded_at", &P::recorded_at),
    };
    return fields;
}

const std::vector<Field<Target>>& target_fields() {
    static const std::vector<Field<Target>> fields{
        text_field("code", &Target::code),
        text_field("scope", &Target::scope),
        year_field("year", &Target::year),
        text_field("name", &Target::name),
        share_field("goal_share", &Target::goal_share),
        share_field("reached_share", &Target::reached_share),
        text_field("document", &Target::document),
        date_field<Target>(
            "document_date", [](Target & t) -> auto& { return t.document_date; }),
        instant_field("recorded_at", &Target::recorded_at),
    };
    return fields;
}

const std::vector<Field<PackageRecord>>& package_fields() {
    static const std::vector<Field<PackageRecord>> fields{
        text_field("package_id", &PackageRecord::package_id),
        text_field("role", &PackageRecord::role),
        text_field("office", &PackageRecord::office),
        text_field("public_key", &PackageRecord::public_key),
        text_field("content", &PackageRecord::content),
        instant_field("recorded_at", &PackageRecord::recorded_at),
    };
    return fields;
}

const std::vector<Field<CornerSurvey>>& survey_fields() {
    using S = CornerSurvey;
    static const std::vector<Field<S>> fields{
        text_field("zone_id", &S::zone_id),
        count_field("version", &S::version),
        text_field("verified_by", &S::verified_by),
        date_field<S>(
            "verified_on", [](S & s) -> auto& { return s.verified_on; }),
        text_field("surveyor", &S::surveyor),
        count_field("corners", &S::corners),
        count_field("within", &S::within),
        count_field("missing", &S::missing),
        count_field("extra", &S::extra),
        number_field("greatest_m", &S::greatest_m),
        text_field("file_sha256", &S::file_sha256),
        instant_field("recorded_at", &S::recorded_at),
    };
    return fields;
}

const std::vector<Field<RegisteredDatum>>& datum_fields() {
    using D = RegisteredDatum;
    static const std::vector<Field<D>> fields{
        text_field("datum_id", &D::datum_id),
        text_field("datum", &D::datum),
        text_field("state", &D::state),
        text_field("plane", &D::plane),
        text_field("model", &D::model),
        number_field("rms_m", &D::rms_m),
        number_field("greatest_m", &D::greatest_m),
        count_field("pairs", &D::pairs),
        count_field("check_points", &D::check_points),
        text_field("extent", &D::extent),
        text_field("supplier", &D::supplier),
        text_field("document", &D::document),
        text_field("control_sha256", &D::control_sha256),
        instant_field("recorded_at", &D::recorded_at),
    };
    return fields;
}

} // namespace liangxian::store
