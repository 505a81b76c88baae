// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/pack_file.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::rules {
namespace {

constexpr std::size_t kLargestPack = 16u << 20;

} // namespace

PackFile::PackFile(const std::filesystem::path& path)
    : m_path(path), m_text(base::read_file(path, kLargestPack)) {
    try {
        m_json = nlohmann::json::parse(m_text);
    } catch (const nlohmann::json::parse_error& error) {
        const std::size_t line = line_at(error.byte);
        throw base::RuleError("rules-not-json",
                              {fmt::format("{} 第 {} 行：不是合法的 JSON", name(), line),
                               fmt::format("{}:{}: not valid JSON ({})", name(), line, error.what())});
    }
}

std::size_t PackFile::line_at(std::size_t byte) const {
    const auto end = m_text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, m_text.size()));
    return 1 + static_cast<std::size_t>(std::count(m_text.begin(), end, '\n'));
}

std::size_t PackFile::line_of_id(const std::string& id) const {
    for (const char* form : {"\"id\": \"{}\"", "\"id\":\"{}\""}) {
        const std::size_t at = m_text.find(fmt::format(fmt::runtime(form), id));
        if (at != std::string::npos) {
            return line_at(at);
        }
    }
    return 1;
}

void Faults::add(const std::string& file, std::size_t line, const std::string& what) {
    m_faults.push_back(fmt::format("{}:{}: {}", file, line, what));
}

void Faults::throw_if_any() const {
    if (!m_faults.empty()) {
        const std::string all = fmt::format("{}", fmt::join(m_faults, "\n"));
        throw base::RuleError("rules-wrong", {"规则数据有误：\n" + all, "the rule data is wrong:\n" + all});
    }
}

} // namespace liangxian::rules
