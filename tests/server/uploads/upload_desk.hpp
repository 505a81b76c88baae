// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/uploads/upload_service.hpp"
#include "tests/server/processes/asked.hpp"

#include <filesystem>
#include <string>

namespace liangxian::tests {

/// Uploads beside the process, over one store, by the real reader.
class UploadDesk : public ProcessDesk {
public:
    explicit UploadDesk(const store::NewRecords& records, uploads::UploadLimits limits = {})
        : ProcessDesk(records),
          service_of_uploads(*runner, with_program(limits),
                             [this](const uploads::FenceReport&) { is_fence_incomplete = true; }) {
        http::ApiDescription api;
        service_of_uploads.add_routes(m_upload_router, api);
        uploaded = [this](const accounts::Principal& who_asks, const std::string& id) {
            return service_of_uploads.find(who_asks, id);
        };
    }

    http::Response upload(const std::string& bytes, const std::string& name, const std::string& query = {}) {
        http::Request request =
            this->request("POST", "/api/v1/uploads" + (query.empty() ? "" : "?" + query), bytes);
        request.headers["content-disposition"] = "attachment; filename=\"" + name + "\"";
        return m_upload_router.route(request);
    }
    http::Response at(const std::string& method, const std::string& path) {
        return m_upload_router.route(request(method, path));
    }

    static uploads::UploadLimits with_program(uploads::UploadLimits limits) {
        if (limits.reader.program.empty()) {
            limits.reader.program =
                std::filesystem::path(LIANGXIAN_BINARY_DIR) / "bin" / "liangxian-upload-reader";
        }
        return limits;
    }

    bool is_fence_incomplete = false;
    uploads::UploadService service_of_uploads;

private:
    http::Router m_upload_router;
};

} // namespace liangxian::tests
