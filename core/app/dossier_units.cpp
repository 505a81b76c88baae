// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/dossier_units.hpp"

#include "core/app/version_name.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/store/version_choice.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace liangxian::app {
namespace {

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
    for (const zone::Site& site : m_snapshot.sites) {
        if (!site.geometry.empty()) {
            m_with_body.insert(site.site_id);
        }
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
    const auto [there, is_new] = m_asked_at.emplace(site.site_id, m_asked.size());
    if (is_new) {
        m_asked.push_back({&site, lines_of(site.site_id, named)});
        return;
    }
    for (const zone::Zone& version : named) {
        auto& lines = m_asked[there->second].lines;
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

} // namespace liangxian::app
