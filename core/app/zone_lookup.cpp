// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_lookup.hpp"

#include "core/app/zone_index_file.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/zone_ingest.hpp"

#include <algorithm>

namespace liangxian::app {
namespace {

using index::Table;

/// How often a store may change under our eyes before we take what we have.
constexpr int kTries = 3;

std::vector<std::int64_t>& rows_of(zone::ChosenRows& rows, Table table) {
    return table == Table::sites ? rows.sites : table == Table::zones ? rows.zones : rows.areas;
}

bool is_empty(const zone::ChosenRows& rows) {
    return rows.sites.empty() && rows.zones.empty() && rows.areas.empty();
}

} // namespace

ZoneLookup ZoneLookup::open(const store::Store& store, const base::CancelToken& cancel,
                            std::size_t most_touched) {
    const ZoneIndexFile file(store.location());
    if (auto packed = file.open()) {
        ZoneLookup lookup(std::move(packed));
        if (lookup.catch_up(store, cancel, most_touched)) {
            return lookup;
        }
    }
    return ZoneLookup(file.make(store, cancel));
}

ZoneLookup ZoneLookup::make(const store::Store& store, const base::CancelToken& cancel) {
    return ZoneLookup(ZoneIndexFile(store.location()).make(store, cancel));
}

bool ZoneLookup::catch_up(const store::Store& store, const base::CancelToken& cancel,
                          std::size_t most_touched) {
    for (int i = 0; i < kTries; ++i) {
        const zone::ContentMark now = store.content_mark();
        if (now == m_packed->mark()) {
            m_mark = now;
            return true;
        }
        std::optional<zone::ChosenRows> touched = store.rows_touched_since(m_packed->mark(), most_touched);
        if (!touched) {
            return false;
        }
        index::ZoneIndexWriter writer({});
        overlap::ZoneIngest ingest(writer);
        const zone::ContentMark read = store.visit_rows(ingest, &*touched, cancel);
        if (read == now) {
            m_since.emplace(writer.build(now));
            m_touched = std::move(*touched);
            m_mark = now;
            return true;
        }
    }
    return false;
}

bool ZoneLookup::is_touched(Table table, std::int64_t row) const {
    const auto& rows = table == Table::sites   ? m_touched.sites
                       : table == Table::zones ? m_touched.zones
                                               : m_touched.areas;
    return std::binary_search(rows.begin(), rows.end(), row);
}

std::vector<overlap::FoundRecord> ZoneLookup::find(overlap::PairComputer& pairs,
                                                   const overlap::OverlapParameters& parameters,
                                                   const overlap::RecordFilter& filter,
                                                   const zone::AccuracyDefaults& defaults) const {
    auto out = overlap::IndexEngine(*m_packed, defaults, filter).find(pairs, parameters);
    if (is_empty(m_touched)) {
        return out;
    }
    out.erase(std::remove_if(out.begin(), out.end(),
                             [this](const auto& one) { return is_touched(one.table, one.row); }),
              out.end());
    for (auto& one : overlap::IndexEngine(*m_since, defaults, filter).find(pairs, parameters)) {
        out.push_back(std::move(one));
    }
    return out;
}

void ZoneLookup::add_consulted(const geo::Box& box, zone::ChosenRows& rows) const {
    const overlap::RecordFilter all;
    const zone::AccuracyDefaults none;
    for (const index::ZoneIndex* one : {m_packed.get(), m_since ? &*m_since : nullptr}) {
        if (one == nullptr) {
            continue;
        }
        const bool is_packed = one == m_packed.get();
        const auto add = [&](Table table, std::int64_t row) {
            if (!is_packed || !is_touched(table, row)) {
                rows_of(rows, table).push_back(row);
            }
        };
        for (const std::int64_t row : overlap::IndexEngine(*one, none, all).areas_near(box)) {
            add(Table::areas, row);
        }
        for (const index::LooseRow* loose = one->loose_begin(); loose != one->loose_end(); ++loose) {
            add(static_cast<Table>(loose->table), loose->row);
        }
    }
}

} // namespace liangxian::app
