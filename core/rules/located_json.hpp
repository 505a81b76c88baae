// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::rules {

/// Collects every fault of the rule and law files, so that one run shows them all.
class Faults {
public:
    /// \param where  "file.json:12"
    void add(std::string code, std::string where, base::Text message);
    const base::Problems& problems() const { return m_problems; }
    bool empty() const { return m_problems.empty(); }
    /// \throws base::RuleError listing every fault, one a line, when there is any
    void throw_if_any() const;

private:
    base::Problems m_problems;
};

/// A JSON document that remembers on which line each of its values ends. Duplicate keys are faults.
struct LocatedJson {
    std::string file; ///< as messages name it: the file name without folders
    nlohmann::json root;
    std::map<std::string, std::size_t> lines; ///< JSON pointer → line, from 1

    /// Reads \p path; text that is no JSON is a fault with its line and gives nothing.
    static std::optional<LocatedJson> read(const std::filesystem::path& path, Faults& faults);
};

/// One value of a located document, read with its expected type; what does not fit becomes a fault
/// at its file and line. Refers to the document, which must outlive it.
class JsonNode {
public:
    explicit JsonNode(const LocatedJson& document) : JsonNode(document, document.root, "") {}

    const nlohmann::json& value() const { return *m_value; }
    /// "file.json:12".
    std::string where() const;
    void fault(Faults& faults, std::string code, base::Text message) const;

    /// A member that is null counts as absent.
    bool has(const std::string& key) const;
    /// \pre has(key)
    JsonNode at(const std::string& key) const;
    std::vector<JsonNode> elements() const;
    /// The members of an object in the order of their names.
    std::vector<std::pair<std::string, JsonNode>> members() const;

    /// False, with a fault, for anything but an object; each key not among \p known is a fault.
    bool is_object_of(const std::vector<std::string_view>& known, Faults& faults) const;
    std::string required_string(const std::string& key, Faults& faults) const;
    /// Empty when the key is absent.
    std::string optional_string(const std::string& key, Faults& faults) const;
    /// One string or an array of strings; empty when the key is absent.
    std::vector<std::string> strings(const std::string& key, Faults& faults) const;
    /// An array of objects; a missing key or another type is a fault when \p required.
    std::vector<JsonNode> array(const std::string& key, bool required, Faults& faults) const;
    std::optional<base::Date> date(const std::string& key, Faults& faults) const;
    std::optional<int> integer(const std::string& key, Faults& faults) const;
    /// `{zh, en}`, both non-empty.
    base::Text text(const std::string& key, bool required, Faults& faults) const;

private:
    JsonNode(const LocatedJson& document, const nlohmann::json& value, std::string pointer)
        : m_document(&document), m_value(&value), m_pointer(std::move(pointer)) {}

    const LocatedJson* m_document;
    const nlohmann::json* m_value;
    std::string m_pointer;
};

} // namespace liangxian::rules
