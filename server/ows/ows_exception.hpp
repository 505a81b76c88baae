// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/ows/ows_gate.hpp"

namespace liangxian::ows {

/// What is wrong with TIME, as the service and version that were asked say it: `InvalidDimensionValue` of
/// WMS, `InvalidParameterValue` of WFS. Status 400.
http::Response time_exception(const http::Request& request, const OwsRequest& asked, const base::Text& text);

} // namespace liangxian::ows
