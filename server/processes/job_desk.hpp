// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "server/http/message.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace liangxian::processes {

struct JobLimits {
    unsigned workers = 2;                ///< jobs that run at a time
    std::size_t waiting = 100;           ///< jobs of all accounts that wait; more: refused
    std::size_t per_account = 20;        ///< that wait or run; more: refused
    std::size_t kept_per_account = 200;  ///< ended ones; the oldest go
    std::size_t kept_bytes = 64U << 20;  ///< of results, of all accounts; the oldest go
    std::chrono::seconds kept_for{3600}; ///< after a job ended
};

enum class JobStatus { accepted, running, successful, failed, dismissed };
/// The word of OGC API Processes.
std::string_view code_of(JobStatus status);

/// What is told of a job.
struct JobState {
    std::string id;
    JobStatus status = JobStatus::accepted;
    int progress = 0; ///< percent
    base::Text message;
    base::Timestamp created;
    std::optional<base::Timestamp> started;
    std::optional<base::Timestamp> finished;
    base::Timestamp updated;
};

/// Work that was asked for and is done later, in the order of asking, by threads of its own. Jobs belong to
/// who asked; nobody else learns that they are there. They live in memory and end with the program. Any
/// thread.
class JobDesk {
public:
    /// Runs a job. Its response is its result, and what any client gets who asks for it; a status of 400 or
    /// more makes it failed. \throws base::Cancelled
    using Work = std::function<http::Response(const base::CancelToken&, const base::Progress&)>;

    enum class Refusal {
        too_many_waiting, ///< of all accounts
        too_many_of_one   ///< of this account
    };
    /// What became of a wish that a job be dismissed.
    enum class Dismissal {
        stopped, ///< it waited or ran, and will not go on; it can still be asked about
        removed  ///< it had ended; it and its result are gone
    };

    explicit JobDesk(JobLimits limits);
    /// Cancels what runs and waits for it.
    ~JobDesk();
    JobDesk(const JobDesk&) = delete;
    JobDesk& operator=(const JobDesk&) = delete;

    /// Takes a job. Its id is random: nobody guesses it.
    std::variant<JobState, Refusal> take(const std::string& owner, Work work);
    /// Nothing: there is no such job, or it is somebody else's.
    std::optional<JobState> find(const std::string& owner, const std::string& id);
    /// The latest first.
    std::vector<JobState> list(const std::string& owner);
    /// Of a job that ended by itself; nothing: not yet, or there is none.
    std::optional<http::Response> result(const std::string& owner, const std::string& id);
    /// Nothing: there is no such job, or it is somebody else's.
    std::optional<std::pair<JobState, Dismissal>> dismiss(const std::string& owner, const std::string& id);

    /// For metrics.
    struct Counts {
        std::size_t waiting = 0;
        std::size_t running = 0;
        std::size_t kept = 0;
    };
    Counts counts();

private:
    using Clock = std::chrono::steady_clock;
    struct Job {
        JobState state;
        std::string owner;
        Work work;
        base::CancelToken cancel;
        std::optional<http::Response> result;
        std::size_t bytes = 0;
        Clock::time_point ended;
    };
    using JobPointer = std::shared_ptr<Job>;

    void work();
    void run(const JobPointer& job);
    void end(Job& job, JobStatus status, std::optional<http::Response> result);
    void forget_old(Clock::time_point now);
    void forget(const std::string& id);
    JobPointer of(const std::string& owner, const std::string& id);

    const JobLimits m_limits;
    std::mutex m_mutex; ///< of all below, and of every job but its work and token
    std::condition_variable m_is_waiting;
    std::deque<JobPointer> m_waiting;
    std::map<std::string, JobPointer> m_jobs; ///< by id
    std::deque<std::string> m_ended;          ///< ids, the oldest first; some may be gone
    std::size_t m_kept_bytes = 0;
    std::size_t m_running = 0;
    bool m_is_ending = false;
    std::vector<std::thread> m_workers; ///< last: they use the others
};

} // namespace liangxian::processes
