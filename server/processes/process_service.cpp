// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/process_service.hpp"

#include "core/base/number.hpp"
#include "server/ogcapi/links.hpp"
#include "server/processes/access.hpp"
#include "server/processes/fault.hpp"
#include "server/processes/job_documents.hpp"
#include "server/processes/job_query.hpp"
#include "server/processes/process_documents.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <utility>

namespace liangxian::processes {

using http::Request;
using http::Response;
using nlohmann::ordered_json;

/// One execution on its way: outlives the request that asked for it.
struct ProcessService::Asked {
    Request request; ///< without its body
    Execution execution;
    bool is_job = false;
};

namespace {

/// Differs by who asks, and changes while a job runs: no cache keeps it.
Response document(const ordered_json& json, unsigned status = 200) {
    return Response::of(ogcapi::kJson, json.dump(2) + "\n", status)
        .with("Cache-Control", "no-store")
        .with("Vary", "Accept-Language, Authorization");
}

/// Jobs belong to an account in its role: who loses a role loses what it showed.
std::string owner_of(const Request& request) {
    return request.principal->name + "\n" + std::string(accounts::code_of(request.principal->role));
}

Response no_such_job(const Request& request) {
    return fault(request, 404, "no-such-job", {"没有这个作业", "there is no such job"}, kNoSuchJob);
}

/// `Prefer: respond-async` (RFC 7240), beside other preferences.
bool prefers_async(const Request& request) {
    std::string preferences = request.header("prefer");
    std::transform(preferences.begin(), preferences.end(), preferences.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return preferences.find("respond-async") != std::string::npos;
}

std::optional<Response> refused_parameters(const Request& request, bool takes_limit) {
    base::Problems problems;
    for (const auto& [name, value] : request.query) {
        const auto number = name == "limit" && takes_limit ? base::parse_number(value) : std::nullopt;
        const bool is_limit = number && *number >= 1;
        if (!(name == "f" && value == "json") && !is_limit) {
            problems.push_back({"bad-parameter",
                                name,
                                {"没有这个参数或取值", "there is no such parameter, or no such value"}});
        }
    }
    return problems.empty() ? std::nullopt : std::optional(faults(request, 400, problems));
}

/// Raw: the result itself. As a document: results by name.
Response answered(const std::string& json, bool is_document) {
    return Response::of(ogcapi::kJson, is_document ? "{\"result\": " + json + "}\n" : json)
        .with("Cache-Control", "no-store");
}

} // namespace

ProcessService::ProcessService(CheckRunner& runner, ProcessLimits limits, Uploaded uploaded, Log log)
    : m_runner(runner), m_limits(limits), m_uploaded(std::move(uploaded)), m_log(std::move(log)),
      m_jobs(limits.jobs) {}

void ProcessService::add_routes(http::Router& router) {
    const auto add = [&router](const char* method, const char* path, auto&& answer) {
        router.add(method, std::string(ogcapi::kRoot) + path,
                   [answer](const Request& request, const http::PathWords& words) {
                       auto no = refused(request);
                       return no ? *no : answer(request, words);
                   });
    };
    add("GET", "/processes", [this](const Request& r, const auto&) { return processes(r); });
    add("GET", "/processes/{process}",
        [this](const Request& r, const auto& words) { return process(r, words.at("process")); });
    add("POST", "/processes/{process}/execution", [this](const Request& r, const auto& words) {
        return words.at("process") == kOverlapCheck ? execute(r) : process(r, words.at("process"));
    });
    add("GET", "/jobs", [this](const Request& r, const auto&) { return jobs(r); });
    add("GET", "/jobs/{job}",
        [this](const Request& r, const auto& words) { return job(r, words.at("job")); });
    add("DELETE", "/jobs/{job}",
        [this](const Request& r, const auto& words) { return dismiss(r, words.at("job")); });
    add("GET", "/jobs/{job}/results",
        [this](const Request& r, const auto& words) { return results(r, words.at("job")); });
}

Response ProcessService::processes(const Request& request) const {
    auto refused = refused_parameters(request, true);
    return refused ? *refused : document(process_list(request, 1));
}

Response ProcessService::process(const Request& request, const std::string& id) const {
    if (id != kOverlapCheck) {
        return fault(request, 404, "no-such-process", {"没有这个处理", "there is no such process"},
                     kNoSuchProcess);
    }
    auto refused = refused_parameters(request, false);
    return refused ? *refused : document(process_description(request));
}

Response ProcessService::execute(const Request& request) {
    if (auto refused = refused_parameters(request, false)) {
        return *refused;
    }
    auto execution = read_execution(request.body);
    if (!execution.ok()) {
        return faults(request, 400, execution.problems());
    }
    auto asked = std::make_shared<Asked>();
    asked->request.headers = request.headers; // all but the body and the query
    asked->request.principal = request.principal;
    asked->request.origin = request.origin;
    asked->execution = std::move(execution).value();
    asked->is_job = prefers_async(request);
    return asked->is_job ? answer_later(request, asked) : answer_at_once(asked);
}

Response ProcessService::answer_at_once(const AskedPointer& asked) {
    const base::CancelToken cancel;
    return checked(*asked, m_limits.sync_patience, cancel, {});
}

Response ProcessService::answer_later(const Request& request, const AskedPointer& asked) {
    auto taken = m_jobs.take(owner_of(request),
                             [this, asked](const base::CancelToken& cancel, const base::Progress& progress) {
                                 return checked(*asked, m_limits.job_patience, cancel, progress);
                             });
    if (const auto* why_not = std::get_if<JobDesk::Refusal>(&taken)) {
        return *why_not == JobDesk::Refusal::too_many_waiting
                   ? fault(request, 503, "queue-full",
                           {"排队的作业过多，请稍后再试", "too many jobs wait; try again in a moment"})
                         .with("Retry-After", "10")
                   : fault(request, 429, "too-many-jobs",
                           {"您未完成的作业过多，请等它们完成", "you have too many jobs that are not done"})
                         .with("Retry-After", "10");
    }
    const JobState& job = std::get<JobState>(taken);
    return document(status_info(request, job), 201)
        .with("Location", job_url(request, job.id))
        .with("Preference-Applied", "respond-async");
}

CheckAnswer ProcessService::run(const Asked& asked, const base::CancelToken& cancel,
                                const base::Progress& progress) {
    const Execution& execution = asked.execution;
    const accounts::Principal& who = *asked.request.principal;
    const auto read = [&](const intake::ReadOptions& options) {
        std::vector<intake::ReadOutcome> files;
        if (execution.upload.empty()) {
            files.push_back(intake::read_bytes(execution.application, "-", options)); // as standard input
            return files;
        }
        auto uploaded = m_uploaded(who, execution.upload);
        if (!uploaded) {
            throw base::InputError(
                base::Problems{{"upload-unknown",
                                "inputs.upload",
                                {"没有这次上传，或已过期；请重新上传",
                                 "there is no such upload, or no more; upload it again"}}});
        }
        files.push_back(std::move(*uploaded));
        return files;
    };
    return m_runner.run(execution.check, read, accounts::sees_hidden(who.role), cancel, progress);
}

Response ProcessService::try_to_check(const Asked& asked, std::chrono::milliseconds patience,
                                      const base::CancelToken& cancel, const base::Progress& progress,
                                      AskedCheck& told) {
    const DeadlineWatch::Guard watched(m_watch, cancel, patience);
    try {
        told.answer = run(asked, cancel, progress);
        return answered(std::exchange(told.answer.json, {}), asked.execution.is_document);
    } catch (const base::Cancelled&) {
        if (!watched.is_past()) {
            throw;
        }
        told.code = "check-too-long";
        return fault(asked.request, 503, told.code,
                     {"核查超过时限；请拆分申请，或用 Prefer: respond-async 提交作业",
                      "the check takes too long; split the application, or ask for a job "
                      "(Prefer: respond-async)"});
    } catch (const base::InputError& error) {
        told.code = error.problems().front().code;
        return faults(asked.request, 422, error.problems());
    } catch (const base::Error& error) {
        told.code = error.code();
        return not_now(asked.request, error);
    }
}

Response ProcessService::checked(const Asked& asked, std::chrono::milliseconds patience,
                                 const base::CancelToken& cancel, const base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    const accounts::Principal& who = *asked.request.principal;
    AskedCheck told{who.name, std::string(accounts::code_of(who.role)), asked.is_job, 0, {}, {}, {}};
    const auto tell = [&](unsigned status) {
        told.status = status;
        told.took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
        m_log(told);
    };
    try {
        Response out = try_to_check(asked, patience, cancel, progress, told);
        tell(out.status);
        return out;
    } catch (const base::Cancelled&) {
        told.code = "dismissed";
        tell(0);
        throw;
    }
}

Response ProcessService::jobs(const Request& request) {
    const auto query = read_job_query(request);
    if (!query.ok()) {
        return faults(request, 400, query.problems());
    }
    const base::Timestamp now = base::Timestamp::now();
    std::vector<JobState> all = m_jobs.list(owner_of(request));
    all.erase(
        std::remove_if(all.begin(), all.end(), [&](const JobState& one) { return !query->takes(one, now); }),
        all.end());
    const bool is_cut = all.size() > query->limit;
    all.resize(std::min(all.size(), query->limit));
    return document(job_list(request, all, is_cut, query->limit));
}

Response ProcessService::job(const Request& request, const std::string& id) {
    const auto state = m_jobs.find(owner_of(request), id);
    return state ? document(status_info(request, *state)) : no_such_job(request);
}

Response ProcessService::results(const Request& request, const std::string& id) {
    const auto state = m_jobs.find(owner_of(request), id);
    if (!state) {
        return no_such_job(request);
    }
    const auto result = m_jobs.result(owner_of(request), id);
    if (result) {
        return *result;
    }
    return state->status == JobStatus::dismissed
               ? fault(request, 404, "job-dismissed", {"此作业已取消", "this job was dismissed"}, kNoSuchJob)
               : fault(request, 404, "result-not-ready", {"结果尚未完成", "the result is not ready yet"},
                       kResultNotReady);
}

Response ProcessService::dismiss(const Request& request, const std::string& id) {
    const auto dismissed = m_jobs.dismiss(owner_of(request), id);
    return dismissed ? document(status_info(request, dismissed->first)) : no_such_job(request);
}

} // namespace liangxian::processes
