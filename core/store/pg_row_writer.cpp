// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_row_writer.hpp"

#include "core/base/hex.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <cstring>

namespace liangxian::store {
namespace {

constexpr std::size_t kBytesAtOnce = 1U << 16U;

/// The WKB of PostGIS that carries its CRS.
std::string to_ewkb(const geo::Geometry& geometry) {
    constexpr std::uint32_t kHasSrid = 0x20000000;
    constexpr std::size_t kTypeEnd = 1 + sizeof(std::uint32_t);
    const std::string wkb = geo::to_wkb(geometry); // little-endian
    std::uint32_t type = 0;
    std::memcpy(&type, wkb.data() + 1, sizeof(type));
    type |= kHasSrid;
    const auto srid = static_cast<std::uint32_t>(geo::kCgcs2000);
    std::string out(1 + sizeof(type) + sizeof(srid), '\1');
    std::memcpy(out.data() + 1, &type, sizeof(type));
    std::memcpy(out.data() + kTypeEnd, &srid, sizeof(srid));
    return out + wkb.substr(kTypeEnd);
}

} // namespace

PgRowWriter::PgRowWriter(const PostgresConnection& connection, std::string_view table,
                         const std::vector<std::string_view>& columns)
    : m_connection(connection) {
    try {
        connection.free_session().begin_copy(
            fmt::format("COPY {} (geom, {}) FROM STDIN", table, fmt::join(columns, ", ")));
    } catch (const PgFailure& failure) {
        connection.fail(failure);
    }
}

PgRowWriter::~PgRowWriter() {
    if (m_is_open) {
        m_connection.session().give_up_copy();
    }
}

void PgRowWriter::append_text(std::string_view text) {
    for (const char c : text) {
        switch (c) {
        case '\\':
            m_lines += "\\\\";
            break;
        case '\t':
            m_lines += "\\t";
            break;
        case '\n':
            m_lines += "\\n";
            break;
        case '\r':
            m_lines += "\\r";
            break;
        case '\0':
            m_connection.fail(
                PgFailure("22021", fmt::format("a zero byte in '{}'", text.substr(0, text.find(c))), false));
        default:
            m_lines += c;
        }
    }
}

void PgRowWriter::write(const geo::Geometry& geometry, const std::vector<FieldValue>& values) {
    m_lines += geometry.empty() ? "\\N" : base::hex_of(to_ewkb(geometry));
    for (const FieldValue& value : values) {
        m_lines += '\t';
        if (std::holds_alternative<std::monostate>(value)) {
            m_lines += "\\N";
        } else {
            append_text(text_of(value));
        }
    }
    m_lines += '\n';
    if (m_lines.size() >= kBytesAtOnce) {
        flush();
    }
}

void PgRowWriter::flush() {
    try {
        m_connection.session().copy(m_lines);
        m_lines.clear();
    } catch (const PgFailure& failure) {
        m_connection.fail(failure);
    }
}

void PgRowWriter::finish() {
    flush();
    m_is_open = false;
    try {
        m_connection.session().end_copy();
    } catch (const PgFailure& failure) {
        m_connection.fail(failure);
    }
}

} // namespace liangxian::store
