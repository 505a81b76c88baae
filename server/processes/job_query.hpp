// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "server/http/message.hpp"
#include "server/processes/job_desk.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace liangxian::processes {

constexpr std::size_t kUsualJobs = 100;
constexpr std::size_t kMostJobs = 1000;

/// Which jobs a list is asked for: the parameters of the class job-list of OGC API Processes.
struct JobQuery {
    std::size_t limit = kUsualJobs;
    std::set<std::string> statuses;      ///< empty: all
    std::set<std::string> processes;     ///< empty: all
    std::set<std::string> types;         ///< empty: all; there is `process`
    std::optional<base::Timestamp> from; ///< of `created`
    std::optional<base::Timestamp> to;
    std::optional<double> min_duration_s;
    std::optional<double> max_duration_s;

    bool takes(const JobState& job, const base::Timestamp& now) const;
};

/// Reads `limit`, `status`, `processID`, `type`, `datetime`, `minDuration`, `maxDuration` and `f`; other
/// parameters, and values that make no sense, are refused with `bad-parameter`.
base::Result<JobQuery> read_job_query(const http::Request& request);

} // namespace liangxian::processes
