// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/gaps.hpp"

#include "core/document/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>

namespace liangxian::dossier {
namespace {

bool is_announced(const zone::Zone& line) {
    return line.status == zone::Status::published || line.status == zone::Status::superseded;
}

class GapFinder {
public:
    explicit GapFinder(const UnitRecord& unit) : m_unit(unit) {}

    base::Problems run() {
        if (m_unit.site.geometry.empty()) {
            add("body-missing", m_unit.site.site_id,
                {"没有本体的空间数据", "the body of the unit has no geometry"});
        }
        const auto has = [this](bool is_range) {
            return std::any_of(m_unit.lines.begin(), m_unit.lines.end(), [is_range](const LineRecord& one) {
                return zone::is_protection(one.zone.kind) == is_range && !one.zone.geometry.polygons.empty();
            });
        };
        if (!has(true)) {
            add("range-missing", m_unit.site.site_id, {"没有保护范围", "no protection range"});
        }
        if (!has(false)) {
            add("control-missing", m_unit.site.site_id, {"没有建设控制地带", "no construction control zone"});
        }
        for (const LineRecord& one : m_unit.lines) {
            look_at(one);
        }
        look_at_texts();
        return std::move(m_out);
    }

private:
    void add(const char* code, std::string where, base::Text message) {
        m_out.push_back({code, std::move(where), std::move(message)});
    }

    void look_at(const LineRecord& record) {
        const zone::Zone& line = record.zone;
        const std::string where = fmt::format("{}@{}", line.zone_id, line.version);
        if (line.geometry.polygons.empty()) {
            add("line-without-polygon", where, {"界线没有图形，须绘制", "the line has no polygon: draw it"});
        }
        if (!is_announced(line)) {
            add("not-announced", where, {"尚未公布，成果为草案", "not announced: what follows is a draft"});
        } else if (line.document.empty()) {
            add("document-missing", where, {"缺公布文号", "the number of the announcement is missing"});
        }
        if (line.kind == zone::ZoneKind::control && is_announced(line) && line.approval_document.empty()) {
            add("approval-missing", where, {"缺批准文号", "the number of the approval is missing"});
        }
        if (!record.accuracy_m) {
            add("accuracy-unknown", where, {"绘制依据和精度均不明", "neither basis nor accuracy is known"});
        }
        if (line.words.empty()) {
            add("words-missing", where,
                {"缺公布的四至文字", "the announced words of the boundary are missing"});
        }
    }

    void look_at_texts() {
        const zone::Site& site = m_unit.site;
        look_at_texts(site.site_id,
                      {site.site_id, site.name, site.code, site.category, site.era, site.county,
                       site.township, site.place, site.announced_by, site.announced_on, site.document});
        for (const LineRecord& one : m_unit.lines) {
            for (const zone::Zone& line : one.versions) {
                look_at_line_texts(line);
            }
            if (one.versions.empty()) {
                look_at_line_texts(one.zone);
            }
            for (const zone::VersionStep& step : one.steps) {
                look_at_texts(fmt::format("{}@{}", step.zone_id, step.version),
                              {step.actor, step.office, step.document, step.reason});
            }
            for (const result::Finding& finding : one.relations) {
                look_at_texts(finding.site_id.value_or(""), {finding.unit_name().zh, finding.zone_class});
            }
        }
        for (const Paper& paper : m_unit.papers) {
            look_at_texts(paper.number, {paper.number, paper.issuer, paper.date, paper.title});
        }
        for (const auto& [line, unit] : m_unit.neighbours) {
            look_at_texts(line.site_id, {unit, line.zone_class});
        }
        for (const zone::Area& area : m_unit.areas) {
            look_at_texts(area.area_id, {area.name});
        }
    }

    void look_at_line_texts(const zone::Zone& line) {
        look_at_texts(fmt::format("{}@{}", line.zone_id, line.version),
                      {line.zone_id, line.zone_class, line.issuer, line.document, line.document_date,
                       line.approval_document, line.restrictions, line.words});
    }

    /// Each record is named once.
    void look_at_texts(const std::string& where, std::initializer_list<std::string_view> texts) {
        const bool is_plain = std::all_of(texts.begin(), texts.end(), [](std::string_view text) {
            return document::plain_text(text).left_out == 0;
        });
        if (!is_plain && m_not_plain.insert(where).second) {
            add("characters-left-out", document::plain_text(where).text,
                {"文字中有控制字符或无效字符，成果中已略去；请在库中更正",
                 "its texts hold control characters or bytes that are no text, left out here: mend them in the "
                 "store"});
        }
    }

    const UnitRecord& m_unit;
    std::set<std::string> m_not_plain;
    base::Problems m_out;
};

} // namespace

base::Problems gaps_of(const UnitRecord& unit) { return GapFinder(unit).run(); }

} // namespace liangxian::dossier
