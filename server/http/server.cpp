// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/server.hpp"

#include "core/base/error.hpp"
#include "server/http/session.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>
#include <vector>

namespace liangxian::http {

namespace asio = boost::asio;
using asio::ip::tcp;

// What is under way in m_io holds sessions; it ends with this object, before which run() has returned.
class Server::Work {
public:
    Work(ServerOptions options, Handler handler, IsSlow is_slow, Log log, Fault fault, Front front)
        : m_io(static_cast<int>(options.threads)), m_acceptor(asio::make_strand(m_io)), m_signals(m_io),
          m_deadline(m_io), m_context(std::make_shared<SessionContext>(options.slow_threads)) {
        m_context->options = std::move(options);
        m_context->handler = std::move(handler);
        m_context->is_slow = std::move(is_slow);
        m_context->log = std::move(log);
        m_context->fault = std::move(fault);
        m_context->front = std::move(front);
    }

    void listen() {
        const ServerOptions& options = m_context->options;
        boost::system::error_code error;
        const auto address = asio::ip::make_address(options.address, error);
        const tcp::endpoint endpoint(address, options.port);
        const auto try_to = [&](auto&& step) {
            if (!error) {
                step();
            }
        };
        try_to([&] { m_acceptor.open(endpoint.protocol(), error); });
        try_to([&] { m_acceptor.set_option(asio::socket_base::reuse_address(true), error); });
        try_to([&] { m_acceptor.bind(endpoint, error); });
        try_to([&] { m_acceptor.listen(asio::socket_base::max_listen_connections, error); });
        if (error) {
            throw base::Error(
                "cannot-listen",
                {fmt::format("无法在 {}:{} 监听：{}", options.address, options.port, error.message()),
                 fmt::format("cannot listen on {}:{}: {}", options.address, options.port, error.message())});
        }
    }

    std::uint16_t port() const { return m_acceptor.local_endpoint().port(); }

    void run() {
        m_signals.add(SIGINT);
        m_signals.add(SIGTERM);
        m_signals.async_wait([this](const boost::system::error_code& error, int) {
            if (!error) {
                stop();
            }
        });
        accept();
        std::vector<std::thread> others;
        for (unsigned i = 1; i < m_context->options.threads; ++i) {
            others.emplace_back([this] { m_io.run(); });
        }
        m_io.run();
        for (std::thread& other : others) {
            other.join();
        }
        m_context->slow.join(); // what is still answered has nobody to go to
    }

    void stop() {
        asio::post(m_acceptor.get_executor(), [this] { begin_to_stop(); });
    }

private:
    void accept() {
        m_acceptor.async_accept(asio::make_strand(m_io),
                                [this](const boost::system::error_code& error, tcp::socket socket) {
                                    if (m_context->is_stopping) {
                                        return;
                                    }
                                    if (!error) {
                                        take(std::move(socket));
                                    }
                                    accept();
                                });
    }

    void take(tcp::socket socket) {
        if (m_context->connections >= m_context->options.connections) {
            return; // closed with the socket
        }
        socket.set_option(tcp::no_delay(true));
        const auto session = std::make_shared<Session>(std::move(socket), m_context);
        if (m_sessions.size() >= 2 * m_context->connections + 16) { // most have ended
            m_sessions.erase(std::remove_if(m_sessions.begin(), m_sessions.end(),
                                            [](const auto& one) { return one.expired(); }),
                             m_sessions.end());
        }
        m_sessions.push_back(session);
        session->start();
    }

    /// Nothing new; who waits is let go, and who is being answered has the patience of the options.
    void begin_to_stop() {
        if (m_context->is_stopping.exchange(true)) {
            return;
        }
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        m_signals.cancel(ignored);
        for (const auto& one : m_sessions) {
            if (const auto session = one.lock()) {
                session->end_when_idle();
            }
        }
        m_deadline.expires_after(m_context->options.stop_patience);
        look_whether_done();
    }

    void look_whether_done() {
        if (m_context->connections == 0 || m_deadline.expiry() <= asio::steady_timer::clock_type::now()) {
            m_io.stop();
            return;
        }
        const auto pause = std::make_shared<asio::steady_timer>(m_io, std::chrono::milliseconds(20));
        pause->async_wait([this, pause](const boost::system::error_code&) { look_whether_done(); });
    }

    asio::io_context m_io;
    tcp::acceptor m_acceptor;
    asio::signal_set m_signals;
    asio::steady_timer m_deadline;
    std::shared_ptr<SessionContext> m_context;
    std::vector<std::weak_ptr<Session>> m_sessions; ///< on the acceptor's strand
};

Server::Server(ServerOptions options, Handler handler, IsSlow is_slow, Log log, Fault fault, Front front)
    : m_work(std::make_unique<Work>(std::move(options), std::move(handler), std::move(is_slow),
                                    std::move(log), std::move(fault), std::move(front))) {
    m_work->listen();
}

Server::~Server() = default;

std::uint16_t Server::port() const { return m_work->port(); }

void Server::run() { m_work->run(); }

void Server::stop() { m_work->stop(); }

} // namespace liangxian::http
