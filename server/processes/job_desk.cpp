// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/job_desk.hpp"

#include "core/base/random_id.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::processes {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr int kAll = 100;
constexpr unsigned kFault = 400;

bool is_over(JobStatus status) { return status != JobStatus::accepted && status != JobStatus::running; }

base::Text words_of(JobStatus status) {
    switch (status) {
    case JobStatus::accepted:
        return {"已受理，排队中", "accepted, waiting"};
    case JobStatus::running:
        return {"正在核查", "being checked"};
    case JobStatus::successful:
        return {"已完成", "done"};
    case JobStatus::failed:
        return {"未能完成，原因见结果", "failed; its results say why"};
    case JobStatus::dismissed:
        break;
    }
    return {"已取消", "dismissed"};
}

void put(JobState& state, JobStatus status) {
    state.status = status;
    state.message = words_of(status);
    state.updated = base::Timestamp::now();
}

} // namespace

std::string_view code_of(JobStatus status) {
    switch (status) {
    case JobStatus::accepted:
        return "accepted";
    case JobStatus::running:
        return "running";
    case JobStatus::successful:
        return "successful";
    case JobStatus::failed:
        return "failed";
    case JobStatus::dismissed:
        break;
    }
    return "dismissed";
}

JobDesk::JobDesk(JobLimits limits) : m_limits(limits) {
    for (unsigned i = 0; i < m_limits.workers; ++i) {
        m_workers.emplace_back([this] { work(); });
    }
}

JobDesk::~JobDesk() {
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        m_is_ending = true;
        for (const auto& [id, job] : m_jobs) {
            job->cancel.cancel();
        }
    }
    m_is_waiting.notify_all();
    for (std::thread& worker : m_workers) {
        worker.join();
    }
}

std::variant<JobState, JobDesk::Refusal> JobDesk::take(const std::string& owner, Work work) {
    auto job = std::make_shared<Job>();
    job->owner = owner;
    job->work = std::move(work);
    job->state.id = base::random_id(kIdBytes);
    put(job->state, JobStatus::accepted);
    job->state.created = job->state.updated;
    JobState out = job->state;
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        forget_old(Clock::now());
        if (m_waiting.size() >= m_limits.waiting) {
            return Refusal::too_many_waiting;
        }
        const auto of_owner = std::count_if(m_jobs.begin(), m_jobs.end(), [&owner](const auto& one) {
            return one.second->owner == owner && !is_over(one.second->state.status);
        });
        if (static_cast<std::size_t>(of_owner) >= m_limits.per_account) {
            return Refusal::too_many_of_one;
        }
        m_jobs.emplace(out.id, job);
        m_waiting.push_back(std::move(job));
    }
    m_is_waiting.notify_one();
    return out;
}

JobDesk::JobPointer JobDesk::of(const std::string& owner, const std::string& id) {
    forget_old(Clock::now());
    const auto found = m_jobs.find(id);
    return found != m_jobs.end() && found->second->owner == owner ? found->second : nullptr;
}

std::optional<JobState> JobDesk::find(const std::string& owner, const std::string& id) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const JobPointer job = of(owner, id);
    return job == nullptr ? std::nullopt : std::optional(job->state);
}

std::vector<JobState> JobDesk::list(const std::string& owner) {
    std::vector<JobState> out;
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        forget_old(Clock::now());
        for (const auto& [id, job] : m_jobs) {
            if (job->owner == owner) {
                out.push_back(job->state);
            }
        }
    }
    std::sort(out.begin(), out.end(), [](const JobState& a, const JobState& b) {
        return b.created < a.created || (a.created == b.created && a.id < b.id);
    });
    return out;
}

std::optional<http::Response> JobDesk::result(const std::string& owner, const std::string& id) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const JobPointer job = of(owner, id);
    return job == nullptr ? std::nullopt : job->result;
}

std::optional<std::pair<JobState, JobDesk::Dismissal>> JobDesk::dismiss(const std::string& owner,
                                                                        const std::string& id) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    const JobPointer job = of(owner, id);
    if (job == nullptr) {
        return std::nullopt;
    }
    if (is_over(job->state.status)) {
        forget(id);
        put(job->state, JobStatus::dismissed);
        return std::pair(job->state, Dismissal::removed);
    }
    job->cancel.cancel();
    const auto waiting = std::find(m_waiting.begin(), m_waiting.end(), job);
    if (waiting != m_waiting.end()) {
        m_waiting.erase(waiting);
    }
    end(*job, JobStatus::dismissed, std::nullopt); // a worker that still has it finds that out
    return std::pair(job->state, Dismissal::stopped);
}

JobDesk::Counts JobDesk::counts() {
    const std::lock_guard<std::mutex> lock(m_mutex);
    return {m_waiting.size(), m_running, m_jobs.size() - m_waiting.size() - m_running};
}

void JobDesk::work() {
    std::unique_lock<std::mutex> lock(m_mutex);
    for (;;) {
        m_is_waiting.wait(lock, [this] { return m_is_ending || !m_waiting.empty(); });
        if (m_is_ending) {
            return;
        }
        const JobPointer job = std::move(m_waiting.front());
        m_waiting.pop_front();
        put(job->state, JobStatus::running);
        job->state.started = job->state.updated;
        ++m_running;
        lock.unlock();
        run(job);
        lock.lock();
        --m_running;
    }
}

void JobDesk::run(const JobPointer& job) {
    std::optional<http::Response> result;
    try {
        result = job->work(job->cancel, [this, &job](std::size_t done, std::size_t total) {
            const std::lock_guard<std::mutex> lock(m_mutex);
            if (job->state.status == JobStatus::running && total > 0) {
                job->state.progress = static_cast<int>(kAll * done / total);
                job->state.updated = base::Timestamp::now();
            }
        });
    } catch (const base::Cancelled&) { // dismissed, or the program ends
    } catch (const std::exception&) {
        result = http::problem({}, 500, "internal-error",
                               {"服务内部错误，已记录", "an internal error; it is in the log"});
    }
    job->work = nullptr; // and what it holds
    const std::lock_guard<std::mutex> lock(m_mutex);
    if (!is_over(job->state.status)) {
        const JobStatus status = !result                    ? JobStatus::dismissed
                                 : result->status >= kFault ? JobStatus::failed
                                                            : JobStatus::successful;
        end(*job, status, std::move(result));
    }
}

void JobDesk::end(Job& job, JobStatus status, std::optional<http::Response> result) {
    put(job.state, status);
    job.state.finished = job.state.updated;
    job.state.progress = status == JobStatus::successful ? kAll : job.state.progress;
    job.bytes = result && result->body != nullptr ? result->body->plain.size() : 0;
    job.result = std::move(result);
    job.ended = Clock::now();
    m_kept_bytes += job.bytes;
    m_ended.push_back(job.state.id);
    forget_old(job.ended);
}

void JobDesk::forget(const std::string& id) {
    const auto found = m_jobs.find(id);
    if (found != m_jobs.end()) {
        m_kept_bytes -= found->second->bytes;
        m_jobs.erase(found);
    }
}

/// What ended too long ago, and the oldest while there is too much.
void JobDesk::forget_old(Clock::time_point now) {
    const auto ended_of = [this](const std::string& id) {
        const auto found = m_jobs.find(id);
        return found == m_jobs.end() ? nullptr : found->second;
    };
    while (!m_ended.empty()) {
        const JobPointer oldest = ended_of(m_ended.front());
        const bool is_newest = m_ended.size() == 1;
        if (oldest != nullptr && oldest->ended + m_limits.kept_for > now &&
            (m_kept_bytes <= m_limits.kept_bytes || is_newest)) {
            break;
        }
        forget(m_ended.front());
        m_ended.pop_front();
    }
    std::map<std::string, std::size_t> by_owner;
    for (auto id = m_ended.rbegin(); id != m_ended.rend(); ++id) {
        const JobPointer job = ended_of(*id);
        if (job != nullptr && ++by_owner[job->owner] > m_limits.kept_per_account) {
            forget(*id);
        }
    }
}

} // namespace liangxian::processes
