// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/dossier_units.hpp"

#include "core/app/unit_ground.hpp"
#include "core/app/version_name.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/repair.hpp"
#include "core/store/version_choice.hpp"
#include "core/words/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace liangxian::app {
namespace {

/// Neighbours are looked for as far as a sheet may reach beyond the unit: its frame is at most this many
/// times as large as what it shows.
constexpr double kSheetReach = 4;
constexpr double kLeastReachM = 300;

bool comes_before(const zone::Zone& a, const zone::Zone& b) {
    return std::tie(a.kind, a.zone_class, a.zone_id, a.version) <
           std::tie(b.kind, b.zone_class, b.zone_id, b.version);
}

bool is_of_another_law(const zone::Area& area) {
    return area.kind != zone::AreaKind::coverage && area.kind != zone::AreaKind::county &&
           area.kind != zone::AreaKind::township;
}

template <typename Records>
index::BoxTree tree_of(const Records& records) {
    std::vector<geo::Box> boxes;
    for (const auto& record : records) {
        boxes.push_back(record.geometry.bounds());
    }
    return index::BoxTree(std::move(boxes));
}

base::Problem unknown(const std::string& word) {
    return {"unit-unknown",
            word,
            {"库中没有这个单位或界线版本；应写作 单位编号 或 界线编号@版本",
             "neither a unit nor a version of a line in the store; write SITE or ZONE@VERSION"}};
}

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

DossierUnits::DossierUnits(const CheckContext& context, const DossierRequest& request)
    : m_context(context), m_language(request.language),
      m_vocabulary(words::Vocabulary::load(base::data_directory() / "words" / "phrases.json")),
      m_with_drafts(request.with_drafts), m_is_demonstration(context.store.settings().is_demonstration) {
    zone::SnapshotQuery query;
    query.as_of = request.as_of.value_or(base::Date::today());
    query.with_drafts = true;
    m_snapshot = context.store.fetch_snapshot(query);
    m_engine = overlap::make_snapshot_engine(m_snapshot, context.accuracy);
    std::copy_if(m_snapshot.areas.begin(), m_snapshot.areas.end(), std::back_inserter(m_other_areas),
                 is_of_another_law);
    m_line_tree.emplace(tree_of(m_snapshot.zones));
    m_area_tree.emplace(tree_of(m_other_areas));
    find_sites();
    choose(request);
    read_histories();
}

void DossierUnits::find_sites() {
    for (const std::vector<zone::Site>* sites : {&m_snapshot.sites, &m_snapshot.sites_elsewhere}) {
        for (const zone::Site& site : *sites) {
            m_sites.emplace(site.site_id, &site);
        }
    }
    for (const zone::Zone& zone : m_snapshot.zones) {
        m_lines[zone.site_id].push_back(&zone);
    }
}

void DossierUnits::choose(const DossierRequest& request) {
    base::Problems problems;
    for (const std::string& word : request.units) {
        try {
            choose_word(word);
        } catch (const base::InputError& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
    std::set<std::string> names{request.county};
    for (const zone::Area& area : m_snapshot.areas) {
        if (area.kind == zone::AreaKind::county && area.code == request.county) {
            names.insert(area.name);
        }
    }
    for (const auto& [id, site] : m_sites) {
        const bool is_there = !request.county.empty() && names.count(site->county) != 0;
        if (request.all || is_there) {
            add_site(*site, {});
        }
    }
    if (m_asked.empty()) {
        throw base::InputError({unknown(request.county)});
    }
}

void DossierUnits::choose_word(const std::string& word) {
    if (const auto site = m_sites.find(word); site != m_sites.end()) {
        add_site(*site->second, {});
        return;
    }
    const auto name = parse_version_name(word);
    const std::vector<zone::Zone> versions =
        name ? m_context.store.versions_of({name->zone_id}) : std::vector<zone::Zone>();
    const auto version = std::find_if(versions.begin(), versions.end(), [&name](const zone::Zone& one) {
        return name->version && one.version == *name->version;
    });
    const auto site = version == versions.end() ? m_sites.end() : m_sites.find(version->site_id);
    if (site == m_sites.end()) {
        throw base::InputError({unknown(word)});
    }
    add_site(*site->second, {*version});
}

/// Asked for twice, a unit has one dossier with every version that was named.
void DossierUnits::add_site(const zone::Site& site, const std::vector<zone::Zone>& named) {
    const auto there = std::find_if(m_asked.begin(), m_asked.end(),
                                    [&site](const Asked& one) { return one.site->site_id == site.site_id; });
    if (there == m_asked.end()) {
        m_asked.push_back({&site, lines_of(site.site_id, named)});
        return;
    }
    for (const zone::Zone& version : named) {
        auto& lines = there->lines;
        lines.erase(
            std::remove_if(lines.begin(), lines.end(),
                           [&version](const zone::Zone& one) { return one.zone_id == version.zone_id; }),
            lines.end());
        lines.push_back(version);
        std::sort(lines.begin(), lines.end(), comes_before);
    }
}

std::vector<zone::Zone> DossierUnits::lines_of(const std::string& site_id,
                                               const std::vector<zone::Zone>& named) const {
    std::vector<zone::Zone> out = named;
    const auto stored = m_lines.find(site_id);
    if (stored == m_lines.end()) {
        return out;
    }
    const auto is_in_force = [](const zone::Zone* one) { return !store::is_on_its_way(*one); };
    const bool has_any = std::any_of(stored->second.begin(), stored->second.end(), is_in_force);
    for (const zone::Zone* one : stored->second) {
        const bool is_replaced = std::any_of(named.begin(), named.end(), [one](const zone::Zone& other) {
            return other.zone_id == one->zone_id;
        });
        if (!is_replaced && (is_in_force(one) || m_with_drafts || !has_any)) {
            out.push_back(*one);
        }
    }
    std::sort(out.begin(), out.end(), comes_before);
    return out;
}

/// Versions, steps, repairs and papers of all units asked for: one query each.
void DossierUnits::read_histories() {
    std::vector<std::string> zone_ids;
    for (const Asked& asked : m_asked) {
        for (const zone::Zone& line : asked.lines) {
            zone_ids.push_back(line.zone_id);
        }
    }
    std::sort(zone_ids.begin(), zone_ids.end());
    zone_ids.erase(std::unique(zone_ids.begin(), zone_ids.end()), zone_ids.end());
    std::set<std::string> numbers;
    for (zone::Zone& version : m_context.store.versions_of(zone_ids)) {
        numbers.insert({version.document, version.approval_document});
        m_versions[version.zone_id].push_back(std::move(version));
    }
    for (zone::VersionStep& step : m_context.store.steps_of(zone_ids)) {
        numbers.insert(step.document);
        m_steps[step.zone_id].push_back(std::move(step));
    }
    for (store::StoredRepair& repair : m_context.store.repairs_of(zone_ids)) {
        m_repairs[repair.id].push_back(std::move(repair));
    }
    for (store::StoredDocument& document :
         m_context.store.documents_of(std::vector<std::string>(numbers.begin(), numbers.end()))) {
        m_documents.emplace(document.document, std::move(document));
    }
}

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
    out.searched.bodies = static_cast<std::size_t>(
        std::count_if(m_snapshot.sites.begin(), m_snapshot.sites.end(), [&](const auto& s) {
            return s.site_id != asked.site->site_id && !s.geometry.empty();
        }));
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
    const auto add = [&](const std::string& number, const std::string& issuer, const std::string& date) {
        const bool is_there = std::any_of(
            out.begin(), out.end(), [&number](const dossier::Paper& one) { return one.number == number; });
        if (number.empty() || is_there) {
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
