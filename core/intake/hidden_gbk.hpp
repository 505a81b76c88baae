// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Whether bytes that happen to be valid UTF-8 are GBK all the same: 平鲁 in GBK is C6 BD C2 B3, two
/// valid two-byte characters. Chinese in UTF-8 takes three bytes a character, so a text of nothing but
/// two-byte characters, at least one beyond Latin-1 (`°` and `²` stand in tables), is GBK.
bool is_gbk_despite_utf8(std::string_view bytes);

/// \p named when given; `GB18030` for is_gbk_despite_utf8(); else empty: decode_text() decides.
std::string encoding_to_use(std::string_view bytes, const std::string& named);

} // namespace liangxian::intake
