// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::base {

/// An instant in UTC with millisecond steps: record time, the time something became known.
class Timestamp {
public:
    /// 1970-01-01T00:00:00.000Z.
    Timestamp() = default;
    explicit Timestamp(std::int64_t milliseconds_since_epoch) : m_ms(milliseconds_since_epoch) {}

    static Timestamp now();
    /// Reads ISO 8601: `2025-03-01T08:00:00.000Z`, seconds or fraction optional, `Z`, no zone (taken
    /// as UTC) or an offset `+08:00`; a space may stand for the T; a date alone means its last
    /// millisecond in UTC ("what was known by the end of that day").
    static std::optional<Timestamp> parse(std::string_view text);

    std::int64_t milliseconds() const { return m_ms; }
    /// `2025-03-01T00:00:00.000Z`: sorts as text in the order of time, as GeoPackage DATETIME.
    std::string to_string() const;

    bool operator==(const Timestamp& o) const { return m_ms == o.m_ms; }
    bool operator!=(const Timestamp& o) const { return m_ms != o.m_ms; }
    bool operator<(const Timestamp& o) const { return m_ms < o.m_ms; }
    bool operator<=(const Timestamp& o) const { return m_ms <= o.m_ms; }
    bool operator>(const Timestamp& o) const { return m_ms > o.m_ms; }

private:
    std::int64_t m_ms = 0;
};

} // namespace liangxian::base
