// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/store/store.hpp"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

/// What units are counted by; `year` is that of their announcement.
enum class StatsKey { county, level, year };

std::optional<StatsKey> parse_stats_key(std::string_view word);
std::string_view code_of(StatsKey key);

/// What is counted. Range and control: of graded units, one list each of missing, draft and announced, which
/// leave no unit out; filed and delivered are of the announced ones. The items beside the range: whole,
/// partial or missing, of all relics.
enum class Figure {
    units,
    ungraded,
    range_missing,
    range_draft,
    range_announced,
    range_filed,
    range_delivered,
    range_overdue, ///< the year of 实施条例 art. 8 is over, counted anew when a unit rose
    range_due,     ///< and not over yet
    control_missing,
    control_draft,
    control_announced,
    control_filed,
    control_delivered,
    marker,
    marker_partial,
    marker_missing,
    archive,
    archive_partial,
    archive_missing,
    custody,
    custody_partial,
    custody_missing,
    prerequisites_complete, ///< range (graded units), marker, archive and custody
    prerequisites_incomplete,
};
constexpr std::size_t kFigures = 25;

std::string_view code_of(Figure figure); ///< `range-missing`
const base::Text& name_of(Figure figure);

struct StatsRequest {
    std::vector<StatsKey> by;
    base::Date as_of;
    std::optional<base::Timestamp> known_at; ///< absent: all that is recorded now
};

/// A relic as it was on the day.
struct StatsUnit {
    std::string site_id;
    std::string name;
    std::string county;
    zone::Level level = zone::Level::ungraded;
    std::string year; ///< of the announcement, `1961`; empty: not stated
};

/// The lists of one group. A figure is the length of its list and nothing else.
struct StatsGroup {
    std::vector<std::string> key; ///< a value for each StatsRequest::by; empty: not stated
    /// By Figure; each a list of indices into Stats::units.
    std::array<std::vector<std::uint32_t>, kFigures> lists;

    const std::vector<std::uint32_t>& list(Figure figure) const {
        return lists.at(static_cast<std::size_t>(figure));
    }
    std::size_t count(Figure figure) const { return list(figure).size(); }
};

struct Stats {
    StatsRequest asked;
    std::int64_t revision = 0;
    base::Timestamp known_at;
    std::vector<StatsUnit> units;   ///< by site_id
    std::vector<StatsGroup> groups; ///< by key
    StatsGroup total;
    std::vector<store::Target> targets; ///< as reported by the day, by code, scope and year
    std::vector<std::string> uncounted; ///< records nobody can read, or whose validity nobody can tell
};

/// Counts a day's figures: validity and announcements by the day, steps by their own day, all as known at an
/// instant. Cost: O(n log n) in sites, versions and steps, one walk over each.
Stats compute_stats(const store::Store& store, const StatsRequest& request);

/// The name of a list: `range-missing` of all, `应县/national:range-missing` of a group.
std::string list_id(const StatsGroup& group, Figure figure);
/// A list by its name; nothing when there is no such list.
std::optional<std::vector<std::uint32_t>> list_named(const Stats& stats, std::string_view id);

/// `liangxian/stats/1`: docs/api/stats-1.schema.json.
nlohmann::ordered_json to_json(const Stats& stats);

} // namespace liangxian::app
