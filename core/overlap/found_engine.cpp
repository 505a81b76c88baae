// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/found_engine.hpp"

#include "core/geo/distance.hpp"
#include "core/overlap/engine_run.hpp"

namespace liangxian::overlap {

FoundEngine::FoundEngine(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults)
    : m_snapshot(snapshot), m_targets(targets_of(snapshot, defaults)) {
    for (const Target& target : m_targets) {
        const Place place = target.zone != nullptr   ? Place(index::Table::zones, target.zone->row)
                            : target.body != nullptr ? Place(index::Table::sites, target.body->row)
                                                     : Place(index::Table::areas, target.area->row);
        m_by_row.emplace(place, &target);
    }
}

OverlapOutcome FoundEngine::check(const geo::Geometry& application, const OverlapParameters& parameters,
                                  std::vector<FoundRecord> found, const base::CancelToken& cancel) const {
    const geo::Box within = geo::grown_by_metres(application.bounds(), reach_m(parameters));
    EngineRun run(application, parameters, cancel);
    for (FoundRecord& record : found) {
        const auto target = m_by_row.find({record.table, record.row});
        if (target == m_by_row.end()) {
            continue;
        }
        if (record.pair) {
            run.take(*target->second, std::move(*record.pair));
        } else if (record.failure) {
            run.fail(*target->second, *record.failure);
        } else if (within.intersects(target->second->box)) {
            run.meet(*target->second); // the index knows its box only
        }
    }
    run.list_unreadable(m_snapshot.unreadable, within);
    return run.finish(found.size());
}

} // namespace liangxian::overlap
