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

double largest_accuracy_m(const std::vector<Target>& targets) {
    double largest = 0;
    for (const Target& target : targets) {
        largest = std::max(largest, target.accuracy_m.value_or(0));
    }
    return largest;
}

class SnapshotEngine : public OverlapEngine {
public:
    SnapshotEngine(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults)
        : m_targets(targets_of(snapshot, defaults)), m_tree(boxes_of(m_targets)),
          m_largest_accuracy_m(largest_accuracy_m(m_targets)) {
        for (const zone::Unreadable& record : snapshot.unreadable) {
            m_unreadable.push_back({record.id,
                                    {"库中记录无法读取：" + record.reason,
                                     "the stored record cannot be read: " + record.reason}});
        }
    }

    OverlapOutcome check(const geo::Geometry& application,
                         const OverlapParameters& parameters) const override {
        const double reach_m = std::max(
            {parameters.near_m.value_or(0), parameters.influence_m.value_or(0), m_largest_accuracy_m});
        const auto candidates = m_tree.query(geo::grown_by_metres(application.bounds(), reach_m));
        EngineRun run(application, parameters);
        for (const std::size_t i : candidates) {
            run.meet(m_targets[i]);
        }
        OverlapOutcome out = run.finish(candidates.size());
        out.unchecked.insert(out.unchecked.end(), m_unreadable.begin(), m_unreadable.end());
        return out;
    }

private:
    std::vector<Target> m_targets;
    index::BoxTree m_tree;
    double m_largest_accuracy_m;
    std::vector<result::Unchecked> m_unreadable;
};

} // namespace

std::unique_ptr<OverlapEngine> make_snapshot_engine(const zone::Snapshot& snapshot,
                                                    zone::AccuracyDefaults defaults) {
    return std::make_unique<SnapshotEngine>(snapshot, defaults);
}

} // namespace liangxian::overlap
