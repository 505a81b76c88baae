// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stats.hpp"

#include "core/app/prerequisite_rows.hpp"
#include "core/app/site_level.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace liangxian::app {
namespace {

using store::ItemState;
using store::Prerequisite;
using store::PrerequisiteItem;

/// The year a text begins with; empty when it does not.
std::string year_of(const std::string& text) {
    constexpr std::size_t kDigits = 4;
    const bool has_year =
        text.size() >= kDigits && std::all_of(text.begin(), text.begin() + kDigits,
                                              [](unsigned char c) { return std::isdigit(c) != 0; });
    return has_year ? text.substr(0, kDigits) : "";
}

/// From which day on a unit is what a row says; a year alone counts from its first day, nothing from always.
std::optional<base::Date> begin_of(const zone::Site& site) {
    if (const auto day = base::Date::parse(site.announced_on)) {
        return day;
    }
    const std::string year = year_of(site.announced_on);
    return year.empty() ? std::nullopt : base::Date::parse(year + "-01-01");
}

bool is_earlier(const std::optional<base::Date>& a, const std::optional<base::Date>& b) {
    return b && (!a || *a < *b);
}

/// A unit on the day, and whether it had been of a lower level before.
struct UnitThen {
    zone::Site site;
    bool has_risen = false;
};

/// What a unit was on a day, of all that was ever recorded of it. What is recorded later of the same level
/// corrects; another level counts from its announcement on.
std::optional<UnitThen> unit_on(const std::vector<const zone::Site*>& recorded, const base::Date& as_of) {
    const zone::Site* best = nullptr;
    for (const zone::Site* one : recorded) {
        const auto begin = begin_of(*one);
        if (begin && as_of < *begin) {
            continue;
        }
        if (best == nullptr || best->level == one->level || !is_earlier(begin, begin_of(*best))) {
            best = one;
        }
    }
    UnitThen out;
    if (best == nullptr) { // announced later: a relic that nobody had graded yet
        out.site = *recorded.back();
        out.site.level = zone::Level::ungraded;
        out.site.announced_on.clear();
    } else {
        out.site = *best;
        for (const zone::Site* one : recorded) {
            out.has_risen = out.has_risen ||
                            (is_above(best->level, one->level) && one->announced_on != best->announced_on &&
                             !is_earlier(begin_of(*best), begin_of(*one)));
        }
    }
    return out.site.valid.contains(as_of) ? std::optional(out) : std::nullopt;
}

/// How far one line of one unit had come.
struct LineState {
    bool is_announced = false;
    bool is_drafted = false;
    bool is_filed = false;
    bool is_mapped = false;
    std::optional<base::Date> drawn_on; ///< the latest announcement
};

struct UnitLines {
    LineState range;
    LineState control;

    LineState& of(zone::ZoneKind kind) { return kind == zone::ZoneKind::control ? control : range; }
};

class StatsCounter {
public:
    StatsCounter(store::Registers registers, const StatsRequest& request)
        : m_known(std::move(registers)), m_as_of(request.as_of),
          m_end_of_day(base::Timestamp::parse(request.as_of.to_string()).value_or(base::Timestamp())) {
        if (base::Date::today() <= m_as_of) { // whatever the time zone: what is there is there
            m_end_of_day = base::Timestamp(std::numeric_limits<std::int64_t>::max());
        }
        m_out.asked = request;
        m_out.revision = m_known.revision;
        m_out.known_at = m_known.known_at;
        m_out.uncounted = m_known.unreadable;
    }

    Stats count() {
        take_steps();
        take_zones();
        take_prerequisites();
        take_units();
        take_targets();
        std::sort(m_out.uncounted.begin(), m_out.uncounted.end());
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

    void take_zones() {
        store::AnnouncedVersions announced;
        std::vector<zone::Zone> candidates;
        for (zone::Zone& zone : m_known.zones) {
            const bool is_later = zone.valid.from && m_as_of < *zone.valid.from;
            const bool is_on_its_way = store::is_on_its_way(zone);
            if ((is_on_its_way || (is_later && zone.status != zone::Status::revoked)) && was_begun(zone)) {
                m_lines[zone.site_id].of(zone.kind).is_drafted = true;
            }
            if (!is_on_its_way) {
                announced[zone.zone_id].push_back({zone.version, zone.valid.from});
                if (store::may_take_part(zone, m_as_of, false)) {
                    candidates.push_back(std::move(zone));
                }
            }
        }
        const auto chosen = store::choose_versions(std::move(candidates), announced, m_as_of);
        for (const zone::Zone& zone : chosen.zones) {
            take_announced(zone);
        }
        for (const zone::Zone& zone : chosen.undecided) {
            m_out.uncounted.push_back("zone " + store::id_of(zone));
        }
    }

    void take_announced(const zone::Zone& zone) {
        LineState& line = m_lines[zone.site_id].of(zone.kind);
        line.is_announced = true;
        line.is_filed = line.is_filed || was_taken(zone, zone::Step::filed);
        line.is_mapped = line.is_mapped || was_taken(zone, zone::Step::mapped);
        const auto stated = base::Date::parse(zone.document_date);
        const auto day = stated ? stated : zone.valid.from;
        if (is_earlier(line.drawn_on, day)) {
            line.drawn_on = day;
        }
    }

    /// Of the statements of an item the one that begins last by the day; of those that begin together, the
    /// one recorded last.
    void take_prerequisites() {
        for (const Prerequisite& one : m_known.prerequisites) {
            if (one.valid.from && m_as_of < *one.valid.from) {
                continue;
            }
            const Prerequisite*& best = m_items[{one.site_id, one.item}];
            if (best == nullptr || !is_earlier(one.valid.from, best->valid.from)) {
                best = &one;
            }
        }
    }

    void take_units() {
        std::map<std::string, std::vector<const zone::Site*>> recorded;
        for (const zone::Site& site : m_known.sites) {
            recorded[site.site_id];
        }
        for (const zone::Site& site : m_known.earlier_sites) {
            const auto known = recorded.find(site.site_id);
            if (known != recorded.end()) {
                known->second.push_back(&site);
            }
        }
        for (const zone::Site& site : m_known.sites) {
            recorded[site.site_id].push_back(&site);
        }
        std::map<std::vector<std::string>, StatsGroup> groups;
        for (const auto& [id, rows] : recorded) {
            if (const auto unit = unit_on(rows, m_as_of)) {
                take_unit(*unit, groups);
            }
        }
        for (auto& [key, group] : groups) {
            m_out.groups.push_back(std::move(group));
        }
    }

    void take_unit(const UnitThen& then, std::map<std::vector<std::string>, StatsGroup>& groups) {
        const auto index = static_cast<std::uint32_t>(m_out.units.size());
        const zone::Site& site = then.site;
        m_out.units.push_back({site.site_id, site.name, site.county, site.level, year_of(site.announced_on)});
        std::vector<std::string> key = key_of(m_out.units.back());
        StatsGroup& group = groups[key];
        group.key = std::move(key);
        for (const Figure figure : figures_of(then)) {
            const auto at = static_cast<std::size_t>(figure);
            group.lists.at(at).push_back(index);
            m_out.total.lists.at(at).push_back(index);
        }
    }

    std::vector<std::string> key_of(const StatsUnit& unit) const {
        std::vector<std::string> out;
        for (const StatsKey key : m_out.asked.by) {
            out.push_back(key == StatsKey::county  ? unit.county
                          : key == StatsKey::level ? std::string(zone::code_of(unit.level))
                                                   : unit.year);
        }
        return out;
    }

    std::vector<Figure> figures_of(const UnitThen& then) const {
        const zone::Site& site = then.site;
        const bool is_graded = site.level != zone::Level::ungraded;
        const auto found = m_lines.find(site.site_id);
        static const UnitLines none;
        const UnitLines& lines = found == m_lines.end() ? none : found->second;
        std::vector<Figure> out{is_graded ? Figure::units : Figure::ungraded};
        if (is_graded) {
            add_line(lines.range, Figure::range_missing, out);
            add_line(lines.control, Figure::control_missing, out);
            add_deadline(then, lines.range, out);
        }
        bool is_complete = !is_graded || lines.range.is_announced;
        const auto take = [&](PrerequisiteItem item, Figure whole) {
            const Figure figure = item_figure(site.site_id, item, whole);
            is_complete = is_complete && figure == whole;
            out.push_back(figure);
        };
        take(PrerequisiteItem::marker, Figure::marker);
        take(PrerequisiteItem::archive, Figure::archive);
        take(PrerequisiteItem::custody, Figure::custody);
        out.push_back(is_complete ? Figure::prerequisites_complete : Figure::prerequisites_incomplete);
        return out;
    }

    static Figure behind(Figure first, int steps) {
        return static_cast<Figure>(static_cast<int>(first) + steps);
    }

    /// \param missing  the first of the line's five figures
    static void add_line(const LineState& line, Figure missing, std::vector<Figure>& out) {
        out.push_back(behind(missing, line.is_announced ? 2 : line.is_drafted ? 1 : 0));
        if (line.is_announced && line.is_filed) {
            out.push_back(behind(missing, 3));
        }
        if (line.is_announced && line.is_mapped) {
            out.push_back(behind(missing, 4));
        }
    }

    void add_deadline(const UnitThen& then, const LineState& range, std::vector<Figure>& out) const {
        const auto announced_on = base::Date::parse(then.site.announced_on);
        const bool is_of_before =
            then.has_risen && announced_on && (!range.drawn_on || *range.drawn_on < *announced_on);
        if (announced_on && (!range.is_announced || is_of_before)) {
            out.push_back(range_due(*announced_on) < m_as_of ? Figure::range_overdue : Figure::range_due);
        }
    }

    /// \param whole  the first of the item's three figures
    Figure item_figure(const std::string& site_id, PrerequisiteItem item, Figure whole) const {
        const auto found = m_items.find({site_id, item});
        if (found == m_items.end() || found->second->state == ItemState::absent ||
            !found->second->valid.contains(m_as_of)) {
            return behind(whole, 2);
        }
        return missing_parts(*found->second).empty() ? whole : behind(whole, 1);
    }

    void take_targets() {
        std::map<std::tuple<std::string, std::string, int>, const store::Target*> best;
        for (const store::Target& one : m_known.targets) {
            if (!one.year || (one.document_date && m_as_of < *one.document_date)) {
                continue;
            }
            const store::Target*& kept = best[{one.code, one.scope, *one.year}];
            if (kept == nullptr || !is_earlier(one.document_date, kept->document_date)) {
                kept = &one;
            }
        }
        for (const auto& [key, target] : best) {
            m_out.targets.push_back(*target);
        }
    }

    store::Registers m_known;
    base::Date m_as_of;
    base::Timestamp m_end_of_day;
    std::unordered_map<std::string, std::set<zone::Step>> m_steps; ///< taken by the day, by `Z1@2`
    std::unordered_map<std::string, UnitLines> m_lines;            ///< by site
    std::map<std::pair<std::string, PrerequisiteItem>, const Prerequisite*> m_items;
    Stats m_out;
};

} // namespace

Stats compute_stats(const store::Store& store, const StatsRequest& request) {
    return StatsCounter(store.fetch_registers(request.known_at), request).count();
}

} // namespace liangxian::app
