// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/verdict.hpp"

#include "core/app/coverage.hpp"

#include <algorithm>

namespace liangxian::app {
namespace {

using result::CheckResult;
using result::CoverageStatus;
using result::Finding;
using result::LegalStatus;
using result::Relation;
using result::Verdict;

bool is_announced(const Finding& finding) {
    return finding.legal_status == LegalStatus::announced ||
           finding.legal_status == LegalStatus::announced_approval_missing;
}

/// Areas that only inform never make a verdict.
bool only_informs(const Finding& finding) {
    return finding.zone_kind == zone::code_of(zone::AreaKind::assessed_area);
}

bool makes_concerned(const Finding& finding) {
    return result::is_interior_contact(finding.relation) && finding.relation != Relation::sliver &&
           is_announced(finding) && !only_informs(finding);
}

bool asks_for_a_person(const Finding& finding) {
    return is_announced(finding) && !only_informs(finding) &&
           (finding.relation == Relation::sliver || finding.relation == Relation::touch ||
            finding.relation == Relation::influence || finding.decision_band);
}

bool nothing_declared(const CheckResult& result) {
    return std::all_of(result.coverage.begin(), result.coverage.end(),
                       [](const result::Coverage& c) { return c.status == CoverageStatus::none; });
}

/// A theme beyond the two lines counts as soon as somebody declared it here.
bool leaves_a_gap(const result::Coverage& coverage) {
    const bool counts = is_required_theme(coverage.theme) || coverage.status != CoverageStatus::none;
    return counts && coverage.status != CoverageStatus::complete;
}

bool needs_review(const CheckResult& result) {
    return !result.unchecked.empty() ||
           std::any_of(result.coverage.begin(), result.coverage.end(), leaves_a_gap) ||
           std::any_of(result.findings.begin(), result.findings.end(), asks_for_a_person) ||
           std::any_of(result.sites_without_geometry.begin(), result.sites_without_geometry.end(),
                       [](const auto& site) { return site.match == "township"; });
}

} // namespace

Verdict verdict_of(const CheckResult& result, bool mining_near) {
    if (std::any_of(result.findings.begin(), result.findings.end(), makes_concerned)) {
        return Verdict::concerned;
    }
    if (nothing_declared(result)) {
        return Verdict::no_data;
    }
    return mining_near || needs_review(result) ? Verdict::needs_review : Verdict::not_concerned;
}

} // namespace liangxian::app
