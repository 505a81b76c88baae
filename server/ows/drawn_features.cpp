// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/drawn_features.hpp"

#include "core/style/sld_names.hpp"
#include "server/ows/shared_layout.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstring>

namespace liangxian::ows {
namespace {

/// Takes the next word, which ends with a zero.
std::string next_word(const char*& at) {
    std::string out = at;
    at += out.size() + 1;
    return out;
}

DrawnPart part_at(const std::byte* memory, const SharedPart& head) {
    DrawnPart out;
    out.name = head.name.data();
    out.shape = static_cast<MapPart::Shape>(head.shape);
    out.features = reinterpret_cast<const DrawnFeature*>(memory + head.features);
    out.feature_count = head.feature_count;
    out.blocks = reinterpret_cast<const index::FlatBox*>(memory + head.blocks);
    out.rings = reinterpret_cast<const std::uint32_t*>(memory + head.rings);
    out.vertices = reinterpret_cast<const DrawnVertex*>(memory + head.vertices);
    const char* word = reinterpret_cast<const char*>(memory + head.words);
    for (std::uint64_t i = 0; i < head.column_count; ++i) {
        out.columns.push_back(next_word(word));
    }
    for (std::uint64_t i = 0; i < head.look_count; ++i) {
        std::vector<std::string> look;
        for (std::uint64_t k = 0; k < head.column_count; ++k) {
            look.push_back(next_word(word));
        }
        out.looks.push_back(std::move(look));
    }
    return out;
}

void find_columns(const pugi::xml_node& node, std::vector<std::string>& out) {
    for (const pugi::xml_node& child : node.children()) {
        if (style::local_name(child) == "PropertyName") {
            const std::string column = child.text().get();
            if (std::find(out.begin(), out.end(), column) == out.end()) {
                out.push_back(column);
            }
        }
        find_columns(child, out);
    }
}

} // namespace

std::vector<std::string> asked_columns(const std::string& sld) {
    pugi::xml_document document;
    document.load_buffer(sld.data(), sld.size());
    std::vector<std::string> out;
    find_columns(document, out);
    return out;
}

SeenFeatures::SeenFeatures(int descriptor) : m_memory(descriptor) {
    std::uint64_t count = 0;
    std::memcpy(&count, m_memory.data(), sizeof count);
    const auto* head = reinterpret_cast<const SharedPart*>(m_memory.data() + kFirstSharedPart);
    for (std::uint64_t i = 0; i < count; ++i) {
        m_parts.push_back(part_at(m_memory.data(), head[i]));
    }
}

const DrawnPart* SeenFeatures::find(const std::string& part) const {
    const auto found = std::find_if(m_parts.begin(), m_parts.end(),
                                    [&part](const DrawnPart& one) { return one.name == part; });
    return found == m_parts.end() ? nullptr : &*found;
}

std::vector<std::uint32_t> DrawnPart::meeting(const geo::Box& degrees, const base::Date& day) const {
    const auto today = static_cast<std::int32_t>(day.days_since_epoch());
    std::vector<std::uint32_t> out;
    for (std::size_t first = 0; first < feature_count; first += kFeaturesInBlock) {
        if (!blocks[first / kFeaturesInBlock].box().intersects(degrees)) {
            continue;
        }
        const std::size_t last = std::min(first + kFeaturesInBlock, feature_count);
        for (std::size_t i = first; i < last; ++i) {
            const DrawnFeature& feature = features[i];
            if (feature.from <= today && today <= feature.to && feature.degrees().intersects(degrees)) {
                out.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
    std::sort(out.begin(), out.end(),
              [this](std::uint32_t a, std::uint32_t b) { return features[a].rank < features[b].rank; });
    return out;
}

} // namespace liangxian::ows
