// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/located_json.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace liangxian::rules {
namespace {

constexpr std::size_t kFileLimitBytes = 16U << 20U;

/// Walks over the text and lets others see how far the parser has read.
class ReadHead {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    ReadHead(const char* position, const char** seen) : m_position(position), m_seen(seen) {}
    reference operator*() const { return *m_position; }
    ReadHead& operator++() {
        *m_seen = ++m_position;
        return *this;
    }
    ReadHead operator++(int) {
        ReadHead before = *this;
        ++*this;
        return before;
    }
    bool operator==(const ReadHead& other) const { return m_position == other.m_position; }
    bool operator!=(const ReadHead& other) const { return m_position != other.m_position; }

private:
    const char* m_position;
    const char** m_seen;
};

/// Builds the document and notes the line of each value as the parser reports it.
class LocatingBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
    LocatingBuilder(const std::string& text, LocatedJson& out, Faults& faults)
        : m_begin(text.data()), m_read(m_begin), m_counted(m_begin), m_out(out), m_faults(faults) {}

    const char** read_position() { return &m_read; }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(value); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(nlohmann::json::object()); }
    bool start_array(std::size_t) override { return open(nlohmann::json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Level& level = m_levels.back();
        level.key = name;
        if (level.value->contains(name)) {
            m_faults.add("duplicate-key", here(),
                         {fmt::format("键“{}”在同一对象中出现两次，请删去一个", name),
                          fmt::format("the key '{}' stands twice in one object; remove one", name)});
        }
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        m_faults.add("not-json", here(),
                     {fmt::format("此处不是合法的 JSON：{}", error.what()),
                      fmt::format("this is no valid JSON: {}", error.what())});
        return false;
    }

private:
    struct Level {
        nlohmann::json* value;
        std::string pointer;
        std::string key;
    };

    /// The last character read belongs to the value or, after a number, is the one behind it; lines
    /// are therefore counted up to that character, not over it.
    std::size_t line() {
        const char* until = m_read == m_begin ? m_begin : m_read - 1;
        m_line += static_cast<std::size_t>(std::count(m_counted, std::max(m_counted, until), '\n'));
        m_counted = std::max(m_counted, until);
        return m_line;
    }
    std::string here() { return fmt::format("{}:{}", m_out.file, line()); }

    std::string next_pointer() const {
        if (m_levels.empty()) {
            return "";
        }
        const Level& level = m_levels.back();
        return level.value->is_array() ? fmt::format("{}/{}", level.pointer, level.value->size())
                                       : level.pointer + "/" + level.key;
    }

    nlohmann::json* place(nlohmann::json value) {
        m_out.lines[next_pointer()] = line();
        if (m_levels.empty()) {
            m_out.root = std::move(value);
            return &m_out.root;
        }
        Level& level = m_levels.back();
        if (level.value->is_array()) {
            level.value->push_back(std::move(value));
            return &level.value->back();
        }
        return &((*level.value)[level.key] = std::move(value));
    }

    bool put(nlohmann::json value) {
        place(std::move(value));
        return true;
    }
    bool open(nlohmann::json container) {
        std::string pointer = next_pointer();
        nlohmann::json* placed = place(std::move(container));
        m_levels.push_back({placed, std::move(pointer), ""});
        return true;
    }
    bool close() {
        m_levels.pop_back();
        return true;
    }

    const char* m_begin;
    const char* m_read;
    const char* m_counted;
    std::size_t m_line = 1;
    LocatedJson& m_out;
    Faults& m_faults;
    std::vector<Level> m_levels;
};

} // namespace

void Faults::add(std::string code, std::string where, base::Text message) {
    m_problems.push_back({std::move(code), std::move(where), std::move(message)});
}

void Faults::throw_if_any() const {
    if (m_problems.empty()) {
        return;
    }
    base::Text all{"规则或法律数据有误：", "faults in the rule or law data:"};
    for (const base::Problem& problem : m_problems) {
        all.zh += fmt::format("\n{}: {}", problem.where, problem.message.zh);
        all.en += fmt::format("\n{}: {}", problem.where, problem.message.en);
    }
    throw base::RuleError(m_problems.front().code, std::move(all));
}

std::optional<LocatedJson> LocatedJson::read(const std::filesystem::path& path, Faults& faults) {
    LocatedJson out;
    out.file = path.filename().string();
    const std::string text = base::read_file(path, kFileLimitBytes);
    LocatingBuilder builder(text, out, faults);
    const char* begin = text.data();
    const bool read =
        nlohmann::json::sax_parse(ReadHead(begin, builder.read_position()),
                                  ReadHead(begin + text.size(), builder.read_position()), &builder);
    return read ? std::optional<LocatedJson>(std::move(out)) : std::nullopt;
}

std::string JsonNode::where() const {
    const auto found = m_document->lines.find(m_pointer);
    return fmt::format("{}:{}", m_document->file, found == m_document->lines.end() ? 1 : found->second);
}

void JsonNode::fault(Faults& faults, std::string code, base::Text message) const {
    faults.add(std::move(code), where(), std::move(message));
}

bool JsonNode::has(const std::string& key) const {
    return m_value->is_object() && m_value->contains(key) && !m_value->at(key).is_null();
}

JsonNode JsonNode::at(const std::string& key) const {
    return {*m_document, m_value->at(key), m_pointer + "/" + key};
}

std::vector<JsonNode> JsonNode::elements() const {
    std::vector<JsonNode> out;
    for (std::size_t i = 0; m_value->is_array() && i < m_value->size(); ++i) {
        out.push_back(JsonNode(*m_document, (*m_value)[i], fmt::format("{}/{}", m_pointer, i)));
    }
    return out;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
    std::vector<std::pair<std::string, JsonNode>> out;
    if (m_value->is_object()) {
        for (const auto& [key, value] : m_value->items()) {
            out.emplace_back(key, at(key));
        }
    }
    return out;
}

bool JsonNode::is_object_of(const std::vector<std::string_view>& known, Faults& faults) const {
    if (!m_value->is_object()) {
        fault(faults, "not-an-object", {"此处应为 JSON 对象 {…}", "an object {…} is expected here"});
        return false;
    }
    for (const auto& [key, node] : members()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            node.fault(faults, "unknown-key",
                       {fmt::format("未知的键“{}”；可用：{}", key, fmt::join(known, "、")),
                        fmt::format("unknown key '{}'; known are {}", key, fmt::join(known, ", "))});
        }
    }
    return true;
}

std::string JsonNode::required_string(const std::string& key, Faults& faults) const {
    std::string out = optional_string(key, faults);
    if (out.empty()) {
        fault(
            faults, "missing-key",
            {fmt::format("缺少“{}”（非空文字）", key), fmt::format("'{}' is missing (non-empty text)", key)});
    }
    return out;
}

std::string JsonNode::optional_string(const std::string& key, Faults& faults) const {
    if (!has(key)) {
        return "";
    }
    const JsonNode node = at(key);
    if (!node.value().is_string()) {
        node.fault(faults, "wrong-type",
                   {fmt::format("“{}”应为文字", key), fmt::format("'{}' must be a string", key)});
        return "";
    }
    return node.value().get<std::string>();
}

std::vector<std::string> JsonNode::strings(const std::string& key, Faults& faults) const {
    if (!has(key)) {
        return {};
    }
    const JsonNode node = at(key);
    if (node.value().is_string()) {
        return {node.value().get<std::string>()};
    }
    std::vector<std::string> out;
    bool all_strings = node.value().is_array() && !node.value().empty();
    for (const JsonNode& element : node.elements()) {
        all_strings = all_strings && element.value().is_string();
        if (element.value().is_string()) {
            out.push_back(element.value().get<std::string>());
        }
    }
    if (!all_strings) {
        node.fault(faults, "wrong-type",
                   {fmt::format("“{}”应为文字或非空的文字数组", key),
                    fmt::format("'{}' must be a string or a non-empty array of strings", key)});
    }
    return out;
}

std::vector<JsonNode> JsonNode::array(const std::string& key, bool required, Faults& faults) const {
    if (has(key) && at(key).value().is_array()) {
        return at(key).elements();
    }
    if (has(key) || required) {
        (has(key) ? at(key) : *this)
            .fault(faults, has(key) ? "wrong-type" : "missing-key",
                   {fmt::format("“{}”应为数组", key), fmt::format("'{}' must be an array", key)});
    }
    return {};
}

std::optional<base::Date> JsonNode::date(const std::string& key, Faults& faults) const {
    const std::string text = optional_string(key, faults);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = base::Date::parse(text);
    if (!date || date->to_string() != text) {
        at(key).fault(faults, "bad-date",
                      {fmt::format("“{}”不是日期，应如 2025-03-01", text),
                       fmt::format("'{}' is no date; write 2025-03-01", text)});
        return std::nullopt;
    }
    return date;
}

std::optional<int> JsonNode::integer(const std::string& key, Faults& faults) const {
    if (!has(key)) {
        return std::nullopt;
    }
    const JsonNode node = at(key);
    if (!node.value().is_number_integer() || node.value() < 0 || node.value() > 1000000) {
        node.fault(faults, "wrong-type",
                   {fmt::format("“{}”应为不小于零的整数", key),
                    fmt::format("'{}' must be a whole number, not negative", key)});
        return std::nullopt;
    }
    return node.value().get<int>();
}

base::Text JsonNode::text(const std::string& key, bool required, Faults& faults) const {
    if (!has(key)) {
        if (required) {
            fault(faults, "missing-key",
                  {fmt::format("缺少“{}”{{zh, en}}", key), fmt::format("'{}' {{zh, en}} is missing", key)});
        }
        return {};
    }
    const JsonNode node = at(key);
    if (!node.is_object_of({"zh", "en"}, faults)) {
        return {};
    }
    return {node.required_string("zh", faults), node.required_string("en", faults)};
}

} // namespace liangxian::rules
