// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::base {

/// Text as it may stand in HTML and XML, between tags and inside of quoted attributes.
std::string html_escaped(std::string_view text);

/// Text as it may stand in an address (RFC 3986): bytes that are no letter, digit or one of `-._~` are
/// written in per cent, but those of \p plain.
std::string percent_encoded(std::string_view text, std::string_view plain = {});

} // namespace liangxian::base
