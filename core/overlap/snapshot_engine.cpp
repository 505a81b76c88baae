// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/distance.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/engine.hpp"
#include "core/overlap/engine_run.hpp"
#include "core/overlap/target.hpp"

#include <algorithm>

namespace liangxian::overlap {
namespace {

std::vector<geo::Box> boxes_of(const std::vector<Target>& targets) {
    std::vector<geo::Box> out;
    for (const Target& target : targets) {
        out.push_back(target.box);
    }
    return out;
}

class SnapshotEngine : public OverlapEngine {
public:
    SnapshotEngine(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults)
        : m_targets(targets_of(snapshot, defaults)), m_tree(boxes_of(m_targets)),
          m_unreadable(snapshot.unreadable) {}

    OverlapOutcome check(const geo::Geometry& application, const OverlapParameters& parameters,
                         const base::CancelToken& cancel) const override {
        // The same reach as the snapshot's: beside whom an application is checked changes nothing.
        const geo::Box within = geo::grown_by_metres(application.bounds(), reach_m(parameters));
        const auto candidates = m_tree.query(within);
        EngineRun run(application, parameters, cancel);
        for (const std::size_t i : candidates) {
            run.meet(m_targets[i]);
        }
        run.list_unreadable(m_unreadable, within);
        return run.finish(candidates.size());
    }

private:
    std::vector<Target> m_targets;
    index::BoxTree m_tree;
    std::vector<zone::Unreadable> m_unreadable;
};

} // namespace

double reach_m(const OverlapParameters& parameters) {
    return std::max({parameters.near_m.value_or(0), parameters.influence_m.value_or(0), kAccuracyReachM}) +
           parameters.accuracy_m;
}

std::unique_ptr<OverlapEngine> make_snapshot_engine(const zone::Snapshot& snapshot,
                                                    zone::AccuracyDefaults defaults) {
    return std::make_unique<SnapshotEngine>(snapshot, defaults);
}

} // namespace liangxian::overlap
