// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/dossier_units.hpp"
#include "core/app/unit_ground.hpp"
#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/repair.hpp"
#include "core/store/version_choice.hpp"
#include "core/words/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

// What the dossier of one unit tells, of what DossierUnits has gathered.

namespace liangxian::app {
namespace {

/// Neighbours are looked for as far as a sheet may reach beyond the unit: its frame is at most this many
/// times as large as what it shows.
constexpr double kSheetReach = 4;
constexpr double kLeastReachM = 300;

/// Of the words, drawn again.
base::Text how_exact(const words::Description& made) {
    if (!made.tolerance_m) {
        return {"由图形生成；不能由文字还原，以图形为准。",
                "Written from the geometry; the words cannot be drawn again, the geometry itself counts."};
    }
    return {fmt::format("由图形生成；按此文字重绘，与图形最大相差 {:.2f} 米。", *made.tolerance_m),
            fmt::format("Written from the geometry; drawn again from these words it is {:.2f} m off at most.",
                        *made.tolerance_m)};
}

} // namespace

dossier::UnitRecord DossierUnits::record(std::size_t index) const {
    const Asked& asked = m_asked[index];
    dossier::UnitRecord out;
    out.site = *asked.site;
    out.as_of = m_snapshot.as_of;
    out.known_at = m_snapshot.known_at;
    out.store_digest = m_snapshot.store_digest;
    out.is_demonstration = m_is_demonstration;
    for (const zone::Zone& line : asked.lines) {
        out.lines.push_back(line_record(line, *asked.site));
    }
    const auto own = m_lines.find(asked.site->site_id);
    out.searched.lines = m_snapshot.zones.size() - (own == m_lines.end() ? 0 : own->second.size());
    out.searched.bodies = m_with_body.size() - m_with_body.count(asked.site->site_id);
    out.searched.areas = m_other_areas.size();
    out.papers = papers_of(out);
    add_neighbours(out);
    add_boundary_texts(out);
    return out;
}

dossier::LineRecord DossierUnits::line_record(const zone::Zone& line, const zone::Site& site) const {
    dossier::LineRecord out;
    out.zone = line;
    out.accuracy_m = m_context.accuracy.accuracy_m(line);
    if (const auto versions = m_versions.find(line.zone_id); versions != m_versions.end()) {
        out.versions = versions->second;
    }
    if (const auto steps = m_steps.find(line.zone_id); steps != m_steps.end()) {
        out.steps = steps->second;
    }
    if (const auto repairs = m_repairs.find(line.zone_id); repairs != m_repairs.end()) {
        for (const store::StoredRepair& repair : repairs->second) {
            if (repair.version.value_or(line.version) == line.version) {
                out.repairs.push_back(
                    {repair.reason, repair.place, repair.area_before_m2, repair.area_after_m2});
            }
        }
    }
    find_relations(out, site);
    return out;
}

/// Contacts with whatever is not the unit's own.
void DossierUnits::find_relations(dossier::LineRecord& line, const zone::Site& site) const {
    if (line.zone.geometry.polygons.empty()) {
        return;
    }
    try {
        const geo::RepairOutcome valid = geo::repaired(line.zone.geometry);
        overlap::OverlapOutcome met = m_engine->check(valid.geometry, {});
        for (result::Finding& finding : met.findings) {
            if (finding.site_id != site.site_id && finding.relation <= result::Relation::touch) {
                line.relations.push_back(std::move(finding));
            }
        }
        line.unchecked = std::move(met.unchecked);
    } catch (const base::GeometryError& error) {
        line.unchecked.push_back(
            {fmt::format("{}@{}", line.zone.zone_id, line.zone.version), error.message(), ""});
    }
}

void DossierUnits::add_neighbours(dossier::UnitRecord& record) const {
    geo::Box box;
    const auto take = [&box](const geo::Geometry& geometry) {
        if (!geometry.empty()) {
            const geo::Box one = geometry.bounds();
            box.add({one.min_x, one.min_y});
            box.add({one.max_x, one.max_y});
        }
    };
    for (const dossier::LineRecord& line : record.lines) {
        take(line.zone.geometry);
    }
    take(record.site.geometry);
    if (box.empty()) {
        return;
    }
    const double size_deg = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    const geo::Box reach =
        geo::grown_by_metres(box, kLeastReachM).grown(size_deg * kSheetReach, size_deg * kSheetReach);
    for (const std::size_t i : m_line_tree->query(reach)) {
        const zone::Zone& line = m_snapshot.zones[i];
        if (line.site_id != record.site.site_id && !store::is_on_its_way(line)) {
            const auto site = m_sites.find(line.site_id);
            record.neighbours.emplace_back(line, site == m_sites.end() ? line.site_id : site->second->name);
        }
    }
    for (const std::size_t i : m_area_tree->query(reach)) {
        record.areas.push_back(m_other_areas[i]);
    }
}

/// 四至 written from each line's geometry, measured from the unit as the dossier shows it.
void DossierUnits::add_boundary_texts(dossier::UnitRecord& record) const {
    Unit unit{record.site, {}};
    for (const dossier::LineRecord& line : record.lines) {
        unit.versions.push_back(line.zone);
        unit.versions.back().status =
            zone::Status::published; // these are the lines, whatever their papers say
        unit.versions.back().valid = {};
    }
    const words::Ground ground = ground_of(unit, record.as_of, m_context.accuracy);
    for (const dossier::LineRecord& line : record.lines) {
        if (line.zone.geometry.polygons.empty()) {
            continue;
        }
        const words::Description made =
            words::describe({line.zone.geometry, line.zone.kind, line.zone.zone_class}, ground, m_vocabulary);
        dossier::BoundaryText text{line.zone.zone_id, made.text, {}};
        text.notes.push_back(how_exact(made).in(m_language));
        if (made.kind == words::TextKind::coord_list) {
            text.notes.push_back(
                base::Text{"点号为本段文字自编，与界址点成果表的统一点号不同。",
                           "The numbers are those of this text, not of the table of corners."}
                    .in(m_language));
        }
        record.boundary_texts.push_back(std::move(text));
    }
}

std::vector<dossier::Paper> DossierUnits::papers_of(const dossier::UnitRecord& record) const {
    std::vector<dossier::Paper> out;
    std::set<std::string> numbers;
    const auto add = [&](const std::string& number, const std::string& issuer, const std::string& date) {
        if (number.empty() || !numbers.insert(number).second) {
            return;
        }
        const auto stored = m_documents.find(number);
        const store::StoredDocument known =
            stored == m_documents.end() ? store::StoredDocument() : stored->second;
        out.push_back({number, issuer.empty() ? known.issuer : issuer,
                       date.empty() ? known.document_date : date, known.title});
    };
    add(record.site.document, record.site.announced_by, record.site.announced_on);
    for (const dossier::LineRecord& line : record.lines) {
        for (const zone::Zone& version : line.versions) {
            add(version.document, version.issuer, version.document_date);
            add(version.approval_document, "", "");
        }
        for (const zone::VersionStep& step : line.steps) {
            add(step.document, step.office, step.dated ? step.dated->to_string() : "");
        }
    }
    return out;
}

} // namespace liangxian::app
