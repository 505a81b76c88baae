// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/canonical_json.hpp"

#include "core/base/number.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace liangxian::base {
namespace {

/// UTF-16 code unit order differs from byte order only between surrogate pairs (4-byte UTF-8,
/// lead byte 0xF0…) and U+E000–U+FFFF (lead byte 0xEE, 0xEF): a pair sorts first.
bool less_utf16(const std::string& a, const std::string& b) {
    const auto [ia, ib] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (ia == a.end() || ib == b.end()) {
        return ia == a.end() && ib != b.end();
    }
    const auto ca = static_cast<unsigned char>(*ia);
    const auto cb = static_cast<unsigned char>(*ib);
    const bool a_pair = ca >= 0xF0;
    const bool b_pair = cb >= 0xF0;
    if (a_pair != b_pair && (ca >= 0xEE && cb >= 0xEE)) {
        return a_pair;
    }
    return ca < cb;
}

template <typename Json>
std::string scalar(const Json& value) {
    if (value.is_number_float()) {
        const double number = value.template get<double>();
        if (!std::isfinite(number)) {
            throw std::invalid_argument("a number that is not finite cannot be written as JSON");
        }
        return shortest(number);
    }
    return value.dump();
}

void write_canonical(const nlohmann::json& value, std::string& out) {
    if (value.is_object()) {
        std::vector<std::string> keys;
        for (const auto& item : value.items()) {
            keys.push_back(item.key());
        }
        std::sort(keys.begin(), keys.end(), less_utf16);
        out += '{';
        for (std::size_t i = 0; i < keys.size(); ++i) {
            out += (i == 0 ? "" : ",") + nlohmann::json(keys[i]).dump() + ':';
            write_canonical(value.at(keys[i]), out);
        }
        out += '}';
    } else if (value.is_array()) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            out += i == 0 ? "" : ",";
            write_canonical(value[i], out);
        }
        out += ']';
    } else {
        out += scalar(value);
    }
}

bool fits_one_line(const nlohmann::ordered_json& array) {
    return std::all_of(array.begin(), array.end(), [](const auto& item) { return item.is_primitive(); });
}

void write_pretty(const nlohmann::ordered_json& value, std::size_t depth, std::string& out) {
    const bool is_object = value.is_object();
    if (!value.is_structured() || value.empty()) {
        out += value.is_structured() ? value.dump() : scalar(value);
        return;
    }
    const bool one_line = value.is_array() && fits_one_line(value);
    const std::string line_break = one_line ? "" : "\n" + std::string((depth + 1) * 2, ' ');
    const char* separator = one_line ? ", " : ",";
    out += is_object ? '{' : '[';
    bool first = true;
    for (const auto& item : value.items()) {
        out += first ? "" : separator;
        out += line_break;
        if (is_object) {
            out += nlohmann::json(item.key()).dump() + ": ";
        }
        write_pretty(item.value(), depth + 1, out);
        first = false;
    }
    out += one_line ? "" : "\n" + std::string(depth * 2, ' ');
    out += is_object ? '}' : ']';
}

} // namespace

std::string canonical_json(const nlohmann::json& document) {
    std::string out;
    write_canonical(document, out);
    return out;
}

std::string pretty_json(const nlohmann::ordered_json& document) {
    std::string out;
    write_pretty(document, 0, out);
    return out + "\n";
}

} // namespace liangxian::base
