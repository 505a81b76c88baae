// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/index/zone_index.hpp"
#include "core/overlap/index_engine.hpp"
#include "core/overlap/pair.hpp"
#include "core/store/store.hpp"
#include "core/zone/accuracy.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace liangxian::app {

/// What a store's packed index knows of one state of the store: its file, and a small index in memory of the
/// rows touched since that was made.
/// \note several threads may ask one object at a time
class ZoneLookup {
public:
    /// More rows than this, and packing all again is worth its time.
    static constexpr std::size_t kMostTouched = 2000;

    /// Opens the index of the store as it is now; makes it anew when there is none, when it is of another
    /// store, or when too much was touched since.
    /// Cost: independent of the store's size, besides the rows touched; O(n log n) when made anew.
    /// \param most_touched  more than this, and it is made anew
    /// \throws base::FileError when it cannot be made (a full disk); base::StoreError; base::Cancelled
    static ZoneLookup open(const store::Store& store, const base::CancelToken& cancel,
                           std::size_t most_touched = kMostTouched);
    /// Made anew, whatever lies there.
    static ZoneLookup make(const store::Store& store, const base::CancelToken& cancel);

    /// The state of the store that it knows.
    const zone::ContentMark& mark() const { return m_mark; }
    /// Of its file; some may have been touched since.
    std::uint32_t record_count() const { return m_packed->record_count(); }
    /// Rows touched since its file was made.
    std::size_t touched_count() const {
        return m_touched.sites.size() + m_touched.zones.size() + m_touched.areas.size();
    }

    /// What one application has to do with the records. \throws index::IndexDamaged
    std::vector<overlap::FoundRecord> find(overlap::PairComputer& pairs,
                                           const overlap::OverlapParameters& parameters,
                                           const overlap::RecordFilter& filter,
                                           const zone::AccuracyDefaults& defaults) const;

    /// Rows of areas whose box meets \p box, and every row of which nobody knows where it lies.
    /// \throws index::IndexDamaged
    void add_consulted(const geo::Box& box, zone::ChosenRows& rows) const;

private:
    explicit ZoneLookup(std::shared_ptr<const index::ZoneIndex> packed)
        : m_packed(std::move(packed)), m_mark(m_packed->mark()) {}
    /// \returns whether the lookup now knows the store's present state
    bool catch_up(const store::Store& store, const base::CancelToken& cancel, std::size_t most_touched);
    bool is_touched(index::Table table, std::int64_t row) const;

    std::shared_ptr<const index::ZoneIndex> m_packed;
    std::optional<index::ZoneIndex> m_since; ///< of the rows touched since
    zone::ChosenRows m_touched;              ///< ascending
    zone::ContentMark m_mark;
};

} // namespace liangxian::app
