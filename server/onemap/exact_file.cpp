// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/exact_file.hpp"

#include "core/base/error.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "server/onemap/feature_shape.hpp"

#include <utility>
#include <variant>

namespace liangxian::onemap {
namespace {

const char* shape_name(const MapFeature& feature) {
    return feature.point ? kPoints : !feature.lines.empty() ? kLines : kPolygons;
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

gdal::NewLayer table_of(const MapLayer& layer, const char* shape, gdal::NewLayer::Shape kind) {
    gdal::NewLayer out;
    out.name = exact_table(layer.description().name, shape);
    out.shape = kind;
    out.columns = columns_of(layer);
    out.rows = [&layer, shape = std::string(shape)](const gdal::NewLayer::RowTaker& put) {
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const MapFeature& feature = layer.feature(i);
            if (shape != shape_name(feature)) {
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
        using Shape = gdal::NewLayer::Shape;
        dataset.layers.push_back(table_of(*layer, kPolygons, Shape::polygons));
        if (layer->description().is_mixed) {
            dataset.layers.push_back(table_of(*layer, kLines, Shape::any));
            dataset.layers.push_back(table_of(*layer, kPoints, Shape::point));
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

std::string exact_table(const std::string& layer, const std::string& shape) { return layer + "_" + shape; }

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
