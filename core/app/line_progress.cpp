// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/line_progress.hpp"

#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"
#include "core/zone/range_deadline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace liangxian::app {
namespace {

class LineCounter {
public:
    LineCounter(const store::Registers& known, const base::Date& as_of)
        : m_known(known), m_as_of(as_of),
          m_end_of_day(base::Timestamp::parse(as_of.to_string()).value_or(base::Timestamp())) {
        if (base::Date::today() <= m_as_of) { // whatever the time zone: what is there is there
            m_end_of_day = base::Timestamp(std::numeric_limits<std::int64_t>::max());
        }
    }

    LineProgress run() {
        take_steps();
        store::AnnouncedVersions announced;
        std::vector<zone::Zone> candidates;
        for (const zone::Zone& zone : m_known.zones) {
            const bool is_later = zone.valid.from && m_as_of < *zone.valid.from;
            const bool is_on_its_way = store::is_on_its_way(zone);
            if ((is_on_its_way || (is_later && zone.status != zone::Status::revoked)) && was_begun(zone)) {
                m_out.units[zone.site_id].of(zone.kind).is_drafted = true;
            }
            if (!is_on_its_way) {
                announced[zone.zone_id].push_back({zone.version, zone.valid.from});
                if (store::may_take_part(zone, m_as_of, false)) {
                    candidates.push_back(zone);
                }
            }
        }
        const auto chosen = store::choose_versions(std::move(candidates), announced, m_as_of);
        for (const zone::Zone& zone : chosen.zones) {
            take_announced(zone);
        }
        for (const zone::Zone& zone : chosen.undecided) {
            m_out.undecided.push_back("zone " + store::id_of(zone));
        }
        return std::move(m_out);
    }

private:
    bool is_by_then(const zone::VersionStep& step) const {
        return step.dated ? *step.dated <= m_as_of : step.at <= m_end_of_day;
    }

    void take_steps() {
        for (const zone::VersionStep& step : m_known.steps) {
            if (is_by_then(step)) {
                m_steps[fmt::format("{}@{}", step.zone_id, step.version)].insert(step.step);
            }
        }
    }

    bool was_taken(const zone::Zone& zone, zone::Step step) const {
        const auto steps = m_steps.find(store::id_of(zone));
        return steps != m_steps.end() && steps->second.count(step) != 0;
    }

    /// Whether somebody had begun to draw it.
    bool was_begun(const zone::Zone& zone) const {
        const std::string id = store::id_of(zone);
        const auto first = m_known.first_recorded.find(id);
        return m_steps.count(id) != 0 || zone.recorded_at <= m_end_of_day ||
               (first != m_known.first_recorded.end() && first->second <= m_end_of_day);
    }

    void take_announced(const zone::Zone& zone) {
        LineState& line = m_out.units[zone.site_id].of(zone.kind);
        line.is_announced = true;
        line.is_filed = line.is_filed || was_taken(zone, zone::Step::filed);
        line.is_mapped = line.is_mapped || was_taken(zone, zone::Step::mapped);
        const auto day = zone::announced_day(zone);
        if (day && (!line.announced_on || *line.announced_on < *day)) {
            line.announced_on = day;
        }
    }

    const store::Registers& m_known;
    base::Date m_as_of;
    base::Timestamp m_end_of_day;
    std::unordered_map<std::string, std::set<zone::Step>> m_steps; ///< taken by the day, by `Z1@2`
    LineProgress m_out;
};

} // namespace

LineProgress line_progress(const store::Registers& known, const base::Date& as_of) {
    return LineCounter(known, as_of).run();
}

} // namespace liangxian::app
