// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/api_description.hpp"

#include "server/http/finish.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace liangxian::http {
namespace {

using nlohmann::ordered_json;

constexpr const char* kOpenApi = "application/vnd.oai.openapi+json;version=3.0";

const char* about(unsigned status) {
    switch (status) {
    case 400:
        return "the request is wrong";
    case 401:
        return "who asks is not proved";
    case 403:
        return "whoever asks may not";
    case 404:
        return "there is no such thing";
    case 409:
        return "it does not go together with what is there";
    case 413:
        return "the body is too large";
    case 415:
        return "of a type that is not taken";
    case 429:
        return "too many; Retry-After says when again";
    case 503:
        return "not now; Retry-After says when again";
    default:
        return "it could not be done";
    }
}

std::string lower(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word;
}

std::vector<std::string> names_in(const std::string& pattern) {
    std::vector<std::string> out;
    for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1)) {
        out.push_back(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    }
    return out;
}

ordered_json problem_schema() {
    const ordered_json text{{"type", "string"}};
    return {{"type", "object"},
            {"required", {"type", "status", "code", "detail", "messages"}},
            {"properties",
             {{"type", text},
              {"status", {{"type", "integer"}}},
              {"code", text},
              {"detail", text},
              {"messages", {{"type", "object"}, {"properties", {{"zh", text}, {"en", text}}}}}}}};
}

} // namespace

ordered_json schema_named(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

ApiOperation::ApiOperation(const std::string& id, const std::string& summary)
    : m_json{{"operationId", id}, {"summary", summary}, {"responses", ordered_json::object()}} {}

ApiOperation& ApiOperation::for_anybody() {
    m_json["security"] = ordered_json::array();
    return *this;
}

ApiOperation& ApiOperation::with_query(const std::string& name, const std::string& its_meaning,
                                       ordered_json schema) {
    m_json["parameters"].push_back(
        {{"name", name}, {"in", "query"}, {"description", its_meaning}, {"schema", std::move(schema)}});
    return *this;
}

ApiOperation& ApiOperation::takes(ordered_json schema, const std::string& content_type) {
    m_json["requestBody"] = {{"required", true},
                             {"content", {{content_type, {{"schema", std::move(schema)}}}}}};
    return *this;
}

ApiOperation& ApiOperation::answers(unsigned status, const std::string& its_meaning, ordered_json schema,
                                    const std::string& content_type) {
    ordered_json& answer = m_json["responses"][std::to_string(status)];
    answer = {{"description", its_meaning}};
    if (!schema.is_null()) {
        answer["content"] = {{content_type, {{"schema", std::move(schema)}}}};
    }
    return *this;
}

ApiOperation& ApiOperation::fails(const std::vector<unsigned>& statuses) {
    for (const unsigned status : statuses) {
        answers(status, about(status), schema_named("problem"), "application/problem+json");
    }
    return *this;
}

ApiDescription::ApiDescription() { add_schema("problem", problem_schema()); }

void ApiDescription::add(const std::string& method, const std::string& pattern,
                         const ApiOperation& operation) {
    ordered_json json = operation.json();
    ordered_json parameters = ordered_json::array();
    for (const std::string& name : names_in(pattern)) {
        parameters.push_back(
            {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    if (json.contains("parameters")) {
        parameters.insert(parameters.end(), json["parameters"].begin(), json["parameters"].end());
    }
    if (!parameters.empty()) {
        json["parameters"] = std::move(parameters);
    }
    m_paths[pattern][lower(method)] = std::move(json);
}

void ApiDescription::add_schema(const std::string& name, ordered_json schema) {
    m_schemas[name] = std::move(schema);
}

ordered_json ApiDescription::document(const std::string& origin) const {
    return {{"openapi", "3.0.3"},
            {"info",
             {{"title", "两线 Liangxian"},
              {"version", "1"},
              {"description", "the JSON interface of the one-map server"}}},
            {"servers", {{{"url", origin.empty() ? "/" : origin}}}},
            {"security", {{{"token", ordered_json::array()}}, {{"session", ordered_json::array()}}}},
            {"paths", m_paths},
            {"components",
             {{"schemas", m_schemas},
              {"securitySchemes",
               {{"token", {{"type", "http"}, {"scheme", "bearer"}}},
                {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "liangxian"}}}}}}}};
}

void ApiDescription::add_routes(Router& router) const {
    router.add("GET", "/api/v1/openapi.json", [this](const Request& request, const PathWords&) {
        std::string body = document(request.origin).dump() + "\n";
        std::string tag = etag_of(body);
        return Response::of(kOpenApi, std::move(body))
            .with("ETag", std::move(tag))
            .with("Cache-Control", "no-cache");
    });
}

} // namespace liangxian::http
