// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_plan.hpp"

#include "core/app/package_json.hpp"
#include "core/app/unplaced_sites.hpp"
#include "core/base/canonical_json.hpp"
#include "core/overlap/pair.hpp"
#include "core/result/check_result.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace liangxian::app {
namespace {

using zone::Status;
using zone::Step;

const overlap::OverlapParameters kNoDistances;

/// A unit of several counties says so in words.
bool names_several(const std::string& county) {
    constexpr std::array<std::string_view, 7> kBetween{"、", "，", ",", ";", "；", "/", "及"};
    return std::any_of(kBetween.begin(), kBetween.end(), [&county](std::string_view between) {
        return county.find(between) != std::string::npos;
    });
}

const char* const kNoReason = "";

} // namespace

PackagePlan::PackagePlan(const store::Store& store, const Package& package, const AcceptRequest& request)
    : m_store(store), m_package(package), m_request(request) {}

void PackagePlan::decide() {
    read_store();
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

ReceiptLine PackagePlan::line_of(const PackedVersion& version) {
    ReceiptLine out{store::id_of(version.zone), Outcome::accepted, "", ""};
    const auto decided = m_request.decisions.find(out.version);
    if (decided != m_request.decisions.end() && !decided->second.is_accepted) {
        out.outcome = Outcome::returned;
        out.reason = decided->second.reason;
        return out;
    }
    for (const zone::Zone& stored : m_zones[version.zone.zone_id]) {
        if (stored.version == version.zone.version && is_same_line(stored, version.zone)) {
            out.outcome = Outcome::unchanged;
            out.status = zone::code_of(stored.status);
            return out;
        }
    }
    out.reason = conflict_of(version);
    if (!out.reason.empty()) {
        out.outcome = Outcome::conflict;
        return out;
    }
    take(version, out);
    return out;
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
    const std::string of_county = county_conflict_of(version);
    return of_county.empty() ? site_conflict_of(version) : of_county;
}

std::string PackagePlan::county_conflict_of(const PackedVersion& version) const {
    const std::string& county = version.site.county;
    if (names_several(county)) {
        return fmt::format("文物跨县（{}），由共同上级办理 / the unit is of several counties ({})", county,
                           county);
    }
    const auto& region = m_request.region;
    if (!region.empty() && std::find(region.begin(), region.end(), county) == region.end()) {
        return fmt::format("文物所在县“{}”不属本库 / its county '{}' is not of this store", county, county);
    }
    if (m_counties.empty()) {
        return kNoReason;
    }
    std::vector<std::string> met;
    overlap::PairComputer line(version.zone.geometry, kNoDistances);
    for (const zone::Area& area : m_counties) {
        if (area.geometry.bounds().intersects(version.zone.geometry.bounds())) {
            const auto relation = line.compute(area.geometry, std::nullopt).relation;
            if (relation && result::is_interior_contact(*relation) && *relation != result::Relation::sliver) {
                met.push_back(area.name);
            }
        }
    }
    return met.size() < 2
               ? std::string(kNoReason)
               : fmt::format("界线跨县（{}），由共同上级办理 / the line lies in several counties ({})",
                             fmt::join(met, "、"), fmt::join(met, ", "));
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
    if (version.zone.status == Status::published) {
        if (may_be_announced(version)) {
            take_step(draft, version, Step::approved);
            take_step(draft, version, Step::published);
            m_announced.insert(version.zone.zone_id);
        } else {
            m_notes.push_back(
                {"not-announced",
                 line.version,
                 {"发来时已公布，但缺公布机关、文号、日期或批准文件，或本库已有有效版本；以送审状态接收",
                  "it was announced where it comes from, but papers are missing, or another version is in force "
                  "here: taken as submitted"}});
        }
    }
    line.status = zone::code_of(draft.status);
    for (const store::StoredDocument& document : version.documents) {
        m_act.documents.push_back(document);
    }
}

bool PackagePlan::may_be_announced(const PackedVersion& version) {
    const zone::Zone& zone = version.zone;
    const bool has_papers = !zone.document.empty() && !zone.issuer.empty() && !zone.document_date.empty() &&
                            zone.valid.from &&
                            (zone.kind != zone::ZoneKind::control || !zone.approval_document.empty());
    const auto& stored = m_zones[zone.zone_id];
    const bool has_another = std::any_of(
        stored.begin(), stored.end(), [](const zone::Zone& other) { return !store::is_on_its_way(other); });
    return has_papers && !has_another && m_announced.count(zone.zone_id) == 0;
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

void return_versions(const store::Store& store, const Receipt& receipt, const std::string& actor,
                     store::Act& act, ReceiptReport& report) {
    std::map<std::string, const ReceiptLine*> returned;
    std::set<std::string> zones;
    for (const ReceiptLine& line : receipt.lines) {
        if (line.outcome == Outcome::returned) {
            returned[line.version] = &line;
            zones.insert(line.version.substr(0, line.version.rfind('@')));
        }
    }
    for (zone::Zone& zone : store.versions_of({zones.begin(), zones.end()})) {
        const std::string id = store::id_of(zone);
        const auto line = returned.find(id);
        if (line == returned.end()) {
            continue;
        }
        const auto status = zone::status_after(zone.status, Step::returned);
        if (!status) {
            report.notes.push_back({"not-returned",
                                    id,
                                    {fmt::format("被退回（{}），但现为{}，状态不变", line->second->reason,
                                                 zone::name_of(zone.status).zh),
                                     fmt::format("was returned ({}), but is {} here and stays so",
                                                 line->second->reason, zone::name_of(zone.status).en)}});
            continue;
        }
        zone::VersionStep step;
        step.zone_id = zone.zone_id;
        step.version = zone.version;
        step.step = Step::returned;
        step.actor = actor;
        step.office = receipt.office;
        step.reason = line->second->reason;
        act.steps.push_back(std::move(step));
        zone.status = *status;
        act.changed.push_back(std::move(zone));
        report.returned.push_back(id);
    }
}

std::string key_in_receipt(const std::string& bytes) {
    return text_in(nlohmann::json::parse(bytes, nullptr, false), "public_key");
}

} // namespace liangxian::app
