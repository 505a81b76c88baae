// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/stats.hpp"

#include "core/app/line_progress.hpp"
#include "core/app/prerequisite_rows.hpp"
#include "core/zone/range_deadline.hpp"
#include "core/zone/stated_day.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace liangxian::app {
namespace {

using store::ItemState;
using store::Prerequisite;
using store::PrerequisiteItem;

/// The year of an announcement; empty when it states none.
std::string year_of(const std::string& announced_on) {
    const auto day = zone::stated_day_at_start(announced_on);
    return day ? fmt::format("{:04}", day->first.year()) : "";
}

bool is_earlier(const std::optional<base::Date>& a, const std::optional<base::Date>& b) {
    return b && (!a || *a < *b);
}

/// A relic on the day, and whether it had been of a lower level before.
struct UnitThen {
    zone::Site site;
    bool has_risen = false;
};

/// What a site was on a day. Its level and announcement are those of the day; in all else what was recorded
/// last is right.
/// \param recorded  in the order in which it was recorded
std::optional<UnitThen> unit_on(const std::vector<const zone::Site*>& recorded, const base::Date& as_of) {
    std::vector<zone::StatedLevel> stated;
    for (const zone::Site* one : recorded) {
        stated.push_back({one->level, one->announced_on});
    }
    const auto level = zone::level_on(stated, as_of);
    UnitThen out{*recorded.back(), level && level->has_risen};
    // Announced later, it was a relic that nobody had graded yet.
    out.site.level = level ? level->stated.level : zone::Level::ungraded;
    out.site.announced_on = level ? level->stated.announced_on : "";
    return out.site.valid.contains(as_of) ? std::optional(out) : std::nullopt;
}

/// From when on a statement says that its item is there: as stated, else since the marker was erected or the
/// archive filed. Nothing: always.
std::optional<base::Date> begin_of(const Prerequisite& one) {
    if (one.valid.from) {
        return one.valid.from;
    }
    if (one.item == PrerequisiteItem::marker) {
        const auto erected = zone::stated_day_at_start(one.erected_on);
        return erected ? std::optional(erected->first) : std::nullopt;
    }
    return one.item == PrerequisiteItem::archive ? one.filed_on : std::nullopt;
}

class StatsCounter {
public:
    StatsCounter(store::Registers registers, const StatsRequest& request)
        : m_known(std::move(registers)), m_as_of(request.as_of) {
        m_out.asked = request;
        m_out.revision = m_known.revision;
        m_out.known_at = m_known.known_at;
        m_out.uncounted = m_known.unreadable;
    }

    Stats count() {
        LineProgress lines = line_progress(m_known, m_as_of);
        m_lines = std::move(lines.units);
        m_out.uncounted.insert(m_out.uncounted.end(), lines.undecided.begin(), lines.undecided.end());
        take_prerequisites();
        take_units();
        take_targets();
        std::sort(m_out.uncounted.begin(), m_out.uncounted.end());
        return std::move(m_out);
    }

private:
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
        const auto deadline =
            zone::range_deadline({{then.site.level, then.site.announced_on}, then.has_risen},
                                 range.is_announced, range.announced_on);
        if (deadline) {
            out.push_back(deadline->due < m_as_of ? Figure::range_overdue : Figure::range_due);
        }
    }

    /// \param whole  the first of the item's three figures
    Figure item_figure(const std::string& site_id, PrerequisiteItem item, Figure whole) const {
        const auto found = m_items.find({site_id, item});
        if (found == m_items.end()) {
            return behind(whole, 2);
        }
        const Prerequisite& stated = *found->second;
        const base::DateSpan there{begin_of(stated), stated.valid.to};
        if (stated.state == ItemState::absent || !there.contains(m_as_of)) {
            return behind(whole, 2);
        }
        return missing_parts(stated).empty() ? whole : behind(whole, 1);
    }

    void take_targets() {
        std::map<std::tuple<std::string, std::string, int>, const store::Target*> best;
        for (const store::Target& one : m_known.targets) {
            // Nobody set a target for a year that had not begun unless a report of an earlier day says so.
            const bool is_reported =
                one.year && one.document_date.value_or(base::Date(*one.year, 1, 1)) <= m_as_of;
            if (!is_reported) {
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
    std::unordered_map<std::string, UnitLines> m_lines; ///< by site
    std::map<std::pair<std::string, PrerequisiteItem>, const Prerequisite*> m_items;
    Stats m_out;
};

} // namespace

Stats compute_stats(const store::Store& store, const StatsRequest& request) {
    return StatsCounter(store.fetch_registers(request.known_at), request).count();
}

} // namespace liangxian::app
