// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>

namespace liangxian::result {

/// Records of which a reader may learn that they are met, and nothing that leads to them.
struct Withheld {
    std::set<std::string> zones; ///< `zone_id@version`
    std::set<std::string> sites; ///< units: their bodies and every line of theirs
    /// Ids as `unchecked`, `warnings` and sentences name them.
    std::set<std::string> ids;

    bool empty() const { return zones.empty() && sites.empty() && ids.empty(); }
};

/// Whether a view of this result would leave out anything.
bool is_touched_by(const CheckResult& result, const Withheld& withheld);

/// What such a reader gets: a view, schema `liangxian/check-view/1`. Verdict, archaeology and requirements
/// are those of the result, and every finding stands in its place with its kind, relation, legal status,
/// level, decision band and requirements. Of withheld findings everything else is null and `redacted` is
/// true; so are the sums that would give their size (partition, union). Sentences that name them say so.
/// `view.of` is the digest of the sealed result; a view has no `digest` of its own, for nobody could verify
/// it.
nlohmann::ordered_json view_of(const CheckResult& result, const Withheld& withheld);

} // namespace liangxian::result
