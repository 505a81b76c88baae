// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::store {

/// Where a shared store is: `postgresql://user@host:port,host:port/database?schema=…`, the rest of the
/// address being libpq's. Several hosts are tried in their order.
struct PgLocation {
    std::string given;   ///< as given; holds no password
    std::string address; ///< for libpq
    std::string schema;  ///< `liangxian` when not given

    /// Whether a text names a store of this kind.
    static bool is_one(std::string_view location);
    /// \throws base::StoreError `password-given`, `location-wrong`
    static PgLocation parse(std::string_view location);

    /// The address with a setting of libpq, unless it has one already.
    std::string address_with(std::string_view name, std::string_view value) const;
};

/// A name as SQL has it, inside double quotes.
std::string quoted_name(std::string_view name);
/// A text as SQL has it, inside single quotes.
std::string quoted_text(std::string_view text);

} // namespace liangxian::store
