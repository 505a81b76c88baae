// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "server/http/message.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace liangxian::ogcapi {

constexpr const char* kRoot = "/ogcapi";
constexpr const char* kJson = "application/json";
constexpr const char* kGeoJson = "application/geo+json";
constexpr const char* kHtml = "text/html; charset=utf-8";

nlohmann::ordered_json link(const std::string& href, std::string_view rel, std::string_view type,
                            const std::string& title);

/// `https://…/ogcapi` and a path below it.
std::string url(const http::Request& request, const std::string& path);

/// A word in a query, percent-encoded.
std::string encoded(std::string_view word);

/// The same query with another value of one parameter; empty: without it.
std::string query_with(const http::Request& request, const std::string& name, const std::string& value);

/// What somebody wants to read: `f=json`, `f=html`, else by Accept; browsers name text/html first.
enum class Form { json, html };
Form form_of(const http::Request& request);

} // namespace liangxian::ogcapi
