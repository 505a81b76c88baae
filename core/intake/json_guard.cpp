// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/json_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace liangxian::intake {
namespace {

using nlohmann::ordered_json;

/// Numbers a document may hold for each vertex allowed: x, y, z and some attributes.
constexpr std::size_t kNumbersPerVertex = 4;

/// Events of the first pass; stops at the first fault.
class JsonGuard : public nlohmann::json_sax<ordered_json> {
public:
    JsonGuard(std::string_view text, const std::string& where, const Limits& limits)
        : m_text(text), m_where(where), m_limits(limits) {}

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return count_number(); }
    bool number_unsigned(number_unsigned_t) override { return count_number(); }
    bool number_float(number_float_t, const string_t&) override { return count_number(); }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_array(std::size_t) override { return deeper(); }
    bool end_array() override { return shallower(); }
    bool end_object() override {
        m_keys.pop_back();
        return shallower();
    }
    bool start_object(std::size_t) override {
        m_keys.emplace_back();
        return deeper();
    }
    bool key(string_t& key) override {
        if (m_keys.back().insert(key).second) {
            return true;
        }
        return fail(
            "json-duplicate-key",
            fmt::format("同一对象里键“{}”出现两次，无法判断以哪个为准；请删去一个", key),
            fmt::format(
                "the key '{}' stands twice in one object and nothing says which one counts; remove one",
                key));
    }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& error) override {
        const std::size_t at = std::min(byte, m_text.size());
        const auto line =
            1 + std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        if (error.id == 406) {
            return fail("json-broken", fmt::format("第 {} 字节（第 {} 行）的数字过大", byte, line),
                        fmt::format("the number at byte {} (line {}) is out of range", byte, line));
        }
        if (at == m_text.size()) {
            return fail(
                "json-broken",
                fmt::format("JSON 不完整，在第 {} 字节（第 {} 行）中断；请重新导出或重新上传", byte, line),
                fmt::format("the JSON is cut short at byte {} (line {}); export or upload it again", byte,
                            line));
        }
        return fail(
            "json-broken",
            fmt::format("第 {} 字节（第 {} 行）不是合法的 JSON（NaN、注释、多余的逗号都不允许）", byte, line),
            fmt::format("byte {} (line {}) is no valid JSON (NaN, comments and stray commas are not allowed)",
                        byte, line));
    }

    std::optional<base::Problem> problem;

private:
    bool fail(const char* code, std::string zh, std::string en) {
        problem = base::Problem{code, m_where, {std::move(zh), std::move(en)}};
        return false;
    }
    bool count_number() {
        if (++m_numbers <= m_limits.vertices * kNumbersPerVertex) {
            return true;
        }
        return fail("too-many-vertices",
                    fmt::format("数字个数超过上限（{} 个点）；请拆分后再提交", m_limits.vertices),
                    fmt::format("holds more numbers than {} vertices can need; split it", m_limits.vertices));
    }
    bool deeper() {
        if (++m_depth <= m_limits.nesting) {
            return true;
        }
        return fail("json-too-deep", fmt::format("嵌套超过 {} 层，不是正常的 GeoJSON", m_limits.nesting),
                    fmt::format("nested deeper than {}, no sensible GeoJSON is", m_limits.nesting));
    }
    bool shallower() {
        --m_depth;
        return true;
    }

    std::string_view m_text;
    const std::string& m_where;
    const Limits& m_limits;
    std::vector<std::set<std::string>> m_keys;
    std::size_t m_depth = 0;
    std::size_t m_numbers = 0;
};

} // namespace

base::Result<ordered_json> parse_guarded_json(std::string_view utf8, const std::string& where,
                                              const Limits& limits) {
    JsonGuard guard(utf8, where, limits);
    if (!ordered_json::sax_parse(utf8.begin(), utf8.end(), &guard)) {
        return guard.problem.value_or(
            base::Problem{"json-broken", where, {"不是合法的 JSON", "this is no valid JSON"}});
    }
    return base::Result<ordered_json>(ordered_json::parse(utf8.begin(), utf8.end()));
}

} // namespace liangxian::intake
