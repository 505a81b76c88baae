// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/relations.hpp"

#include "core/sheet/sheet.hpp"

#include <fmt/format.h>

namespace liangxian::dossier {
namespace {

using document::Anchor;
using document::Cell;
using result::Finding;
using result::Relation;

/// The relation as said of the line.
base::Text relation_words(const Finding& finding) {
    switch (finding.relation) {
    case Relation::equals:
        return {"重合", "the same ground"};
    case Relation::within:
        return {"位于其内", "lies within it"};
    case Relation::contains:
        return {"包含其", "contains it"};
    case Relation::overlap:
        return {"部分重叠", "overlaps it"};
    case Relation::sliver:
        return {"细碎重叠", "overlaps it by a sliver"};
    case Relation::touch:
        return {"边界相接", "touches it"};
    default:
        return result::name_of(finding.relation);
    }
}

base::Text object_name(const Finding& finding) {
    const base::Text unit = finding.unit_name();
    if (!finding.zone_version) {
        return unit;
    }
    const std::string version = fmt::format(" {}@{}", finding.zone_id.value_or(""), *finding.zone_version);
    return {unit.zh + version, unit.en + version};
}

base::Text kind_words(const Finding& finding) {
    base::Text out = finding.kind_name();
    if (!finding.zone_class.empty()) {
        out = {out.zh + " " + finding.zone_class, out.en + " " + finding.zone_class};
    }
    if (finding.zone_version && !finding.is_announced()) {
        const base::Text& status = result::name_of(finding.legal_status);
        out = {out.zh + "（" + status.zh + "）", out.en + " (" + status.en + ")"};
    }
    return out;
}

/// Per cent with one decimal.
Cell share_cell(std::optional<double> share) { return share ? Cell::number(*share * 100, 1) : Cell::none(); }

Cell measure_cell(const Finding& finding) {
    return finding.relation == Relation::touch ? Cell::none() : Cell::number(finding.area_m2, 2, true);
}

} // namespace

document::Table relation_table(const UnitRecord& unit, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table out;
    out.columns = {{in("本单位界线", "line of this unit"), 1.5},
                   {in("相关对象", "what it meets"), 2.2},
                   {in("类别", "kind"), 1.4},
                   {in("关系", "relation"), 1.1},
                   {in("重叠/平方米", "overlap, m²"), 1.4, Anchor::right},
                   {in("占本界线/%", "of this line, %"), 1.25, Anchor::right},
                   {in("占对方/%", "of the other, %"), 1.05, Anchor::right}};
    for (const LineRecord& line : unit.lines) {
        for (const Finding& finding : line.relations) {
            out.rows.push_back({sheet::line_name(line.zone).in(language), object_name(finding).in(language),
                                kind_words(finding).in(language), relation_words(finding).in(language),
                                measure_cell(finding), share_cell(finding.share_of_application),
                                share_cell(finding.share_of_zone)});
        }
    }
    return out;
}

std::vector<std::string> search_words(const UnitRecord& unit, base::Language language) {
    std::vector<std::string> out;
    const std::string date = unit.as_of.to_string();
    const Searched& searched = unit.searched;
    out.push_back(base::Text{
        fmt::format(
            "核对范围：{} 在库中有效的其他单位界线 {} 条、其他文物本体 {} 处，地下文物埋藏区、历史城区、"
            "名镇名村等区域 {} 处（含尚未公布的草案）。库中没有的，不在核对之内。",
            date, searched.lines, searched.bodies, searched.areas),
        fmt::format("Looked through: {} lines and {} bodies of other units, {} areas of other laws, in the "
                    "store on {} (drafts too). What is not in the store was not looked at.",
                    searched.lines, searched.bodies, searched.areas, date)}
                      .in(language));
    bool is_met = false;
    for (const LineRecord& line : unit.lines) {
        is_met = is_met || !line.relations.empty();
        for (const result::Unchecked& one : line.unchecked) {
            out.push_back(base::Text{fmt::format("未能核对 {}：{}", one.id(), one.reason.zh),
                                     fmt::format("Could not be looked at: {}: {}", one.id(), one.reason.en)}
                              .in(language));
        }
        if (line.zone.geometry.polygons.empty()) {
            const std::string name = fmt::format("{}@{}", line.zone.zone_id, line.zone.version);
            out.push_back(
                base::Text{"没有图形，未核对：" + name, "No polygon, not looked at: " + name}.in(language));
        }
    }
    if (!is_met) {
        out.push_back(base::Text{"在上述范围内未发现重叠或相接。",
                                 "Within this, nothing overlaps or touches the lines of the unit."}
                          .in(language));
    }
    return out;
}

} // namespace liangxian::dossier
