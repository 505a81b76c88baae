// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/onemap/generation.hpp"

namespace liangxian::ogcapi {

/// OGC API Features, part 1 (core, GeoJSON, HTML, OpenAPI 3.0) and part 2 (CRS by reference) under `/ogcapi`.
/// Every document is there for programs and for people, in Chinese or English.
class FeatureService {
public:
    explicit FeatureService(const onemap::CurrentGeneration& current) : m_current(current) {}

    void add_routes(http::Router& router) const;

private:
    http::Response landing(const http::Request& request) const;
    http::Response conformance(const http::Request& request) const;
    http::Response collections(const http::Request& request) const;
    http::Response collection(const http::Request& request, const std::string& name) const;
    http::Response items(const http::Request& request, const std::string& name) const;
    http::Response item(const http::Request& request, const std::string& name, const std::string& id) const;

    const onemap::CurrentGeneration& m_current;
};

} // namespace liangxian::ogcapi
