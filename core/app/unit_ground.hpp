// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/store.hpp"
#include "core/words/draft.hpp"
#include "core/words/phrase.hpp"
#include "core/zone/accuracy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// One unit with every version of its lines.
struct Unit {
    zone::Site site;
    std::vector<zone::Zone> versions; ///< by zone and version
};

/// Two queries, however large the store.
/// \throws base::InputError `site-unknown`
Unit fetch_unit(const store::Store& store, const std::string& site_id);

/// The version of each zone that counts on a day: the announced one in force, else the latest on its way, so
/// that a control zone can be drawn about a range that is still a draft. By zone.
std::vector<const zone::Zone*> lines_on(const Unit& unit, const base::Date& day);

/// The words by which phrases about a unit are known: with its name and the places it lies in.
words::Vocabulary vocabulary_of(const zone::Site& site, const words::Vocabulary& common);

/// What words about the unit are measured from: its body, its range and its classes on a day.
/// \param defaults  for accuracies nobody stated
/// \throws base::GeometryError
words::Ground ground_of(const Unit& unit, const base::Date& day, const zone::AccuracyDefaults& defaults);

} // namespace liangxian::app
