// SPDX-License-Identifier: GPL-2.0-or-later
// What stands against a step, and what is worth a warning: the part of StepPlan that the law speaks about.
#include "core/app/person_name.hpp"
#include "core/app/step_plan.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::app {

using store::id_of;
using zone::Status;
using zone::Step;

/// What is asked must be said by somebody, whichever versions it is about.
void StepPlan::look_at_request() {
    if (m_request.actor.empty()) {
        refuse("actor-missing", "--actor", {"须写明经办人（--actor）", "say who does it (--actor)"});
    }
    if (m_request.step == Step::returned && m_request.reason.empty()) {
        refuse("reason-missing", "--reason",
               {"退回须写明理由（--reason）", "say why it is returned (--reason)"});
    }
    if (!m_request.sha256.empty() && m_request.document.empty()) {
        refuse("document-missing", "--file",
               {"附件须有文号（--document）", "the file of a document needs its number (--document)"});
    }
}

/// By the way of its level and line; where none is known, what decides needs its document.
bool StepPlan::needs_document(const zone::Zone& version) const {
    const auto level = m_levels.find(version.site_id);
    const zone::ExpectedStep* expected =
        level == m_levels.end() ? nullptr : m_paths.find(level->second, version.kind, m_request.step);
    return expected != nullptr ? expected->needs_document
                               : m_request.step == Step::published || m_request.step == Step::revoked;
}

void StepPlan::look_at_papers(const zone::Zone& version) {
    const std::string where = id_of(version);
    const bool is_publication = m_request.step == Step::published;
    const bool has_own_document = (is_publication && !version.document.empty()) ||
                                  (m_request.step == Step::approved && !version.approval_document.empty());
    if (m_request.document.empty() && !has_own_document) {
        const base::Text& step = zone::name_of(m_request.step);
        const base::Text text{fmt::format("“{}”须有文号（--document）", step.zh),
                              fmt::format("{}: the number of its document is missing (--document)", step.en)};
        if (needs_document(version)) {
            refuse("document-missing", where, text);
        } else if (m_request.step == Step::approved) { // papers may follow; validate asks for them
            warn("document-missing", where, text);
        }
    }
    if (!is_publication && m_request.step != Step::submitted) {
        return;
    }
    if (version.geometry.polygons.empty()) {
        refuse("geometry-missing", where, {"没有图形", "it has no polygon"});
    }
    if (is_publication && m_request.office.empty() && version.issuer.empty()) {
        warn("issuer-missing", where, {"没有公布机关（--issuer）", "no issuer is named (--issuer)"});
    }
    if (is_publication && version.kind == zone::ZoneKind::control && version.approval_document.empty()) {
        warn("approval-missing", where,
             {"建设控制地带缺少省人民政府批准文件",
              "the control zone has no approval of the provincial government"});
    }
}

/// Nothing ends before it began, and only a correction reaches back behind what was announced before.
void StepPlan::look_at_day(const zone::Zone& version) {
    if (m_request.step == Step::revoked && version.valid.from &&
        effective_of(version) < *version.valid.from) {
        const std::string day = version.valid.from->to_string();
        refuse("revoked-before-begin", id_of(version),
               {fmt::format("自 {} 起才有效，不能在此前撤销（--effective）", day),
                fmt::format("it is in force from {} on and cannot end before that (--effective)", day)});
    }
    if (m_request.step != Step::published) {
        return;
    }
    const base::Date from = effective_of(version);
    const zone::Zone* begun = nullptr; ///< the last one announced that began later
    for (const zone::Zone* other : m_versions.at(version.zone_id)) {
        const bool is_later = other != &version && !store::is_on_its_way(*other) && other->valid.from &&
                              from < *other->valid.from;
        begun = is_later && (begun == nullptr || *begun->valid.from < *other->valid.from) ? other : begun;
    }
    if (begun == nullptr) {
        return;
    }
    const std::string day = begun->valid.from->to_string();
    const zone::VersionStep* submission = last_submission(version);
    const bool is_correction = submission != nullptr && submission->change == zone::ChangeKind::correction;
    if (is_correction) {
        warn("backdated", id_of(version),
             {fmt::format("自 {} 起生效，早于 {} 的 {}；此前按该版本作出的结果可能改变", from.to_string(),
                          id_of(*begun), day),
              fmt::format("in force from {} on, before {} began ({}): answers given by that may change",
                          from.to_string(), id_of(*begun), day)});
    } else {
        refuse("backdated", id_of(version),
               {fmt::format("生效日期 {} 早于 {} 的 {}；只有更正（送审时 --change correction）可以",
                            from.to_string(), id_of(*begun), day),
                fmt::format("its day {} lies before that of {} ({}); only a correction may reach back "
                            "(submit it with --change correction)",
                            from.to_string(), id_of(*begun), day)});
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
    if (is_same_person(submission->actor, m_request.actor) || is_same_login) {
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

/// What a shrinking version or a revocation frees.
geo::Geometry StepPlan::ground_given_up(const zone::Zone& version) const {
    if (m_request.step == Step::revoked) {
        return version.geometry;
    }
    const zone::Zone* before = announced_before(version);
    if (m_request.step != Step::approved || before == nullptr || before->geometry.polygons.empty() ||
        version.geometry.polygons.empty()) {
        return {};
    }
    return geo::difference(geo::to_geos(before->geometry).get(), geo::to_geos(version.geometry).get())
        .geometry;
}

/// Whoever decides cases on a piece of ground and also draws the line that frees it, or revokes it, is named.
void StepPlan::look_at_ground_given_up(const zone::Zone& version) {
    constexpr double kWorthTellingM2 = 1;
    const geo::Geometry lost = ground_given_up(version);
    const double lost_m2 = lost.polygons.empty() ? 0 : geo::area_lonlat_m2(lost);
    if (lost_m2 < kWorthTellingM2) {
        return;
    }
    const bool is_revocation = m_request.step == Step::revoked;
    const std::string whose = id_of(is_revocation ? version : *announced_before(version));
    warn("ground-given-up", id_of(version),
         {fmt::format("{} 让出 {:.2f} 平方米", whose, lost_m2),
          fmt::format("{:.2f} m² of {} are given up", lost_m2, whose)});
    const std::vector<std::string> persons =
        is_revocation ? std::vector<std::string>{m_request.actor} : drafters_of(version);
    for (const std::string& person : persons) {
        const std::vector<std::string> cases = m_cases.of_officer_on(person, lost);
        if (cases.empty() || m_request.is_acknowledged || m_request.is_single_person) {
            continue;
        }
        const std::string list = fmt::format("{}", fmt::join(cases, ", "));
        refuse("drafter-is-case-officer", id_of(version),
               {fmt::format("{}（{}）也是让出范围内申请 {} 的经办人；知悉后请加 --acknowledge（记入日志）",
                            person, is_revocation ? "撤销人" : "拟定或送审人", list),
                fmt::format("{}, who {}, is also the officer of applications on the ground it gives up: {}; "
                            "whoever has seen that says --acknowledge (logged)",
                            person, is_revocation ? "revokes it" : "drew it or submitted it", list)});
    }
}

} // namespace liangxian::app
