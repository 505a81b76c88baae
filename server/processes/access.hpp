// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <optional>

namespace liangxian::processes {

/// Who may ask for checks goes on (nothing); who has not signed in gets 401, who may not 403.
std::optional<http::Response> refused(const http::Request& request);

} // namespace liangxian::processes
