// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"
#include "core/report/json_report.hpp"
#include "core/store/store.hpp"
#include "server/http/router.hpp"
#include "server/processes/process_service.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::tests {

/// A result without the instant at which it was made.
inline std::string timeless(const std::string& json) {
    static const std::regex instant("\"checked_at\": \"[^\"]*\"");
    return std::regex_replace(json, instant, "\"checked_at\": \"\"");
}

/// The process over a store of its own, asked as the router asks it: by whom one says.
class ProcessDesk {
public:
    explicit ProcessDesk(const store::NewRecords& records, processes::ProcessLimits limits = {},
                         processes::CheckSizes sizes = {})
        : store(store::create_store(location(), {})) {
        store->add(records, {}, {});
        runner = std::make_unique<processes::CheckRunner>(location(), sizes);
        service = std::make_unique<processes::ProcessService>(
            *runner, limits,
            [this](const accounts::Principal& owner, const std::string& id) {
                return uploaded ? uploaded(owner, id) : std::nullopt;
            },
            [this](const processes::AskedCheck& check) {
                const std::lock_guard<std::mutex> lock(m_mutex);
                log.push_back(check);
            });
        service->add_routes(m_router);
    }

    std::string location() const { return (m_folder.path() / "store.gpkg").string(); }

    http::Request request(const std::string& method, const std::string& path, const std::string& body = {},
                          std::vector<std::pair<std::string, std::string>> headers = {}) const {
        http::Request out;
        out.method = method;
        const std::size_t mark = path.find('?');
        out.path = path.substr(0, mark);
        if (mark != std::string::npos) {
            const std::string query = path.substr(mark + 1);
            out.query.emplace_back(query.substr(0, query.find('=')), query.substr(query.find('=') + 1));
        }
        out.origin = "http://here";
        out.body = body;
        out.principal = who;
        for (auto& [name, value] : headers) {
            out.headers[name] = value;
        }
        return out;
    }
    http::Response ask(const std::string& method, const std::string& path, const std::string& body = {},
                       std::vector<std::pair<std::string, std::string>> headers = {}) const {
        return m_router.route(request(method, path, body, std::move(headers)));
    }
    http::Response execute(const std::string& application, const std::string& more = {}) const {
        return ask("POST", "/ogcapi/processes/overlap-check/execution", execution(application, more));
    }
    http::Response execute_later(const std::string& body) const {
        return ask("POST", "/ogcapi/processes/overlap-check/execution", body, {{"prefer", "respond-async"}});
    }
    static std::string execution(const std::string& application, const std::string& more = {}) {
        return R"({"inputs": {"application": )" + application + (more.empty() ? "" : ", ") + more + "}}";
    }

    /// What the command line writes for the same bytes on standard input.
    std::string written(const std::string& application, const app::CheckRequest& asked = {}) const {
        intake::ReadOptions options;
        options.jurisdiction = std::nullopt;
        const auto data = app::load_product_data();
        const auto own = store::open_store(location(), store::Access::read_only);
        return report::json_report(app::check({*own, data.rules, data.accuracy},
                                              {intake::read_bytes(application, "-", options)}, asked));
    }

    std::string header(const http::Response& response, const std::string& name) const {
        for (const auto& [one, value] : response.headers) {
            if (one == name) {
                return value;
            }
        }
        return {};
    }

private:
    base::TemporaryDirectory m_folder;
    std::mutex m_mutex;

public:
    std::unique_ptr<store::Store> store;
    std::optional<accounts::Principal> who = accounts::Principal{"张三", accounts::Role::officer, {}};
    std::function<std::optional<intake::ReadOutcome>(const accounts::Principal&, const std::string&)>
        uploaded;
    std::vector<processes::AskedCheck> log;
    std::unique_ptr<processes::CheckRunner> runner;
    std::unique_ptr<processes::ProcessService> service;

private:
    http::Router m_router;
};

inline nlohmann::json json_of(const http::Response& response) {
    return nlohmann::json::parse(response.body->plain);
}

} // namespace liangxian::tests
