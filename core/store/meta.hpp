// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "core/store/sql.hpp"
#include "core/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace liangxian::store {

// A store's own book-keeping: table meta and the count of changes.

/// A value as text; empty when it is not there.
std::string meta_text(const Connection& connection, std::string_view key);
/// A value as bytes; empty when it is not there.
std::string meta_bytes(const Connection& connection, std::string_view key);
/// \pre a write transaction is open
void put_meta(const Connection& connection, std::string_view key, std::string_view bytes);

/// Changes of sites, zones and areas so far.
std::int64_t read_revision(const Connection& connection);
/// The latest record time among them.
base::Timestamp read_revised_at(const Connection& connection);

/// \pre for writing, a write transaction is open
void write_settings(const Connection& connection, const Settings& settings);
Settings read_settings(const Connection& connection);

} // namespace liangxian::store
