// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "server/onemap/generation.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::onemap {

/// The exact layers of one generation for MapServer: GeoPackages in a folder that nobody else may enter. They
/// end with this.
class ExactFiles {
public:
    /// \throws base::FileError `exact-file-not-written`
    ExactFiles(const std::vector<LayerPointer>& without_hidden, const std::vector<LayerPointer>& with_hidden);

    /// \pre the view is not View::anybody
    const std::filesystem::path& of(View view) const {
        return view == View::exact_with_hidden ? m_with_hidden : m_without_hidden;
    }

private:
    base::TemporaryDirectory m_folder;
    std::filesystem::path m_without_hidden;
    std::filesystem::path m_with_hidden;
};

/// The tables of a layer in such a file, with every day: one for each shape that it has.
std::string exact_table(const std::string& layer, const std::string& shape);
constexpr const char* kPolygons = "polygons";
constexpr const char* kLines = "lines";
constexpr const char* kPoints = "points";

} // namespace liangxian::onemap
