// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/processes/job_desk.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace liangxian::processes {

/// `/ogcapi/jobs/{id}` of this server.
std::string job_url(const http::Request& request, const std::string& id);

/// The statusInfo of OGC API Processes, in the language of the request.
nlohmann::ordered_json status_info(const http::Request& request, const JobState& job);

/// `/ogcapi/jobs`. \param is_cut  there are more
nlohmann::ordered_json job_list(const http::Request& request, const std::vector<JobState>& jobs, bool is_cut,
                                std::size_t limit);

} // namespace liangxian::processes
