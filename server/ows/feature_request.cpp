// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/feature_request.hpp"

#include "core/base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace liangxian::ows {
namespace {

constexpr const char* kUrn = "urn:ogc:def:crs:EPSG::4490";
constexpr const char* kShort = "EPSG:4490";

/// Others make it a request of another kind. SERVICE, REQUEST and TIME were read before.
constexpr std::array<std::string_view, 16> kPlainParameters{
    "SERVICE",     "REQUEST", "VERSION",    "TIME",       "TYPENAME",     "TYPENAMES", "BBOX",  "SRSNAME",
    "MAXFEATURES", "COUNT",   "STARTINDEX", "RESULTTYPE", "OUTPUTFORMAT", "LANGUAGE",  "TILED", "_"};

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::optional<std::size_t> whole_number(const std::string& text) {
    std::size_t out = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, out);
    return error == std::errc() && stopped == end ? std::optional(out) : std::nullopt;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

class RequestReader {
public:
    explicit RequestReader(const OwsRequest& asked) : m_asked(asked) {}

    std::optional<FeatureRequest> read() {
        const bool is_plain =
            m_asked.service == "WFS" && m_asked.body.empty() && upper(m_asked.operation) == "GETFEATURE" &&
            std::all_of(m_asked.parameters.begin(), m_asked.parameters.end(), [](const auto& one) {
                return std::find(kPlainParameters.begin(), kPlainParameters.end(), one.first) !=
                       kPlainParameters.end();
            });
        const bool is_read = is_plain && read_version() && read_layer() && read_srs() && read_box() &&
                             read_page() && read_format();
        return is_read ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    bool read_version() {
        const std::string version = m_asked.parameter("VERSION");
        m_out.version = version == "1.0.0"   ? WfsVersion::v1_0
                        : version == "1.1.0" ? WfsVersion::v1_1
                                             : WfsVersion::v2_0;
        return version == "1.0.0" || version == "1.1.0" || version == "2.0.0";
    }

    bool read_layer() {
        const bool is_new = m_out.version == WfsVersion::v2_0;
        const std::string other = m_asked.parameter(is_new ? "TYPENAME" : "TYPENAMES");
        m_out.layer = m_asked.parameter(is_new ? "TYPENAMES" : "TYPENAME");
        if (m_out.layer.rfind("ms:", 0) == 0) {
            m_out.layer.erase(0, 3);
        }
        return other.empty() && !m_out.layer.empty();
    }

    /// WFS 1.0 knows no SRSNAME.
    bool read_srs() {
        const std::string asked = m_asked.parameter("SRSNAME");
        return asked.empty() || (m_out.version != WfsVersion::v1_0 && (asked == kUrn || asked == kShort));
    }

    /// Longitude first in WFS 1.0; latitude first where the box names its CRS by a URN. Others are
    /// MapServer's to understand.
    bool read_box() {
        const std::string text = m_asked.parameter("BBOX");
        if (text.empty()) {
            return true;
        }
        const std::vector<std::string> words = split(text);
        const bool is_old = m_out.version == WfsVersion::v1_0;
        if (is_old ? words.size() != 4 : words.size() != 5 || words[4] != kUrn) {
            return false;
        }
        std::array<double, 4> n{};
        for (std::size_t i = 0; i < n.size(); ++i) {
            const auto number = base::parse_number(words[i]);
            if (!number || !std::isfinite(*number)) {
                return false;
            }
            n[i] = *number;
        }
        m_out.box = is_old ? geo::Box{n[0], n[1], n[2], n[3]} : geo::Box{n[1], n[0], n[3], n[2]};
        return m_out.box->min_x <= m_out.box->max_x && m_out.box->min_y <= m_out.box->max_y;
    }

    bool read_page() {
        const bool is_new = m_out.version == WfsVersion::v2_0;
        const std::string other = m_asked.parameter(is_new ? "MAXFEATURES" : "COUNT");
        const std::string count = m_asked.parameter(is_new ? "COUNT" : "MAXFEATURES");
        const std::string start = m_asked.parameter("STARTINDEX");
        const auto counted = count.empty() ? FeatureRequest::kLargestPage : whole_number(count);
        const auto started = start.empty() ? 0 : whole_number(start);
        if (!other.empty() || !counted || !started) {
            return false;
        }
        m_out.count = std::min(*counted, FeatureRequest::kLargestPage);
        m_out.start = *started;
        return *counted > 0;
    }

    bool read_format() {
        const std::string result = upper(m_asked.parameter("RESULTTYPE"));
        const std::string format = m_asked.parameter("OUTPUTFORMAT");
        const std::string usual = m_out.version == WfsVersion::v1_0   ? "GML2"
                                  : m_out.version == WfsVersion::v1_1 ? "text/xml; subtype=gml/3.1.1"
                                                                      : "application/gml+xml; version=3.2";
        m_out.is_hits = result == "HITS" && m_out.version != WfsVersion::v1_0;
        return (format.empty() || format == usual) &&
               (result.empty() || result == "RESULTS" || m_out.is_hits);
    }

    const OwsRequest& m_asked;
    FeatureRequest m_out;
};

} // namespace

std::optional<FeatureRequest> parse_feature_request(const OwsRequest& asked) {
    return RequestReader(asked).read();
}

} // namespace liangxian::ows
