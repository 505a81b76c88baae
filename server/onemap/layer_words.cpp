// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/layer_words.hpp"

namespace liangxian::onemap {
namespace {

std::vector<MapColumn> line_columns() {
    return {{"zone_id", {"界线编号", "id of the line"}},
            {"site_id", {"文物编号", "id of the unit"}},
            {"kind", {"界线种类", "kind of line"}},
            {"class", {"类别", "class"}},
            {"document", {"公布文号", "number of the notice"}},
            {"version", {"版本", "version"}},
            {"valid_from", {"生效日期", "in force from"}},
            {"valid_to", {"有效至", "in force to"}},
            {"visibility", {"公开程度", "how exactly it is public"}}};
}

} // namespace

LayerDescription public_sites_description() {
    return {"public_sites",
            {"文物保护单位（公开）", "protected units (public)"},
            {"可公开的不可移动文物；位置按 0.0001° 或 0.01° 概化",
             "immovable heritage that may be public; places on a grid of 0.0001° or 0.01°"},
            {{"site_id", {"文物编号", "id of the unit"}},
             {"name", {"名称", "name"}},
             {"level", {"级别", "level"}},
             {"category", {"类别", "category"}},
             {"era", {"年代", "era"}},
             {"county", {"县（市、区）", "county"}},
             {"valid_from", {"自何日起如此", "like this from"}},
             {"valid_to", {"至何日止如此", "like this to"}},
             {"visibility", {"公开程度", "how exactly it is public"}}},
            true,
            false,
            "site_id"};
}

LayerDescription protection_description() {
    return {"protection",
            {"保护范围", "protection ranges"},
            {"已公布并可公开的文物保护单位保护范围；按 0.0001° 概化",
             "announced protection ranges that may be public; on a grid of 0.0001°"},
            line_columns(),
            false,
            false,
            "zone_id"};
}

LayerDescription control_description() {
    return {"control",
            {"建设控制地带", "construction control zones"},
            {"已公布并可公开的文物保护单位建设控制地带；按 0.0001° 概化",
             "announced construction control zones that may be public; on a grid of 0.0001°"},
            line_columns(),
            false,
            false,
            "zone_id"};
}

} // namespace liangxian::onemap
