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

std::vector<MapColumn> exact_line_columns() {
    return {{"zone_id", {"界线编号", "id of the line"}},
            {"site_id", {"文物编号", "id of the unit"}},
            {"site_name", {"文物名称", "name of the unit"}},
            {"kind", {"界线种类", "kind of line"}},
            {"class", {"类别", "class"}},
            {"version", {"版本", "version"}},
            {"status", {"状态", "status"}},
            {"valid_from", {"生效日期", "in force from"}},
            {"valid_to", {"有效至", "in force to"}},
            {"issuer", {"公布机关", "issuer"}},
            {"document", {"公布文号", "number of the notice"}},
            {"document_date", {"文件日期", "date of the notice"}},
            {"approval_document", {"批准文号", "number of the approval"}},
            {"height_limit_m", {"限高（米）", "height limit, m"}},
            {"restrictions", {"管控要求", "restrictions"}},
            {"accuracy_m", {"精度（米）", "accuracy, m"}},
            {"geometry_basis", {"图形来源", "what the line was made from"}},
            {"declared_area_m2", {"公布面积（平方米）", "declared area, m²"}},
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

LayerDescription exact_protection_description() {
    return {"protection",
            {"保护范围", "protection ranges"},
            {"已公布的文物保护单位保护范围，精确界线", "announced protection ranges as they are drawn"},
            exact_line_columns(),
            false,
            false,
            "zone_id"};
}

LayerDescription exact_control_description() {
    return {"control",
            {"建设控制地带", "construction control zones"},
            {"已公布的文物保护单位建设控制地带，精确界线",
             "announced construction control zones as they are drawn"},
            exact_line_columns(),
            false,
            false,
            "zone_id"};
}

LayerDescription underground_description() {
    return {"underground",
            {"地下文物", "underground relics"},
            {"地下文物埋藏区、可能存在地下文物的区域和古城址",
             "underground relic areas, areas that may hold relics, and sites of ancient cities"},
            {{"area_id", {"区域编号", "id of the area"}},
             {"kind", {"种类", "kind"}},
             {"name", {"名称", "name"}},
             {"code", {"代码", "code"}},
             {"issuer", {"公布机关", "issuer"}},
             {"document", {"文号", "number of the document"}},
             {"document_date", {"文件日期", "date of the document"}},
             {"valid_from", {"生效日期", "in force from"}},
             {"valid_to", {"有效至", "in force to"}}},
            false,
            false,
            "area_id"};
}

LayerDescription sites_description() {
    return {"sites",
            {"文物本体", "bodies of units"},
            {"不可移动文物本体，精确位置", "immovable heritage where it stands"},
            {{"site_id", {"文物编号", "id of the unit"}},
             {"name", {"名称", "name"}},
             {"level", {"级别", "level"}},
             {"code", {"公布编号", "announced number"}},
             {"category", {"类别", "category"}},
             {"era", {"年代", "era"}},
             {"county", {"县（市、区）", "county"}},
             {"township", {"乡镇", "township"}},
             {"place", {"地点", "place"}},
             {"position_accuracy_m", {"位置精度（米）", "accuracy of the place, m"}},
             {"announced_by", {"公布机关", "announced by"}},
             {"announced_on", {"公布日期", "announced on"}},
             {"document", {"公布文号", "number of the notice"}},
             {"valid_from", {"自何日起如此", "like this from"}},
             {"valid_to", {"至何日止如此", "like this to"}},
             {"visibility", {"公开程度", "how exactly it is public"}}},
            false,
            true,
            "site_id"};
}

LayerDescription applications_description() {
    return {"applications",
            {"申请用地", "applications"},
            {"已记录核查的申请用地", "applications whose checks were recorded"},
            {{"application_id", {"申请编号", "id of the application"}},
             {"name", {"名称", "name"}},
             {"kind", {"种类", "kind"}},
             {"recorded_at", {"记录时间", "recorded at"}},
             {"valid_from", {"自何日起", "from"}},
             {"valid_to", {"至何日止", "to"}}},
            false,
            true,
            "application_id"};
}

} // namespace liangxian::onemap
