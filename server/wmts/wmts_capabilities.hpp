// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/onemap/generation.hpp"

#include <string>

namespace liangxian::wmts {

/// The capabilities of WMTS 1.0.0 (OGC 07-057r7): layers, matrix sets, addresses.
std::string capabilities_xml(const http::Request& request, const onemap::Generation& generation);

/// Text as XML holds it.
std::string xml_text(const std::string& text);

} // namespace liangxian::wmts
