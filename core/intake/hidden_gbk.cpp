// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/hidden_gbk.hpp"

namespace liangxian::intake {
namespace {

constexpr unsigned char kFirstTwoByteLead = 0xC2;
constexpr unsigned char kFirstLeadBeyondLatin1 = 0xC4;
constexpr unsigned char kFirstThreeByteLead = 0xE0;

} // namespace

bool is_gbk_despite_utf8(std::string_view bytes) {
    bool beyond_latin1 = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        if (lead < 0x80) {
            continue;
        }
        const auto next = static_cast<unsigned char>(i + 1 < bytes.size() ? bytes[i + 1] : '\0');
        if (lead < kFirstTwoByteLead || lead >= kFirstThreeByteLead || (next & 0xC0) != 0x80) {
            return false; // real UTF-8 Chinese, or no UTF-8 at all
        }
        beyond_latin1 = beyond_latin1 || lead >= kFirstLeadBeyondLatin1;
        ++i;
    }
    return beyond_latin1;
}

std::string encoding_to_use(std::string_view bytes, const std::string& named) {
    return named.empty() && is_gbk_despite_utf8(bytes) ? std::string("GB18030") : named;
}

} // namespace liangxian::intake
