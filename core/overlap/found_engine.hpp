// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/overlap/engine.hpp"
#include "core/overlap/index_engine.hpp"
#include "core/overlap/target.hpp"
#include "core/zone/accuracy.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace liangxian::overlap {

/// Makes findings of what an index found, with the records of a snapshot of just those rows. Answers what
/// the engine over a whole snapshot answers, to the last bit.
/// \note several threads may ask one object at a time
class FoundEngine {
public:
    /// \param snapshot  must outlive this object; its records carry their rows
    FoundEngine(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults);

    /// \param found  of this application; rows that the snapshot leaves out (another version is in force)
    ///               count for nothing
    /// \throws base::Cancelled between two pairs
    OverlapOutcome check(const geo::Geometry& application, const OverlapParameters& parameters,
                         std::vector<FoundRecord> found, const base::CancelToken& cancel = {}) const;

private:
    using Place = std::pair<index::Table, std::int64_t>;

    const zone::Snapshot& m_snapshot;
    std::vector<Target> m_targets;
    std::map<Place, const Target*> m_by_row;
};

} // namespace liangxian::overlap
