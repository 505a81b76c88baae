// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <utility>

namespace liangxian::base {

/// The two languages every user-visible sentence exists in.
enum class Language { zh, en };

/// One user-visible sentence in both languages. Never holds only one of them.
struct Text {
    std::string zh;
    std::string en;

    Text() = default;
    Text(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}

    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
    bool empty() const { return zh.empty() && en.empty(); }
    bool operator==(const Text& other) const { return zh == other.zh && en == other.en; }
};

} // namespace liangxian::base
