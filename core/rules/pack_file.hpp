// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::rules {

/// A JSON file of the product's law data with the means to name a line in it.
class PackFile {
public:
    /// \throws base::RuleError `rules-not-json` with file and line
    explicit PackFile(const std::filesystem::path& path);

    const nlohmann::json& json() const { return m_json; }
    std::string name() const { return m_path.filename().string(); }
    /// Line of the first occurrence of `"id": "<id>"`; 1 when there is none.
    std::size_t line_of_id(const std::string& id) const;

private:
    std::size_t line_at(std::size_t byte) const;

    std::filesystem::path m_path;
    std::string m_text;
    nlohmann::json m_json;
};

/// Faults of law data, gathered so that one never hides the next.
class Faults {
public:
    void add(const std::string& file, std::size_t line, const std::string& what);
    /// \throws base::RuleError `rules-wrong` listing every fault, when there is one
    void throw_if_any() const;

private:
    std::vector<std::string> m_faults;
};

} // namespace liangxian::rules
