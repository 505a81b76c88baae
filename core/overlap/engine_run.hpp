// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/overlap/engine.hpp"
#include "core/overlap/pair.hpp"
#include "core/overlap/partition.hpp"
#include "core/overlap/target.hpp"

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::overlap {

/// One application on its way through an engine: pairs become findings, and these a partition.
/// A pair that cannot be computed lands in `unchecked` and stops no other. One thread.
class EngineRun {
public:
    /// Both must outlive this object; so must every target met.
    /// \param cancel  ends it between two pairs
    EngineRun(const geo::Geometry& application, const OverlapParameters& parameters,
              const base::CancelToken& cancel)
        : m_pairs(application, parameters) {
        m_pairs.stop_with(cancel);
    }

    PairComputer& pairs() { return m_pairs; }

    /// Computes the pair on the target's own geometry, repaired when it is not valid.
    void meet(const Target& target);
    /// Takes a pair computed already.
    void take(const Target& target, Pair pair);
    /// Lists a pair that could not be computed.
    void fail(const Target& target, const base::Text& reason);
    /// Lists the records nobody can read that lie \p within, or may lie anywhere.
    void list_unreadable(const std::vector<zone::Unreadable>& records, const geo::Box& within);
    /// \param candidates  how many records were looked at, for the trace
    OverlapOutcome finish(std::size_t candidates);

private:
    const geo::Geometry& valid_geometry(const Target& target);
    std::vector<Contact> contacts() const;
    void measure_control_outside_ranges();
    void measure_partition();

    PairComputer m_pairs;
    OverlapOutcome m_out;
    std::vector<std::pair<const Target*, result::Finding>> m_found;
    std::deque<geo::Geometry> m_repaired; ///< a deque: references stay good as it grows
    std::map<std::string, std::size_t> m_methods;
};

} // namespace liangxian::overlap
