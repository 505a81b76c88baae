// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/exact_file.hpp"

#include "core/base/error.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "server/onemap/feature_shape.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace liangxian::onemap {
namespace {

using Shape = ExactPart::Shape;

Shape shape_kind(const MapFeature& feature) {
    return feature.point ? Shape::points : !feature.lines.empty() ? Shape::lines : Shape::polygons;
}

/// Whether a feature is of a part: by its shape; of `underground` by its kind.
bool is_of(const ExactPart& part, const std::string& layer, const MapFeature& feature) {
    if (layer != "underground") {
        return shape_kind(feature) == part.shape;
    }
    const auto kind = std::find_if(feature.columns.begin(), feature.columns.end(),
                                   [](const auto& column) { return column.first == "kind"; });
    const bool is_city =
        kind != feature.columns.end() && kind->second == Value(std::string("ancient-city-site"));
    return is_city == (part.name == "cities");
}

gdal::NewLayer::Shape written_as(Shape shape) {
    return shape == Shape::points  ? gdal::NewLayer::Shape::point
           : shape == Shape::lines ? gdal::NewLayer::Shape::any
                                   : gdal::NewLayer::Shape::polygons;
}

gdal::Column::Type type_of(const Value& value) {
    return std::holds_alternative<double>(value)         ? gdal::Column::Type::real
           : std::holds_alternative<std::int64_t>(value) ? gdal::Column::Type::whole
                                                         : gdal::Column::Type::text;
}

/// Columns as the description names them, of the type of the first value there is.
std::vector<gdal::Column> columns_of(const MapLayer& layer) {
    std::vector<gdal::Column> out;
    for (const MapColumn& column : layer.description().columns) {
        gdal::Column made;
        made.name = column.name;
        bool is_found = false;
        for (std::size_t i = 0; i < layer.size() && !is_found; ++i) {
            for (const auto& [name, value] : layer.feature(i).columns) {
                if (name == column.name) {
                    made.type = type_of(value);
                    is_found = true;
                }
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

gdal::Value value_of(const Value& value) {
    return std::visit([](const auto& held) { return gdal::Value(held); }, value);
}

gdal::NewLayer table_of(const MapLayer& layer, const ExactPart& part) {
    gdal::NewLayer out;
    out.name = part.table(layer.description().name);
    out.shape = written_as(part.shape);
    out.columns = columns_of(layer);
    out.rows = [&layer, &part](const gdal::NewLayer::RowTaker& put) {
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const MapFeature& feature = layer.feature(i);
            if (!is_of(part, layer.description().name, feature)) {
                continue;
            }
            gdal::Table::Row row;
            for (const auto& [name, value] : feature.columns) {
                row.fields.push_back({std::string(name), value_of(value)});
            }
            row.wkb = geo::to_wkb(shape_of(feature));
            put(row);
        }
    };
    return out;
}

void write(const std::vector<LayerPointer>& layers, const std::filesystem::path& file) {
    gdal::NewDataset dataset;
    dataset.path = file.string();
    dataset.epsg = geo::kCgcs2000;
    for (const LayerPointer& layer : layers) {
        for (const ExactPart& part : exact_parts(layer->description().name)) {
            dataset.layers.push_back(table_of(*layer, part));
        }
    }
    if (const auto failed = gdal::functions().write_dataset(dataset)) {
        throw base::FileError("exact-file-not-written", {"无法写出精确图层：" + *failed,
                                                         "the exact layers cannot be written: " + *failed});
    }
    using Perms = std::filesystem::perms;
    std::filesystem::permissions(file, Perms::owner_read | Perms::owner_write);
}

} // namespace

bool is_of_part(const std::string& table, const std::string& layer, const MapFeature& feature) {
    const std::vector<ExactPart>& parts = exact_parts(layer);
    return std::any_of(parts.begin(), parts.end(), [&](const ExactPart& part) {
        return part.table(layer) == table && is_of(part, layer, feature);
    });
}

const std::vector<ExactPart>& exact_parts(const std::string& layer) {
    static const std::map<std::string, std::vector<ExactPart>> kParts{
        {"underground",
         {{"cities", Shape::polygons, "other-areas"}, {"areas", Shape::polygons, "underground"}}},
        {"sites",
         {{"bodies", Shape::polygons, "body"},
          {"walls", Shape::lines, "body-line"},
          {"points", Shape::points, "body-point"}}},
        {"applications",
         {{"grounds", Shape::polygons, "application"},
          {"lines", Shape::lines, "body-line"},
          {"points", Shape::points, "body-point"}}},
        {"protection", {{"", Shape::polygons, "protection"}}},
        {"control", {{"", Shape::polygons, "control"}}}};
    return kParts.at(layer);
}

ExactFiles::ExactFiles(std::vector<LayerPointer> without_hidden, std::vector<LayerPointer> with_hidden)
    : m_without_hidden{m_folder.path() / "exact.gpkg", std::move(without_hidden)},
      m_with_hidden{m_folder.path() / "exact-with-hidden.gpkg", std::move(with_hidden)} {}

std::filesystem::path ExactFiles::of(View view) const {
    const std::lock_guard<std::mutex> lock(m_mutex);
    File& file = view == View::exact_with_hidden ? m_with_hidden : m_without_hidden;
    if (!file.is_written) {
        std::filesystem::remove(file.path); // what an attempt that failed left
        write(file.layers, file.path);
        file.is_written = true;
    }
    return file.path;
}

} // namespace liangxian::onemap
