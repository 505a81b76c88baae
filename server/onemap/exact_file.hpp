// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "server/onemap/generation.hpp"

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace liangxian::onemap {

/// The exact layers of one generation for MapServer: GeoPackages in a folder that nobody else may enter, each
/// written when it is first asked for. They end with this. Any thread.
class ExactFiles {
public:
    ExactFiles(std::vector<LayerPointer> without_hidden, std::vector<LayerPointer> with_hidden);

    /// The file of a view, there from now on. Whoever asks first waits for it.
    /// \pre the view is not View::anybody \throws base::FileError `exact-file-not-written`
    std::filesystem::path of(View view) const;

private:
    struct File {
        std::filesystem::path path;
        std::vector<LayerPointer> layers;
        bool is_written = false;
    };
    base::TemporaryDirectory m_folder;
    mutable std::mutex m_mutex;
    mutable File m_without_hidden;
    mutable File m_with_hidden;
};

/// What of a layer stands in one table of such a file, with every day: MapServer draws a table with one
/// style, and asks no two layers of one table in one request.
struct ExactPart {
    enum class Shape { points, lines, polygons };

    std::string name; ///< `bodies` of `sites`; empty: the whole layer
    Shape shape = Shape::polygons;
    std::string symbols; ///< NAME.sld

    std::string table(const std::string& layer) const { return name.empty() ? layer : layer + "_" + name; }
};

/// The parts of a layer, the lower first, as they are drawn.
const std::vector<ExactPart>& exact_parts(const std::string& layer);

/// Whether a feature of a layer stands in the table of that name.
bool is_of_part(const std::string& table, const std::string& layer, const MapFeature& feature);

} // namespace liangxian::onemap
