// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"
#include "core/zone/zone_source.hpp"

#include <optional>
#include <string>

namespace liangxian::store {

/// The snapshot a query asks for, read in one transaction.
/// Cost: of chosen rows O(rows × log n + sites without geometry); otherwise one walk over all rows.
/// Geometries are parsed only inside the box, unless the digest of the content must be computed because no
/// writer of ours has cached it.
zone::Snapshot read_snapshot(const Connection& connection, const zone::SnapshotQuery& query);

} // namespace liangxian::store
