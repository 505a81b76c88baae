// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/role.hpp"
#include "server/http/router.hpp"
#include "server/processes/check_runner.hpp"
#include "server/processes/deadline.hpp"
#include "server/processes/execution.hpp"
#include "server/processes/job_desk.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace liangxian::processes {

struct ProcessLimits {
    std::chrono::milliseconds sync_patience{std::chrono::seconds(30)}; ///< longer: 503, ask for a job
    std::chrono::milliseconds job_patience{std::chrono::minutes(10)};  ///< longer: the job fails
    JobLimits jobs;
};

/// One check somebody asked for over HTTP, for the log: who, and what came of it; nothing of where.
struct AskedCheck {
    std::string account;
    std::string role;
    bool is_job = false; ///< else answered at once
    unsigned status = 0;
    std::string code;   ///< of a refusal; empty: it was answered
    CheckAnswer answer; ///< without its text
    std::chrono::microseconds took{};
};

/// OGC API Processes, part 1 (core, JSON, job list, dismiss) with the one process `overlap-check`. All of it
/// is for accounts that may check; jobs for the account that asked.
class ProcessService {
public:
    using Log = std::function<void(const AskedCheck&)>;
    /// What an upload of an account was read as; nothing: it has none of that id.
    using Uploaded =
        std::function<std::optional<intake::ReadOutcome>(const accounts::Principal&, const std::string& id)>;

    ProcessService(CheckRunner& runner, ProcessLimits limits, Uploaded uploaded, Log log);

    void add_routes(http::Router& router);
    JobDesk::Counts jobs() { return m_jobs.counts(); }

private:
    struct Asked;
    using AskedPointer = std::shared_ptr<const Asked>;

    http::Response execute(const http::Request& request);
    http::Response answer_at_once(const AskedPointer& asked);
    http::Response answer_later(const http::Request& request, const AskedPointer& asked);
    /// Checks, and writes the log. \throws base::Cancelled when somebody dismissed it
    http::Response checked(const Asked& asked, std::chrono::milliseconds patience,
                           const base::CancelToken& cancel, const base::Progress& progress);
    http::Response try_to_check(const Asked& asked, std::chrono::milliseconds patience,
                                const base::CancelToken& cancel, const base::Progress& progress,
                                AskedCheck& told);
    CheckAnswer run(const Asked& asked, const base::CancelToken& cancel, const base::Progress& progress);

    http::Response processes(const http::Request& request) const;
    http::Response process(const http::Request& request, const std::string& id) const;
    http::Response jobs(const http::Request& request);
    http::Response job(const http::Request& request, const std::string& id);
    http::Response results(const http::Request& request, const std::string& id);
    http::Response dismiss(const http::Request& request, const std::string& id);

    CheckRunner& m_runner;
    const ProcessLimits m_limits;
    const Uploaded m_uploaded;
    const Log m_log;
    DeadlineWatch m_watch;
    JobDesk m_jobs; ///< last: its work uses the others
};

} // namespace liangxian::processes
