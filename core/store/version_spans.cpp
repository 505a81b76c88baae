// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/version_spans.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace liangxian::store {
namespace {

// Days since the epoch; the ends stand for "always" and "without end".
constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

std::int64_t first_of(const base::DateSpan& span) {
    return span.from ? span.from->days_since_epoch() : kAlways;
}
std::int64_t last_of(const base::DateSpan& span) { return span.to ? span.to->days_since_epoch() : kNoEnd; }

base::DateSpan span_of(std::int64_t first, std::int64_t last) {
    base::DateSpan out;
    if (first != kAlways) {
        out.from = base::Date().plus_days(first);
    }
    if (last != kNoEnd) {
        out.to = base::Date().plus_days(last);
    }
    return out;
}

/// Which versions begin and end to take part on a day.
struct Turns {
    std::vector<int> begin;
    std::vector<int> end;
};

class Sweep {
public:
    void add(int version, std::int64_t first, std::int64_t last) {
        if (first > last) {
            return;
        }
        m_turns[first].begin.push_back(version);
        if (last != kNoEnd) {
            m_turns[last + 1].end.push_back(version);
        }
    }

    /// From day to day the highest that takes part.
    std::vector<SpanInForce> spans() const {
        std::vector<SpanInForce> out;
        std::set<int, std::greater<>> taking_part;
        for (auto turn = m_turns.begin(); turn != m_turns.end(); ++turn) {
            for (const int version : turn->second.end) {
                taking_part.erase(version);
            }
            taking_part.insert(turn->second.begin.begin(), turn->second.begin.end());
            if (taking_part.empty()) {
                continue;
            }
            const auto next = std::next(turn);
            const std::int64_t last = next == m_turns.end() ? kNoEnd : next->first - 1;
            const int highest = *taking_part.begin();
            const bool goes_on = !out.empty() && out.back().version == highest && out.back().days.to &&
                                 out.back().days.to->days_since_epoch() + 1 == turn->first;
            if (goes_on) {
                out.back().days.to = span_of(turn->first, last).to;
            } else {
                out.push_back({highest, span_of(turn->first, last)});
            }
        }
        return out;
    }

private:
    std::map<std::int64_t, Turns> m_turns; ///< by day
};

} // namespace

SpansInForce spans_in_force(std::vector<AnnouncedVersion> versions) {
    std::sort(versions.begin(), versions.end(),
              [](const AnnouncedVersion& a, const AnnouncedVersion& b) { return a.version > b.version; });
    SpansInForce out;
    Sweep sweep;
    std::optional<std::int64_t> first_of_higher; // the first day on which any higher one had begun
    for (const AnnouncedVersion& one : versions) {
        std::int64_t last = last_of(one.valid);
        bool takes_part = true;
        if (one.status == zone::Status::revoked && !one.valid.to) {
            takes_part = false;
        } else if (one.status == zone::Status::superseded && !one.valid.to) {
            if (!first_of_higher) {
                out.undecided.push_back(one.version);
            }
            takes_part = first_of_higher && *first_of_higher != kAlways;
            last = takes_part ? *first_of_higher - 1 : last;
        }
        if (takes_part) {
            sweep.add(one.version, first_of(one.valid), last);
        }
        first_of_higher = std::min(first_of_higher.value_or(kNoEnd), first_of(one.valid));
    }
    out.spans = sweep.spans();
    return out;
}

} // namespace liangxian::store
