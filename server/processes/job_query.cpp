// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/job_query.hpp"

#include "core/base/number.hpp"
#include "server/processes/process_documents.hpp"

#include <cmath>
#include <utility>

namespace liangxian::processes {
namespace {

std::vector<std::string> words_of(const std::string& list) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        out.push_back(list.substr(at, comma - at));
        at = comma + 1;
    }
    return out;
}

bool is_status(const std::string& word) {
    for (const JobStatus one : {JobStatus::accepted, JobStatus::running, JobStatus::successful,
                                JobStatus::failed, JobStatus::dismissed}) {
        if (word == code_of(one)) {
            return true;
        }
    }
    return false;
}

bool is_open(const std::string& bound) { return bound.empty() || bound == ".."; }

class JobQueryReader {
public:
    base::Result<JobQuery> read(const http::Request& request) {
        for (const auto& [name, value] : request.query) {
            m_name = name;
            read_parameter(value);
        }
        if (!m_problems.empty()) {
            return m_problems;
        }
        return std::move(m_out);
    }

private:
    void refuse(const char* zh, const char* en) { m_problems.push_back({"bad-parameter", m_name, {zh, en}}); }

    void read_parameter(const std::string& value) {
        if (m_name == "limit") {
            read_limit(value);
        } else if (m_name == "status") {
            read_statuses(value);
        } else if (m_name == "processID") {
            take_words(value, m_out.processes);
        } else if (m_name == "type") {
            take_words(value, m_out.types);
        } else if (m_name == "datetime") {
            read_interval(value);
        } else if (m_name == "minDuration") {
            read_seconds(value, m_out.min_duration_s);
        } else if (m_name == "maxDuration") {
            read_seconds(value, m_out.max_duration_s);
        } else if (m_name == "f") {
            if (value != "json") {
                refuse("应为 json", "must be json");
            }
        } else {
            refuse("没有这个参数", "there is no such parameter");
        }
    }

    void read_limit(const std::string& value) {
        const auto number = base::parse_number(value);
        if (!number || *number < 1 || std::floor(*number) != *number) {
            refuse("应为不小于 1 的整数", "must be a whole number, 1 or more");
            return;
        }
        m_out.limit = static_cast<std::size_t>(std::min(*number, static_cast<double>(kMostJobs)));
    }

    static void take_words(const std::string& value, std::set<std::string>& out) {
        for (std::string& word : words_of(value)) {
            out.insert(std::move(word));
        }
    }

    void read_statuses(const std::string& value) {
        for (const std::string& word : words_of(value)) {
            if (!is_status(word)) {
                refuse("应为 accepted、running、successful、failed 或 dismissed",
                       "must be accepted, running, successful, failed or dismissed");
                return;
            }
            m_out.statuses.insert(word);
        }
    }

    void read_seconds(const std::string& value, std::optional<double>& out) {
        out = base::parse_number(value);
        if (!out || *out < 0) {
            refuse("应为秒数", "must be a number of seconds");
        }
    }

    /// An instant, or `begin/end` of which one may be open.
    void read_interval(const std::string& value) {
        const std::size_t slash = value.find('/');
        const std::string begin = value.substr(0, slash);
        const std::string end = slash == std::string::npos ? begin : value.substr(slash + 1);
        m_out.from = is_open(begin) ? std::nullopt : base::Timestamp::parse(begin);
        m_out.to = is_open(end) ? std::nullopt : base::Timestamp::parse(end);
        const bool is_read = (m_out.from || is_open(begin)) && (m_out.to || is_open(end));
        const bool says_something = m_out.from || m_out.to;
        if (!is_read || !says_something) {
            refuse("应为时刻或“起/止”", "must be an instant, or begin/end");
        }
    }

    std::string m_name;
    JobQuery m_out;
    base::Problems m_problems;
};

bool is_one_of(const std::set<std::string>& words, std::string_view word) {
    return words.empty() || words.count(std::string(word)) > 0;
}

} // namespace

bool JobQuery::takes(const JobState& job, const base::Timestamp& now) const {
    const bool is_in_time = (!from || *from <= job.created) && (!to || job.created <= *to);
    const base::Timestamp end = job.finished.value_or(now);
    const double seconds =
        job.started ? static_cast<double>(end.milliseconds() - job.started->milliseconds()) / 1000 : 0;
    return is_one_of(statuses, code_of(job.status)) && is_one_of(processes, kOverlapCheck) &&
           is_one_of(types, "process") && is_in_time && (!min_duration_s || seconds >= *min_duration_s) &&
           (!max_duration_s || seconds <= *max_duration_s);
}

base::Result<JobQuery> read_job_query(const http::Request& request) { return JobQueryReader().read(request); }

} // namespace liangxian::processes
