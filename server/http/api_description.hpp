// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace liangxian::http {

/// `{"$ref": …}` to a schema of the description.
nlohmann::ordered_json schema_named(const std::string& name);

/// One method of one path, as OpenAPI 3.0 has it. A sign-in is needed unless said otherwise.
class ApiOperation {
public:
    ApiOperation(const std::string& id, const std::string& summary);

    ApiOperation& for_anybody();
    ApiOperation& with_query(const std::string& name, const std::string& about,
                             nlohmann::ordered_json schema);
    /// A body.
    ApiOperation& takes(nlohmann::ordered_json schema, const std::string& content_type = "application/json");
    ApiOperation& answers(unsigned status, const std::string& about, nlohmann::ordered_json schema = nullptr,
                          const std::string& content_type = "application/json");
    /// With `application/problem+json`.
    ApiOperation& fails(const std::vector<unsigned>& statuses);

    const nlohmann::ordered_json& json() const { return m_json; }

private:
    nlohmann::ordered_json m_json;
};

/// `/api/v1/openapi.json`: whoever adds routes under `/api/v1` adds their description. Filled once, then only
/// read: any thread.
class ApiDescription {
public:
    ApiDescription();

    /// \param pattern  as the router has it; `{name}` becomes a parameter of the path
    void add(const std::string& method, const std::string& pattern, const ApiOperation& operation);
    void add_schema(const std::string& name, nlohmann::ordered_json schema);
    /// \pre everything is added
    void add_routes(Router& router) const;

    /// The document for clients that came by an address.
    nlohmann::ordered_json document(const std::string& origin) const;

private:
    nlohmann::ordered_json m_paths = nlohmann::ordered_json::object();
    nlohmann::ordered_json m_schemas = nlohmann::ordered_json::object();
};

} // namespace liangxian::http
