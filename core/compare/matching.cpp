// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/matching.hpp"

#include "core/compare/identity.hpp"
#include "core/compare/nearness.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace liangxian::compare {
namespace {

using Key = std::function<std::string(const Line&)>;

/// How two sides may name a unit alike; an id on one side and a name on the other would never meet.
struct UnitName {
    Key of;
    /// Where a line is numbered as another one is, its unit's id came by that number, its name did not.
    bool is_by_number;
};
const std::vector<UnitName> kUnitNames{{[](const Line& line) { return line.site_id; }, true},
                                       {[](const Line& line) { return line.site_code; }, true},
                                       {[](const Line& line) { return line.site_name; }, false}};

std::string kind_of(const Line& line) { return line.kind ? std::string(zone::code_of(*line.kind)) : ""; }

std::string kind_and_class_of(const Line& line) {
    return line.kind ? kind_of(line) + "\n" + line.zone_class : "";
}

class Matcher {
public:
    Matcher(const std::vector<Line>& a, const std::vector<Line>& b, const base::CancelToken& cancel)
        : m_a(a), m_b(b), m_cancel(cancel), m_done_a(a.size(), false), m_done_b(b.size(), false),
          m_misnumbered_a(a.size(), false), m_misnumbered_b(b.size(), false) {}

    Matching match(Pairing pairing) {
        const bool is_one_each = m_a.size() == 1 && m_b.size() == 1;
        if (is_one_each && pairing == Pairing::as_asked) {
            take(0, 0, "asked");
        }
        by_number("version", [](const Line& line) { return line.version; });
        by_number("zone", [](const Line& line) { return line.zone_id; });
        by_number("bsm", [](const Line& line) { return line.bsm; });
        if (is_one_each && !m_done_a[0] && may_be_one(0, 0) && !ids_differ(0, 0)) {
            take(0, 0, "only"); // there is nothing to mistake one for
        }
        for (const UnitName& unit : kUnitNames) {
            by_unit(unit, kind_and_class_of);
            by_unit(unit, kind_of);
            by_unit(unit, family_of);
        }
        by_place();
        finish();
        return std::move(m_out);
    }

private:
    using Group = std::pair<std::vector<std::size_t>, std::vector<std::size_t>>;

    void take(std::size_t a, std::size_t b, const char* by) {
        m_done_a[a] = m_done_b[b] = true;
        m_out.matches.push_back({a, b, by});
    }

    std::map<std::string, Group> groups_by(const Key& key, bool is_by_number) const {
        std::map<std::string, Group> out;
        const auto add = [&](const std::vector<Line>& lines, const std::vector<bool>& done, bool is_a) {
            const std::vector<bool>& misnumbered = is_a ? m_misnumbered_a : m_misnumbered_b;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const bool is_left = !done[i] && !(is_by_number && misnumbered[i]);
                const std::string word = is_left ? key(lines[i]) : "";
                if (!word.empty()) {
                    Group& group = out[word];
                    (is_a ? group.first : group.second).push_back(i);
                }
            }
        };
        add(m_a, m_done_a, true);
        add(m_b, m_done_b, false);
        return out;
    }

    /// By a number that both sides gave the line, unless its number went to another line.
    void by_number(const char* name, const Key& key) {
        for (const auto& [word, group] : groups_by(key, true)) {
            m_cancel.throw_if_cancelled();
            if (group.first.size() != 1 || group.second.size() != 1) {
                continue;
            }
            const std::size_t a = group.first.front();
            const std::size_t b = group.second.front();
            const bool is_another = differ(m_a[a].zone_id, m_b[b].zone_id) || is_of_another(m_a[a], m_b[b]);
            if (is_another && !stand_near(shape_of(m_a[a]), shape_of(m_b[b]))) {
                m_misnumbered_a[a] = m_misnumbered_b[b] = true;
            } else {
                take(a, b, name);
            }
        }
    }

    void by_unit(const UnitName& unit, const Key& line) {
        const auto name_and_line = [&](const Line& one) {
            const std::string name = unit.of(one);
            const std::string which = line(one);
            return name.empty() || which.empty() ? std::string() : name + "\n" + which;
        };
        const auto groups = groups_by(name_and_line, unit.is_by_number);
        for (const auto& [word, group] : groups) {
            if (group.first.size() == 1 && group.second.size() == 1 &&
                !ids_differ(group.first.front(), group.second.front())) {
                take(group.first.front(), group.second.front(), "unit");
            }
        }
    }

    bool is_misnumbered(std::size_t a, std::size_t b) const {
        return m_misnumbered_a[a] || m_misnumbered_b[b];
    }

    /// Two zones that differ are two lines, whatever else they share; two BSM, or two ids of units, that
    /// differ may be one line that was numbered anew, where it stands as it stood.
    bool ids_differ(std::size_t a, std::size_t b) const {
        const Line& one = m_a[a];
        const Line& other = m_b[b];
        if (is_misnumbered(a, b)) {
            return false;
        }
        if (differ(one.zone_id, other.zone_id)) {
            return true;
        }
        return (differ(one.bsm, other.bsm) || differ(one.site_id, other.site_id) ||
                differ(one.site_code, other.site_code)) &&
               !boxes_meet(shape_of(one), shape_of(other));
    }

    /// Whether place may decide.
    bool may_be_one(std::size_t a, std::size_t b) const {
        const Line& one = m_a[a];
        const Line& other = m_b[b];
        const bool is_of_one_unit = !one.site_name.empty() && one.site_name == other.site_name;
        const bool is_numbered_otherwise =
            !is_misnumbered(a, b) &&
            (differ(one.zone_id, other.zone_id) || (!is_of_one_unit && differ(one.bsm, other.bsm)));
        return !is_numbered_otherwise && !is_of_another(one, other);
    }

    static std::vector<std::size_t> places_where(const std::vector<bool>& flags, bool is_set) {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < flags.size(); ++i) {
            if (flags[i] == is_set) {
                out.push_back(i);
            }
        }
        return out;
    }

    void by_place() {
        const auto left_a = places_where(m_done_a, false);
        const auto left_b = places_where(m_done_b, false);
        PlaceMatching found = match_by_place(
            m_a, left_a, m_b, left_b, [this](std::size_t a, std::size_t b) { return may_be_one(a, b); },
            m_cancel);
        for (const auto& [a, b] : found.pairs) {
            take(a, b, "place");
        }
        for (const Ambiguity& group : found.ambiguous) {
            for (const std::size_t a : group.a) {
                m_done_a[a] = true;
            }
            for (const std::size_t b : group.b) {
                m_done_b[b] = true;
            }
        }
        m_out.ambiguous = std::move(found.ambiguous);
    }

    void finish() {
        m_out.only_a = places_where(m_done_a, false);
        m_out.only_b = places_where(m_done_b, false);
        m_out.misnumbered_a = places_where(m_misnumbered_a, true);
        m_out.misnumbered_b = places_where(m_misnumbered_b, true);
        std::sort(m_out.matches.begin(), m_out.matches.end(),
                  [](const Match& x, const Match& y) { return x.a < y.a; });
    }

    const std::vector<Line>& m_a;
    const std::vector<Line>& m_b;
    const base::CancelToken& m_cancel;
    std::vector<bool> m_done_a;
    std::vector<bool> m_done_b;
    std::vector<bool> m_misnumbered_a;
    std::vector<bool> m_misnumbered_b;
    Matching m_out;
};

} // namespace

Matching match_lines(const std::vector<Line>& a, const std::vector<Line>& b, const base::CancelToken& cancel,
                     Pairing pairing) {
    return Matcher(a, b, cancel).match(pairing);
}

} // namespace liangxian::compare
