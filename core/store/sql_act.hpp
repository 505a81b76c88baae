// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/act.hpp"
#include "core/store/sql.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::store {

// Acts on versions of zones.

/// Does an act. \pre a write transaction is open \param actor  for the audit
/// \throws base::StoreError `content-moved-on` when the content is no longer what the act was decided on;
///   `version-missing`
void perform_act(const Connection& connection, const std::string& actor, const Act& act);

/// Records who drew these versions, of those that are drafts, at the instant they are recorded themselves.
/// \pre a write transaction is open
void record_drafts(const Connection& connection, const std::string& actor,
                   const std::vector<zone::Zone>& zones, const base::Timestamp& instant);

/// Every step of these zones in the order they were recorded; none in a store of schema 1.
std::vector<zone::VersionStep> read_steps(const Connection& connection,
                                          const std::vector<std::string>& zone_ids);

/// Every step of every zone recorded by an instant (absent: all), in the order they were recorded.
std::vector<zone::VersionStep> read_known_steps(const Connection& connection,
                                                const std::optional<base::Timestamp>& known_at);

} // namespace liangxian::store
