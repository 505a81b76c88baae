// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/session.hpp"

#include "server/http/target.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

namespace liangxian::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using std::chrono::microseconds;
using std::chrono::steady_clock;

namespace {

/// Of a body that was refused and is sent all the same.
constexpr std::size_t kMostDrained = 32 << 20;
constexpr std::chrono::seconds kDrainPatience{2};

std::string lower(boost::beast::string_view word) {
    std::string out(word);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// A host is written by whoever asks: only what can be one goes into links.
std::string origin_of(const std::string& public_url, const std::string& host) {
    const bool is_host = !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == ':' || c == '-' || c == '[' || c == ']';
    });
    return !public_url.empty() ? public_url : is_host ? "http://" + host : "";
}

/// All but the body. \returns whether the request passed the gate
bool take_over(const beast::http::request<beast::http::string_body>& from, Request& to) {
    to.method = std::string(from.method_string());
    to.target = std::string(from.target());
    for (const auto& field : from) {
        to.headers[lower(field.name_string())] = std::string(field.value());
    }
    auto target = parse_target(to.target);
    if (!target) {
        return false;
    }
    to.path = std::move(target->path);
    to.query = std::move(target->query);
    return true;
}

} // namespace

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<SessionContext> context)
    : m_stream(std::move(socket)), m_context(std::move(context)) {
    beast::error_code ignored;
    m_peer = m_stream.socket().remote_endpoint(ignored).address().to_string();
    ++m_context->connections;
}

Session::~Session() {
    release_large();
    --m_context->connections;
}

void Session::start() {
    asio::dispatch(m_stream.get_executor(), [self = shared_from_this()] { self->wait_for_request(); });
}

void Session::end_when_idle() {
    asio::dispatch(m_stream.get_executor(), [self = shared_from_this()] {
        if (self->m_is_idle) {
            self->close();
        }
    });
}

/// The first byte of the next request, as long as that may take; then all of it within a shorter time.
void Session::wait_for_request() {
    m_is_idle = true;
    if (m_context->is_stopping) {
        close();
        return;
    }
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_context->options.header_bytes));
    m_parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // read_body() sets it
    if (m_buffer.size() > 0) {
        read_request();
        return;
    }
    m_stream.expires_after(m_context->options.idle_patience);
    constexpr std::size_t kPiece = 4096;
    m_stream.async_read_some(m_buffer.prepare(kPiece),
                             [self = shared_from_this()](beast::error_code error, std::size_t count) {
                                 if (error) {
                                     self->close();
                                     return;
                                 }
                                 self->m_buffer.commit(count);
                                 self->read_request();
                             });
}

void Session::read_request() {
    m_is_idle = false;
    m_stream.expires_after(m_context->options.read_patience);
    beast::http::async_read_header(m_stream, m_buffer, *m_parser,
                                   [self = shared_from_this()](beast::error_code error, std::size_t) {
                                       if (error) {
                                           self->refuse(error);
                                       } else {
                                           self->read_body();
                                       }
                                   });
}

void Session::read_body() {
    const ServerOptions& options = m_context->options;
    const auto announced = m_parser->content_length();
    const bool may_be_large = announced ? *announced > options.body_bytes : m_parser->chunked();
    m_parser->body_limit(options.body_bytes);
    if (may_be_large && options.body_limit && !take_large_body()) {
        return;
    }
    if (announced && !m_is_large && *announced > options.body_bytes) {
        refuse(beast::http::error::body_limit);
        return;
    }
    ask_for_body();
}

/// \returns false when it was refused
bool Session::take_large_body() {
    Request head;
    head.peer = m_peer;
    if (!take_over(m_parser->get(), head)) {
        return true; // not large, then; and refused once it is there
    }
    head.origin = origin_of(m_context->options.public_url, head.header("host"));
    BodyVerdict verdict = m_context->options.body_limit(head);
    const auto announced = m_parser->content_length();
    if (verdict.refusal) {
        turn_away(head, std::move(*verdict.refusal));
        return false;
    }
    if (announced && *announced > verdict.limit) {
        refuse(beast::http::error::body_limit);
        return false;
    }
    if (verdict.limit <= m_context->options.body_bytes) {
        return true;
    }
    if (++m_context->large > m_context->options.large_bodies) {
        --m_context->large;
        turn_away(head, problem(head, 503, "busy",
                                {"请求过多，请稍后再试", "too many requests; try again in a moment"})
                            .with("Retry-After", "2"));
        return false;
    }
    m_is_large = true;
    m_parser->body_limit(verdict.limit); // of a body that comes in chunks
    m_stream.expires_after(m_context->options.large_read_patience);
    return true;
}

void Session::turn_away(const Request& head, Response response) {
    m_is_refused = true;
    send(head, std::move(response), microseconds(0), false);
}

/// Who waits to be asked for a body (RFC 9110, 10.1.1) is asked, now that it will be taken.
void Session::ask_for_body() {
    if (m_parser->is_done()) {
        answer();
        return;
    }
    if (!beast::iequals(m_parser->get()[beast::http::field::expect], "100-continue")) {
        receive_body();
        return;
    }
    m_continue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(m_stream, asio::buffer(m_continue),
                      [self = shared_from_this()](beast::error_code error, std::size_t) {
                          if (error) {
                              self->close();
                          } else {
                              self->receive_body();
                          }
                      });
}

void Session::receive_body() {
    beast::http::async_read(m_stream, m_buffer, *m_parser,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                                if (error) {
                                    self->refuse(error);
                                } else {
                                    self->answer();
                                }
                            });
}

/// What cannot be read as a request is answered once, where that is still possible.
void Session::refuse(beast::error_code error) {
    Request request;
    request.peer = m_peer;
    if (error == beast::http::error::header_limit) {
        send(request,
             problem(request, 431, "header-too-large", {"请求头太大", "the request's header is too large"}),
             microseconds(0), false);
    } else if (error == beast::http::error::body_limit) {
        m_is_refused = true;
        send(request,
             problem(request, 413, "body-too-large", {"请求内容太大", "the request's body is too large"}),
             microseconds(0), false);
    } else if (error.category() == beast::http::make_error_code(beast::http::error::bad_method).category() &&
               error != beast::http::error::end_of_stream && error != beast::http::error::partial_message) {
        send(request, problem(request, 400, "bad-request", {"不是 HTTP 请求", "that is no HTTP request"}),
             microseconds(0), false);
    } else {
        close(); // gone, or too slow
    }
}

void Session::answer() {
    auto& message = m_parser->get();
    Request request;
    request.peer = m_peer;
    const bool keep_alive = message.keep_alive() && !m_context->is_stopping;
    const bool is_let_in = take_over(message, request);
    request.body = std::move(message.body());
    request.origin = origin_of(m_context->options.public_url, request.header("host"));
    if (auto refused = m_context->front(request)) {
        send(std::move(request), *std::move(refused), microseconds(0), keep_alive);
        return;
    }
    if (!is_let_in) {
        send(request,
             problem(request, 400, "bad-target",
                     {"地址过长、参数过多或编码有误",
                      "the address is too long, has too many parameters, or is wrongly encoded"}),
             microseconds(0), keep_alive);
        return;
    }
    if (m_context->is_slow(request)) {
        answer_elsewhere(std::move(request), keep_alive);
        return;
    }
    microseconds took{};
    Response response = handled(request, took);
    send(std::move(request), std::move(response), took, keep_alive);
}

Response Session::handled(Request& request, microseconds& took) {
    const auto start = steady_clock::now();
    const std::string method = request.method;
    Response response;
    try {
        request.method = method == "HEAD" ? "GET" : method;
        response = m_context->handler(request);
    } catch (const std::exception& error) {
        m_context->fault(request, error.what());
        response = problem(request, 500, "internal-error",
                           {"服务内部错误，已记录", "an internal error; it is in the log"});
    }
    request.method = method;
    took = std::chrono::duration_cast<microseconds>(steady_clock::now() - start);
    return response;
}

void Session::answer_elsewhere(Request request, bool keep_alive) {
    if (m_context->waiting >= m_context->options.slow_waiting) {
        send(request,
             problem(request, 503, "busy",
                     {"请求过多，请稍后再试", "too many requests; try again in a moment"})
                 .with("Retry-After", "2"),
             microseconds(0), keep_alive);
        return;
    }
    ++m_context->waiting;
    m_stream.expires_never();
    asio::post(
        m_context->slow, [self = shared_from_this(), request = std::move(request), keep_alive]() mutable {
            microseconds took{};
            Response response = self->handled(request, took);
            --self->m_context->waiting;
            asio::post(self->m_stream.get_executor(), [self, request = std::move(request), keep_alive, took,
                                                       response = std::move(response)]() mutable {
                self->send(std::move(request), std::move(response), took, keep_alive);
            });
        });
}

void Session::send(Request request, Response response, microseconds took, bool keep_alive) {
    m_finished = finish(request, std::move(response));
    const std::string& bytes = m_finished.bytes();
    const bool is_head = request.method == "HEAD";
    m_message.emplace();
    m_message->version(11);
    m_message->result(m_finished.status);
    m_message->keep_alive(keep_alive);
    for (const auto& [name, value] : m_finished.headers) {
        m_message->insert(name, value);
    }
    if (m_finished.status != 304) {
        m_message->set(beast::http::field::content_length, std::to_string(bytes.size()));
    }
    if (!is_head) {
        m_message->body() = {bytes.data(), bytes.size()};
    }
    m_context->log({request, m_finished.status, is_head ? 0 : bytes.size(), took});
    m_stream.expires_after(m_context->options.write_patience);
    beast::http::async_write(m_stream, *m_message,
                             [self = shared_from_this(), keep_alive](beast::error_code error, std::size_t) {
                                 self->release_large();
                                 if (self->m_is_refused && !error) {
                                     self->m_stream.expires_after(kDrainPatience); // for all of it
                                     self->drain(kMostDrained);
                                 } else if (error || !keep_alive) {
                                     self->close();
                                 } else {
                                     self->wait_for_request();
                                 }
                             });
}

void Session::release_large() {
    if (std::exchange(m_is_large, false)) {
        --m_context->large;
    }
}

void Session::drain(std::size_t left) {
    beast::error_code ignored;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_buffer.clear();
    constexpr std::size_t kPiece = 64 << 10;
    m_stream.async_read_some(m_buffer.prepare(kPiece),
                             [self = shared_from_this(), left](beast::error_code error, std::size_t count) {
                                 if (error || count >= left) {
                                     self->m_stream.close();
                                 } else {
                                     self->drain(left - count);
                                 }
                             });
}

void Session::close() {
    beast::error_code ignored;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_stream.close();
}

} // namespace liangxian::http
