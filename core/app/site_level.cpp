// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/site_level.hpp"

#include "core/app/person_name.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/zone/range_deadline.hpp"
#include "core/zone/site_on_day.hpp"
#include "core/zone/stated_day.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace liangxian::app {
namespace {

constexpr int kMostAttempts = 5;

std::optional<zone::Site> find_site(const store::Store& store, const std::string& site_id) {
    auto found = store.sites_of({site_id});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

/// Whether the records say it already.
bool is_stated(const std::vector<SiteVersion>& versions, const LevelRequest& request) {
    std::vector<zone::StatedLevel> stated;
    for (const SiteVersion& version : versions) {
        stated.push_back({version.site.level, version.site.announced_on});
    }
    const zone::StatedLevel last = stated.back();
    const std::string day = request.announced_on.to_string();
    const bool stands = last.level == request.level && last.announced_on == day;
    const auto levels = zone::levels_in_turn(stated);
    return stands || (!request.is_correction &&
                      std::any_of(levels.begin(), levels.end(), [&](const zone::StatedLevel& one) {
                          return one.level == request.level && one.announced_on == day;
                      }));
}

zone::Site site_before(const store::Store& store, const LevelRequest& request) {
    const auto site = find_site(store, request.site_id);
    base::Problems problems;
    if (!site) {
        problems.push_back(
            {"site-unknown", request.site_id, {"库中没有这处文物", "this site is not in the store"}});
    } else if (is_stated(site_versions(store, request.site_id), request)) {
        problems.push_back({"level-unchanged",
                            request.site_id,
                            {"级别和公布日期没有变化", "neither its level nor the day of it changes"}});
    }
    if (request.actor.empty()) {
        problems.push_back(
            {"actor-missing", request.site_id, {"须写明经办人（--actor）", "say who records it (--actor)"}});
    }
    if (request.document.empty()) {
        problems.push_back(
            {"document-missing",
             request.site_id,
             {"公布须有文号（--document）", "the number of the notice is missing (--document)"}});
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
    return *site;
}

/// A notice that somebody found later changes nothing of what stands since.
bool is_of_before(const zone::Site& site, const LevelRequest& request) {
    const auto since = zone::stated_day_at_start(site.announced_on);
    return !request.is_correction && request.level != site.level && since &&
           request.announced_on < since->first;
}

store::Act act_of(const LevelReport& report, const LevelRequest& request) {
    store::Act out;
    out.action = "announce-level";
    out.object = request.site_id;
    out.detail = base::canonical_json({{"from", zone::code_of(report.before.level)},
                                       {"to", zone::code_of(report.after.level)},
                                       {"announced_on", report.after.announced_on},
                                       {"announced_by", request.announced_by},
                                       {"document", request.document},
                                       {"correction", request.is_correction}});
    out.changed_sites = {report.after};
    if (report.is_of_before) {
        out.changed_sites.push_back(report.before);
    }
    out.documents = {{request.document, request.announced_by, report.after.announced_on, {}, {}}};
    return out;
}

LevelReport try_announcing(store::Store& store, const LevelRequest& request) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    LevelReport out;
    out.before = site_before(store, request);
    out.after = out.before;
    out.after.level = request.level;
    out.after.announced_on = request.announced_on.to_string();
    out.after.announced_by = request.announced_by.empty() ? out.before.announced_by : request.announced_by;
    out.after.document = request.document;
    out.is_of_before = is_of_before(out.before, request);
    if (!out.is_of_before && zone::is_above(out.after.level, out.before.level)) {
        out.range_due = zone::range_due(request.announced_on);
    }
    store::Act act = act_of(out, request);
    act.decided_on = mark;
    store.perform(act);
    return out;
}

} // namespace

LevelReport announce_level(store::Store& store, const LevelRequest& asked) {
    LevelRequest request = asked;
    for (std::string* word : {&request.actor, &request.announced_by, &request.document}) {
        *word = without_blanks(*word);
    }
    store.act_as(request.actor);
    for (int attempt = 1;; ++attempt) {
        try {
            return try_announcing(store, request);
        } catch (const base::StoreError& error) {
            if (error.code() != "content-moved-on" || attempt == kMostAttempts) {
                throw;
            }
        }
    }
}

std::vector<SiteVersion> site_versions(const store::Store& store, const std::string& site_id) {
    std::vector<SiteVersion> out;
    store.for_each_earlier_site(site_id, [&out](const zone::Site& site, const base::Timestamp& until) {
        out.push_back({site, until});
    });
    if (const auto present = find_site(store, site_id)) {
        out.push_back({*present, std::nullopt});
    }
    return out;
}

std::vector<SiteVersion> known_at(const std::vector<SiteVersion>& versions, const base::Timestamp& instant) {
    std::vector<SiteVersion> out;
    for (const SiteVersion& version : versions) {
        if (version.site.recorded_at <= instant) {
            out.push_back(version);
        }
    }
    if (!out.empty() && out.back().until && instant < *out.back().until) {
        out.back().until.reset();
    }
    return out;
}

SiteVersion on_day(const std::vector<SiteVersion>& versions, const base::Date& day) {
    std::vector<zone::Site> recorded;
    for (const SiteVersion& version : versions) {
        recorded.push_back(version.site);
    }
    return {zone::site_on_day(recorded, day), versions.back().until};
}

} // namespace liangxian::app
