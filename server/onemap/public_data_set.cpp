// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/public_data_set.hpp"

#include "core/app/public_source.hpp"
#include "core/base/error.hpp"
#include "core/gdal/gdal.hpp"
#include "server/onemap/asked_time.hpp"
#include "server/onemap/feature_shape.hpp"
#include "server/onemap/layer_words.hpp"
#include "server/onemap/leftovers.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace liangxian::onemap {
namespace {

base::FileError unreadable(const std::filesystem::path& file, const std::string& why) {
    return base::FileError(
        "public-data-unreadable",
        {fmt::format("公开数据集“{}”无法读取：{}", file.filename().string(), why),
         fmt::format("the public data set '{}' cannot be read: {}", file.filename().string(), why)});
}

std::optional<Value> value_of(const gdal::Value& value) {
    return std::visit(
        [](const auto& held) -> std::optional<Value> {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                return std::nullopt;
            } else {
                return Value(held);
            }
        },
        value);
}

std::string text_of(const MapFeature& feature, std::string_view column) {
    for (const auto& [name, value] : feature.columns) {
        const auto* text = std::get_if<std::string>(&value);
        if (name == column && text != nullptr) {
            return *text;
        }
    }
    return {};
}

std::optional<base::Date> day_of(const MapFeature& feature, std::string_view column,
                                 const std::filesystem::path& file) {
    const std::string text = text_of(feature, column);
    const auto out = parse_day(text);
    if (!out && !text.empty()) {
        throw unreadable(file, "no day: " + text);
    }
    return out;
}

/// Only what the layer's description names becomes a column; its names outlive the features.
MapFeature feature_of(const gdal::Row& row, const LayerDescription& description) {
    MapFeature out;
    for (const MapColumn& column : description.columns) {
        const auto field =
            std::find_if(row.fields.begin(), row.fields.end(),
                         [&column](const gdal::Field& one) { return one.name == column.name; });
        auto value = field == row.fields.end() ? std::nullopt : value_of(field->value);
        if (value) {
            out.columns.emplace_back(column.name, std::move(*value));
        }
    }
    set_id(out, text_of(out, description.id_column));
    set_shape(out, *row.geometry);
    return out;
}

std::vector<LayerDescription> public_descriptions() {
    return {public_sites_description(), protection_description(), control_description()};
}

bool is_shown(const MapFeature& feature, const LayerDescription& description) {
    return !feature.id.empty() && (description.has_points || text_of(feature, "visibility") == "public");
}

/// Services name columns in the order in which the file has them.
void order_columns(LayerDescription& description, const gdal::Row& row) {
    const auto place_of = [&row](const MapColumn& column) {
        return std::find_if(row.fields.begin(), row.fields.end(),
                            [&column](const gdal::Field& field) { return field.name == column.name; });
    };
    std::stable_sort(
        description.columns.begin(), description.columns.end(),
        [&place_of](const MapColumn& a, const MapColumn& b) { return place_of(a) < place_of(b); });
}

std::shared_ptr<const MapLayer> load_layer(gdal::VectorFile& opened, std::size_t place,
                                           LayerDescription description, const std::filesystem::path& file) {
    std::vector<MapFeature> features;
    // The columns' names are looked at by the features: they move with the vector that holds them.
    const auto broken = opened.read(place, [&](const gdal::Row& row) {
        if (features.empty()) {
            order_columns(description, row);
        }
        if (row.geometry && !row.geometry->empty()) {
            MapFeature feature = feature_of(row, description);
            if (is_shown(feature, description)) {
                feature.days = {day_of(feature, "valid_from", file), day_of(feature, "valid_to", file)};
                features.push_back(std::move(feature));
            }
        }
        return true;
    });
    if (broken) {
        throw unreadable(file, *broken);
    }
    return std::make_shared<const MapLayer>(std::move(description), std::move(features));
}

/// The next data set on its way to its place; on a full disk nothing of it may stay.
class NextFile {
public:
    explicit NextFile(const std::filesystem::path& file)
        : m_folder(std::filesystem::absolute(file).parent_path()),
          m_name(fmt::format("{}{}.gpkg", next_prefix(file), ::getpid())) { // of no other server
        clear();
    }
    ~NextFile() { clear(); }
    NextFile(const NextFile&) = delete;
    NextFile& operator=(const NextFile&) = delete;

    std::filesystem::path path() const { return m_folder / m_name; }

private:
    void clear() const {
        for (const char* part : {"", "-journal", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(m_folder / (m_name + part), ignored);
        }
    }

    std::filesystem::path m_folder;
    std::string m_name;
};

} // namespace

std::string history_layer(const std::string& layer) { return layer + "_history"; }

void refuse_foreign_file(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return;
    }
    const gdal::Opened opened = gdal::functions().open("GPKG", file.string(), "");
    const std::vector<gdal::Layer> layers =
        opened.file == nullptr ? std::vector<gdal::Layer>() : opened.file->layers();
    // One of an earlier program has no history: it is made anew.
    const std::vector<LayerDescription> all = public_descriptions();
    const bool is_ours = std::all_of(all.begin(), all.end(), [&layers](const LayerDescription& description) {
        return std::any_of(layers.begin(), layers.end(), [&description](const gdal::Layer& layer) {
            return layer.name == description.name;
        });
    });
    if (!is_ours) {
        throw base::FileError(
            "public-data-not-ours",
            {fmt::format("“{}”已存在且不是公开数据集，不会覆盖；请用 --public-data 另指文件", file.string()),
             fmt::format("'{}' is there and is no public data set: it is not written over; name "
                         "another file with --public-data",
                         file.string())});
    }
}

void rebuild_public_data_set(const deliver::PublicSource& source, const std::filesystem::path& file,
                             const base::CancelToken& cancel) {
    const NextFile next(file);
    app::write_public_data(source, next.path(), base::Date::today(), cancel);
    std::error_code error;
    std::filesystem::rename(next.path(), file, error);
    if (error) {
        throw base::FileError("file-not-written",
                              {fmt::format("“{}”无法写入：{}", file.string(), error.message()),
                               fmt::format("'{}' cannot be written: {}", file.string(), error.message())});
    }
}

std::vector<std::shared_ptr<const MapLayer>> load_public_layers(const std::filesystem::path& file) {
    gdal::Opened opened = gdal::functions().open("GPKG", file.string(), "");
    if (opened.file == nullptr) {
        throw unreadable(file, opened.reason);
    }
    const std::vector<gdal::Layer> layers = opened.file->layers();
    std::vector<std::shared_ptr<const MapLayer>> out;
    for (LayerDescription& description : public_descriptions()) {
        const std::string name = history_layer(description.name);
        const auto found = std::find_if(layers.begin(), layers.end(),
                                        [&name](const gdal::Layer& layer) { return layer.name == name; });
        if (found == layers.end()) {
            throw unreadable(file, "no layer " + name);
        }
        out.push_back(load_layer(*opened.file, static_cast<std::size_t>(found - layers.begin()),
                                 std::move(description), file));
    }
    return out;
}

} // namespace liangxian::onemap
