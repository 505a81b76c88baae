// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_words.hpp"

#include "core/app/version_name.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/store/record_fields.hpp"

#include <algorithm>

namespace liangxian::app {
namespace {

std::vector<LineWords> describe(const std::vector<const zone::Zone*>& lines, const Unit& unit,
                                const base::Date& day) {
    const auto data = base::data_directory();
    const auto vocabulary =
        vocabulary_of(unit.site, words::Vocabulary::load(data / "words" / "phrases.json"));
    const words::Ground ground =
        ground_of(unit, day, zone::AccuracyDefaults::load(data / "profiles" / "accuracy.json"));
    std::vector<LineWords> out;
    for (const zone::Zone* line : lines) {
        if (!line->geometry.polygons.empty()) {
            const words::Outlined outlined{line->geometry, line->kind, line->zone_class};
            out.push_back({store::id_of(*line), words::describe(outlined, ground, vocabulary)});
        }
    }
    return out;
}

/// The version that a word names; nothing when the store has none.
std::optional<zone::Zone> version_named(const store::Store& store, const std::string& word) {
    const auto name = parse_version_name(word);
    if (!name || !name->version) {
        return std::nullopt;
    }
    for (zone::Zone& version : store.versions_of({name->zone_id})) {
        if (version.version == *name->version) {
            return std::move(version);
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<LineWords> describe_lines(const Unit& unit, const base::Date& day) {
    return describe(lines_on(unit, day), unit, day);
}

std::vector<LineWords> describe_named(const store::Store& store, const std::string& word,
                                      const base::Date& day) {
    const auto version = store.sites_of({word}).empty() ? version_named(store, word) : std::nullopt;
    if (!version) {
        return describe_lines(fetch_unit(store, word), day);
    }
    return describe({&*version}, fetch_unit(store, version->site_id), day);
}

} // namespace liangxian::app
