// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/records.hpp"

#include <filesystem>
#include <map>
#include <optional>

namespace liangxian::zone {

/// The accuracy a geometry deserves when none is stated, by how it was made: `profiles/accuracy.json`.
class AccuracyDefaults {
public:
    /// No defaults at all: only stated accuracies count.
    AccuracyDefaults() = default;
    /// \throws base::FileError when the file is missing or names something else than the bases
    static AccuracyDefaults load(const std::filesystem::path& file);

    /// Metres; nothing when neither an accuracy nor a basis is known.
    std::optional<double> accuracy_m(const Zone& zone) const;

private:
    std::map<GeometryBasis, double> m_metres;
};

} // namespace liangxian::zone
