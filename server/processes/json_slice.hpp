// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace liangxian::processes {

/// The text of one member of a JSON object, as it was sent: what is read from it are the very bytes that a
/// file would have. Linear, builds nothing, goes as deep as the text does.
/// \returns nothing when the object has no member of this name, or is no object as far as it was looked at;
///          whether the whole is JSON is for a parser to say
std::optional<std::string_view> member_text(std::string_view object, std::string_view name);

} // namespace liangxian::processes
