// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/snapshot_check.hpp"

#include "core/app/coverage.hpp"
#include "core/app/unplaced_sites.hpp"
#include "core/app/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::app {
namespace {

using result::ApplicationInfo;
using result::CheckResult;

/// Zones this near make a mining check without an influence distance a matter for a person.
constexpr double kMiningNearM = 500.0;

bool is_mining(const std::string& kind) { return kind == "mining" || kind == "exploration"; }

/// Who approves depends on the level, and the level is the site's.
void warn_of_unknown_sites(CheckResult& out) {
    for (const result::Finding& finding : out.findings) {
        const bool is_zone = finding.zone_version.has_value();
        if (!is_zone || finding.site_level) {
            continue;
        }
        const std::string site = finding.site_id.value_or("");
        const base::Text whose =
            site.empty() ? base::Text{"未注明所属文物", "states no site"}
                         : base::Text{fmt::format("所属文物 {} 不在库中", site),
                                      fmt::format("names the site {}, which is not in the store", site)};
        out.warnings.push_back(
            {"site-unknown",
             fmt::format("{}@{}", finding.zone_id.value_or(""), *finding.zone_version),
             {fmt::format("该区划{}，级别不明，无法确定审批机关；请补全文物后重新核查", whose.zh),
              fmt::format("this zone {}; its level is unknown, so nobody can tell who approves: complete "
                          "the site and check again",
                          whose.en)}});
    }
}

} // namespace

overlap::OverlapParameters distances_of(const result::Parameters& asked) {
    overlap::OverlapParameters out{asked.sliver_m, asked.near_m, asked.influence_m};
    if (is_mining(asked.kind) && !asked.influence_m && !asked.near_m) {
        out.near_m = kMiningNearM;
    }
    return out;
}

SnapshotCheck::SnapshotCheck(const CheckContext& context, const CheckRequest& request,
                             const zone::Snapshot& snapshot, std::string how)
    : m_context(context), m_request(request), m_snapshot(snapshot), m_how(std::move(how)),
      m_is_demonstration(context.store.settings().is_demonstration) {}

CheckResult SnapshotCheck::run(PreparedApplication prepared, const Meet& meet) const {
    CheckResult out;
    out.checked_at = base::Timestamp::now();
    out.store = {m_snapshot.store_digest, m_snapshot.revision, m_snapshot.as_of, m_snapshot.known_at};
    out.parameters = m_request.parameters;
    out.warnings = std::move(prepared.warnings);
    out.application = std::move(prepared.info);
    warn_demonstration(out);
    trace_intake(out);
    const bool mining_near = meet_records(out, meet);
    look_at_coverage(out);
    apply_rules(out);
    out.verdict = verdict_of(out, mining_near);
    return out;
}

/// Whatever format shows the result, it says that its lines bind nobody.
void SnapshotCheck::warn_demonstration(CheckResult& out) const {
    if (m_is_demonstration) {
        out.warnings.push_back({std::string(result::kDemonstrationData),
                                "",
                                {"示例数据：所有界线均为示意，不具法律效力",
                                 "demonstration data: every line is illustrative, not legal"}});
    }
}

void SnapshotCheck::trace_intake(CheckResult& out) const {
    const ApplicationInfo& a = out.application;
    out.trace.push_back({"source", a.source});
    for (const result::Part& part : a.parts) {
        if (part.source != a.source) {
            out.trace.push_back({"part", fmt::format("{}: {}", part.name, part.source)});
        }
    }
    out.trace.push_back({"intake", fmt::format("{} parts, {} vertices, {} ({})", a.parts.size(), a.vertices,
                                               a.crs, a.crs_basis)});
    out.trace.push_back({"geo", fmt::format("{} repairs, {:.4f} m² on the ellipsoid (lonlat)",
                                            a.repairs.size(), a.area_lonlat_m2)});
    out.trace.push_back({"store", fmt::format("revision {}, as of {}, known at {}", out.store.revision,
                                              out.store.as_of.to_string(), out.store.known_at.to_string())});
    out.trace.push_back({"lookup", m_how});
}

/// \returns whether zones lie near a mining application that gave no influence distance
bool SnapshotCheck::meet_records(CheckResult& out, const Meet& meet) const {
    const bool mining_blind = is_mining(out.parameters.kind) && !out.parameters.influence_m;
    overlap::OverlapParameters distances = distances_of(out.parameters);
    distances.accuracy_m = out.application.accuracy_m.value_or(0);
    overlap::OverlapOutcome met = meet(out.application.geometry, distances);
    out.findings = std::move(met.findings);
    out.unchecked = std::move(met.unchecked);
    out.partition = met.partition;
    out.union_area_m2 = met.union_area_m2;
    out.warnings.insert(out.warnings.end(), met.warnings.begin(), met.warnings.end());
    out.trace.insert(out.trace.end(), met.trace.begin(), met.trace.end());
    warn_of_unknown_sites(out);
    const bool mining_near = mining_blind && !out.findings.empty();
    if (mining_near) {
        out.warnings.push_back(
            {"influence-missing",
             "",
             {"采矿、探矿申请附近有文物区域，但未给出影响距离（--influence）；标高不能免除核查",
              "heritage zones lie near this mining application and no influence distance was given "
              "(--influence); elevations never excuse"}});
    }
    return mining_near;
}

void SnapshotCheck::look_at_coverage(CheckResult& out) const {
    CoverageAnswer coverage = coverage_of(out.application.geometry, m_snapshot);
    out.coverage = std::move(coverage.themes);
    out.warnings.insert(out.warnings.end(), coverage.warnings.begin(), coverage.warnings.end());
    UnplacedSites unplaced = unplaced_sites(out.application.geometry, m_snapshot);
    out.sites_without_geometry = std::move(unplaced.sites);
    out.warnings.insert(out.warnings.end(), unplaced.warnings.begin(), unplaced.warnings.end());
}

void SnapshotCheck::apply_rules(CheckResult& out) const {
    rules::RuleInput input;
    input.as_of = m_request.rules_as_of.value_or(m_snapshot.as_of);
    input.parameters = &out.parameters;
    input.findings = &out.findings;
    for (const zone::Area* county : areas_met(out.application.geometry, m_snapshot, zone::AreaKind::county)) {
        input.counties.push_back(county->name);
        input.counties.push_back(county->code);
    }
    input.application_area_m2 = out.application.area_lonlat_m2;
    input.assessed_share = assessed_share(out.application.geometry, m_snapshot);
    input.underground_covered =
        std::any_of(out.coverage.begin(), out.coverage.end(), [](const result::Coverage& c) {
            return c.theme == "underground" && c.status == result::CoverageStatus::complete;
        });
    rules::RuleOutcome answer = m_context.rules.evaluate(input);
    out.rules_as_of = input.as_of;
    out.rule_packs = m_context.rules.packs();
    out.requirements = std::move(answer.requirements);
    out.archaeology = std::move(answer.archaeology);
    out.warnings.insert(out.warnings.end(), answer.warnings.begin(), answer.warnings.end());
    for (std::size_t i = 0; i < out.findings.size() && i < answer.requirement_ids_by_finding.size(); ++i) {
        out.findings[i].requirement_ids = std::move(answer.requirement_ids_by_finding[i]);
    }
    out.trace.push_back({"rules", fmt::format("{} packs as of {}, {} requirements", out.rule_packs.size(),
                                              input.as_of.to_string(), out.requirements.size())});
}

} // namespace liangxian::app
