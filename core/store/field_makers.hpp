// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/number.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::store {

// Makers of the columns of a record kind: what each sort of value looks like in a row, and what is refused.

/// What is wrong with a value; nothing when it was taken.
using Refusal = std::optional<base::Text>;

inline Refusal wrong_value(std::string_view column, const FieldValue& value, const base::Text& wanted) {
    return base::Text{fmt::format("{}：“{}”不是{}", column, text_of(value), wanted.zh),
                      fmt::format("{}: '{}' is not {}", column, text_of(value), wanted.en)};
}

inline FieldValue text_value(const std::string& text) {
    return text.empty() ? FieldValue() : FieldValue(text);
}

inline bool is_absent(const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

inline std::optional<double> number_of(const FieldValue& value) {
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
    base::Text wanted;
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

/// A count: a whole number of zero or more.
template <typename Record>
Field<Record> count_field(std::string_view name, std::optional<int> Record::*member) {
    return {name, FieldType::integer,
            [member](const Record& r) {
                return r.*member ? FieldValue(std::int64_t{*(r.*member)}) : FieldValue();
            },
            [member, name](Record& r, const FieldValue& value) -> Refusal {
                constexpr double kMost = 1e9;
                r.*member = std::nullopt;
                if (is_absent(value)) {
                    return std::nullopt;
                }
                const auto number = number_of(value);
                if (!number || *number < 0 || *number > kMost || std::floor(*number) != *number) {
                    return wrong_value(name, value, {"非负整数", "a whole number of zero or more"});
                }
                r.*member = static_cast<int>(*number);
                return std::nullopt;
            }};
}

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

} // namespace liangxian::store
