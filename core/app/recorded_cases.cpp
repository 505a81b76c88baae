// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/recorded_cases.hpp"

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

std::vector<std::string> RecordedCases::of_officer_on(const std::string& actor,
                                                      const geo::Geometry& ground) const {
    std::set<std::string> checked;
    m_store.for_each_audit_entry([&](const store::AuditEntry& entry) {
        if (entry.action == "check" && entry.actor == actor) {
            const auto detail = nlohmann::json::parse(entry.detail, nullptr, false);
            if (detail.is_object()) {
                checked.insert(detail.value("application_id", ""));
            }
        }
    });
    std::vector<std::string> out;
    for (const std::string& id : checked) {
        const auto application = m_store.application(id);
        if (application && meet(application->geometry, ground)) {
            out.push_back(id);
        }
    }
    return out;
}

} // namespace liangxian::app
