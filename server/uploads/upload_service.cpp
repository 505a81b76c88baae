// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/upload_service.hpp"

#include "core/app/jurisdiction.hpp"
#include "core/base/error.hpp"
#include "server/processes/access.hpp"
#include "server/processes/fault.hpp"
#include "server/uploads/multipart.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace liangxian::uploads {
namespace {

using http::Request;
using http::Response;
using nlohmann::ordered_json;
using processes::fault;
using processes::faults;

constexpr const char* kPath = "/api/v1/uploads";
constexpr const char* kAcceptance = "repair-needs-acceptance";

std::string owner_of(const accounts::Principal& who) {
    return who.name + "\n" + std::string(accounts::code_of(who.role));
}

Response answered(std::string body, unsigned status) {
    return Response::of("application/json", std::move(body), status)
        .with("Cache-Control", "no-store")
        .with("Vary", "Authorization");
}

Response no_such_upload(const Request& request) {
    return fault(request, 404, "upload-unknown",
                 {"没有这次上传，或已过期", "there is no such upload, or no more"});
}

bool is_needing_acceptance(const app::PreparedOutcome& outcome) {
    const auto* failed = std::get_if<result::FailedApplication>(&outcome);
    return failed != nullptr && !failed->problems.empty() && failed->problems.front().code == kAcceptance;
}

/// How a file is to be read, by the parameters of the request; faults are added.
void read_parameters(const Request& request, intake::ReadOptions& options, base::Problems& problems) {
    for (const auto& [name, value] : request.query) {
        if (name == "crs") {
            try {
                options.declared_epsg = app::parse_epsg(value);
            } catch (const base::InputError& error) {
                problems.insert(problems.end(), error.problems().begin(), error.problems().end());
                problems.back().where = name;
            }
        } else if (name == "encoding") {
            options.encoding = value;
        } else if (name == "layer") {
            options.layer = value;
        } else if (name == "group" && (value == "one" || value == "each")) {
            options.grouping = value == "one" ? intake::Grouping::one : intake::Grouping::each;
        } else if (name != "name") {
            problems.push_back({"bad-parameter",
                                name,
                                {"没有这个参数或取值；可用：name、crs、encoding、layer、group=one|each",
                                 "there is no such parameter, or no such value; choose from: name, crs, "
                                 "encoding, layer, group=one|each"}});
        }
    }
}

void describe(http::ApiDescription& api) {
    const ordered_json text{{"type", "string"}};
    const ordered_json object{{"type", "object"}};
    http::ApiOperation take("upload",
                            "a file of any format the command line reads, to be looked at and checked");
    take.with_query("name", "name of the file; or by Content-Disposition", text)
        .with_query("crs", "EPSG:n of its coordinates, whatever it says", text)
        .with_query("encoding", "of its texts", text)
        .with_query("layer", "of a file with several", text)
        .with_query("group", "one: all of it is one application; each: every feature is",
                    {{"type", "string"}, {"enum", {"one", "each"}}})
        .takes({{"type", "string"}, {"format", "binary"}}, "application/octet-stream")
        .answers(201, "what was read: applications, repairs, problems and outlines", object)
        .fails({400, 401, 403, 413, 422, 503});
    api.add("POST", kPath, take);
    const std::string one = std::string(kPath) + "/{upload}";
    http::ApiOperation show("showUpload", "what was read of an upload");
    show.answers(200, "as it was answered when it came", object).fails({401, 403, 404});
    api.add("GET", one, show);
    http::ApiOperation remove("removeUpload", "takes an upload away");
    remove.answers(204, "it is gone").fails({401, 403, 404});
    api.add("DELETE", one, remove);
}

} // namespace

UploadService::UploadService(processes::CheckRunner& runner, UploadLimits limits, Complain complain)
    : m_runner(runner), m_limits(limits), m_complain(std::move(complain)), m_reader(limits.reader),
      m_shelf(limits.shelf) {}

void UploadService::add_routes(http::Router& router, http::ApiDescription& api) {
    describe(api);
    const auto add = [&router](const char* method, const std::string& path, auto&& answer) {
        router.add(method, path, [answer](const Request& request, const http::PathWords& words) {
            auto no = processes::refused(request);
            return no ? *no : answer(request, words);
        });
    };
    const std::string one = std::string(kPath) + "/{upload}";
    add("POST", kPath, [this](const Request& r, const auto&) { return take(r); });
    add("GET", one, [this](const Request& r, const auto& words) { return show(r, words.at("upload")); });
    add("DELETE", one, [this](const Request& r, const auto& words) { return remove(r, words.at("upload")); });
}

std::optional<intake::ReadOutcome> UploadService::find(const accounts::Principal& who,
                                                       const std::string& id) {
    return m_shelf.outcome(owner_of(who), id);
}

Response UploadService::take(const Request& request) {
    const auto file = sent_file(request);
    if (!file || file->bytes.empty()) {
        return fault(request, 400, "upload-empty",
                     {"没有收到文件：请把文件作为请求内容，或用 multipart/form-data",
                      "no file came: send it as the body, or as multipart/form-data"});
    }
    try {
        ReaderTask task{file->name.empty() ? "upload" : file->name, m_runner.read_options(), file->bytes};
        task.options.limits.file_bytes = m_limits.file_bytes;
        task.options.limits.unzipped_bytes = m_limits.unzipped_bytes;
        base::Problems problems;
        read_parameters(request, task.options, problems);
        if (!problems.empty()) {
            return faults(request, 400, problems);
        }
        auto answer = m_reader.read(task);
        if (!answer) {
            return fault(request, 503, "busy",
                         {"正在读取的文件过多，请稍后再试", "too many files are being read"})
                .with("Retry-After", "5");
        }
        look_at(answer->fence);
        return kept(request, task.name, std::move(answer->outcome));
    } catch (const base::Cancelled&) {
        return fault(request, 422, "upload-too-complex",
                     {"图形过于复杂，请拆分后再提交", "what was read takes too long to measure; split it"});
    } catch (const base::InputError& error) {
        return faults(request, 422, error.problems());
    } catch (const base::Error& error) {
        return processes::not_now(request, error);
    }
}

std::vector<ShownApplication> UploadService::prepared(const intake::ReadOutcome& outcome) {
    const base::CancelToken cancel;
    const processes::DeadlineWatch::Guard watched(m_watch, cancel, m_limits.prepare_patience);
    std::vector<ShownApplication> out;
    for (app::PreparedOutcome& one : m_runner.prepared(outcome, false, cancel)) {
        out.push_back({std::move(one), false});
    }
    const auto needs = [](const ShownApplication& one) { return is_needing_acceptance(one.prepared); };
    if (std::any_of(out.begin(), out.end(), needs)) {
        auto accepted = m_runner.prepared(outcome, true, cancel);
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = {std::move(accepted[i]), needs(out[i])};
        }
    }
    return out;
}

Response UploadService::kept(const Request& request, const std::string& name, intake::ReadOutcome outcome) {
    const std::vector<ShownApplication> all = prepared(outcome);
    base::Problems problems;
    bool has_any = false;
    for (const ShownApplication& one : all) {
        if (const auto* failed = std::get_if<result::FailedApplication>(&one.prepared)) {
            problems.insert(problems.end(), failed->problems.begin(), failed->problems.end());
        }
        has_any = has_any || !outcome.features.empty();
    }
    if (!has_any) {
        return faults(request, 422, problems);
    }
    const ordered_json shown{
        {"name", name}, {"applications", applications_json(all)}, {"geojson", outlines_json(all)}};
    const std::string text = shown.dump() + "\n";
    const std::string id = m_shelf.put(owner_of(*request.principal), std::move(outcome), text);
    ordered_json answer{{"id", id}, {"kept_for_s", m_limits.shelf.kept_for.count()}};
    answer.update(shown);
    constexpr auto kReplace = ordered_json::error_handler_t::replace;
    return answered(answer.dump(-1, ' ', false, kReplace) + "\n", 201)
        .with("Location", request.origin + kPath + "/" + id);
}

Response UploadService::show(const Request& request, const std::string& id) {
    auto shown = m_shelf.shown(owner_of(*request.principal), id);
    return shown ? answered(std::move(*shown), 200) : no_such_upload(request);
}

Response UploadService::remove(const Request& request, const std::string& id) {
    if (!m_shelf.remove(owner_of(*request.principal), id)) {
        return no_such_upload(request);
    }
    Response out;
    out.status = 204;
    return out;
}

void UploadService::look_at(const FenceReport& fence) {
    if ((!fence.holds_files || !fence.holds_network) && !m_has_complained.exchange(true)) {
        m_complain(fence);
    }
}

} // namespace liangxian::uploads
