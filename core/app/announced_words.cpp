// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/announced_words.hpp"

#include "core/base/data_files.hpp"

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

} // namespace

AnnouncedWords::AnnouncedWords()
    : m_vocabulary(words::Vocabulary::load(base::data_directory() / "words" / "phrases.json")),
      m_accuracy(zone::AccuracyDefaults::load(base::data_directory() / "profiles" / "accuracy.json")) {}

std::optional<AnnouncedLine> AnnouncedWords::of(const zone::Zone& zone, const Unit& unit) const {
    if (zone.words.empty()) {
        return std::nullopt;
    }
    const bool is_control = zone.kind == zone::ZoneKind::control;
    const words::Line line = is_control ? words::Line::control : words::Line::protection;
    const auto readings = words::read_boundary_text(zone.words, line, vocabulary_of(unit.site, m_vocabulary));
    const words::Reading* reading = reading_for(zone, readings);
    if (reading == nullptr) {
        return std::nullopt;
    }
    return AnnouncedLine{*reading, ground_of(unit, day_of(zone), m_accuracy), line};
}

} // namespace liangxian::app
