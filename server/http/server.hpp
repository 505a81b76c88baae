// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace liangxian::http {

/// How large a body may be, or why none is taken.
struct BodyVerdict {
    std::size_t limit = 0;
    std::optional<Response> refusal;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; ///< 0: any that is free
    std::string public_url;    ///< of the proxy in front; empty: http:// and the host of each request
    unsigned threads = 2;
    unsigned slow_threads = 4;           ///< for handlers that wait (Server::IsSlow)
    std::size_t slow_waiting = 128;      ///< requests for those; more: 503
    std::size_t connections = 1000;      ///< more are closed at once
    std::size_t header_bytes = 16 << 10; ///< more: 431
    std::size_t body_bytes = 256 << 10;  ///< more: 413
    /// Asked about a body of more than body_bytes, or of unknown length, by the request's header alone and
    /// before any of it is read; nothing: no more than body_bytes for all.
    std::function<BodyVerdict(const Request& head)> body_limit;
    std::size_t large_bodies = 16;                ///< over body_bytes at a time; more: 503
    std::chrono::seconds large_read_patience{60}; ///< for such a request
    std::chrono::seconds read_patience{10};       ///< for a whole request, once its first byte is there
    std::chrono::seconds idle_patience{60};       ///< between two requests
    std::chrono::seconds write_patience{30};      ///< for an answer to be taken
    std::chrono::seconds stop_patience{10};       ///< for answers under way when it is stopped
};

/// One request and what became of it.
struct Served {
    const Request& request;
    unsigned status;
    std::size_t bytes;
    std::chrono::microseconds took; ///< by the handler
};

/// HTTP/1.1 over Boost.Beast: reads requests within limits, asks the handler, sends what finish() makes of
/// its answer. Slow clients are dropped; a handler that throws costs its client a 500.
class Server {
public:
    /// Called by several threads at once. It fills in who asks (Request::principal).
    using Handler = std::function<Response(Request&)>;
    /// Asked at once for every request, before the handler, and must not wait; it may name another peer.
    /// \returns the answer, when the handler is not to be asked
    using Front = std::function<std::optional<Response>(Request&)>;
    /// Whether the handler of a request may wait for others: it is called on threads of its own, so that the
    /// rest is not kept waiting.
    using IsSlow = std::function<bool(const Request&)>;
    using Log = std::function<void(const Served&)>;
    /// What a handler threw, in words of the program, for the log.
    using Fault = std::function<void(const Request&, const std::string& what)>;

    /// Begins to listen. \throws base::Error `cannot-listen`
    Server(ServerOptions options, Handler handler, IsSlow is_slow, Log log, Fault fault, Front front);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const; ///< the one it got
    /// Answers until stop() or SIGINT or SIGTERM; then no connection is taken any more and answers under way
    /// are sent.
    void run();
    /// From any thread.
    void stop();

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

} // namespace liangxian::http
