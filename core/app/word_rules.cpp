// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/word_rules.hpp"

#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

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
                    line->geometry.polygons.front().shell.front());
            }
        }
    }
}

} // namespace liangxian::app
