// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_words.hpp"

#include "core/base/data_files.hpp"
#include "core/store/record_fields.hpp"

namespace liangxian::app {

std::vector<LineWords> describe_lines(const Unit& unit, const base::Date& day) {
    const auto data = base::data_directory();
    const auto vocabulary =
        vocabulary_of(unit.site, words::Vocabulary::load(data / "words" / "phrases.json"));
    const words::Ground ground =
        ground_of(unit, day, zone::AccuracyDefaults::load(data / "profiles" / "accuracy.json"));
    std::vector<LineWords> out;
    for (const zone::Zone* line : lines_on(unit, day)) {
        if (!line->geometry.polygons.empty()) {
            const words::Outlined outlined{line->geometry, line->kind, line->zone_class};
            out.push_back({store::id_of(*line), words::describe(outlined, ground, vocabulary)});
        }
    }
    return out;
}

} // namespace liangxian::app
