// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/step_plan.hpp"

#include "core/app/person_name.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace liangxian::app {
namespace {

using store::id_of;
using zone::Status;
using zone::Step;

/// The verb a step has on the command line and in the audit.
std::string verb_of(Step step) {
    switch (step) {
    case Step::submitted:
        return "submit";
    case Step::returned:
        return "return";
    case Step::approved:
        return "approve";
    case Step::published:
        return "publish";
    case Step::revoked:
        return "revoke";
    default:
        return std::string(zone::code_of(step));
    }
}

/// The last day before \p day, but not before the version began: it was never in force the day before that.
base::Date last_day(const zone::Zone& version, const base::Date& day) {
    const base::Date before = day.plus_days(-1);
    return version.valid.from && before < *version.valid.from ? *version.valid.from : before;
}

} // namespace

StepPlan::StepPlan(const StepRequest& request, const std::vector<zone::Zone>& versions,
                   const std::vector<zone::VersionStep>& steps, const RecordedCases& cases,
                   std::string account)
    : m_request(request), m_cases(cases), m_account(std::move(account)) {
    for (const zone::Zone& version : versions) {
        m_versions[version.zone_id].push_back(&version);
    }
    for (const zone::VersionStep& step : steps) {
        m_steps[fmt::format("{}@{}", step.zone_id, step.version)].push_back(&step);
    }
}

void StepPlan::know_ways(zone::LifePaths paths, Levels levels) {
    m_paths = std::move(paths);
    m_levels = std::move(levels);
}

void StepPlan::decide() {
    look_at_request();
    std::set<const zone::Zone*> taken;
    std::set<std::string> zones;
    for (const VersionName& name : m_request.versions) {
        const zone::Zone* version = version_meant(name);
        if (version == nullptr || !taken.insert(version).second) {
            continue; // named twice is meant once
        }
        if (m_request.step == Step::published && !zones.insert(version->zone_id).second) {
            refuse("zone-twice", id_of(*version),
                   {"同一公告中同一界线只能有一个版本", "one notice announces one version of a zone"});
        }
        take(*version);
    }
    if (!m_problems.empty()) {
        throw base::InputError(std::move(m_problems));
    }
    describe_act();
}

const zone::Zone* StepPlan::version_meant(const VersionName& name) {
    const auto zone = m_versions.find(name.zone_id);
    if (zone == m_versions.end()) {
        refuse("zone-unknown", name.to_string(),
               {fmt::format("库中没有界线 {}", name.zone_id),
                fmt::format("the zone {} is not in the store", name.zone_id)});
        return nullptr;
    }
    Versions fitting;
    for (const zone::Zone* version : zone->second) {
        const bool is_named = !name.version || *name.version == version->version;
        const bool fits = name.version || zone::status_after(version->status, m_request.step).has_value();
        if (is_named && fits) {
            fitting.push_back(version);
        }
    }
    if (fitting.empty() && !name.version && zone->second.size() == 1) {
        fitting = zone->second; // take() says why it cannot
    }
    if (fitting.size() == 1) {
        return fitting.front();
    }
    std::vector<std::string> all;
    for (const zone::Zone* version : zone->second) {
        all.push_back(fmt::format("{} ({})", id_of(*version), zone::code_of(version->status)));
    }
    const std::string list = fmt::format("{}", fmt::join(all, ", "));
    refuse(name.version ? "version-unknown" : "version-not-named", name.to_string(),
           name.version
               ? base::Text{"没有这个版本；现有：" + list, "there is no such version; there are: " + list}
               : base::Text{"请写明版本；现有：" + list, "name the version; there are: " + list});
    return nullptr;
}

void StepPlan::take(const zone::Zone& version) {
    const auto status = zone::status_after(version.status, m_request.step);
    if (!status) {
        refuse("step-not-possible", id_of(version),
               {fmt::format("状态为“{}”，不能“{}”", zone::name_of(version.status).zh,
                            zone::name_of(m_request.step).zh),
                fmt::format("it is {} and cannot be {}", zone::name_of(version.status).en,
                            zone::name_of(m_request.step).en)});
        return;
    }
    look_at_papers(version);
    look_at_day(version);
    look_at_gap(version);
    look_at_record(version);
    look_at_approver(version);
    look_at_base(version);
    look_at_ground_given_up(version);
    StepReport::Done done{id_of(version), version.status, *status, {}};
    const zone::Zone after = after_step(version, *status);
    if (m_request.step == Step::published) {
        supersede_others(after, done);
    }
    m_act.steps.push_back(step_of(version));
    m_act.changed.push_back(after);
    m_report.done.push_back(std::move(done));
}

zone::Zone StepPlan::after_step(const zone::Zone& version, Status status) const {
    zone::Zone out = version;
    out.status = status;
    if (m_request.step == Step::approved && !m_request.document.empty()) {
        out.approval_document = m_request.document;
    }
    if (m_request.step == Step::revoked) {
        out.valid.to = effective_of(version).plus_days(-1);
    }
    if (m_request.step == Step::published) {
        out.valid.from = effective_of(version);
        out.issuer = m_request.office.empty() ? out.issuer : m_request.office;
        if (!m_request.document.empty()) {
            out.document = m_request.document;
            out.document_date = m_request.dated.value_or(*out.valid.from).to_string();
        }
    }
    return out;
}

void StepPlan::supersede_others(const zone::Zone& published, StepReport::Done& done) {
    for (const zone::Zone* other : m_versions[published.zone_id]) {
        const bool is_over = other->valid.to && *other->valid.to < *published.valid.from;
        if (other->status != Status::published || is_over || other->version == published.version) {
            continue;
        }
        if (other->version > published.version) {
            refuse("later-version", id_of(published),
                   {fmt::format("更高的版本 {} 已公布", id_of(*other)),
                    fmt::format("the higher version {} is published already", id_of(*other))});
            continue;
        }
        zone::Zone ended = *other;
        ended.status = Status::superseded;
        ended.valid.to = last_day(*other, *published.valid.from);
        zone::VersionStep step = step_of(*other);
        step.step = Step::superseded;
        step.reason = id_of(published);
        m_act.steps.push_back(std::move(step));
        m_act.changed.push_back(std::move(ended));
        done.superseded.push_back(id_of(*other));
    }
}

zone::VersionStep StepPlan::step_of(const zone::Zone& version) const {
    zone::VersionStep out;
    out.zone_id = version.zone_id;
    out.version = version.version;
    out.step = m_request.step;
    out.actor = m_request.actor;
    out.office = m_request.office;
    out.document = m_request.document;
    out.dated = m_request.dated;
    out.reason = m_request.reason;
    out.is_single_person = m_request.is_single_person;
    if (m_request.step == Step::submitted) {
        const zone::Zone* before = announced_before(version);
        out.change = m_request.change.value_or(before == nullptr ? zone::ChangeKind::first
                                                                 : zone::ChangeKind::adjustment);
        out.based_on = before == nullptr ? std::nullopt : std::optional(before->version);
    }
    return out;
}

const zone::VersionStep* StepPlan::last_submission(const zone::Zone& version) const {
    const auto steps = m_steps.find(id_of(version));
    const zone::VersionStep* out = nullptr;
    if (steps != m_steps.end()) {
        for (const zone::VersionStep* step : steps->second) {
            out = step->step == Step::submitted ? step : out;
        }
    }
    return out;
}

/// The last time it was handed over, given back or approved.
const zone::VersionStep* StepPlan::last_decision(const zone::Zone& version) const {
    const auto steps = m_steps.find(id_of(version));
    const zone::VersionStep* out = nullptr;
    if (steps != m_steps.end()) {
        for (const zone::VersionStep* step : steps->second) {
            const bool decides =
                step->step == Step::submitted || step->step == Step::returned || step->step == Step::approved;
            out = decides ? step : out;
        }
    }
    return out;
}

/// The highest version announced, beside this one.
const zone::Zone* StepPlan::announced_before(const zone::Zone& version) const {
    const zone::Zone* out = nullptr;
    for (const zone::Zone* other : m_versions.at(version.zone_id)) {
        const bool is_higher = out == nullptr || out->version < other->version;
        if (other != &version && !store::is_on_its_way(*other) && is_higher) {
            out = other;
        }
    }
    return out;
}

/// Whoever drew it and whoever handed it over last, each once.
std::vector<std::string> StepPlan::drafters_of(const zone::Zone& version) const {
    std::vector<std::string> out;
    const auto take = [&out](const std::string& actor) {
        const bool is_new = std::none_of(out.begin(), out.end(), [&actor](const std::string& other) {
            return is_same_person(actor, other);
        });
        if (is_new && !actor.empty()) {
            out.push_back(actor);
        }
    };
    const auto steps = m_steps.find(id_of(version));
    if (steps != m_steps.end()) {
        for (const zone::VersionStep* step : steps->second) {
            if (step->step == Step::drafted) {
                take(step->actor);
                take(step->account); // who records a check is its login
            }
        }
    }
    if (const zone::VersionStep* submission = last_submission(version)) {
        take(submission->actor);
        take(submission->account);
    }
    return out;
}

/// The day asked for, else the one a draft was drawn for, else today.
base::Date StepPlan::effective_of(const zone::Zone& version) const {
    const bool is_publication = m_request.step == Step::published;
    const base::Date usual = is_publication && version.valid.from ? *version.valid.from : base::Date::today();
    return m_request.effective.value_or(usual);
}

void StepPlan::refuse(const char* code, const std::string& where, base::Text message) {
    m_problems.push_back({code, where, std::move(message)});
}

void StepPlan::warn(const char* code, const std::string& where, base::Text message) {
    m_report.warnings.push_back({code, where, std::move(message)});
}

void StepPlan::describe_act() {
    nlohmann::json versions = nlohmann::json::array();
    for (const StepReport::Done& done : m_report.done) {
        nlohmann::json one = {{"version", done.version}, {"status", zone::code_of(done.after)}};
        if (!done.superseded.empty()) {
            one["superseded"] = done.superseded;
        }
        versions.push_back(std::move(one));
    }
    m_act.action = verb_of(m_request.step);
    m_act.object = m_report.done.size() == 1 ? m_report.done.front().version : m_request.document;
    nlohmann::json detail = {{"versions", versions},
                             {"document", m_request.document},
                             {"issuer", m_request.office},
                             {"reason", m_request.reason},
                             {"effective", m_request.effective ? m_request.effective->to_string() : ""},
                             {"single_person", m_request.is_single_person},
                             {"acknowledged", m_request.is_acknowledged}};
    if (!m_request.document.empty()) {
        if (!m_request.sha256.empty()) {
            detail["sha256"] = m_request.sha256;
        }
        const auto dated = m_request.dated ? m_request.dated : m_request.effective;
        m_act.documents.push_back({m_request.document, m_request.office, dated ? dated->to_string() : "",
                                   m_request.title, m_request.sha256});
    }
    m_act.detail = base::canonical_json(detail);
}

} // namespace liangxian::app
