// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/authority.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace liangxian::rules {
namespace {

const std::vector<result::Authority>& authorities() {
    static const std::vector<result::Authority> all = {
        {"state-council", {"国务院", "State Council"}, ""},
        {"ncha", {"国家文物局", "National Cultural Heritage Administration"}, ""},
        {"province-gov", {"省人民政府", "provincial government"}, ""},
        {"province-heritage", {"省文物局", "provincial heritage bureau"}, ""},
        {"city-gov", {"市人民政府", "city government"}, ""},
        {"city-heritage", {"市级文物行政部门", "city heritage department"}, ""},
        {"county-gov", {"县级人民政府", "county government"}, ""},
        {"county-heritage", {"县级文物行政部门", "county heritage department"}, ""},
        {"approval-bureau", {"行政审批服务管理局", "administrative approval bureau"}, ""},
        {"unknown", {"级别不明，不能确定", "it depends on the unit's level, which is not known"}, ""},
    };
    return all;
}

constexpr std::array<std::string_view, 15> kActions = {
    "protection-zone-works", "control-zone-design", "in-situ-protection", "relocation", "reconstruction",
    "repair", "change-of-use", "archaeology-survey", "archaeology-before-supply", "pollution-or-risk",
    "avoid",
    // Additions to the contract's list.
    "settlement-design", "survey-before-renewal", "chance-find", "mining-consent"};

} // namespace

std::optional<result::Authority> authority_of(std::string_view code) {
    for (const result::Authority& authority : authorities()) {
        if (authority.code == code) {
            return authority;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> authority_codes() {
    std::vector<std::string_view> out;
    for (const result::Authority& authority : authorities()) {
        out.push_back(authority.code);
    }
    return out;
}

std::vector<std::string_view> action_codes() { return {kActions.begin(), kActions.end()}; }

} // namespace liangxian::rules
