// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/zone_index.hpp"
#include "core/overlap/engine.hpp"
#include "core/overlap/index_join.hpp"
#include "core/overlap/pair.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace liangxian::overlap {

/// A record of the index that an application may have to do with.
struct FoundRecord {
    index::Table table = index::Table::zones;
    std::int64_t row = 0; ///< its number in the store's layer
    /// Computed on the index's own doubles; nothing where the record itself has to be asked: it is not
    /// valid, or its geometry is mixed.
    std::optional<Pair> pair;
    /// Why the pair could not be computed.
    std::optional<base::Text> failure;
};

/// What an application has to do with the records of a packed index: the same pairs as the engine over a
/// snapshot computes, found without reading the store.
/// \note one object per thread; many may share an index
class IndexEngine {
public:
    /// All must outlive this object.
    IndexEngine(const index::ZoneIndex& index, const zone::AccuracyDefaults& defaults,
                const RecordFilter& filter)
        : m_index(index), m_defaults(defaults), m_filter(filter), m_join(index) {}

    /// Every record that is met, or near enough to be listed. In the order of their layers and rows.
    /// \throws index::IndexDamaged
    std::vector<FoundRecord> find(PairComputer& pairs, const OverlapParameters& parameters);

    /// Rows of areas whose box meets the application's: for coverage, counties, townships. Ascending.
    std::vector<std::int64_t> areas_near(const geo::Box& box) const;

private:
    /// A record by its number in the index.
    struct Found {
        std::uint32_t record;
        std::optional<Pair> pair;
        std::optional<base::Text> failure;
    };
    class Collector;

    std::optional<double> accuracy_of(std::uint32_t record) const;
    void add_neighbours(PairComputer& pairs, const OverlapParameters& parameters, std::vector<Found>& found);

    const index::ZoneIndex& m_index;
    const zone::AccuracyDefaults& m_defaults;
    RecordFilter m_filter;
    IndexJoin m_join;
};

} // namespace liangxian::overlap
