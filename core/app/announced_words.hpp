// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/unit_ground.hpp"
#include "core/words/phrase.hpp"
#include "core/words/side_check.hpp"
#include "core/zone/accuracy.hpp"

#include <optional>
#include <vector>

namespace liangxian::app {

/// The announced words of one line with the ground they measure from.
struct AnnouncedLine {
    words::Reading reading;
    words::Ground ground;
    words::Line line = words::Line::protection;

    /// Any outline, EPSG:4490, against the words (words::check_sides()): the same sides in the same order.
    std::vector<words::SideCheck> check(const geo::Geometry& outline) const {
        return words::check_sides(reading, outline, ground, line);
    }
};

/// Reads the announced words of lines.
class AnnouncedWords {
public:
    /// \throws base::FileError when the product's vocabulary cannot be read
    AnnouncedWords();

    /// \returns nothing when the zone has no words, or none that are plainly its own
    /// \throws base::GeometryError
    std::optional<AnnouncedLine> of(const zone::Zone& zone, const Unit& unit) const;

private:
    words::Vocabulary m_vocabulary;
    zone::AccuracyDefaults m_accuracy;
};

} // namespace liangxian::app
