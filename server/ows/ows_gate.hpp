// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "server/http/message.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::ows {

/// A request that may be given to MapServer.
struct OwsRequest {
    std::vector<std::pair<std::string, std::string>> parameters; ///< names in upper case
    std::string body;                                            ///< XML of a POST
    std::string service;                                         ///< WMS or WFS
    std::string operation;                                       ///< GetMap, GetFeature …; of a POST empty

    std::string parameter(const std::string& name) const;
};

/// Why a request is not given to it.
struct Refused {
    std::string code;
    base::Text text;
    /// Where WMS and WFS have a word for it, the exception's code and the parameter it is about; else empty.
    std::string exception{};
    std::string locator{};
};

/// MapServer 8.0 falls over some requests and works for minutes on others; nothing of that kind reaches it.
/// Parameters that no request of WMS and WFS has are left out, as the standards want (06-042, 6.8.1; 06-121,
/// 11.5.2). Refused are: parameters that stand twice, that name files or symbols (MAP, SLD, SLD_BODY, CONTEXT
/// …) or whose name is no word; points outside the image; forms of answers that there are not; ids of
/// features that are more than letters, digits and a few signs; XML that is broken; hits as JSON; images over
/// 2,048 pixels a side; boxes that are no finite numbers; many layers; bodies with a DOCTYPE, other entities,
/// more than 1,000 conditions or 20,000 corners.
std::optional<Refused> pass_gate(const http::Request& request, OwsRequest& out);

} // namespace liangxian::ows
