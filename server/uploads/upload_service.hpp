// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/role.hpp"
#include "server/http/api_description.hpp"
#include "server/http/router.hpp"
#include "server/processes/check_runner.hpp"
#include "server/processes/deadline.hpp"
#include "server/uploads/reader_process.hpp"
#include "server/uploads/upload_shelf.hpp"
#include "server/uploads/upload_words.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <string>

namespace liangxian::uploads {

struct UploadLimits {
    ReaderOptions reader;
    ShelfLimits shelf;
    std::size_t file_bytes = std::size_t{20} << 20;
    std::size_t unzipped_bytes = std::size_t{200} << 20;
    std::chrono::milliseconds prepare_patience{10000}; ///< to make valid and measure what was read
};

/// `/api/v1/uploads`: files of any format the command line reads, read behind a fence and shown before they
/// are checked. For accounts that may check; an upload for the account that sent it.
class UploadService {
public:
    /// Called when the system does not let a reader be held by all of its fence, once.
    using Complain = std::function<void(const FenceReport&)>;

    UploadService(processes::CheckRunner& runner, UploadLimits limits, Complain complain);

    void add_routes(http::Router& router, http::ApiDescription& api);
    /// For a check of an upload.
    std::optional<intake::ReadOutcome> find(const accounts::Principal& who, const std::string& id);

private:
    http::Response take(const http::Request& request);
    http::Response show(const http::Request& request, const std::string& id);
    http::Response remove(const http::Request& request, const std::string& id);
    http::Response kept(const http::Request& request, const std::string& name, intake::ReadOutcome outcome);
    std::vector<ShownApplication> prepared(const intake::ReadOutcome& outcome);
    void look_at(const FenceReport& fence);

    processes::CheckRunner& m_runner;
    const UploadLimits m_limits;
    const Complain m_complain;
    std::atomic<bool> m_has_complained{false};
    ReaderProcess m_reader;
    UploadShelf m_shelf;
    processes::DeadlineWatch m_watch;
};

} // namespace liangxian::uploads
