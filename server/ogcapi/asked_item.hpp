// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "server/http/message.hpp"
#include "server/ogcapi/crs_choice.hpp"

#include <string>

namespace liangxian::ogcapi {

/// One feature on one day.
struct AskedItem {
    std::string id;
    base::Date day;
    CrsChoice crs;
};

/// `Z1` of the day that `datetime` names, today without it; `Z1@2019-05-01` as answers about several days
/// have it: the one that is there on its first day, or, `Z1@..`, has none.
/// \param problems  gets all that is wrong with the parameters
AskedItem read_asked_item(const http::Request& request, const std::string& id, base::Problems& problems);

} // namespace liangxian::ogcapi
