// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_life.hpp"

#include "core/app/recorded_cases.hpp"
#include "core/app/step_plan.hpp"
#include "core/base/error.hpp"

#include <set>

namespace liangxian::app {
namespace {

constexpr int kMostAttempts = 5;

std::vector<std::string> zones_of(const std::vector<VersionName>& versions) {
    std::set<std::string> ids;
    for (const VersionName& version : versions) {
        ids.insert(version.zone_id);
    }
    return {ids.begin(), ids.end()};
}

StepReport try_step(store::Store& store, const StepRequest& request, const std::vector<std::string>& zones) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    const std::vector<zone::Zone> versions = store.versions_of(zones);
    const std::vector<zone::VersionStep> steps = store.steps_of(zones);
    const RecordedCases cases(store);
    StepPlan plan(request, versions, steps, cases, store.usual_actor());
    plan.decide();
    store::Act act = plan.act();
    act.decided_on = mark;
    plan.report().at = base::Timestamp::now();
    store.perform(act);
    return std::move(plan.report());
}

} // namespace

StepReport take_step(store::Store& store, const StepRequest& request) {
    const std::vector<std::string> zones = zones_of(request.versions);
    store.act_as(request.actor);
    for (int attempt = 1;; ++attempt) {
        try {
            return try_step(store, request, zones);
        } catch (const base::StoreError& error) {
            if (error.code() != "content-moved-on" || attempt == kMostAttempts) {
                throw;
            }
        }
    }
}

} // namespace liangxian::app
