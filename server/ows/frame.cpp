// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/frame.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace liangxian::ows {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Clock::time_point kNever = Clock::time_point::max();

void append_size(std::size_t size, std::string& out) {
    const auto number = static_cast<std::uint32_t>(size);
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}

void append_text(const std::string& text, std::string& out) {
    append_size(text.size(), out);
    out += text;
}

/// Takes texts off the front of what was received.
class TextReader {
public:
    explicit TextReader(const std::string& bytes) : m_bytes(bytes) {}

    std::optional<std::uint32_t> size() {
        std::uint32_t out = 0;
        if (m_bytes.size() - m_at < sizeof out) {
            return std::nullopt;
        }
        std::memcpy(&out, m_bytes.data() + m_at, sizeof out);
        m_at += sizeof out;
        return out;
    }
    std::optional<std::string> text() {
        const auto length = size();
        if (!length || m_bytes.size() - m_at < *length) {
            return std::nullopt;
        }
        std::string out = m_bytes.substr(m_at, *length);
        m_at += *length;
        return out;
    }

private:
    const std::string& m_bytes;
    std::size_t m_at = 0;
};

std::optional<Frame> unpacked(const std::string& bytes) {
    TextReader reader(bytes);
    Frame out;
    const auto count = reader.size();
    for (std::uint32_t i = 0; count && i < *count; ++i) {
        auto name = reader.text();
        auto value = name ? reader.text() : std::nullopt;
        if (!value) {
            return std::nullopt;
        }
        out.fields.emplace_back(std::move(*name), std::move(*value));
    }
    auto body = count ? reader.text() : std::nullopt;
    if (!body) {
        return std::nullopt;
    }
    out.body = std::move(*body);
    return out;
}

bool wait_readable(int socket, Clock::time_point deadline, Silence& why) {
    for (;;) {
        int left_ms = -1;
        if (deadline != kNever) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
            left_ms = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
        }
        pollfd one{socket, POLLIN, 0};
        const int ready = ::poll(&one, 1, left_ms);
        if (ready > 0) {
            return true;
        }
        if (ready == 0) {
            why = Silence::late;
            return false;
        }
        if (errno != EINTR) {
            why = Silence::ended;
            return false;
        }
    }
}

bool receive(int socket, std::size_t count, Clock::time_point deadline, std::string& out, Silence& why) {
    out.resize(count);
    for (std::size_t got = 0; got < count;) {
        if (!wait_readable(socket, deadline, why)) {
            return false;
        }
        const ssize_t part = ::recv(socket, out.data() + got, count - got, 0);
        if (part <= 0 && !(part < 0 && errno == EINTR)) {
            why = Silence::ended;
            return false;
        }
        got += part > 0 ? static_cast<std::size_t>(part) : 0;
    }
    return true;
}

} // namespace

std::string Frame::field(const std::string& name) const {
    for (const auto& [key, value] : fields) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

bool send_frame(int socket, const Frame& frame) {
    std::string inside;
    append_size(frame.fields.size(), inside);
    for (const auto& [name, value] : frame.fields) {
        append_text(name, inside);
        append_text(value, inside);
    }
    append_text(frame.body, inside);
    std::string bytes;
    append_text(inside, bytes);
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t part = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (part < 0 && errno != EINTR) {
            return false;
        }
        sent += part > 0 ? static_cast<std::size_t>(part) : 0;
    }
    return true;
}

std::optional<Frame> receive_frame(int socket, std::optional<std::chrono::milliseconds> patience,
                                   std::size_t most, Silence& why) {
    const auto deadline = patience ? Clock::now() + *patience : kNever;
    why = Silence::ended;
    std::string bytes;
    if (!receive(socket, sizeof(std::uint32_t), deadline, bytes, why)) {
        return std::nullopt;
    }
    const std::uint32_t size = *TextReader(bytes).size();
    if (size > most || !receive(socket, size, deadline, bytes, why)) {
        return std::nullopt;
    }
    return unpacked(bytes);
}

} // namespace liangxian::ows
