// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/fastcgi_server.hpp"

#include "core/bench/peers.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

namespace liangxian::bench {
namespace {

// FastCGI 1.0, chapter 8.
enum RecordType : unsigned char { kBegin = 1, kEnd = 3, kParameters = 4, kInput = 5, kOutput = 6 };
constexpr std::size_t kHeaderBytes = 8;
constexpr long kPatience_s = 120;

std::string record(RecordType type, const std::string& content) {
    std::string out{1, static_cast<char>(type), 0, 1};
    out += static_cast<char>(content.size() >> 8);
    out += static_cast<char>(content.size() & 0xff);
    out += std::string(2, '\0'); // no padding
    return out + content;
}

std::string length_of(const std::string& text) {
    if (text.size() < 128) {
        return {static_cast<char>(text.size())};
    }
    const auto n = static_cast<std::uint32_t>(text.size()) | 0x80000000U;
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
            static_cast<char>(n)};
}

std::string parameters_of(const std::string& query) {
    const std::vector<std::pair<std::string, std::string>> parameters{
        {"GATEWAY_INTERFACE", "CGI/1.1"}, {"SERVER_PROTOCOL", "HTTP/1.1"}, {"SERVER_SOFTWARE", "bench"},
        {"REQUEST_METHOD", "GET"},        {"QUERY_STRING", query},         {"REQUEST_URI", "/ows?" + query},
        {"SCRIPT_NAME", "/ows"},          {"SERVER_NAME", "localhost"},    {"SERVER_PORT", "80"},
        {"HTTP_HOST", "localhost"}};
    std::string out;
    for (const auto& [name, value] : parameters) {
        out += length_of(name) + length_of(value) + name + value;
    }
    return out;
}

/// Headers end at an empty line, with or without carriage returns.
ServerAnswer answer_of(const std::string& output) {
    ServerAnswer out;
    out.status = 200;
    std::size_t at = 0;
    while (at < output.size()) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        std::string line = output.substr(at, end - at);
        at = end + 1;
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.empty()) {
            break;
        }
        const std::size_t value = std::min(line.find(':') + 2, line.size());
        if (line.rfind("Status:", 0) == 0) {
            out.status = std::atoi(line.c_str() + value);
        } else if (line.rfind("Content-Type:", 0) == 0) {
            out.content_type = line.substr(value);
        }
    }
    out.body = at < output.size() ? output.substr(at) : std::string();
    return out;
}

sockaddr_un address_of(const std::filesystem::path& socket) {
    sockaddr_un out{};
    out.sun_family = AF_UNIX;
    std::strncpy(out.sun_path, socket.c_str(), sizeof out.sun_path - 1);
    return out;
}

} // namespace

FastcgiServer::FastcgiServer(const Way& way)
    : m_name(way.name), m_socket(way.folder / (way.name + ".socket")) {
    const sockaddr_un address = address_of(m_socket);
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_listener < 0 ||
        ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener, 1) != 0) {
        fail(std::strerror(errno));
    }
    m_process.emplace(ChildProcess::Way{{way.program.string()}, way.environment, m_listener, -1});
}

FastcgiServer::~FastcgiServer() {
    if (m_connection >= 0) {
        ::close(m_connection);
    }
    ::close(m_listener);
}

void FastcgiServer::connect() {
    const sockaddr_un address = address_of(m_socket);
    m_connection = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{kPatience_s, 0};
    ::setsockopt(m_connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(m_connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        fail(std::strerror(errno));
    }
}

ServerAnswer FastcgiServer::ask(const std::string& query, const std::string& /*etag*/, bool /*compressed*/) {
    if (m_connection < 0) { // libfcgi closes one that says nothing for two seconds
        connect();
    }
    const std::string responder_kept{0, 1, 1, 0, 0, 0, 0, 0};
    send(record(kBegin, responder_kept) + record(kParameters, parameters_of(query)) +
         record(kParameters, "") + record(kInput, ""));
    return answer_of(receive_output());
}

void FastcgiServer::send(const std::string& bytes) const {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t n = ::send(m_connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR) {
            fail(std::strerror(errno));
        }
        sent += n < 0 ? 0 : static_cast<std::size_t>(n);
    }
}

std::string FastcgiServer::receive(std::size_t bytes) const {
    std::string out(bytes, '\0');
    for (std::size_t got = 0; got < bytes;) {
        const ssize_t n = ::recv(m_connection, out.data() + got, bytes - got, 0);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            fail(n == 0 ? "it ended" : std::strerror(errno));
        }
        got += n < 0 ? 0 : static_cast<std::size_t>(n);
    }
    return out;
}

std::string FastcgiServer::receive_output() const {
    std::string out;
    for (;;) {
        const std::string header = receive(kHeaderBytes);
        const auto byte = [&header](std::size_t i) { return static_cast<unsigned char>(header[i]); };
        const std::string content = receive(byte(4) * 256U + byte(5));
        receive(byte(6));
        if (byte(1) == kEnd) {
            return out;
        }
        if (byte(1) == kOutput) {
            out += content;
        }
    }
}

void FastcgiServer::fail(const std::string& why) const { throw failed_peer(m_name, why); }

} // namespace liangxian::bench
