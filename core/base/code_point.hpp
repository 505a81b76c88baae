// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace liangxian::base {

/// A code point of Unicode and how many bytes it takes.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;
};

/// The first one of a text in UTF-8. \returns no bytes when the text does not begin with UTF-8 (overlong
/// forms and surrogates are none). \pre text is not empty
CodePoint first_code_point(std::string_view text);

} // namespace liangxian::base
