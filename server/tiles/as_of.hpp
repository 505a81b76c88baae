// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "server/http/message.hpp"

#include <optional>
#include <string>

namespace liangxian::tiles {

/// The day a request names, `as_of=2024-05-01`; without it today.
struct AsOf {
    base::Date day;
    bool is_named = false;

    /// The same for another request: `?as_of=2024-05-01`, or nothing.
    std::string query() const { return is_named ? "?as_of=" + day.to_string() : std::string(); }
};

/// \returns nothing when the word is no day or stands twice: bad_day() says so
std::optional<AsOf> as_of(const http::Request& request);
http::Response bad_day(const http::Request& request);

} // namespace liangxian::tiles
