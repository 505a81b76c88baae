// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"
#include "server/ows/drawn_map.hpp"
#include "server/ows/time_dimension.hpp"

#include <algorithm>
#include <array>
#include <strings.h>

namespace liangxian::ows {
namespace {

bool is_same(const std::string& a, const char* b) { return ::strcasecmp(a.c_str(), b) == 0; }

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::optional<int> whole(const std::string& text, int most) {
    constexpr std::size_t kMostDigits = 6;
    if (text.empty() || text.size() > kMostDigits ||
        text.find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    const int out = std::stoi(text);
    return out >= 1 && out <= most ? std::optional(out) : std::nullopt;
}

std::optional<rectObj> box_of(const std::string& text) {
    const std::vector<std::string> words = split(text);
    std::array<double, 4> sides{};
    if (words.size() != sides.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto number = base::parse_number(words[i]);
        if (!number) {
            return std::nullopt;
        }
        sides.at(i) = *number;
    }
    return rectObj{sides[0], sides[1], sides[2], sides[3]};
}

/// Those that the map says it has.
std::optional<int> crs_of(const std::string& text) {
    constexpr const char* kPrefix = "EPSG:";
    constexpr std::size_t kLength = 5;
    constexpr int kMost = 99999;
    const auto code =
        text.compare(0, kLength, kPrefix) == 0 ? whole(text.substr(kLength), kMost) : std::nullopt;
    const bool is_ours =
        code && (*code == 4490 || *code == 4326 || *code == 3857 || (*code >= 4513 && *code <= 4554));
    return is_ours ? code : std::nullopt;
}

bool are_default(const std::string& styles, std::size_t layers) {
    const std::vector<std::string> words = split(styles);
    return (styles.empty() || words.size() == layers) &&
           std::all_of(words.begin(), words.end(),
                       [](const std::string& one) { return one.empty() || is_same(one, "default"); });
}

/// The parameters of a request that may stand in a plain one, each once. \returns false: it has others
bool take_parameters(const Frame& request, std::vector<std::pair<std::string, std::string>>& out) {
    static constexpr std::array<const char*, 15> kPlain{
        "SERVICE", "VERSION", "REQUEST", "LAYERS",      "STYLES",     "SRS",   "CRS", "BBOX",
        "WIDTH",   "HEIGHT",  "FORMAT",  "TRANSPARENT", "EXCEPTIONS", "TILED", "_"};
    constexpr std::size_t kPrefix = 6; // param:
    for (const auto& [name, value] : request.fields) {
        if (name.compare(0, kPrefix, "param:") == 0) {
            const std::string parameter = name.substr(kPrefix);
            if (std::find(kPlain.begin(), kPlain.end(), parameter) == kPlain.end()) {
                return false;
            }
            out.emplace_back(parameter, value);
        }
    }
    return true;
}

} // namespace

std::optional<PlainMap> read_plain_map(const Frame& request) {
    std::vector<std::pair<std::string, std::string>> parameters;
    if (!request.body.empty() || !take_parameters(request, parameters)) {
        return std::nullopt;
    }
    const auto has = [&parameters](const char* name) {
        return std::any_of(parameters.begin(), parameters.end(),
                           [name](const auto& one) { return one.first == name; });
    };
    const auto value = [&parameters](const char* name) {
        for (const auto& [key, held] : parameters) {
            if (key == name) {
                return held;
            }
        }
        return std::string();
    };
    PlainMap out;
    const std::string version = value("VERSION");
    out.is_northing_possible = version == "1.3.0";
    const char* const crs_name = out.is_northing_possible ? "CRS" : "SRS";
    const auto crs = crs_of(value(crs_name));
    const auto box = box_of(value("BBOX"));
    constexpr int kMostPixels = 2048;
    const auto width = whole(value("WIDTH"), kMostPixels);
    const auto height = whole(value("HEIGHT"), kMostPixels);
    const std::string transparent = value("TRANSPARENT");
    out.layers = split(value("LAYERS"));
    const bool is_plain =
        is_same(value("REQUEST"), "GetMap") && (!has("SERVICE") || value("SERVICE") == "WMS") &&
        (version == "1.3.0" || version == "1.1.1") && crs && box && width && height &&
        value("FORMAT") == "image/png" && has("STYLES") && are_default(value("STYLES"), out.layers.size()) &&
        (!has("EXCEPTIONS") || is_same(value("EXCEPTIONS"), "XML") ||
         is_same(value("EXCEPTIONS"), "application/vnd.ogc.se_xml"));
    if (!is_plain || box->minx >= box->maxx || box->miny >= box->maxy) {
        return std::nullopt;
    }
    if (has("TRANSPARENT")) {
        out.is_transparent = is_same(transparent, "TRUE");
    }
    out.epsg = *crs;
    out.box = *box;
    out.width = *width;
    out.height = *height;
    out.day = day_of(request);
    return out;
}

} // namespace liangxian::ows
