// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/recorded_cases.hpp"

#include "core/app/person_name.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace liangxian::app {
namespace {

bool meet(const geo::Geometry& a, const geo::Geometry& b) {
    if (a.empty() || b.empty() || !a.bounds().intersects(b.bounds())) {
        return false;
    }
    const std::string matrix = geo::relate(geo::to_geos(a).get(), geo::to_geos(b).get());
    return matrix[0] != 'F' || matrix[1] != 'F' || matrix[3] != 'F' || matrix[4] != 'F';
}

} // namespace

void RecordedCases::read_audit() const {
    m_is_read = true;
    m_store.for_each_audit_entry([this](const store::AuditEntry& entry) {
        if (entry.action != "check") {
            return;
        }
        const auto detail = nlohmann::json::parse(entry.detail, nullptr, false);
        const auto id = detail.is_object() ? detail.find("application_id") : detail.end();
        if (id != detail.end() && id->is_string()) {
            m_cases[entry.actor][id->get<std::string>()];
        }
    });
    for (store::StoredApplication& application : m_store.applications()) {
        for (auto& [actor, cases] : m_cases) {
            const auto found = cases.find(application.application_id);
            if (found != cases.end()) {
                found->second = application.geometry;
            }
        }
    }
}

std::vector<std::string> RecordedCases::of_officer_on(const std::string& actor,
                                                      const geo::Geometry& ground) const {
    if (!m_is_read) {
        read_audit();
    }
    std::set<std::string> out;
    for (const auto& [officer, cases] : m_cases) {
        for (const auto& [id, geometry] : cases) {
            if (is_same_person(officer, actor) && meet(geometry, ground)) {
                out.insert(id);
            }
        }
    }
    return {out.begin(), out.end()};
}

} // namespace liangxian::app
