// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/result_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::app {

using nlohmann::json;

namespace {

std::string finding_key(const json& finding) {
    const auto text = [&finding](const char* name) {
        return finding.contains(name) && finding[name].is_string() ? finding[name].get<std::string>() : "";
    };
    const std::string id = text("zone_id").empty() ? text("site_id") : text("zone_id");
    const json version = finding.value("zone_version", json());
    return text("zone_kind") + " " + id + (version.is_number() ? "@" + version.dump() : "");
}

bool are_near(double a, double b) {
    constexpr double kRounding = 1e-9;
    return std::abs(a - b) <= kRounding * std::max(std::abs(a), std::abs(b));
}

void compare_members(const json& before, const json& after, const std::string& what, Figures figures,
                     std::vector<base::Text>& out) {
    for (const auto& [name, value] : before.items()) {
        const json now = after.value(name, json());
        if (is_same(value, now, figures)) {
            continue;
        }
        const bool long_value = value.is_structured() || now.is_structured();
        const std::string old_words = long_value ? "…" : value.dump();
        const std::string new_words = long_value ? "…" : now.dump();
        out.push_back({fmt::format("{}：{} 由 {} 变为 {}", what, name, old_words, new_words),
                       fmt::format("{}: {} was {}, is {}", what, name, old_words, new_words)});
    }
}

} // namespace

bool is_same(const json& a, const json& b, Figures figures) {
    if (figures == Figures::exact) {
        return a == b;
    }
    if (a.is_number() && b.is_number()) {
        return a == b || are_near(a.get<double>(), b.get<double>());
    }
    if (a.type() != b.type() || a.size() != b.size() || !a.is_structured()) {
        return a == b;
    }
    if (a.is_array()) {
        return std::equal(a.begin(), a.end(), b.begin(),
                          [figures](const json& x, const json& y) { return is_same(x, y, figures); });
    }
    for (const auto& [name, value] : a.items()) {
        const auto other = b.find(name);
        if (other == b.end() || !is_same(value, *other, figures)) {
            return false;
        }
    }
    return true;
}

std::map<std::string, json> findings_by_key(const json& result) {
    std::map<std::string, json> out;
    for (const json& finding : result.value("findings", json::array())) {
        out[finding_key(finding)] = finding;
    }
    return out;
}

std::vector<base::Text> differences_of(const json& before, const json& after, Figures figures) {
    std::vector<base::Text> out;
    if (before.value("verdict", "") != after.value("verdict", "")) {
        compare_members({{"verdict", before.value("verdict", "")}}, {{"verdict", after.value("verdict", "")}},
                        "verdict", figures, out);
    }
    const auto old_findings = findings_by_key(before);
    const auto new_findings = findings_by_key(after);
    for (const auto& [key, finding] : old_findings) {
        const auto now = new_findings.find(key);
        if (now == new_findings.end()) {
            out.push_back({key + "：原结果列出，现在没有", key + ": was listed, is no longer"});
        } else {
            compare_members(finding, now->second, key, figures, out);
        }
    }
    for (const auto& [key, finding] : new_findings) {
        if (old_findings.count(key) == 0) {
            out.push_back({key + "：原结果没有，现在列出", key + ": was not listed, is now"});
        }
    }
    for (const char* name : {"store", "rules", "archaeology", "coverage", "requirements", "partition"}) {
        const json old_member = before.value(name, json());
        if (old_member.is_object()) {
            compare_members(old_member, after.value(name, json()), name, figures, out);
        } else if (!is_same(old_member, after.value(name, json()), figures)) {
            out.push_back({std::string(name) + " 已变化", std::string(name) + " differs"});
        }
    }
    return out;
}

} // namespace liangxian::app
