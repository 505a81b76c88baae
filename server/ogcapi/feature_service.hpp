// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/onemap/generation.hpp"
#include "server/onemap/past_knowledge.hpp"

#include <variant>

namespace liangxian::ogcapi {

/// OGC API Features, part 1 (core, GeoJSON, HTML, OpenAPI 3.0) and part 2 (CRS by reference) under `/ogcapi`.
/// Every document is there for programs and for people, in Chinese or English.
class FeatureService {
public:
    FeatureService(const onemap::CurrentGeneration& current, const onemap::PastKnowledge& past)
        : m_current(current), m_past(past) {}

    /// Whether a request waits for the store: one of what was known before.
    static bool is_slow(const http::Request& request);

    void add_routes(http::Router& router) const;

private:
    http::Response landing(const http::Request& request) const;
    http::Response conformance(const http::Request& request) const;
    http::Response collections(const http::Request& request) const;
    http::Response collection(const http::Request& request, const std::string& name) const;
    http::Response items(const http::Request& request, const std::string& name) const;
    http::Response item(const http::Request& request, const std::string& name, const std::string& id) const;

    /// The layer as it is known now, or was at `known_at`; or what is to be answered instead.
    std::variant<onemap::LayerPointer, http::Response> layer_for(const http::Request& request,
                                                                 const std::string& name) const;

    const onemap::CurrentGeneration& m_current;
    const onemap::PastKnowledge& m_past;
};

} // namespace liangxian::ogcapi
