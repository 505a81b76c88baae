// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/exact_file.hpp"
#include "server/ows/drawn_features.hpp"
#include "server/ows/layer_symbols.hpp"
#include "server/ows/shared_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>

namespace liangxian::ows {
namespace {

using onemap::MapFeature;

/// As MapServer reads them from a file.
std::string text_of(const onemap::Value& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                return held;
            } else if constexpr (std::is_same_v<Held, double>) {
                return fmt::format("{:.15g}", held);
            } else {
                return fmt::format("{:d}", held);
            }
        },
        value);
}

std::uint32_t spread(std::uint32_t digits) { // to every second place
    digits = (digits | (digits << 8)) & 0x00FF00FFU;
    digits = (digits | (digits << 4)) & 0x0F0F0F0FU;
    digits = (digits | (digits << 2)) & 0x33333333U;
    return (digits | (digits << 1)) & 0x55555555U;
}

/// Neighbours have numbers near each other (Morton).
std::uint32_t place_number(const geo::Box& box) {
    constexpr double kSteps = 65535;
    const auto step = [](double share) {
        return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * kSteps);
    };
    return spread(step(((box.min_x + box.max_x) / 2 + 180) / 360)) |
           (spread(step(((box.min_y + box.max_y) / 2 + 90) / 180)) << 1);
}

std::int32_t day_number(const std::optional<base::Date>& day, std::int32_t otherwise) {
    return day ? static_cast<std::int32_t>(day->days_since_epoch()) : otherwise;
}

MapPart::Shape shape_of(const MapFeature& feature) {
    return feature.point            ? MapPart::Shape::points
           : !feature.lines.empty() ? MapPart::Shape::lines
                                    : MapPart::Shape::polygons;
}

/// Gives each ring or line of a feature, as corners of which the last closes a ring.
template <class Take>
void each_ring(const MapFeature& feature, const Take& take) {
    if (feature.point) {
        take(&feature.point->x, &feature.point->y, std::size_t{1}, std::size_t{1});
    } else if (!feature.lines.empty()) {
        constexpr std::size_t kApart = sizeof(geo::Position) / sizeof(double);
        for (const geo::Line& line : feature.lines) {
            take(&line.front().x, &line.front().y, line.size(), kApart);
        }
    } else {
        const index::FlatRings rings = feature.polygons.view();
        for (std::uint32_t i = 0; i < rings.ring_count; ++i) {
            const std::uint32_t first = rings.first_vertex(i);
            take(rings.x + first, rings.y + first, std::size_t{rings.end_vertex(i)} - first, std::size_t{1});
        }
    }
}

/// One part, gathered before it is written.
class Part {
public:
    Part(const MapPart& part, const onemap::MapLayer& layer)
        : m_name(part.name), m_shape(part.shape), m_columns(asked_columns(layer_style(part.symbols))) {
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const MapFeature& feature = layer.feature(i);
            if (shape_of(feature) == part.shape &&
                (!part.is_exact || onemap::is_of_part(part.name, part.layer.name, feature))) {
                m_taken.push_back({&feature, place_number(feature.box), static_cast<std::uint32_t>(i)});
                each_ring(feature, [this](const double*, const double*, std::size_t count, std::size_t) {
                    ++m_rings;
                    m_vertices += count;
                });
                look_of(feature);
            }
        }
        std::sort(m_taken.begin(), m_taken.end(),
                  [](const Taken& a, const Taken& b) { return a.place < b.place; });
    }

    /// Where its arrays will lie from \p at on. \returns where the next part begins
    std::uint64_t settle(std::uint64_t at) {
        const auto take = [&at](std::uint64_t bytes) {
            const std::uint64_t out = at;
            constexpr std::uint64_t kAligned = 16;
            at += (bytes + kAligned - 1) / kAligned * kAligned;
            return out;
        };
        std::copy_n(m_name.begin(), std::min(m_name.size(), m_at.name.size() - 1), m_at.name.begin());
        m_at.shape = static_cast<std::uint64_t>(m_shape);
        m_at.feature_count = m_taken.size();
        m_at.features = take(m_taken.size() * sizeof(DrawnFeature));
        m_at.blocks = take((m_taken.size() / kFeaturesInBlock + 1) * sizeof(index::FlatBox));
        m_at.rings = take((m_rings + 1) * sizeof(std::uint32_t));
        m_at.vertices = take(m_vertices * sizeof(DrawnVertex));
        m_at.column_count = m_columns.size();
        m_at.look_count = m_looks.size();
        m_words = words();
        m_at.words = take(m_words.size());
        return at;
    }

    void write(std::byte* memory, SharedPart& head) const {
        head = m_at;
        auto* feature = reinterpret_cast<DrawnFeature*>(memory + m_at.features);
        auto* blocks = reinterpret_cast<index::FlatBox*>(memory + m_at.blocks);
        auto* ring = reinterpret_cast<std::uint32_t*>(memory + m_at.rings);
        auto* const vertices = reinterpret_cast<DrawnVertex*>(memory + m_at.vertices);
        std::uint32_t vertex = 0;
        std::uint32_t rings = 0;
        geo::Box block;
        for (std::size_t i = 0; i < m_taken.size(); ++i, ++feature) {
            *feature = head_of(m_taken[i], rings);
            each_ring(*m_taken[i].feature,
                      [&](const double* x, const double* y, std::size_t count, std::size_t apart) {
                          ring[rings++] = vertex;
                          for (std::size_t k = 0; k < count; ++k) {
                              vertices[vertex++] = {static_cast<float>(x[k * apart] - feature->x),
                                                    static_cast<float>(y[k * apart] - feature->y)};
                          }
                      });
            feature->ring_count = rings - feature->first_ring;
            const geo::Box& box = m_taken[i].feature->box;
            block.add({box.min_x, box.min_y});
            block.add({box.max_x, box.max_y});
            if ((i + 1) % kFeaturesInBlock == 0 || i + 1 == m_taken.size()) {
                blocks[i / kFeaturesInBlock] = index::flat_box(block);
                block = {};
            }
        }
        ring[rings] = vertex;
        std::memcpy(memory + m_at.words, m_words.data(), m_words.size());
    }

    bool fits() const { return m_vertices < std::numeric_limits<std::uint32_t>::max(); }

private:
    struct Taken {
        const MapFeature* feature;
        std::uint32_t place;
        std::uint32_t rank;
    };

    DrawnFeature head_of(const Taken& taken, std::uint32_t first_ring) const {
        const MapFeature& feature = *taken.feature;
        DrawnFeature out;
        out.x = (feature.box.min_x + feature.box.max_x) / 2;
        out.y = (feature.box.min_y + feature.box.max_y) / 2;
        out.box = index::flat_box({feature.box.min_x - out.x, feature.box.min_y - out.y,
                                   feature.box.max_x - out.x, feature.box.max_y - out.y});
        out.from = day_number(feature.days.from, std::numeric_limits<std::int32_t>::min());
        out.to = day_number(feature.days.to, std::numeric_limits<std::int32_t>::max());
        out.rank = taken.rank;
        out.look = m_looks.at(values_of(feature));
        out.first_ring = first_ring;
        return out;
    }

    std::vector<std::string> values_of(const MapFeature& feature) const {
        std::vector<std::string> out(m_columns.size());
        for (const auto& [name, value] : feature.columns) {
            const auto found = std::find(m_columns.begin(), m_columns.end(), name);
            if (found != m_columns.end()) {
                out[static_cast<std::size_t>(found - m_columns.begin())] = text_of(value);
            }
        }
        return out;
    }

    void look_of(const MapFeature& feature) {
        m_looks.emplace(values_of(feature), static_cast<std::uint32_t>(m_looks.size()));
    }

    std::string words() const {
        std::string out;
        const auto add = [&out](const std::vector<std::string>& list) {
            for (const std::string& word : list) {
                out.append(word.c_str()).push_back('\0'); // a zero within ends a word, as in MapServer
            }
        };
        add(m_columns);
        std::vector<const std::vector<std::string>*> ordered(m_looks.size());
        for (const auto& [values, number] : m_looks) {
            ordered[number] = &values;
        }
        for (const std::vector<std::string>* values : ordered) {
            add(*values);
        }
        return out;
    }

    std::string m_name;
    MapPart::Shape m_shape;
    std::vector<std::string> m_columns;
    std::vector<Taken> m_taken;
    std::map<std::vector<std::string>, std::uint32_t> m_looks;
    std::size_t m_rings = 0;
    std::size_t m_vertices = 0;
    std::string m_words;
    SharedPart m_at;
};

} // namespace

std::unique_ptr<const SharedMemory> share_features(const onemap::Generation& generation, onemap::View view,
                                                   const std::vector<MapPart>& parts) {
    std::vector<Part> gathered;
    std::uint64_t size = kFirstSharedPart + parts.size() * sizeof(SharedPart);
    for (const MapPart& part : parts) {
        const onemap::LayerPointer layer = generation.find(view, part.layer.name);
        if (layer == nullptr) {
            return nullptr;
        }
        gathered.emplace_back(part, *layer);
        if (!gathered.back().fits()) {
            return nullptr;
        }
        size = gathered.back().settle(size);
    }
    return std::make_unique<const SharedMemory>(size, [&gathered](std::byte* memory) {
        const std::uint64_t count = gathered.size();
        std::memcpy(memory, &count, sizeof count);
        auto* heads = reinterpret_cast<SharedPart*>(memory + kFirstSharedPart);
        for (const Part& part : gathered) {
            part.write(memory, *heads++);
        }
    });
}

} // namespace liangxian::ows
