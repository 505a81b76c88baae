// SPDX-License-Identifier: GPL-2.0-or-later
// What stands against a step, and what is worth a warning: the part of StepPlan that the law speaks about.
#include "core/app/step_plan.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::app {

using store::id_of;
using zone::Status;
using zone::Step;

void StepPlan::look_at_papers(const zone::Zone& version) {
    const std::string where = id_of(version);
    if (m_request.step == Step::returned && m_request.reason.empty()) {
        refuse("reason-missing", where, {"退回须写明理由（--reason）", "say why it is returned (--reason)"});
    }
    const bool is_announced = m_request.step == Step::published || m_request.step == Step::revoked;
    const bool has_own_document = m_request.step == Step::published && !version.document.empty();
    if (is_announced && m_request.document.empty() && !has_own_document) {
        refuse("document-missing", where,
               {"公布须有文号（--document）", "the number of the notice is missing (--document)"});
    }
    if (m_request.step != Step::published && m_request.step != Step::submitted) {
        return;
    }
    if (version.geometry.polygons.empty()) {
        refuse("geometry-missing", where, {"没有图形", "it has no polygon"});
    }
    if (m_request.step == Step::published) {
        if (m_request.office.empty() && version.issuer.empty()) {
            warn("issuer-missing", where, {"没有公布机关（--issuer）", "no issuer is named (--issuer)"});
        }
        if (version.kind == zone::ZoneKind::control && version.approval_document.empty()) {
            warn("approval-missing", where,
                 {"建设控制地带缺少省人民政府批准文件",
                  "the control zone has no approval of the provincial government"});
        }
    }
}

/// A version that was superseded does not come back when its successor is revoked.
void StepPlan::look_at_gap(const zone::Zone& version) {
    const Versions& all = m_versions.at(version.zone_id);
    const bool another_holds = std::any_of(all.begin(), all.end(), [&](const zone::Zone* other) {
        return other != &version && other->status == Status::published &&
               other->valid.contains(effective_of(version));
    });
    if (m_request.step == Step::revoked && !another_holds) {
        warn("no-line-after", id_of(version),
             {fmt::format("自 {} 起，界线 {} 没有有效版本", effective_of(version).to_string(),
                          version.zone_id),
              fmt::format("from {} on no version of {} is in force", effective_of(version).to_string(),
                          version.zone_id)});
    }
}

/// In a shared store the login counts as much as the name, which anybody can type.
void StepPlan::look_at_approver(const zone::Zone& version) {
    const zone::VersionStep* submission = last_submission(version);
    if (m_request.step != Step::approved || submission == nullptr || m_request.is_single_person) {
        return;
    }
    const bool is_same_login = !submission->account.empty() && submission->account == m_account;
    if (submission->actor == m_request.actor || is_same_login) {
        const std::string who = is_same_login ? m_account : m_request.actor;
        refuse("four-eyes", id_of(version),
               {fmt::format(
                    "{} 已送审此版本，不能自行批准；须由他人批准，只有一人时加 --single-person（记入日志）",
                    who),
                fmt::format("{} submitted it and does not approve it; somebody else does, or --single-person "
                            "says there is nobody else (logged)",
                            who)});
    }
}

/// What the status says is no record: it could have been brought in from elsewhere.
void StepPlan::look_at_record(const zone::Zone& version) {
    const bool is_approval = m_request.step == Step::approved;
    if (!is_approval && m_request.step != Step::published) {
        return;
    }
    const zone::VersionStep* decision = last_decision(version);
    if (decision != nullptr && decision->step == (is_approval ? Step::submitted : Step::approved)) {
        return;
    }
    if (is_approval) {
        refuse("submission-missing", id_of(version),
               {"没有送审记录；请退回后重新送审",
                "it has no recorded submission; return it and submit it again"});
    } else {
        refuse("approval-step-missing", id_of(version),
               {"没有批准记录；请退回后重新送审、批准",
                "it has no recorded approval; return it, submit it again and have it approved"});
    }
}

/// What was drawn on a version that is no longer the last one would take back what came between.
void StepPlan::look_at_base(const zone::Zone& version) {
    const zone::VersionStep* submission = last_submission(version);
    const zone::Zone* before = announced_before(version);
    const bool is_decision = m_request.step == Step::approved || m_request.step == Step::published;
    const int last = before == nullptr ? 0 : before->version;
    if (is_decision && submission != nullptr && submission->based_on.value_or(0) != last) {
        refuse("moved-on", id_of(version),
               {fmt::format("送审后已公布 {}；请退回并据新版本重新核对", id_of(*before)),
                fmt::format("{} was published since it was submitted; return it and compare it with that",
                            id_of(*before))});
    }
}

/// Whoever decides cases on a piece of ground and also draws the line that frees it is named to the approver.
void StepPlan::look_at_ground_given_up(const zone::Zone& version) {
    constexpr double kWorthTellingM2 = 1;
    const zone::Zone* before = announced_before(version);
    if (m_request.step != Step::approved || before == nullptr || before->geometry.polygons.empty() ||
        version.geometry.polygons.empty()) {
        return;
    }
    const geo::Geometry lost =
        geo::difference(geo::to_geos(before->geometry).get(), geo::to_geos(version.geometry).get()).geometry;
    const double lost_m2 = lost.polygons.empty() ? 0 : geo::area_lonlat_m2(lost);
    if (lost_m2 < kWorthTellingM2) {
        return;
    }
    warn("ground-given-up", id_of(version),
         {fmt::format("比 {} 少 {:.2f} 平方米", id_of(*before), lost_m2),
          fmt::format("{:.2f} m² of {} are given up", lost_m2, id_of(*before))});
    const zone::VersionStep* submission = last_submission(version);
    const std::string drafter = submission == nullptr ? "" : submission->actor;
    std::vector<std::string> cases = m_cases.of_officer_on(drafter, lost);
    if (submission != nullptr && cases.empty() && !submission->account.empty()) {
        cases = m_cases.of_officer_on(submission->account, lost); // who records a check is its login
    }
    if (!cases.empty() && !m_request.is_acknowledged && !m_request.is_single_person) {
        const std::string list = fmt::format("{}", fmt::join(cases, ", "));
        refuse(
            "drafter-is-case-officer", id_of(version),
            {fmt::format(
                 "送审人 {} 也是让出范围内申请 {} 的经办人；批准人知悉后请加 --acknowledge（记入日志）",
                 drafter, list),
             fmt::format(
                 "{}, who submitted it, is also the officer of applications on the ground it gives up: {}; "
                 "an approver who has seen that says --acknowledge (logged)",
                 drafter, list)});
    }
}

} // namespace liangxian::app
