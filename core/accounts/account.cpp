// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/account.hpp"

#include "core/base/code_point.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::accounts {
namespace {

bool is_of_a_name(std::uint32_t c) {
    const bool is_ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_mark = c == '.' || c == '_' || c == '-' || c == '@';
    const bool is_chinese = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x00B7;
    return is_ascii || is_mark || is_chinese;
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > kLongestName || name.front() == '-') {
        return false;
    }
    while (!name.empty()) {
        const base::CodePoint one = base::first_code_point(name);
        if (one.bytes == 0 || !is_of_a_name(one.value)) {
            return false;
        }
        name.remove_prefix(one.bytes);
    }
    return true;
}

} // namespace

base::Problems faults_of_name(std::string_view name) {
    if (is_name(name)) {
        return {};
    }
    return {
        {"account-name-wrong",
         std::string(name),
         {fmt::format("账户名只能用字母、数字、汉字和 . _ - @，不以 - 开头，不超过 {} 字节", kLongestName),
          fmt::format("the name of an account has letters, digits, Chinese characters and . _ - @, does not "
                      "begin with -, and is no longer than {} bytes",
                      kLongestName)}}};
}

base::Problems faults_of_region(std::string_view region) {
    constexpr std::size_t kDigits = 6;
    const bool is_one = region.size() == kDigits && std::all_of(region.begin(), region.end(),
                                                                [](char c) { return c >= '0' && c <= '9'; });
    if (is_one) {
        return {};
    }
    return {{"region-wrong",
             std::string(region),
             {"应为六位行政区划代码，如 140623",
              "must be the six digits of an administrative region, like 140623"}}};
}

bool may_hold_tokens(Role role) { return role != Role::security && role != Role::audit; }

Principal principal_of(const Account& account) { return {account.name, account.role, account.regions}; }

} // namespace liangxian::accounts
