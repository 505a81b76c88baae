// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/jurisdiction.hpp"

#include "core/app/prepare.hpp"
#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"
#include "core/intake/read.hpp"

#include <fmt/format.h>

#include <charconv>

namespace liangxian::app {
namespace {

geo::Geometry polygon_of(const geo::Box& box) {
    geo::Geometry out;
    out.polygons.push_back(
        {{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}},
         {}});
    return out;
}

geo::Geometry polygon_in(const std::filesystem::path& file) {
    intake::ReadOptions options;
    options.grouping = intake::Grouping::one;
    const intake::ReadOutcome read = intake::read_file(file, options);
    if (read.features.size() != 1 || !read.unreadable.empty()) {
        throw base::InputError(
            read.unreadable.empty()
                ? base::Problems{{"jurisdiction-wrong",
                                  file.string(),
                                  {"管辖范围文件应只有一个面", "the jurisdiction must be one polygon"}}}
                : read.unreadable.front().problems);
    }
    auto prepared = prepare_geometry(read.features.front());
    if (!prepared.ok()) {
        throw base::InputError(prepared.problems());
    }
    return std::move(prepared).value().geometry;
}

} // namespace

geo::Box bounds_of_china() { return {73, 3, 136, 54}; }

std::string jurisdiction_wkb(const std::string& word) {
    if (word == "none") {
        return "";
    }
    return geo::to_wkb(word.empty() ? polygon_of(bounds_of_china()) : polygon_in(word));
}

std::optional<geo::Box> jurisdiction_box(const store::Settings& settings) {
    if (settings.jurisdiction_wkb.empty()) {
        return std::nullopt;
    }
    return geo::from_wkb(settings.jurisdiction_wkb).bounds();
}

std::optional<int> parse_epsg(const std::string& word) {
    if (word.empty()) {
        return std::nullopt;
    }
    std::string_view digits = word;
    const std::size_t colon = digits.find(':');
    if (colon != std::string_view::npos && (word.rfind("EPSG", 0) == 0 || word.rfind("epsg", 0) == 0)) {
        digits.remove_prefix(colon + 1);
    }
    int code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    if (error != std::errc() || end != digits.data() + digits.size() || code <= 0) {
        throw base::InputError(base::Problems{{"bad-crs",
                                               "--crs",
                                               {fmt::format("“{}”不是坐标系编码，应如 EPSG:4526", word),
                                                fmt::format("'{}' is no CRS code; write EPSG:4526", word)}}});
    }
    return code;
}

} // namespace liangxian::app
