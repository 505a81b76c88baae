// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/word_rules.hpp"

#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace liangxian::app {
namespace {

/// Where an outline reaches farthest to a side, half-way along it: to the east or west on its middle
/// parallel, to the north or south on its middle meridian.
geo::Position place_on(const geo::Geometry& outline, words::Side side) {
    const geo::Box box = outline.bounds();
    const bool is_across = side == words::Side::east || side == words::Side::west;
    const bool is_greatest = side == words::Side::east || side == words::Side::north;
    const double middle = is_across ? (box.min_y + box.max_y) / 2 : (box.min_x + box.max_x) / 2;
    const auto along = [is_across](const geo::Position& p) { return is_across ? p.y : p.x; };
    const auto across = [is_across](const geo::Position& p) { return is_across ? p.x : p.y; };
    std::optional<double> farthest;
    for (const geo::Polygon& polygon : outline.polygons) {
        for (std::size_t i = 0; i < polygon.shell.size(); ++i) {
            const geo::Position& a = polygon.shell[i];
            const geo::Position& b = polygon.shell[(i + 1) % polygon.shell.size()];
            if ((along(a) <= middle) == (along(b) <= middle)) {
                continue;
            }
            const double share = (middle - along(a)) / (along(b) - along(a));
            const double here = across(a) + share * (across(b) - across(a));
            const bool is_farther = !farthest || (is_greatest ? here > *farthest : here < *farthest);
            farthest = is_farther ? here : *farthest;
        }
    }
    const geo::Position corner = outline.polygons.front().shell.front();
    return !farthest   ? corner
           : is_across ? geo::Position{*farthest, middle}
                       : geo::Position{middle, *farthest};
}

bool has_words(const zone::Zone* line) { return !line->words.empty(); }

} // namespace

WordRules::WordRules(ProblemReport& report) : m_report(report) {}

void WordRules::look(const std::map<std::string, std::vector<const zone::Zone*>>& units,
                     const base::CancelToken& cancel) const {
    for (const auto& [site_id, lines] : units) {
        cancel.throw_if_cancelled();
        const auto site = m_sites.find(site_id);
        if (site != m_sites.end() && std::any_of(lines.begin(), lines.end(), has_words)) {
            look_at(site->second, lines);
        }
    }
}

void WordRules::look_at(const zone::Site& site, const std::vector<const zone::Zone*>& lines) const {
    Unit unit{site, {}};
    for (const zone::Zone* line : lines) {
        unit.versions.push_back(*line);
    }
    for (const zone::Zone* line : lines) {
        const auto announced = m_words.of(*line, unit);
        if (!announced) {
            continue;
        }
        for (const words::SideCheck& side : announced->check(line->geometry)) {
            if (!side.agrees()) {
                const base::Text name = side.side ? words::name_of(*side.side) : base::Text{"两", "either"};
                m_report.tell(
                    "words-differ", Severity::warning, "zone " + store::id_of(*line),
                    {fmt::format("{}侧：公布文字为 {}，图形为 {:.2f} 米", name.zh, side.words, side.found_m),
                     fmt::format("{} side: announced as {}, drawn at {:.2f} m", name.en, side.words,
                                 side.found_m)},
                    side.side ? place_on(line->geometry, *side.side)
                              : line->geometry.polygons.front().shell.front());
            }
        }
    }
}

} // namespace liangxian::app
