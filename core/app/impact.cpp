// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/impact.hpp"

#include "core/app/prepared_application.hpp"
#include "core/app/result_difference.hpp"
#include "core/app/snapshot_check.hpp"
#include "core/app/stored_request.hpp"
#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/result/result_json.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace liangxian::app {
namespace {

using nlohmann::json;

/// The two states of a zone that are compared.
struct Replacement {
    std::string zone_id;
    std::optional<zone::Zone> before;
    std::optional<zone::Zone> after; ///< one of the two is there
    base::Date day;                  ///< on which both are asked
};

const zone::Zone& version_meant(const std::vector<zone::Zone>& versions, const VersionName& name) {
    const auto found = std::find_if(versions.rbegin(), versions.rend(), [&name](const zone::Zone& version) {
        return !name.version || version.version == *name.version;
    });
    if (found == versions.rend()) {
        throw base::InputError({{versions.empty() ? "zone-unknown" : "version-unknown",
                                 name.to_string(),
                                 {"库中没有这个界线版本", "this version of a zone is not in the store"}}});
    }
    return *found;
}

/// A version that was superseded does not come back when its successor goes.
std::optional<zone::Zone> left_after(const std::vector<zone::Zone>& versions, const zone::Zone& gone,
                                     const base::Date& day) {
    std::optional<zone::Zone> out;
    for (const zone::Zone& version : versions) {
        const bool stays = version.version != gone.version && version.status == zone::Status::published;
        if (stays && version.valid.contains(day) && !version.geometry.empty()) {
            out = version;
        }
    }
    return out;
}

std::optional<zone::Zone> replaced_by(const std::vector<zone::Zone>& versions, const zone::Zone& coming) {
    std::optional<zone::Zone> out;
    for (const zone::Zone& version : versions) {
        const bool is_before = version.version < coming.version && !store::is_on_its_way(version);
        if (is_before && version.status != zone::Status::revoked && !version.geometry.empty()) {
            out = version;
        }
    }
    return out;
}

Replacement replacement_of(const store::Store& store, const ImpactRequest& request) {
    const std::vector<zone::Zone> versions = store.versions_of({request.version.zone_id});
    const zone::Zone& asked = version_meant(versions, request.version);
    const bool was_revoked = asked.status == zone::Status::revoked;
    if (request.is_revocation && !was_revoked && asked.status != zone::Status::published) {
        throw base::InputError({{"not-published",
                                 store::id_of(asked),
                                 {"只有已公布的版本可以撤销", "only a published version can be revoked"}}});
    }
    Replacement out;
    out.zone_id = asked.zone_id;
    const base::Date today = base::Date::today();
    if (was_revoked || request.is_revocation) {
        const base::Date gone = was_revoked && asked.valid.to ? asked.valid.to->plus_days(1) : today;
        out.day = std::max(today, gone);
        out.before = asked;
        out.after = left_after(versions, asked, out.day);
    } else {
        out.day = std::max(today, asked.valid.from.value_or(today));
        out.before = replaced_by(versions, asked);
        out.after = asked;
    }
    return out;
}

/// In force on the day, whatever its papers say.
zone::Zone as_in_force(zone::Zone zone) {
    zone.status = zone::Status::published;
    zone.valid = {};
    return zone;
}

zone::Snapshot snapshot_with(zone::Snapshot base, const std::string& zone_id, const zone::Zone* in_force) {
    const auto is_of_zone = [&zone_id](const zone::Zone& zone) { return zone.zone_id == zone_id; };
    base.zones.erase(std::remove_if(base.zones.begin(), base.zones.end(), is_of_zone), base.zones.end());
    if (in_force != nullptr) {
        base.zones.push_back(as_in_force(*in_force));
        std::sort(base.zones.begin(), base.zones.end(), [](const zone::Zone& a, const zone::Zone& b) {
            return std::tie(a.zone_id, a.version) < std::tie(b.zone_id, b.version);
        });
    }
    return base;
}

/// A stored application with what was asked about it last, and what was answered.
struct StoredCase {
    store::StoredApplication application;
    json recorded; ///< null: never checked
    CheckRequest request;
};

CheckRequest question_about(const store::StoredApplication& application, const json& recorded) {
    CheckRequest out;
    if (recorded.is_object()) {
        out = request_of(recorded);
    } else {
        out.parameters.kind = application.kind.empty() ? out.parameters.kind : application.kind;
        const json facts = json::parse(application.facts_json, nullptr, false);
        for (const auto& [name, value] : (facts.is_object() ? facts : json::object()).items()) {
            out.parameters.facts[name] = value;
        }
    }
    out.parameters.with_drafts = false;
    out.accept_repairs = true;
    return out;
}

/// The last answer each of these applications got.
std::map<std::string, json> last_answers(const store::Store& store,
                                         const std::vector<store::StoredApplication>& applications) {
    std::vector<std::string> ids;
    for (const store::StoredApplication& application : applications) {
        ids.push_back(application.application_id);
    }
    std::map<std::string, json> out;
    for (const store::StoredCheck& check : store.last_checks(ids)) {
        out[check.application_id] = json::parse(check.result_json, nullptr, false);
    }
    return out;
}

std::vector<StoredCase> cases_near(const store::Store& store, const Replacement& asked) {
    std::vector<store::StoredApplication> near;
    geo::Box box;
    for (const std::optional<zone::Zone>* version : {&asked.before, &asked.after}) {
        const geo::Box bounds = *version ? (*version)->geometry.bounds() : geo::Box();
        if (!bounds.empty()) {
            box.add({bounds.min_x, bounds.min_y});
            box.add({bounds.max_x, bounds.max_y});
        }
    }
    // As far as a check may be asked to look; what each was asked with narrows it below.
    constexpr double kWidestLookM = 100000;
    const geo::Box reach = geo::grown_by_metres(box, kWidestLookM);
    for (store::StoredApplication& application : store.applications()) {
        if (reach.intersects(application.geometry.bounds())) {
            near.push_back(std::move(application));
        }
    }
    auto answers = last_answers(store, near);
    std::vector<StoredCase> out;
    for (store::StoredApplication& application : near) {
        json recorded = std::move(answers[application.application_id]);
        CheckRequest request = question_about(application, recorded);
        const double looks_m = overlap::reach_m(distances_of(request.parameters));
        if (!geo::grown_by_metres(box, looks_m).intersects(application.geometry.bounds())) {
            continue;
        }
        out.push_back({std::move(application), std::move(recorded), std::move(request)});
    }
    return out;
}

/// What an answer says, without when and by which state of the store it was given.
json content_of(json result) {
    for (const char* name : {"digest", "checked_at", "engine", "trace", "store"}) {
        result.erase(name);
    }
    return result;
}

/// The heavier, the larger: verdict, archaeology, how much must be asked for, how much is met.
auto weight_of(const json& result) {
    constexpr std::array<std::string_view, 4> kVerdicts{"not-concerned", "no-data", "needs-review",
                                                        "concerned"};
    const std::string verdict = result.value("verdict", "");
    const auto rank = std::find(kVerdicts.begin(), kVerdicts.end(), verdict) - kVerdicts.begin();
    const bool digs = result.value("/archaeology/status"_json_pointer, "") == "required";
    return std::make_tuple(rank, digs, result.value("requirements", json::array()).size());
}

Weight compare(const json& before, const json& after) {
    const auto was = weight_of(before);
    const auto is = weight_of(after);
    if (is != was) {
        return is < was ? Weight::lighter : Weight::heavier;
    }
    const json met_before = before.value("union_area_m2", 0.0);
    const json met_after = after.value("union_area_m2", 0.0);
    return is_same(met_before, met_after, Figures::rounded) ? Weight::other
           : met_after < met_before                         ? Weight::lighter
                                                            : Weight::heavier;
}

/// What all the cases together may look at.
geo::Box reach_of(const std::vector<StoredCase>& cases) {
    geo::Box out;
    for (const StoredCase& stored : cases) {
        const geo::Box reach = geo::grown_by_metres(
            stored.application.geometry.bounds(), overlap::reach_m(distances_of(stored.request.parameters)));
        out.add({reach.min_x, reach.min_y});
        out.add({reach.max_x, reach.max_y});
    }
    return out;
}

class Impact {
public:
    /// \param base  the records of the day, as far as the cases look
    Impact(const CheckContext& context, Replacement asked, const zone::Snapshot& base)
        : m_context(context), m_asked(std::move(asked)),
          m_before(snapshot_with(base, m_asked.zone_id, pointer_to(m_asked.before))),
          m_after(snapshot_with(base, m_asked.zone_id, pointer_to(m_asked.after))),
          m_engine_before(overlap::make_snapshot_engine(m_before, context.accuracy)),
          m_engine_after(overlap::make_snapshot_engine(m_after, context.accuracy)) {}

    std::optional<ChangedApplication> look_at(StoredCase stored) const {
        stored.request.as_of = m_asked.day;
        stored.request.known_at.reset();
        stored.request.rules_as_of = m_asked.day;
        intake::ReadOutcome asked = application_of(stored.application.geometry);
        asked.features.front().accuracy_m = accuracy_in(stored.recorded);
        asked.features.front().id = stored.application.application_id;
        asked.features.front().name = stored.application.name;
        const auto prepared = prepare_applications({std::move(asked)}, stored.request, {});
        const auto* application = std::get_if<PreparedApplication>(&prepared.front());
        if (application == nullptr) {
            throw base::InputError(std::get<result::FailedApplication>(prepared.front()).problems);
        }
        json before =
            answer(stored.request, *application, m_before, *m_engine_before, pointer_to(m_asked.before));
        json after =
            answer(stored.request, *application, m_after, *m_engine_after, pointer_to(m_asked.after));
        if (is_same(content_of(before), content_of(after), Figures::rounded)) {
            return std::nullopt;
        }
        ChangedApplication out;
        out.application_id = stored.application.application_id;
        out.name = stored.application.name;
        out.weight = compare(before, after);
        out.differences = differences_of(before, after, Figures::rounded);
        out.recorded = stored.recorded.is_object() ? stored.recorded.value("digest", "") : "";
        out.before = std::move(before);
        out.after = std::move(after);
        return out;
    }

private:
    static const zone::Zone* pointer_to(const std::optional<zone::Zone>& zone) {
        return zone ? &*zone : nullptr;
    }

    json answer(const CheckRequest& request, const PreparedApplication& application,
                const zone::Snapshot& snapshot, const overlap::OverlapEngine& engine,
                const zone::Zone* in_force) const {
        const SnapshotCheck checker(m_context, request, snapshot,
                                    in_force == nullptr
                                        ? "as if without " + m_asked.zone_id
                                        : "as if " + store::id_of(*in_force) + " were in force");
        return result::to_json(
            checker.run(application, [&engine](const geo::Geometry& geometry,
                                               const overlap::OverlapParameters& distances) {
                return engine.check(geometry, distances);
            }));
    }

    const CheckContext& m_context;
    Replacement m_asked;
    zone::Snapshot m_before;
    zone::Snapshot m_after;
    std::unique_ptr<overlap::OverlapEngine> m_engine_before;
    std::unique_ptr<overlap::OverlapEngine> m_engine_after;
};

} // namespace

std::vector<ChangedApplication> impact_of(const CheckContext& context, const ImpactRequest& request,
                                          const base::CancelToken& cancel, const base::Progress& progress) {
    const Replacement asked = replacement_of(context.store, request);
    std::vector<StoredCase> cases = cases_near(context.store, asked);
    std::vector<ChangedApplication> out;
    if (cases.empty()) {
        return out;
    }
    zone::SnapshotQuery query;
    query.as_of = asked.day;
    query.box = reach_of(cases);
    const Impact impact(context, asked, context.store.fetch_snapshot(query));
    for (std::size_t i = 0; i < cases.size(); ++i) {
        cancel.throw_if_cancelled();
        if (auto changed = impact.look_at(std::move(cases[i]))) {
            out.push_back(std::move(*changed));
        }
        if (progress) {
            progress(i + 1, cases.size());
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.weight < b.weight; });
    return out;
}

std::string_view code_of(Weight weight) {
    return weight == Weight::lighter ? "lighter" : weight == Weight::heavier ? "heavier" : "other";
}

} // namespace liangxian::app
