// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/registers.hpp"
#include "core/store/sql.hpp"
#include "core/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::store {

// The registers that are only ever added to, in either database.

/// Adds rows, but for the secrets of datums. \pre a write transaction is open
void insert_entries(const Connection& connection, const RegisterEntries& entries);

// What is read: nothing where the store is of an older schema. A row that another program put there and that
// means nothing is left out, and collect_unreadable_entries() names it.

/// What was recorded by an instant (absent: all), in the order it was recorded.
/// @{
std::vector<Prerequisite> read_prerequisites(const Connection& connection,
                                             const std::optional<base::Timestamp>& known_at);
std::vector<Target> read_targets(const Connection& connection,
                                 const std::optional<base::Timestamp>& known_at);
/// @}
/// \param package_id  empty: every one
std::vector<PackageRecord> read_packages(const Connection& connection, const std::string& package_id);
std::vector<CornerSurvey> read_surveys(const Connection& connection,
                                       const std::vector<std::string>& zone_ids);
/// A row nobody can read takes its datum out of use: it stands as `withdrawn`, behind all others.
std::vector<RegisteredDatum> read_datums(const Connection& connection);
/// Adds the rows of all registers that nobody can read: the table, the row's `fid`, why.
void collect_unreadable_entries(const Connection& connection, std::vector<Store::UnreadableRecord>& out);

/// In one read transaction of its own. Cost: a walk over the rows of sites, zones and steps, without their
/// geometry.
Registers read_registers(const Connection& connection, const std::optional<base::Timestamp>& known_at);

} // namespace liangxian::store
