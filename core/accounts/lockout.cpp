// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/lockout.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace liangxian::accounts {
namespace {

std::int64_t in_ms(std::chrono::seconds span) { return std::chrono::milliseconds(span).count(); }

} // namespace

base::Timestamp open_again(const LockoutRule& rule, const Failures& failures) {
    if (failures.count <= rule.free) {
        return failures.last;
    }
    constexpr int kMostDoublings = 20; // longer than any longest wait
    const int doublings = std::min(failures.count - rule.free - 1, kMostDoublings);
    const std::int64_t wait = std::min(in_ms(rule.first) << doublings, in_ms(rule.longest));
    return base::Timestamp(failures.last.milliseconds() + wait);
}

Failures after_failure(const LockoutRule& rule, const Failures& before, base::Timestamp now) {
    const bool is_forgotten = now.milliseconds() - before.last.milliseconds() > in_ms(rule.forgotten);
    return {is_forgotten ? 1 : before.count + 1, now};
}

std::string peer_group(std::string_view address) {
    constexpr std::size_t kBytes = 16;
    std::array<unsigned char, kBytes> bytes{};
    const std::string text(address.substr(0, address.find('%'))); // without the interface
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
        return text;
    }
    constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) {
        return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
    }
    std::string out;
    for (std::size_t i = 0; i < kBytes / 2; i += 2) {
        out += fmt::format("{:02x}{:02x}:", bytes[i], bytes[i + 1]);
    }
    return out + ":/64";
}

} // namespace liangxian::accounts
