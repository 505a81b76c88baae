// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/corner_tables.hpp"
#include "core/dossier/explanation.hpp"
#include "core/dossier/relations.hpp"
#include "core/dossier/unit_dossier.hpp"

#include <fmt/format.h>

#include <utility>

namespace liangxian::dossier {

document::Workbook make_workbook(const UnitRecord& unit, const std::vector<sheet::LineCorners>& corners,
                                 base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    const std::string date = unit.as_of.to_string();
    document::Workbook out;
    out.title = unit.site.name;
    out.created = unit.known_at;
    std::vector<std::string> about{
        fmt::format("{}　{}", unit.site.site_id, in("数据截止 ", "as of ") + date)};
    if (unit.is_demonstration) {
        about.push_back(in("示例数据：所有界线均为示意，不具法律效力。",
                           "Demonstration data: every line is illustrative, not legal."));
    }
    document::Worksheet overview{in("两线概况", "lines"),
                                 unit.site.name + in(" 两线概况", ": the lines"),
                                 about,
                                 overview_table(unit, corners, language),
                                 {}};
    out.sheets.push_back(std::move(overview));
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (corners[i].rings.empty()) {
            continue;
        }
        const zone::Zone& line = unit.lines[i].zone;
        document::Worksheet sheet;
        sheet.name = fmt::format("{}@{}", line.zone_id, line.version);
        sheet.title = fmt::format("{} {} {}", unit.site.name, sheet::line_name(line).in(language),
                                  in("界址点成果表", "corners"));
        sheet.facts = about;
        sheet.facts.push_back(plane_words(corners[i].zone, language));
        sheet.table = corner_table(corners[i], language, true);
        for (const auto& row : area_rows(corners[i], line, language)) {
            sheet.notes.push_back(row[0].text + in("：", ": ") + row[1].text);
        }
        out.sheets.push_back(std::move(sheet));
    }
    document::Worksheet relations{in("与其他区域的关系", "relations"),
                                  unit.site.name + in(" 与其他区域的关系", ": relations with other areas"),
                                  search_words(unit, language),
                                  relation_table(unit, language),
                                  {}};
    out.sheets.push_back(std::move(relations));
    document::Worksheet steps{
        in("办理经过", "steps"), unit.site.name + in(" 办理经过", ": steps taken"), about, {}, {}};
    for (const LineRecord& line : unit.lines) {
        document::Table table = step_table(line, language);
        table.columns.insert(table.columns.begin(), {in("界线", "line"), 1.2});
        for (auto& row : table.rows) {
            row.insert(row.begin(), document::Cell(line.zone.zone_id));
            steps.table.rows.push_back(std::move(row));
        }
        steps.table.columns = std::move(table.columns);
    }
    if (!steps.table.rows.empty()) {
        out.sheets.push_back(std::move(steps));
    }
    return out;
}

} // namespace liangxian::dossier
