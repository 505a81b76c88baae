// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/feature_writer.hpp"

#include "core/base/markup.hpp"
#include "core/base/timestamp.hpp"
#include "server/onemap/feature_meets.hpp"
#include "server/ows/gml.hpp"

#include <fmt/format.h>
#include <vector>

namespace liangxian::ows {
namespace {

using onemap::MapFeature;

struct Page {
    std::vector<const MapFeature*> features;
    std::size_t matched = 0;
};

/// \returns nothing when the layer has lines
std::optional<Page> page_of(const FeatureRequest& wanted, const onemap::MapLayer& layer,
                            const base::Date& day) {
    Page out;
    const auto places = wanted.box ? layer.meeting(*wanted.box, day) : layer.on_day(day);
    for (const std::size_t place : places) {
        const MapFeature& feature = layer.feature(place);
        if (!feature.lines.empty()) {
            return std::nullopt;
        }
        if (wanted.box && !onemap::meets(feature, *wanted.box)) {
            continue;
        }
        if (out.matched >= wanted.start && out.features.size() < wanted.count) {
            out.features.push_back(&feature);
        }
        ++out.matched;
    }
    return out;
}

/// The same request from another feature on.
std::string address_from(const http::Request& request, const OwsRequest& asked, std::size_t start) {
    std::string out = request.origin + "/ows?";
    for (const auto& [name, value] : asked.parameters) {
        if (name != "STARTINDEX") {
            out += name + "=" + base::percent_encoded(value, ",:/") + "&";
        }
    }
    return out + "STARTINDEX=" + std::to_string(start);
}

std::string paging(const http::Request& request, const OwsRequest& asked, const FeatureRequest& wanted,
                   const Page& page) {
    std::string out;
    const auto add = [&](const char* name, std::size_t start) {
        out += fmt::format("\n   {}=\"", name);
        append_xml(address_from(request, asked, start), out);
        out += '"';
    };
    if (!wanted.is_hits && wanted.start > 0) {
        add("previous", wanted.start > wanted.count ? wanted.start - wanted.count : 0);
    }
    if (!wanted.is_hits && wanted.start + page.features.size() < page.matched) {
        add("next", wanted.start + page.features.size());
    }
    return out;
}

std::string head_of(const http::Request& request, const OwsRequest& asked, const FeatureRequest& wanted,
                    const Page& page) {
    const std::string now = base::Timestamp::now().to_string().substr(0, 19);
    std::string counts;
    if (wanted.version == WfsVersion::v2_0) {
        counts = fmt::format("\n   timeStamp=\"{}\" numberMatched=\"{}\" numberReturned=\"{}\"{}", now,
                             page.matched, wanted.is_hits ? 0 : page.features.size(),
                             paging(request, asked, wanted, page));
    } else if (wanted.is_hits) {
        counts = fmt::format("\n   timeStamp=\"{}\" numberOfFeatures=\"{}\"", now, page.matched);
    }
    return collection_head(wanted.version, request.origin, wanted.layer, counts);
}

geo::Box box_of(const Page& page) {
    geo::Box out;
    for (const MapFeature* feature : page.features) {
        out.add({feature->box.min_x, feature->box.min_y});
        out.add({feature->box.max_x, feature->box.max_y});
    }
    return out;
}

std::string gml_of(const http::Request& request, const OwsRequest& asked, const FeatureRequest& wanted,
                   const onemap::LayerDescription& layer, const Page& page) {
    std::string out = head_of(request, asked, wanted, page);
    if (!wanted.is_hits) {
        GmlWriter writer(wanted.version, layer, out);
        writer.append_bounds(box_of(page), wanted.version == WfsVersion::v2_0 ? "wfs" : "gml");
        for (const MapFeature* feature : page.features) {
            writer.append(*feature);
        }
    }
    return out + "</wfs:FeatureCollection>\n";
}

http::Response response_of(std::string body, const FeatureRequest& wanted) {
    const char* type = wanted.version == WfsVersion::v1_0 ? "text/xml; charset=UTF-8"
                       : wanted.version == WfsVersion::v1_1
                           ? "text/xml; subtype=gml/3.1.1; charset=UTF-8"
                           : "text/xml; subtype=\"gml/3.2.1\"; charset=UTF-8";
    return http::Response::of(type, std::move(body));
}

} // namespace

std::optional<http::Response> answer_features(const http::Request& request, const OwsRequest& asked,
                                              const FeatureRequest& wanted, const onemap::MapLayer& layer,
                                              const base::Date& day) {
    const auto page = page_of(wanted, layer, day);
    if (!page) {
        return std::nullopt;
    }
    return response_of(gml_of(request, asked, wanted, layer.description(), *page), wanted);
}

} // namespace liangxian::ows
