// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/prerequisite_rows.hpp"

#include "core/store/field_makers.hpp"
#include "core/store/register_fields.hpp"
#include "core/zone/stated_day.hpp"

namespace liangxian::app {
namespace {

using store::Field;
using store::FieldType;
using store::FieldValue;
using store::ItemState;
using store::Prerequisite;
using store::PrerequisiteItem;

/// 有 or 无; nothing when it is not stated.
Field<PrerequisiteRow> state_field(std::string_view name, std::optional<ItemState> PrerequisiteRow::*member) {
    return {name, FieldType::code,
            [member](const PrerequisiteRow& row) {
                return row.*member ? FieldValue(std::string(store::code_of(*(row.*member)))) : FieldValue();
            },
            [member, name](PrerequisiteRow& row, const FieldValue& value) -> store::Refusal {
                row.*member = std::nullopt;
                const std::string text = store::text_of(value);
                if (text.empty()) {
                    return std::nullopt;
                }
                row.*member = text == "是" || text == "yes"  ? ItemState::present
                              : text == "否" || text == "no" ? ItemState::absent
                                                             : store::parse_item_state(text);
                return row.*member ? std::nullopt
                                   : store::wrong_value(name, value, {"有或无", "present or absent"});
            }};
}

Field<PrerequisiteRow> item_field() {
    return {"item", FieldType::code,
            [](const PrerequisiteRow& row) {
                return row.only ? FieldValue(std::string(store::code_of(*row.only))) : FieldValue();
            },
            [](PrerequisiteRow& row, const FieldValue& value) -> store::Refusal {
                const std::string text = store::text_of(value);
                row.only = store::parse_prerequisite_item(text);
                return text.empty() || row.only ? std::nullopt
                                                : store::wrong_value("item", value,
                                                                     {"四有项目（marker、archive、custody）",
                                                                      "an item (marker, archive, custody)"});
            }};
}

/// A day, or the month or year of it where nobody knows more.
store::Refusal refusal_of_day(std::string_view name, const FieldValue& value) {
    return store::is_absent(value) || zone::parse_stated_day(store::text_of(value))
               ? std::nullopt
               : store::wrong_value(name, value,
                                    {"日期、年月或年份（如 2006-05-01、2006年5月、2006年）",
                                     "a day, a month or a year such as 2006-05-01, 2006-05 or 2006"});
}

std::vector<Field<PrerequisiteRow>> make_fields() {
    std::vector<Field<PrerequisiteRow>> out;
    for (const Field<Prerequisite>& field : store::prerequisite_fields()) {
        if (field.name == "item") {
            out.push_back(item_field());
            continue;
        }
        if (field.name == "state") {
            continue;
        }
        out.push_back({field.name, field.type,
                       [&field](const PrerequisiteRow& row) { return field.get(row.stated); },
                       [&field](PrerequisiteRow& row, const FieldValue& value) {
                           const bool is_day = field.name == "announced_on" || field.name == "erected_on";
                           store::Refusal refusal = is_day ? refusal_of_day(field.name, value) : std::nullopt;
                           return refusal ? refusal : field.set(row.stated, value);
                       }});
    }
    out.push_back(state_field("marker", &PrerequisiteRow::marker));
    out.push_back(state_field("archive", &PrerequisiteRow::archive));
    out.push_back(state_field("custody", &PrerequisiteRow::custody));
    return out;
}

/// The part of a row that speaks of one item.
Prerequisite part_of(const Prerequisite& stated, PrerequisiteItem item, ItemState state) {
    Prerequisite out;
    out.site_id = stated.site_id;
    out.item = item;
    out.state = state;
    out.document = stated.document;
    out.valid = stated.valid;
    out.recorded_at = stated.recorded_at;
    if (state == ItemState::absent) {
        return out;
    }
    if (item == PrerequisiteItem::marker) {
        out.level = stated.level;
        out.name = stated.name;
        out.announced_by = stated.announced_by;
        out.announced_on = stated.announced_on;
        out.erected_by = stated.erected_by;
        out.erected_on = stated.erected_on;
    } else if (item == PrerequisiteItem::archive) {
        out.archive_number = stated.archive_number;
        out.main_volumes = stated.main_volumes;
        out.sub_volumes = stated.sub_volumes;
        out.reference_volumes = stated.reference_volumes;
        out.filed_on = stated.filed_on;
    } else {
        out.body = stated.body;
        out.keeper_name = stated.keeper_name;
        out.keeper_office = stated.keeper_office;
    }
    return out;
}

} // namespace

const std::vector<Field<PrerequisiteRow>>& prerequisite_row_fields() {
    static const std::vector<Field<PrerequisiteRow>> fields = make_fields();
    return fields;
}

std::vector<Prerequisite> statements_of(const PrerequisiteRow& row) {
    const Prerequisite& p = row.stated;
    const bool has_marker = !p.erected_by.empty() || !p.erected_on.empty();
    const bool has_archive =
        !p.archive_number.empty() || p.main_volumes || p.sub_volumes || p.reference_volumes || p.filed_on;
    const bool has_custody = !p.body.empty() || !p.keeper_name.empty() || !p.keeper_office.empty();
    std::vector<Prerequisite> out;
    const auto take = [&](PrerequisiteItem item, const std::optional<ItemState>& said, bool has_details) {
        const bool is_meant = row.only ? *row.only == item : said || has_details;
        if (is_meant) {
            out.push_back(part_of(p, item, said.value_or(ItemState::present)));
        }
    };
    take(PrerequisiteItem::marker, row.marker, has_marker);
    take(PrerequisiteItem::archive, row.archive, has_archive);
    take(PrerequisiteItem::custody, row.custody, has_custody);
    return out;
}

bool is_same_statement(const Prerequisite& a, const Prerequisite& b) {
    for (const Field<Prerequisite>& field : store::prerequisite_fields()) {
        if (field.name != "recorded_at" && field.get(a) != field.get(b)) {
            return false;
        }
    }
    return true;
}

std::vector<std::string_view> missing_parts(const Prerequisite& p) {
    std::vector<std::string_view> out;
    const auto need = [&out](bool is_there, std::string_view name) {
        if (!is_there) {
            out.push_back(name);
        }
    };
    switch (p.item) {
    case PrerequisiteItem::marker:
        need(!p.level.empty(), "level");
        need(!p.name.empty(), "name");
        need(!p.announced_by.empty(), "announced_by");
        need(!p.announced_on.empty(), "announced_on");
        need(!p.erected_by.empty(), "erected_by");
        need(!p.erected_on.empty(), "erected_on");
        break;
    case PrerequisiteItem::archive:
        need(!p.archive_number.empty(), "archive_number");
        need(p.main_volumes.value_or(0) > 0, "main_volumes");
        break;
    case PrerequisiteItem::custody:
        need(!p.body.empty() || !p.keeper_name.empty(), "body");
        break;
    }
    return out;
}

} // namespace liangxian::app
