// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/process_paths.hpp"

#include "server/ogcapi/links.hpp"

#include <string>
#include <utility>

namespace liangxian::ogcapi {
namespace {

using nlohmann::ordered_json;

ordered_json answer(const char* description) {
    return {{"description", description}, {"content", {{kJson, {{"schema", {{"type", "object"}}}}}}}};
}

ordered_json fault(const char* description) {
    return {{"description", description},
            {"content", {{"application/problem+json", {{"schema", {{"type", "object"}}}}}}}};
}

/// An operation for accounts that may check.
ordered_json operation(const char* id, const char* summary, ordered_json responses) {
    responses["401"] = fault("no sign-in");
    responses["403"] = fault("the role may not check");
    return {{"operationId", id},
            {"summary", summary},
            {"security", ordered_json::array({{{"bearer", ordered_json::array()}}})},
            {"responses", std::move(responses)}};
}

ordered_json parameter(const char* name, const char* in, const char* description, ordered_json schema) {
    return {{"name", name},
            {"in", in},
            {"required", std::string(in) == "path"},
            {"description", description},
            {"schema", std::move(schema)}};
}

ordered_json text_schema() { return {{"type", "string"}}; }

ordered_json execution() {
    ordered_json out =
        operation("execute", "check an application; its answer is the check result, or a job",
                  {{"200", answer("the check result")},
                   {"201", answer("a job was made (Prefer: respond-async); Location says where it is")},
                   {"400", fault("an input is unknown or wrong, or is given by reference")},
                   {"413", fault("the body is too large")},
                   {"422", fault("no application could be checked")},
                   {"429", fault("too many jobs of this account are not done")},
                   {"503", fault("too much waits, the check takes too long, or the store cannot be read")}});
    out["parameters"] = ordered_json::array(
        {parameter("Prefer", "header", "respond-async: answer with a job", text_schema())});
    out["requestBody"] = {
        {"required", true},
        {"content",
         {{kJson,
           {{"schema",
             {{"type", "object"},
              {"required", {"inputs"}},
              {"properties",
               {{"inputs",
                 {{"type", "object"},
                  {"description", "those of the process description; application is GeoJSON"}}},
                {"outputs", {{"type", "object"}}},
                {"response",
                 {{"type", "string"}, {"enum", {"raw", "document"}}, {"default", "raw"}}}}}}}}}}}};
    return out;
}

ordered_json job_list() {
    ordered_json out =
        operation("jobs", "jobs of this account",
                  {{"200", answer("the latest first")}, {"400", fault("a parameter is wrong")}});
    const ordered_json integer{{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}, {"default", 100}};
    const ordered_json words{{"type", "array"}, {"items", {{"type", "string"}}}};
    out["parameters"] = {parameter("limit", "query", "jobs at most", integer),
                         parameter("type", "query", "process", words),
                         parameter("processID", "query", "only of these processes", words),
                         parameter("status", "query", "only in these states", words),
                         parameter("datetime", "query", "only those made then", text_schema()),
                         parameter("minDuration", "query", "seconds", {{"type", "number"}}),
                         parameter("maxDuration", "query", "seconds", {{"type", "number"}})};
    return out;
}

} // namespace

void add_process_paths(ordered_json& paths) {
    const ordered_json process = parameter("processID", "path", "id of a process", text_schema());
    const ordered_json job = parameter("jobID", "path", "id of a job", text_schema());
    const auto of_job = [&job](ordered_json operation) {
        operation["parameters"] = ordered_json::array({job});
        operation["responses"]["404"] = fault("there is no such job");
        return operation;
    };
    paths["/processes"]["get"] =
        operation("processes", "what can be executed", {{"200", answer("processes")}});
    paths["/processes/{processID}"]["get"] =
        operation("process", "inputs and outputs of a process",
                  {{"200", answer("its description")}, {"404", fault("there is no such process")}});
    paths["/processes/{processID}"]["get"]["parameters"] = ordered_json::array({process});
    paths["/processes/overlap-check/execution"]["post"] = execution();
    paths["/jobs"]["get"] = job_list();
    paths["/jobs/{jobID}"]["get"] =
        of_job(operation("job", "state of a job", {{"200", answer("its state")}}));
    paths["/jobs/{jobID}"]["delete"] = of_job(
        operation("dismiss", "stop a job, or remove one that has ended", {{"200", answer("its state")}}));
    paths["/jobs/{jobID}/results"]["get"] = of_job(operation(
        "results", "result of a job", {{"200", answer("the check result")}, {"422", fault("it failed")}}));
}

} // namespace liangxian::ogcapi
