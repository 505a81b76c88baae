// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ogcapi/item_query.hpp"

namespace liangxian::ogcapi {

/// One page of what was asked for.
struct ChosenItems {
    std::size_t matched = 0; ///< in all
    std::vector<const onemap::MapFeature*> items;
};

/// Features in the order of their ids and days. Those of a time are the ones that are there on a day of it;
/// those of a box are the ones whose geometry meets it, edges included,
/// in the plane of bbox_crs. Cost: the features of any day that meet the box, or all without one.
ChosenItems choose_items(const onemap::MapLayer& layer, const ItemQuery& query);

} // namespace liangxian::ogcapi
