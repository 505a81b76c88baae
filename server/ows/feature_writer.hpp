// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/onemap/map_layer.hpp"
#include "server/ows/feature_request.hpp"

#include <optional>

namespace liangxian::ows {

/// Answers plain requests of WFS from the layers in memory, as MapServer would: the same elements and
/// attributes in the same order, the same ids; nine decimals without zeros at their end. What MapServer
/// cannot say is said as well: how many features there are in all. Cost: the features that meet the box.
/// \returns nothing for a layer of lines, which MapServer writes
std::optional<http::Response> answer_features(const http::Request& request, const OwsRequest& asked,
                                              const FeatureRequest& wanted, const onemap::MapLayer& layer,
                                              const base::Date& day);

} // namespace liangxian::ows
