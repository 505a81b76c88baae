// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/base/problem.hpp"
#include "server/http/message.hpp"

#include <string>

namespace liangxian::processes {

/// Types of exceptions that OGC API Processes, part 1, names; empty for all others.
constexpr const char* kNoSuchProcess =
    "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process";
constexpr const char* kNoSuchJob = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job";
constexpr const char* kResultNotReady =
    "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready";

/// What is wrong, as http::problem() with a type of its own.
http::Response fault(const http::Request& request, unsigned status, const std::string& code,
                     const base::Text& detail, const std::string& type = {});

/// Everything that is wrong with what was sent: `code` is the first one's, `problems` has each with its
/// place.
http::Response faults(const http::Request& request, unsigned status, const base::Problems& problems);

/// 503, to be asked again: the store cannot be read, a limit of the program.
http::Response not_now(const http::Request& request, const base::Error& error);

} // namespace liangxian::processes
