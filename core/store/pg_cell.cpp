// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_cell.hpp"

#include "core/base/date.hpp"
#include "core/base/number.hpp"
#include "core/base/timestamp.hpp"

#include <cstring>
#include <limits>

namespace liangxian::store {
namespace {

// pg_type.dat of PostgreSQL; fixed for ever.
constexpr std::uint32_t kBool = 16;
constexpr std::uint32_t kBytea = 17;
constexpr std::uint32_t kInt8 = 20;
constexpr std::uint32_t kInt2 = 21;
constexpr std::uint32_t kInt4 = 23;
constexpr std::uint32_t kOid = 26;
constexpr std::uint32_t kFloat4 = 700;
constexpr std::uint32_t kFloat8 = 701;
constexpr std::uint32_t kDate = 1082;
constexpr std::uint32_t kTimestamp = 1114;
constexpr std::uint32_t kTimestamptz = 1184;

constexpr std::int64_t kMillisecondsTo2000 = 946684800000;

/// Numbers come with their highest byte first.
std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t out = 0;
    for (const char c : bytes) {
        out = out << 8U | static_cast<unsigned char>(c);
    }
    return out;
}

template <typename To, typename From>
To same_bits(From from) {
    static_assert(sizeof(To) == sizeof(From));
    To out;
    std::memcpy(&out, &from, sizeof(out));
    return out;
}

std::string day_text(std::string_view bytes) {
    const auto days = same_bits<std::int32_t>(static_cast<std::uint32_t>(big_endian(bytes)));
    if (days == std::numeric_limits<std::int32_t>::max() ||
        days == std::numeric_limits<std::int32_t>::min()) {
        return days > 0 ? "infinity" : "-infinity";
    }
    return base::Date(2000, 1, 1).plus_days(days).to_string();
}

std::string instant_text(std::string_view bytes) {
    const auto microseconds = same_bits<std::int64_t>(big_endian(bytes));
    if (microseconds == std::numeric_limits<std::int64_t>::max() ||
        microseconds == std::numeric_limits<std::int64_t>::min()) {
        return microseconds > 0 ? "infinity" : "-infinity";
    }
    const std::int64_t whole = microseconds / 1000 - (microseconds % 1000 < 0 ? 1 : 0);
    return base::Timestamp(whole + kMillisecondsTo2000).to_string();
}

} // namespace

CellType pg_type_of(std::uint32_t oid) {
    switch (oid) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
        return CellType::integer;
    case kFloat4:
    case kFloat8:
        return CellType::real;
    case kBytea:
        return CellType::blob;
    default:
        return CellType::text;
    }
}

std::int64_t pg_integer(std::uint32_t oid, std::string_view bytes) {
    const std::uint64_t bits = big_endian(bytes);
    switch (oid) {
    case kInt2:
        return same_bits<std::int16_t>(static_cast<std::uint16_t>(bits));
    case kInt4:
        return same_bits<std::int32_t>(static_cast<std::uint32_t>(bits));
    default:
        return same_bits<std::int64_t>(bits);
    }
}

double pg_real(std::uint32_t oid, std::string_view bytes) {
    const std::uint64_t bits = big_endian(bytes);
    return oid == kFloat4 ? static_cast<double>(same_bits<float>(static_cast<std::uint32_t>(bits)))
                          : same_bits<double>(bits);
}

bool is_pg_text(std::uint32_t oid) {
    return pg_type_of(oid) == CellType::text && oid != kDate && oid != kTimestamp && oid != kTimestamptz;
}

std::string pg_text(std::uint32_t oid, std::string_view bytes) {
    if (oid == kDate) {
        return day_text(bytes);
    }
    if (oid == kTimestamp || oid == kTimestamptz) {
        return instant_text(bytes);
    }
    switch (pg_type_of(oid)) {
    case CellType::integer:
        return std::to_string(pg_integer(oid, bytes));
    case CellType::real:
        return base::shortest(pg_real(oid, bytes));
    default:
        return std::string(bytes);
    }
}

} // namespace liangxian::store
