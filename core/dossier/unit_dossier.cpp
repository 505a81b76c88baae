// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/unit_dossier.hpp"

#include "core/document/plain_text.hpp"
#include "core/dossier/corner_tables.hpp"
#include "core/dossier/explanation.hpp"
#include "core/dossier/gaps.hpp"
#include "core/dossier/relations.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace liangxian::dossier {
namespace {

using document::ParagraphStyle;

class DossierWriter {
public:
    DossierWriter(const UnitRecord& unit, const sheet::SheetOptions& options, UnitDossier& out)
        : m_unit(unit), m_options(options), m_out(out), m_report(out.report) {}

    base::Problems run() {
        number_the_corners();
        m_out.gaps = gaps_of(m_unit);
        if (base::Problems problems = draw_sheet(); !problems.empty()) {
            return problems;
        }
        begin();
        write_unit();
        write_overview();
        write_gaps();
        write_words();
        write_corners();
        write_explanations();
        write_relations();
        write_papers();
        write_sheet();
        m_out.workbook = make_workbook(m_unit, m_corners, m_options.language);
        return {};
    }

private:
    std::string in(const base::Text& text) const { return text.in(m_options.language); }

    void chapter(const base::Text& name) {
        static constexpr std::array<const char*, 10> kNumbers{"一", "二", "三", "四", "五",
                                                              "六", "七", "八", "九", "十"};
        const std::size_t number = m_chapter++;
        m_report.add(ParagraphStyle::heading_1, in({std::string(kNumbers.at(number)) + "、" + name.zh,
                                                    fmt::format("{}  {}", number + 1, name.en)}));
    }

    void number_the_corners() {
        std::vector<const zone::Zone*> lines;
        bool has_polygon = false;
        for (const LineRecord& one : m_unit.lines) {
            lines.push_back(&one.zone);
            has_polygon = has_polygon || !one.zone.geometry.polygons.empty();
        }
        if (has_polygon) {
            m_zone = sheet::zone_of(lines);
            m_corners = sheet::number_corners(lines, *m_zone);
        }
    }

    base::Problems draw_sheet() {
        if (!m_zone) {
            return {};
        }
        sheet::SheetContent content;
        content.site = &m_unit.site;
        content.lines = m_corners;
        for (const auto& [line, unit] : m_unit.neighbours) {
            content.neighbours.push_back({&line, unit});
        }
        for (const zone::Area& area : m_unit.areas) {
            content.areas.push_back(&area);
        }
        content.as_of = m_unit.as_of;
        content.is_demonstration = m_unit.is_demonstration;
        auto sheet = sheet::make_sheet(content, m_options);
        if (!sheet) {
            return sheet.problems();
        }
        m_out.sheet = std::move(sheet).value();
        return {};
    }

    void begin() {
        const zone::Site& site = m_unit.site;
        m_report.language = m_options.language;
        m_report.title =
            in({site.name + "保护范围和建设控制地带划定成果",
                site.name + ": delimitation of the protection range and the construction control zone"});
        m_report.subject = site.site_id;
        m_report.created = m_unit.known_at;
        m_report.header = m_report.title;
        m_report.footer = in({fmt::format("{}　数据截止 {}", site.site_id, m_unit.as_of.to_string()),
                              fmt::format("{}  as of {}", site.site_id, m_unit.as_of.to_string())});
        m_report.add(ParagraphStyle::title, m_report.title);
        m_report.add(
            ParagraphStyle::subtitle,
            fmt::format("{}{}{}　{}　{}", zone::name_of(site.level).in(m_options.language),
                        site.code.empty() ? "" : "　", site.code, site.county,
                        in({"数据截止 " + m_unit.as_of.to_string(), "as of " + m_unit.as_of.to_string()})));
        if (m_unit.is_demonstration) {
            m_report.add(ParagraphStyle::warning,
                         in({"示例数据：所有界线均为示意，不具法律效力。",
                             "Demonstration data: every line is illustrative, not legal."}));
        }
    }

    void write_unit() {
        chapter({"单位概况", "The unit"});
        m_report.add(site_facts(m_unit.site, m_options.language));
    }

    void write_overview() {
        chapter({"两线概况", "The lines"});
        if (m_unit.lines.empty()) {
            m_report.add(ParagraphStyle::body,
                         in({"库中没有这个单位的界线。", "The store has no line of this unit."}));
            return;
        }
        m_report.add(overview_table(m_unit, m_corners, m_options.language));
        m_report.add(
            ParagraphStyle::note,
            in({"面积为 CGCS2000 椭球面积（经纬度直线边）；1 公顷 = 10,000 平方米，1 亩 = 2,000/3 平方米。",
                "Areas on the CGCS2000 ellipsoid, edges straight in longitude and latitude; 1 mu = 2000/3 m²."}));
    }

    void write_gaps() {
        if (m_out.gaps.empty()) {
            return;
        }
        chapter({"待补充事项", "Still to be completed"});
        for (const base::Problem& gap : m_out.gaps) {
            m_report.add(ParagraphStyle::item,
                         in({gap.where + "：" + gap.message.zh, gap.where + ": " + gap.message.en}));
        }
    }

    std::string line_words(const LineRecord& line) const {
        const std::string version = fmt::format("{}@{}", line.zone.zone_id, line.zone.version);
        return in(sheet::line_name(line.zone)) + in({"（" + version + "）", " (" + version + ")"});
    }

    void write_words() {
        if (m_unit.lines.empty()) {
            return;
        }
        chapter({"四至说明", "The boundary in words"});
        for (const LineRecord& line : m_unit.lines) {
            m_report.add(ParagraphStyle::heading_2, line_words(line));
            for (const BoundaryText& text : m_unit.boundary_texts) {
                if (text.zone_id == line.zone.zone_id) {
                    m_report.add(ParagraphStyle::body, text.text);
                    for (const std::string& note : text.notes) {
                        m_report.add(ParagraphStyle::note, note);
                    }
                }
            }
            const std::string words = line.zone.words.empty() ? "—" : line.zone.words;
            m_report.add(ParagraphStyle::body, in({"公布文字：" + words, "As announced: " + words}));
        }
    }

    void write_corners() {
        if (!m_zone) {
            return;
        }
        chapter({"界址点成果表", "Corners"});
        m_report.add(ParagraphStyle::body, plane_words(*m_zone, m_options.language));
        m_report.add(
            ParagraphStyle::body,
            in({"各圈自西北角起编号，外环顺时针、内环逆时针；全单位统一编号，各界线共用的点只有一个点号。边长为平面边长。",
                "Each ring begins at its north-western corner; outlines run clockwise, holes anticlockwise. "
                "Numbers run through the unit, and a corner that lines share has one. Sides are plane lengths."}));
        for (std::size_t i = 0; i < m_corners.size(); ++i) {
            if (m_corners[i].rings.empty()) {
                continue;
            }
            m_report.add(ParagraphStyle::heading_2, line_words(m_unit.lines[i]));
            document::Table areas;
            areas.has_head = false;
            areas.columns = {{"", 1.4}, {"", 3.2}};
            areas.rows = area_rows(m_corners[i], m_unit.lines[i].zone, m_options.language);
            m_report.add(std::move(areas));
            m_report.add(corner_table(m_corners[i], m_options.language, false));
        }
    }

    void add_unless_empty(document::Table table) {
        if (!table.rows.empty()) {
            m_report.add(std::move(table));
        }
    }

    void write_explanations() {
        if (m_unit.lines.empty()) {
            return;
        }
        chapter({"划定说明", "Explanation"});
        for (const LineRecord& line : m_unit.lines) {
            m_report.add(ParagraphStyle::heading_2, line_words(line));
            m_report.add(line_facts(line, m_options.language));
            if (line.versions.size() > 1) {
                m_report.add(version_table(line, m_options.language));
            }
            add_unless_empty(step_table(line, m_options.language));
            add_unless_empty(repair_table(line, m_options.language));
        }
    }

    void write_relations() {
        chapter({"与其他区域的关系", "Relations with other areas"});
        for (const std::string& words : search_words(m_unit, m_options.language)) {
            m_report.add(ParagraphStyle::body, words);
        }
        add_unless_empty(relation_table(m_unit, m_options.language));
    }

    void write_papers() {
        chapter({"文件清单", "Documents"});
        document::Table table = paper_table(m_unit.papers, m_options.language);
        if (table.rows.empty()) {
            m_report.add(ParagraphStyle::body, in({"没有登记文件。", "No document is recorded."}));
            return;
        }
        m_report.add(std::move(table));
        m_report.add(ParagraphStyle::note,
                     in({"数据状态摘要（SHA-256）：" + m_unit.store_digest,
                         "Digest of the state of the store (SHA-256): " + m_unit.store_digest}));
    }

    void write_sheet() {
        if (m_out.sheet) {
            m_report.add(document::Sheet{m_out.sheet->drawing, in({"图则", "Map sheet"}),
                                         m_report.title + fmt::format(" 1:{}", m_out.sheet->denominator)});
        }
    }

    const UnitRecord& m_unit;
    const sheet::SheetOptions& m_options;
    UnitDossier& m_out;
    document::Document& m_report;
    std::optional<geo::GaussZone> m_zone;
    std::vector<sheet::LineCorners> m_corners;
    std::size_t m_chapter = 0;
};

} // namespace

base::Result<UnitDossier> make_unit_dossier(const UnitRecord& unit, const sheet::SheetOptions& options) {
    UnitDossier out;
    base::Problems problems = DossierWriter(unit, options, out).run();
    if (!problems.empty()) {
        return problems;
    }
    document::make_plain(out.report); // gaps_of() says so
    document::make_plain(out.workbook);
    if (out.sheet) {
        document::make_plain(out.sheet->drawing);
    }
    return out;
}

} // namespace liangxian::dossier
