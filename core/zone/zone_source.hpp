// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "core/geo/geometry.hpp"
#include "core/zone/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::zone {

/// Rows by their numbers in the store's layers.
struct ChosenRows {
    std::vector<std::int64_t> sites;
    std::vector<std::int64_t> zones;
    std::vector<std::int64_t> areas;
};

/// How far a store's log of touched rows has come. Equal marks mean equal content; every change by any
/// program moves it.
struct ContentMark {
    std::int64_t change = 0;
    std::string token; ///< random, of the last change; empty before the first

    bool operator==(const ContentMark& o) const { return change == o.change && token == o.token; }
    bool operator!=(const ContentMark& o) const { return !(*this == o); }
};

/// What is asked of a source: valid on a day, as known at an instant, where.
struct SnapshotQuery {
    base::Date as_of;
    std::optional<base::Timestamp> known_at; ///< absent: all that is recorded now
    bool with_drafts = false;                ///< draft, submitted and approved versions too
    std::optional<geo::Box> box;             ///< EPSG:4490; only records whose bounds meet it
    /// Only these rows, and the sites without geometry. \pre neither box nor known_at is given
    std::optional<ChosenRows> rows;
};

enum class RecordKind { site, zone, area };

/// A record that could not be read and so is not in the snapshot: never silent.
struct Unreadable {
    RecordKind kind = RecordKind::zone;
    std::string id; ///< zones: `id@version`
    base::Text reason;
    std::optional<geo::Box> box; ///< where it lies; nothing when that cannot be read either
    /// It declares coverage, or nobody can tell whether it does.
    bool may_declare_coverage = false;
    std::string theme; ///< of a declaration, as stored
};

/// The stored records one check consults, pinned: they do not change while it runs.
struct Snapshot {
    std::string store_digest;  ///< SHA-256 over every site, zone and area known at `known_at`
    std::int64_t revision = 0; ///< count of site, zone and area changes up to `known_at`
    base::Date as_of;
    base::Timestamp known_at;
    ContentMark mark; ///< of the store's present content, whatever known_at is
    /// In the box or chosen, and every site without geometry; each with the level it had on the day.
    std::vector<Site> sites;
    /// Other sites that a zone of the snapshot names: they say whose the zone is, and their
    /// bodies take no part.
    std::vector<Site> sites_elsewhere;
    std::vector<Zone> zones; ///< at most one version of each zone, besides drafts
    std::vector<Area> areas;
    std::vector<Unreadable> unreadable;
};

/// Where zones come from. Implemented by the stores; the engine sees only snapshots.
class ZoneSource {
public:
    ZoneSource() = default;
    virtual ~ZoneSource() = default;
    ZoneSource(const ZoneSource&) = delete;
    ZoneSource& operator=(const ZoneSource&) = delete;

    /// \throws base::StoreError when the store cannot be read
    virtual Snapshot fetch_snapshot(const SnapshotQuery& query) const = 0;
};

} // namespace liangxian::zone
