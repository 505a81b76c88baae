// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/finish.hpp"
#include "server/http/server.hpp"

#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <optional>

namespace liangxian::http {

/// What all sessions of a server share.
struct SessionContext {
    explicit SessionContext(unsigned slow_threads) : slow(slow_threads) {}

    ServerOptions options;
    Server::Handler handler;
    Server::IsSlow is_slow;
    Server::Log log;
    Server::Fault fault;
    Server::Front front;
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> is_stopping{false};
    std::atomic<std::size_t> waiting{0}; ///< slow requests
    std::atomic<std::size_t> large{0};   ///< requests with bodies over ServerOptions::body_bytes
    boost::asio::thread_pool slow;       ///< last: its work uses the others
};

/// One connection: its requests one after another. Lives as long as something is under way.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<SessionContext> context);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    /// Ends a connection that waits for its next request; an answer under way is sent first.
    void end_when_idle();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Message = boost::beast::http::response<boost::beast::http::span_body<const char>>;

    void wait_for_request();
    void read_request();
    /// Judges what the header announces, and reads it.
    void read_body();
    bool take_large_body();
    void turn_away(const Request& head, Response response);
    void ask_for_body();
    void receive_body();
    void refuse(boost::beast::error_code error);
    void answer();
    void answer_elsewhere(Request request, bool keep_alive);
    /// What the handler says, or that it failed.
    Response handled(Request& request, std::chrono::microseconds& took);
    void send(Request request, Response response, std::chrono::microseconds took, bool keep_alive);
    /// Takes what is still sent, for a while: who is busy sending would not see the answer.
    void drain(std::size_t left);
    void release_large();
    void close();

    boost::beast::tcp_stream m_stream;
    std::shared_ptr<SessionContext> m_context;
    boost::beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::optional<Message> m_message;
    Finished m_finished; ///< holds the bytes that m_message sends
    std::string m_peer;
    std::string m_continue; ///< `100 Continue`, while it is sent
    bool m_is_idle = true;
    bool m_is_large = false;   ///< counted in SessionContext::large
    bool m_is_refused = false; ///< a body was not read to its end
};

} // namespace liangxian::http
