// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "server/http/message.hpp"
#include "server/ogcapi/crs_choice.hpp"
#include "server/onemap/asked_time.hpp"
#include "server/onemap/map_layer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::ogcapi {

/// What was recorded by this instant, for those who see exact layers.
constexpr const char* kKnownAt = "known_at";
bool may_ask_the_past(const http::Request& request);

constexpr std::size_t kUsualLimit = 100;
constexpr std::size_t kHighestLimit = 1000;

/// Which features of a collection somebody asks for, and how.
struct ItemQuery {
    std::size_t limit = kUsualLimit;
    std::size_t offset = 0;
    CrsChoice crs;
    /// In the coordinates of bbox_crs, x easting or longitude.
    std::optional<geo::Box> bbox;
    /// What of a box over 180° E lies beyond; bbox is the rest of it.
    std::optional<geo::Box> bbox_beyond;
    CrsChoice bbox_crs;
    /// `datetime`: only what is there on some day of these. Without it: today, which whoever asks puts here.
    std::optional<onemap::AskedTime> time;
    std::vector<std::pair<std::string, std::string>> equals; ///< column = value
    /// `q`: each of these stands in the id or in some text of the feature; ASCII letters in lower case.
    std::vector<std::string> words;
};

/// ASCII letters in lower case, other bytes as they are.
std::string in_lower_case(std::string text);

/// A query, or all that is wrong with its words.
struct ReadItemQuery {
    ItemQuery query;
    base::Problems problems;
};

/// The parameters limit, offset, bbox, bbox-crs, crs, datetime, q, f and the layer's columns. Others are
/// refused (OGC API Features 1.0, requirement 9), and so is each that stands twice. A limit over
/// kHighestLimit is taken as that.
ReadItemQuery read_item_query(const http::Request& request, const onemap::LayerDescription& layer);

} // namespace liangxian::ogcapi
