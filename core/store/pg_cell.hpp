// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/pg_session.hpp"
#include "core/store/sql.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace liangxian::store {

// A cell of PostgreSQL's binary format, as Statement gives it. Days become `2025-03-01`, instants
// `2025-03-01T00:00:00.000Z`, truth 0 or 1; json stays text.

CellType pg_type_of(std::uint32_t oid);

/// \pre pg_type_of() is integer
std::int64_t pg_integer(std::uint32_t oid, std::string_view bytes);
/// \pre pg_type_of() is real
double pg_real(std::uint32_t oid, std::string_view bytes);

/// Whether the text of a cell is its bytes as they stand.
bool is_pg_text(std::uint32_t oid);
/// Of any type but bytea.
std::string pg_text(std::uint32_t oid, std::string_view bytes);

} // namespace liangxian::store
