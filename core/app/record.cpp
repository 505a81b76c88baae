// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/record.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/geo/geojson.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::app {

namespace {

constexpr std::size_t kDigitsBehindId = 8;
constexpr std::size_t kDigitsAlone = 16;

store::StoredApplication application_of(const result::CheckResult& r) {
    nlohmann::json facts = nlohmann::json::object();
    for (const auto& [name, value] : r.parameters.facts) {
        facts[name] = value;
    }
    store::StoredApplication out;
    out.name = r.application.name;
    out.kind = r.parameters.kind;
    out.facts_json = base::canonical_json(facts);
    out.source = r.application.source;
    out.geometry = r.application.geometry;
    return out;
}

std::string digest_of(const store::StoredApplication& application) {
    return base::sha256_hex(
        base::canonical_json({{"geometry", geo::to_geojson(application.geometry)},
                              {"kind", application.kind},
                              {"facts", nlohmann::json::parse(application.facts_json, nullptr, false)}}));
}

std::string key_of(const store::Store& store, const std::string& own_id,
                   const store::StoredApplication& application) {
    const std::string digest = digest_of(application);
    if (own_id.empty()) {
        return digest.substr(0, kDigitsAlone);
    }
    store::NewRecords asked;
    asked.applications.push_back(application);
    asked.applications.back().application_id = own_id;
    if (store.existing_ids(asked).empty()) {
        return own_id;
    }
    const auto there = store.application(own_id);
    return there && digest_of(*there) == digest ? own_id : own_id + "#" + digest.substr(0, kDigitsBehindId);
}

} // namespace

void record_checks(store::Store& store, const std::vector<CheckOutcome>& outcomes) {
    for (const CheckOutcome& outcome : outcomes) {
        const auto* r = std::get_if<result::CheckResult>(&outcome);
        if (r == nullptr) {
            continue;
        }
        const nlohmann::ordered_json json = result::to_json(*r);
        store::StoredApplication application = application_of(*r);
        application.application_id = key_of(store, r->application.id, application);
        store.record_check(application, {application.application_id, json["digest"],
                                         std::string(result::code_of(r->verdict)), r->checked_at,
                                         base::pretty_json(json)});
    }
}

} // namespace liangxian::app
