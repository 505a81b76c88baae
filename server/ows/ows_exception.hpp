// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/ows/ows_gate.hpp"

namespace liangxian::ows {

/// What is wrong, as the service and version that were asked say it. Status 400.
/// \param code  of the standard, as `InvalidFormat`
/// \param locator  the parameter it is about
http::Response ows_exception(const http::Request& request, const OwsRequest& asked, const std::string& code,
                             const std::string& locator, const base::Text& text);

/// What is wrong with TIME: `InvalidDimensionValue` of WMS, `InvalidParameterValue` of WFS.
http::Response time_exception(const http::Request& request, const OwsRequest& asked, const base::Text& text);

} // namespace liangxian::ows
