// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liangxian::ogcapi {

/// Text as HTML shows it: nothing in it is markup.
std::string escaped(std::string_view text);

constexpr const char* kStylePath = "/ogcapi/style.css";
std::string style_sheet();

/// What browsers may do with these pages: take the style sheet from here, and nothing else.
constexpr const char* kPagePolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A page for people: head, the way to it, a body. Nothing in it runs.
/// \param way  what stands above it, each with its address
/// \param body  markup, its texts escaped
std::string page(const std::string& title, const std::vector<std::pair<std::string, std::string>>& way,
                 const std::string& body, base::Language language);

} // namespace liangxian::ogcapi
