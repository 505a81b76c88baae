// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/app/prepared_application.hpp"
#include "core/overlap/engine.hpp"
#include "core/zone/zone_source.hpp"

#include <functional>
#include <string>

namespace liangxian::app {

/// How far around an application its check looks, by what was asked: a mining application that gives no
/// influence distance is looked at within 500 m.
overlap::OverlapParameters distances_of(const result::Parameters& asked);

/// Steps 3 to 5 of ARCHITECTURE.md against one pinned snapshot: what is met, what is known of the place, what
/// the rules say.
class SnapshotCheck {
public:
    /// Where an application meets the records.
    using Meet =
        std::function<overlap::OverlapOutcome(const geo::Geometry&, const overlap::OverlapParameters&)>;

    /// All must outlive this object. \param how  the records were come by, for the trace
    SnapshotCheck(const CheckContext& context, const CheckRequest& request, const zone::Snapshot& snapshot,
                  std::string how);

    /// \note several threads may ask one object at a time
    result::CheckResult run(PreparedApplication prepared, const Meet& meet) const;

private:
    void warn_demonstration(result::CheckResult& out) const;
    void trace_intake(result::CheckResult& out) const;
    bool meet_records(result::CheckResult& out, const Meet& meet) const;
    void look_at_coverage(result::CheckResult& out) const;
    void apply_rules(result::CheckResult& out) const;

    const CheckContext& m_context;
    const CheckRequest& m_request;
    const zone::Snapshot& m_snapshot;
    std::string m_how;
    bool m_is_demonstration; ///< asked once: a store serves one thread at a time
};

} // namespace liangxian::app
