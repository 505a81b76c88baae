// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/job_documents.hpp"

#include "server/ogcapi/links.hpp"
#include "server/processes/job_query.hpp"
#include "server/processes/process_documents.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::processes {
namespace {

using nlohmann::ordered_json;
using ogcapi::kJson;

constexpr const char* kResults = "http://www.opengis.net/def/rel/ogc/1.0/results";

ordered_json time_or_null(const std::optional<base::Timestamp>& time) {
    return time ? ordered_json(time->to_string()) : ordered_json(nullptr);
}

} // namespace

std::string job_url(const http::Request& request, const std::string& id) {
    return ogcapi::url(request, "/jobs/" + id);
}

ordered_json status_info(const http::Request& request, const JobState& job) {
    const std::string own = job_url(request, job.id);
    ordered_json links = ordered_json::array();
    links.push_back(ogcapi::link(own, "self", kJson, job.id));
    if (job.status == JobStatus::successful || job.status == JobStatus::failed) {
        links.push_back(ogcapi::link(own + "/results", kResults, kJson, job.id));
    }
    ordered_json out{{"processID", kOverlapCheck},
                     {"type", "process"},
                     {"jobID", job.id},
                     {"status", code_of(job.status)},
                     {"message", job.message.in(request.language())},
                     {"created", job.created.to_string()}};
    if (job.started) {
        out["started"] = time_or_null(job.started);
    }
    if (job.finished) {
        out["finished"] = time_or_null(job.finished);
    }
    out["updated"] = job.updated.to_string();
    out["progress"] = job.progress;
    out["links"] = std::move(links);
    return out;
}

ordered_json job_list(const http::Request& request, const std::vector<JobState>& jobs, bool is_cut,
                      std::size_t limit) {
    ordered_json all = ordered_json::array();
    for (const JobState& job : jobs) {
        all.push_back(status_info(request, job));
    }
    const std::string own = ogcapi::url(request, "/jobs");
    ordered_json links = ordered_json::array();
    links.push_back(ogcapi::link(own + ogcapi::query_with(request, "", ""), "self", kJson, "JSON"));
    if (is_cut && limit < kMostJobs) {
        const std::string more = std::to_string(std::min(2 * limit, kMostJobs));
        links.push_back(
            ogcapi::link(own + ogcapi::query_with(request, "limit", more), "alternate", kJson, "more"));
    }
    return {{"jobs", std::move(all)}, {"links", std::move(links)}};
}

} // namespace liangxian::processes
