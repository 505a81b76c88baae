// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_life.hpp"

#include "core/app/person_name.hpp"
#include "core/app/recorded_cases.hpp"
#include "core/app/step_plan.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/zone/site_on_day.hpp"

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

/// The levels of the units whose lines these are.
StepPlan::Levels levels_today(const store::Store& store, const std::vector<zone::Zone>& versions) {
    std::set<std::string> ids;
    for (const zone::Zone& version : versions) {
        ids.insert(version.site_id);
    }
    StepPlan::Levels out;
    for (const zone::Site& site : store.sites_of({ids.begin(), ids.end()})) {
        std::vector<zone::Site> recorded;
        store.for_each_earlier_site(
            site.site_id,
            [&recorded](const zone::Site& earlier, const base::Timestamp&) { recorded.push_back(earlier); });
        recorded.push_back(site);
        out[site.site_id] = zone::site_on_day(recorded, base::Date::today()).level;
    }
    return out;
}

StepReport try_step(store::Store& store, const StepRequest& request, const std::vector<std::string>& zones) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    const std::vector<zone::Zone> versions = store.versions_of(zones);
    const std::vector<zone::VersionStep> steps = store.steps_of(zones);
    const RecordedCases cases(store);
    StepPlan plan(request, versions, steps, cases, store.usual_actor());
    plan.know_ways(zone::LifePaths::load(base::data_directory() / "life-cycle" / "two-lines.json"),
                   levels_today(store, versions));
    plan.decide();
    store::Act act = plan.act();
    act.decided_on = mark;
    plan.report().at = base::Timestamp::now();
    store.perform(act);
    return std::move(plan.report());
}

} // namespace

StepReport take_step(store::Store& store, const StepRequest& asked) {
    StepRequest request = asked;
    for (std::string* word :
         {&request.actor, &request.office, &request.document, &request.title, &request.reason}) {
        *word = without_blanks(*word);
    }
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
