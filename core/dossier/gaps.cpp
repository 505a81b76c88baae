// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
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

    const UnitRecord& m_unit;
    base::Problems m_out;
};

} // namespace

base::Problems gaps_of(const UnitRecord& unit) { return GapFinder(unit).run(); }

} // namespace liangxian::dossier
