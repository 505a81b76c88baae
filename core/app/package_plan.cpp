// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_plan.hpp"

#include "core/app/package_compare.hpp"
#include "core/app/package_counties.hpp"
#include "core/app/package_json.hpp"
#include "core/base/canonical_json.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::app {
namespace {

using zone::Status;
using zone::Step;

const char* const kNoReason = "";

} // namespace

PackagePlan::PackagePlan(const store::Store& store, const Package& package, const AcceptRequest& request)
    : m_store(store), m_package(package), m_request(request) {}

void PackagePlan::decide() {
    read_store();
    choose_announced();
    m_faults = faults_of(m_store, m_package, m_announced);
    for (const PackedVersion& version : m_package.versions) {
        m_lines.push_back(line_of(version));
    }
    describe_act();
}

void PackagePlan::read_store() {
    std::set<std::string> sites;
    std::set<std::string> zones;
    for (const PackedVersion& one : m_package.versions) {
        sites.insert(one.zone.site_id);
        zones.insert(one.zone.zone_id);
    }
    m_store.for_each_site([&](const zone::Site& site) {
        if (sites.count(site.site_id) != 0) {
            m_sites[site.site_id] = site;
        }
    });
    m_store.for_each_area([&](const zone::Area& area) {
        if (area.kind == zone::AreaKind::county) {
            m_counties.push_back(area);
        }
    });
    for (zone::Zone& zone : m_store.versions_of({zones.begin(), zones.end()})) {
        m_zones[zone.zone_id].push_back(std::move(zone));
    }
}

/// Each zone once: two versions of it are not in force together.
void PackagePlan::choose_announced() {
    std::set<std::string> zones;
    for (const PackedVersion& version : m_package.versions) {
        const bool is_returned = decided_return(store::id_of(version.zone)) != nullptr;
        if (!is_returned && may_be_announced(version) && zones.insert(version.zone.zone_id).second) {
            m_announced.insert(store::id_of(version.zone));
        }
    }
}

const PackageDecision* PackagePlan::decided_return(const std::string& id) const {
    const auto decided = m_request.decisions.find(id);
    return decided != m_request.decisions.end() && !decided->second.is_accepted ? &decided->second : nullptr;
}

const zone::Zone* PackagePlan::stored_version(const zone::Zone& zone) const {
    const auto versions = m_zones.find(zone.zone_id);
    if (versions != m_zones.end()) {
        for (const zone::Zone& stored : versions->second) {
            if (stored.version == zone.version) {
                return &stored;
            }
        }
    }
    return nullptr;
}

ReceiptLine PackagePlan::line_of(const PackedVersion& version) {
    ReceiptLine out;
    out.version = store::id_of(version.zone);
    out.digest = line_digest_of(version.zone);
    if (const PackageDecision* returned = decided_return(out.version)) {
        out.outcome = Outcome::returned;
        out.reason = returned->reason;
        return out;
    }
    const zone::Zone* stored = stored_version(version.zone);
    const bool is_same = stored != nullptr && is_same_line(*stored, version.zone);
    out.reason = is_same ? announcement_conflict_of(version, *stored) : conflict_of(version);
    const bool is_news = !is_same || m_announced.count(out.version) != 0;
    if (out.reason.empty() && is_news) {
        out.reason = fault_of(out.version);
    }
    if (!out.reason.empty()) {
        out.outcome = Outcome::conflict;
        out.status = is_same ? zone::code_of(stored->status) : "";
    } else if (!is_same) {
        take(version, out);
    } else if (m_announced.count(out.version) != 0) {
        announce(version, *stored, out);
    } else {
        out.outcome = Outcome::unchanged;
        out.status = zone::code_of(stored->status);
        note_what_stays(version, *stored, out);
    }
    return out;
}

std::string PackagePlan::fault_of(const std::string& id) const {
    const auto faults = m_faults.find(id);
    if (faults == m_faults.end()) {
        return kNoReason;
    }
    std::vector<std::string> zh;
    std::vector<std::string> en;
    for (const base::Text& fault : faults->second) {
        zh.push_back(fault.zh);
        en.push_back(fault.en);
    }
    return fmt::format("{} / {}", fmt::join(zh, "；"), fmt::join(en, "; "));
}

std::string PackagePlan::conflict_of(const PackedVersion& version) {
    for (const zone::Zone& stored : m_zones[version.zone.zone_id]) {
        if (stored.version == version.zone.version) {
            return "本库同一编号和版本的界线不同 / another line of the same id and version is here";
        }
        if (stored.site_id != version.zone.site_id || stored.kind != version.zone.kind) {
            return "本库同一编号的界线属于别的文物或别的种类 / a zone of this id is here of another unit or kind";
        }
    }
    const std::string of_county = county_conflict(version, m_counties, m_request.region);
    return of_county.empty() ? site_conflict_of(version) : of_county;
}

/// The same line, announced otherwise: neither side's papers are taken for the other's.
std::string PackagePlan::announcement_conflict_of(const PackedVersion& version, const zone::Zone& stored) {
    if (version.zone.status != Status::published) {
        return kNoReason;
    }
    std::vector<std::string> differ;
    if (!store::is_on_its_way(stored)) {
        differ = announcement_differences(stored, version.zone);
    } else if (!stored.approval_document.empty() && !version.zone.approval_document.empty() &&
               stored.approval_document != version.zone.approval_document) {
        differ = {"approval_document"};
    }
    if (!differ.empty()) {
        return fmt::format("本库所记公布内容不同（{}） / it was announced otherwise here ({})",
                           fmt::join(differ, "、"), fmt::join(differ, ", "));
    }
    return m_announced.count(store::id_of(version.zone)) != 0
               ? county_conflict(version, m_counties, m_request.region)
               : kNoReason;
}

/// What the sender knows of a line that is here and does not become so here.
void PackagePlan::note_what_stays(const PackedVersion& version, const zone::Zone& stored, ReceiptLine& line) {
    if (version.zone.status != Status::published || stored.status == Status::published) {
        return;
    }
    if (store::is_on_its_way(stored)) {
        note_not_announced(line, stored.status);
        return;
    }
    line.reason =
        fmt::format("发来时有效，本库已{}，不变 / in force where it comes from, {} here and left so",
                    zone::name_of(stored.status).zh, zone::name_of(stored.status).en);
    m_notes.push_back({"over-here",
                       line.version,
                       {fmt::format("发来时有效，本库已{}，不变", zone::name_of(stored.status).zh),
                        fmt::format("is in force where it comes from; here it is {} and stays so",
                                    zone::name_of(stored.status).en)}});
}

void PackagePlan::note_not_announced(ReceiptLine& line, Status status) {
    const base::Text words{
        fmt::format("发来时已公布，但缺公布机关、文号、日期或批准文件，或本库已有公布过的版本；本库为{}",
                    zone::name_of(status).zh),
        fmt::format("it was announced where it comes from, but papers are missing, or another version was "
                    "announced here: it is {} here",
                    zone::name_of(status).en)};
    m_notes.push_back({"not-announced", line.version, words});
    line.reason = words.zh + " / " + words.en;
}

std::string PackagePlan::site_conflict_of(const PackedVersion& version) {
    const auto stored = m_sites.find(version.site.site_id);
    if (stored == m_sites.end()) {
        return kNoReason;
    }
    const std::vector<std::string> differ = site_differences(stored->second, version.site);
    for (const char* decisive : {"level", "county"}) {
        if (std::find(differ.begin(), differ.end(), decisive) != differ.end()) {
            return fmt::format("本库所记文物的{}不同 / the unit's {} is another here",
                               std::string_view(decisive) == "level" ? "级别" : "县区", decisive);
        }
    }
    if (!differ.empty()) {
        m_notes.push_back(
            {"site-differs",
             version.site.site_id,
             {fmt::format("本库所记文物的 {} 不同，保持不变", fmt::join(differ, "、")),
              fmt::format("its {} differ here and stay as they are", fmt::join(differ, ", "))}});
    }
    return kNoReason;
}

/// Into the store as a draft, and from there by the steps that its papers allow.
void PackagePlan::take(const PackedVersion& version, ReceiptLine& line) {
    if (m_sites.count(version.site.site_id) == 0 && m_new_sites.insert(version.site.site_id).second) {
        zone::Site site = version.site;
        site.recorded_at = base::Timestamp();
        m_act.new_sites.push_back(std::move(site));
    }
    zone::Zone draft = version.zone;
    draft.status = Status::draft;
    draft.recorded_at = base::Timestamp();
    m_act.new_zones.push_back(draft);
    take_step(draft, version, Step::submitted);
    if (m_announced.count(line.version) != 0) {
        take_step(draft, version, Step::approved);
        take_step(draft, version, Step::published);
    } else if (version.zone.status == Status::published) {
        note_not_announced(line, draft.status);
    }
    line.status = zone::code_of(draft.status);
    take_documents(version);
}

/// A line that came as submitted, and was announced since where it comes from.
void PackagePlan::announce(const PackedVersion& version, const zone::Zone& stored, ReceiptLine& line) {
    zone::Zone zone = stored;
    zone.valid = version.zone.valid;
    zone.issuer = version.zone.issuer;
    zone.document = version.zone.document;
    zone.document_date = version.zone.document_date;
    if (!version.zone.approval_document.empty()) {
        zone.approval_document = version.zone.approval_document;
    }
    for (const Step step : {Step::submitted, Step::approved, Step::published}) {
        if (zone::status_after(zone.status, step)) {
            take_step(zone, version, step);
        }
    }
    line.outcome = Outcome::accepted;
    line.status = zone::code_of(zone.status);
    take_documents(version);
}

void PackagePlan::take_documents(const PackedVersion& version) {
    m_act.documents.insert(m_act.documents.end(), version.documents.begin(), version.documents.end());
}

/// Announced where it comes from, with all its papers, and no other version of its zone ever was here.
bool PackagePlan::may_be_announced(const PackedVersion& version) const {
    const zone::Zone& zone = version.zone;
    const zone::Zone* here = stored_version(zone);
    const bool is_approved =
        !zone.approval_document.empty() || (here != nullptr && !here->approval_document.empty());
    const bool has_papers = !zone.document.empty() && !zone.issuer.empty() && !zone.document_date.empty() &&
                            zone.valid.from && (zone.kind != zone::ZoneKind::control || is_approved);
    const auto stored = m_zones.find(zone.zone_id);
    const bool was_announced =
        stored != m_zones.end() &&
        std::any_of(stored->second.begin(), stored->second.end(),
                    [](const zone::Zone& other) { return !store::is_on_its_way(other); });
    return zone.status == Status::published && has_papers && !was_announced;
}

void PackagePlan::take_step(zone::Zone& zone, const PackedVersion& version, Step step) {
    zone.status = zone::status_after(zone.status, step).value_or(zone.status);
    m_act.changed.push_back(zone);
    zone::VersionStep taken;
    taken.zone_id = zone.zone_id;
    taken.version = zone.version;
    taken.step = step;
    taken.actor = m_request.actor;
    taken.office = step == Step::published ? zone.issuer : m_package.office;
    taken.document = step == Step::published  ? zone.document
                     : step == Step::approved ? zone.approval_document
                                              : "";
    taken.dated = step == Step::published ? base::Date::parse(zone.document_date) : std::nullopt;
    taken.is_single_person = step == Step::approved; // decided elsewhere; here one person enters it
    taken.reason = fmt::format("数据包 / package {}", m_package.package_id.substr(0, 16));
    if (step == Step::submitted) {
        for (const zone::VersionStep& before : version.steps) {
            taken.change = before.step == Step::submitted ? before.change : taken.change;
        }
    }
    m_act.steps.push_back(std::move(taken));
}

void PackagePlan::describe_act() {
    nlohmann::json lines = nlohmann::json::array();
    for (const ReceiptLine& line : m_lines) {
        lines.push_back({{"version", line.version},
                         {"outcome", code_of(line.outcome)},
                         {"status", line.status},
                         {"reason", line.reason}});
    }
    m_act.action = "package-accept";
    m_act.object = m_package.package_id;
    m_act.detail = base::canonical_json(
        {{"from", m_package.office}, {"public_key", m_package.public_key}, {"versions", lines}});
}

} // namespace liangxian::app
