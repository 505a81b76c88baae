// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/word_rules.hpp"

#include "core/app/unit_ground.hpp"
#include "core/base/data_files.hpp"
#include "core/store/record_fields.hpp"
#include "core/words/side_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

/// The outline of a text that is this zone's: of its class and kind, or the only one.
const words::Reading* reading_for(const zone::Zone& zone, const std::vector<words::Reading>& readings) {
    const auto is_its = [&zone](const words::Reading& reading) {
        return reading.zone_class == zone.zone_class && (!reading.zone || *reading.zone == zone.kind);
    };
    const auto found = std::find_if(readings.begin(), readings.end(), is_its);
    return found != readings.end() ? &*found : readings.size() == 1 ? &readings.front() : nullptr;
}

/// Today, or the day of its validity nearest to it.
base::Date day_of(const zone::Zone& line) {
    base::Date day = base::Date::today();
    if (line.valid.to && *line.valid.to < day) {
        day = *line.valid.to;
    }
    return line.valid.from && day < *line.valid.from ? *line.valid.from : day;
}

bool has_words(const zone::Zone* line) { return !line->words.empty(); }

} // namespace

WordRules::WordRules(ProblemReport& report)
    : m_report(report),
      m_vocabulary(words::Vocabulary::load(base::data_directory() / "words" / "phrases.json")),
      m_accuracy(zone::AccuracyDefaults::load(base::data_directory() / "profiles" / "accuracy.json")) {}

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
        if (line->words.empty()) {
            continue;
        }
        const bool is_control = line->kind == zone::ZoneKind::control;
        const words::Line which = is_control ? words::Line::control : words::Line::protection;
        const auto readings = words::read_boundary_text(line->words, which, m_vocabulary);
        const words::Reading* reading = reading_for(*line, readings);
        if (reading == nullptr) {
            continue;
        }
        const words::Ground ground = ground_of(unit, day_of(*line), m_accuracy);
        for (const words::SideCheck& side : words::check_sides(*reading, line->geometry, ground, which)) {
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
