// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/child_process.hpp"
#include "core/bench/map_server.hpp"
#include "core/bench/peers.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <unistd.h>

#include <array>
#include <chrono>
#include <optional>
#include <thread>

namespace liangxian::bench {
namespace {

namespace beast = boost::beast;
using Tcp = boost::asio::ip::tcp;

constexpr std::chrono::milliseconds kLook{50};
constexpr std::size_t kLargestAnswer = std::size_t{256} << 20;

/// `liangxian-server` and one connection to it, kept.
class OwnServer : public MapServer {
public:
    OwnServer(const std::filesystem::path& program, const std::filesystem::path& store)
        : m_stream(m_context) {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) {
            throw failed_peer(name(), "pipe");
        }
        const std::filesystem::path server = program.parent_path() / "liangxian-server";
        m_process.emplace(ChildProcess::Way{
            {server.string(), store.string(), "--listen", "127.0.0.1:0", "--threads", "1"}, {}, -1, ends[1]});
        ::close(ends[1]);
        std::string said(256, '\0');
        const ssize_t n = ::read(ends[0], said.data(), said.size());
        ::close(ends[0]);
        said.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        const std::size_t colon = said.rfind(':');
        if (said.rfind("http://", 0) != 0 || colon == std::string::npos) {
            throw failed_peer(name(), "it does not start");
        }
        m_port = static_cast<unsigned short>(std::atoi(said.c_str() + colon + 1));
        connect();
        while (ask("/readyz", "", false).status != 200) {
            if (!m_process->is_running()) {
                throw failed_peer(name(), "it ended");
            }
            std::this_thread::sleep_for(kLook);
        }
    }

    std::string name() const override { return "ours"; }
    int process() const override { return m_process->id(); }

    ServerAnswer ask(const std::string& target, const std::string& etag, bool compressed) override {
        try {
            return ask_once(target, etag, compressed);
        } catch (const boost::system::system_error&) {
            connect(); // a connection that was idle for long is closed
            return ask_once(target, etag, compressed);
        }
    }

private:
    void connect() {
        m_stream.close();
        m_stream.connect(Tcp::endpoint(boost::asio::ip::address_v4::loopback(), m_port));
        m_buffer.clear();
    }

    ServerAnswer ask_once(const std::string& target, const std::string& etag, bool compressed) {
        namespace http = beast::http;
        http::request<http::empty_body> request{http::verb::get, target, 11};
        request.set(http::field::host, "localhost");
        if (compressed) {
            request.set(http::field::accept_encoding, "gzip");
        }
        if (!etag.empty()) {
            request.set(http::field::if_none_match, etag);
        }
        http::write(m_stream, request);
        http::response_parser<http::string_body> parser;
        parser.body_limit(kLargestAnswer);
        http::read(m_stream, m_buffer, parser);
        const auto& message = parser.get();
        return {static_cast<int>(message.result_int()), std::string(message[http::field::content_type]),
                std::string(message[http::field::etag]), std::move(parser.get().body())};
    }

    std::optional<ChildProcess> m_process;
    boost::asio::io_context m_context;
    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    unsigned short m_port = 0;
};

} // namespace

std::unique_ptr<MapServer> start_own_server(const std::filesystem::path& program,
                                            const std::filesystem::path& store) {
    return std::make_unique<OwnServer>(program, store);
}

} // namespace liangxian::bench
