// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/vector_tile.hpp"

#include <protozero/pbf_writer.hpp>

namespace liangxian::tiles {
namespace {

// Field numbers of vector_tile.proto 2.1.
constexpr protozero::pbf_tag_type kTileLayer = 3;
constexpr protozero::pbf_tag_type kLayerVersion = 15;
constexpr protozero::pbf_tag_type kLayerName = 1;
constexpr protozero::pbf_tag_type kLayerFeature = 2;
constexpr protozero::pbf_tag_type kLayerKey = 3;
constexpr protozero::pbf_tag_type kLayerValue = 4;
constexpr protozero::pbf_tag_type kLayerExtent = 5;
constexpr protozero::pbf_tag_type kFeatureId = 1;
constexpr protozero::pbf_tag_type kFeatureTags = 2;
constexpr protozero::pbf_tag_type kFeatureType = 3;
constexpr protozero::pbf_tag_type kFeatureGeometry = 4;
constexpr protozero::pbf_tag_type kValueText = 1;
constexpr protozero::pbf_tag_type kValueDouble = 3;
constexpr protozero::pbf_tag_type kValueSigned = 6;
constexpr protozero::pbf_tag_type kValueBool = 7;
constexpr int kTypePoint = 1;
constexpr int kTypeLine = 2;
constexpr int kTypePolygon = 3;

enum class Command : std::uint32_t { move_to = 1, line_to = 2, close_path = 7 };

/// The commands of a geometry, each corner as its way from the one before.
class Pen {
public:
    explicit Pen(std::vector<std::uint32_t>& out) : m_out(out) {}

    void move_to(const TilePoint& p) {
        say(Command::move_to, 1);
        go(p);
    }
    void draw_line(const std::vector<TilePoint>& line) {
        move_to(line.front());
        say(Command::line_to, line.size() - 1);
        for (std::size_t i = 1; i < line.size(); ++i) {
            go(line[i]);
        }
    }
    void draw(const std::vector<TilePoint>& ring) {
        draw_line(ring);
        say(Command::close_path, 1);
    }

private:
    void say(Command command, std::size_t count) {
        m_out.push_back(static_cast<std::uint32_t>(command) | static_cast<std::uint32_t>(count) << 3U);
    }
    void go(const TilePoint& p) {
        m_out.push_back(protozero::encode_zigzag32(p.x - m_at.x));
        m_out.push_back(protozero::encode_zigzag32(p.y - m_at.y));
        m_at = p;
    }

    std::vector<std::uint32_t>& m_out;
    TilePoint m_at;
};

std::string encoded_value(const TileValue& value) {
    std::string out;
    protozero::pbf_writer writer(out);
    if (const auto* text = std::get_if<std::string>(&value)) {
        writer.add_string(kValueText, *text);
    } else if (const auto* number = std::get_if<double>(&value)) {
        writer.add_double(kValueDouble, *number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        writer.add_sint64(kValueSigned, *whole);
    } else {
        writer.add_bool(kValueBool, std::get<bool>(value));
    }
    return out;
}

} // namespace

void VectorTileLayer::add_polygons(std::uint64_t id, const std::vector<TileRing>& rings,
                                   const Columns& columns) {
    if (rings.empty()) {
        return;
    }
    std::vector<std::uint32_t> geometry;
    Pen pen(geometry);
    for (const TileRing& ring : rings) {
        pen.draw(ring.points);
    }
    add(id, kTypePolygon, geometry, columns);
}

void VectorTileLayer::add_lines(std::uint64_t id, const std::vector<std::vector<TilePoint>>& lines,
                                const Columns& columns) {
    if (lines.empty()) {
        return;
    }
    std::vector<std::uint32_t> geometry;
    Pen pen(geometry);
    for (const std::vector<TilePoint>& line : lines) {
        pen.draw_line(line);
    }
    add(id, kTypeLine, geometry, columns);
}

void VectorTileLayer::add_point(std::uint64_t id, const TilePoint& point, const Columns& columns) {
    std::vector<std::uint32_t> geometry;
    Pen(geometry).move_to(point);
    add(id, kTypePoint, geometry, columns);
}

void VectorTileLayer::add(std::uint64_t id, int type, const std::vector<std::uint32_t>& geometry,
                          const Columns& columns) {
    std::vector<std::uint32_t> tags;
    for (const auto& [key, value] : columns) {
        tags.push_back(number_of_key(key));
        tags.push_back(number_of_value(value));
    }
    std::string feature;
    protozero::pbf_writer writer(feature);
    writer.add_uint64(kFeatureId, id);
    writer.add_packed_uint32(kFeatureTags, tags.begin(), tags.end());
    writer.add_enum(kFeatureType, type);
    writer.add_packed_uint32(kFeatureGeometry, geometry.begin(), geometry.end());
    m_features.push_back(std::move(feature));
}

std::uint32_t VectorTileLayer::number_of_key(std::string_view key) {
    if (const auto known = m_keys.find(key); known != m_keys.end()) {
        return known->second;
    }
    const auto number = static_cast<std::uint32_t>(m_keys_in_order.size());
    m_keys_in_order.emplace_back(key);
    m_keys.emplace(key, number);
    return number;
}

std::uint32_t VectorTileLayer::number_of_value(const TileValue& value) {
    const auto [known, is_new] =
        m_values.emplace(value, static_cast<std::uint32_t>(m_values_in_order.size()));
    if (is_new) {
        m_values_in_order.push_back(value);
    }
    return known->second;
}

std::string VectorTileLayer::encoded() const {
    std::string out;
    if (m_features.empty()) {
        return out;
    }
    protozero::pbf_writer tile(out);
    protozero::pbf_writer layer(tile, kTileLayer);
    layer.add_uint32(kLayerVersion, 2);
    layer.add_string(kLayerName, m_name);
    for (const std::string& feature : m_features) {
        layer.add_message(kLayerFeature, feature);
    }
    for (const std::string& key : m_keys_in_order) {
        layer.add_string(kLayerKey, key);
    }
    for (const TileValue& value : m_values_in_order) {
        layer.add_message(kLayerValue, encoded_value(value));
    }
    layer.add_uint32(kLayerExtent, TileFrame::kExtent);
    return out;
}

} // namespace liangxian::tiles
