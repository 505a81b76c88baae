// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/feature.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// A ReadOutcome as CBOR, every double bit for bit and every vertex in its place. For the pipe
/// between the processes of one program, not for files.
std::string encode_outcome(const ReadOutcome& outcome);

/// \throws nlohmann::json::exception for bytes that encode_outcome() did not make
ReadOutcome decode_outcome(std::string_view bytes);

} // namespace liangxian::intake
