// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/life_cycle.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::zone {

/// A step that the versions of a level and line are expected to take.
struct ExpectedStep {
    Step step = Step::drafted;
    bool is_required = true;
    base::Text office;           ///< who takes it
    base::Text papers;           ///< what it needs in hand; may be empty
    std::string article;         ///< of the law or rule that asks for it; empty: practice
    bool needs_document = false; ///< refused without the number of its document
};

/// The way of a version into force and after it, by the level of its unit and its line:
/// `life-cycle/two-lines.json`, which a bureau may edit.
class LifePaths {
public:
    /// \throws base::FileError naming the place that is wrong
    static LifePaths load(const std::filesystem::path& file);

    /// In their order; none where the file speaks of no such level and line.
    const std::vector<ExpectedStep>& steps_of(Level level, ZoneKind line) const;
    /// The step as it is expected; nothing where the file does not speak of it.
    const ExpectedStep* find(Level level, ZoneKind line, Step step) const;

private:
    struct Path {
        std::vector<Level> levels;
        std::vector<ZoneKind> lines;
        std::vector<ExpectedStep> steps;
    };
    std::vector<Path> m_paths;
};

} // namespace liangxian::zone
