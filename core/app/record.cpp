// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/record.hpp"

#include "core/base/canonical_json.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::app {

void record_checks(store::Store& store, const std::vector<CheckOutcome>& outcomes) {
    for (const CheckOutcome& outcome : outcomes) {
        const auto* r = std::get_if<result::CheckResult>(&outcome);
        if (r == nullptr) {
            continue;
        }
        const nlohmann::ordered_json json = result::to_json(*r);
        const std::string digest = json["digest"];
        nlohmann::json facts = nlohmann::json::object();
        for (const auto& [name, value] : r->parameters.facts) {
            facts[name] = value;
        }
        store::StoredApplication application;
        application.application_id = r->application.id.empty() ? digest.substr(0, 16) : r->application.id;
        application.name = r->application.name;
        application.kind = r->parameters.kind;
        application.facts_json = base::canonical_json(facts);
        application.source = r->application.source;
        application.geometry = r->application.geometry;
        store.record_check(application,
                           {application.application_id, digest, std::string(result::code_of(r->verdict)),
                            r->checked_at, base::pretty_json(json)});
    }
}

} // namespace liangxian::app
