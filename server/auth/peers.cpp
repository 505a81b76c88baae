// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/peers.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <string_view>

namespace liangxian::auth {
namespace {

std::string trimmed(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t last = text.find_last_not_of(" \t");
    return std::string(text.substr(first, last == std::string_view::npos ? 0 : last + 1 - first));
}

} // namespace

std::optional<std::string> as_address(const std::string& text) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(text, error);
    if (error) {
        return std::nullopt;
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

bool is_of_this_machine(const std::string& address) {
    const auto plain = as_address(address);
    return plain && boost::asio::ip::make_address(*plain).is_loopback();
}

bool says_it_was_passed_on(const http::Request& request) {
    return !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty() ||
           !request.header("via").empty();
}

Peers::Peers(const std::vector<std::string>& trusted, bool is_closed) : m_is_closed(is_closed) {
    for (const std::string& address : trusted) {
        m_trusted.push_back(as_address(address).value_or(address));
    }
}

bool Peers::is_trusted(const std::string& address) const {
    return std::find(m_trusted.begin(), m_trusted.end(), address) != m_trusted.end();
}

std::optional<http::Response> Peers::look_at(http::Request& request) const {
    request.peer = as_address(request.peer).value_or(request.peer);
    if (!is_trusted(request.peer)) {
        return m_is_closed && !is_of_this_machine(request.peer)
                   ? std::optional(http::problem(
                         request, 403, "not-through-proxy",
                         {"只接受经代理转来的请求", "requests are taken from the proxy in front only"}))
                   : std::nullopt;
    }
    std::string_view list;
    const std::string header = request.header("x-forwarded-for");
    for (list = header; !list.empty();) {
        const std::size_t comma = list.rfind(',');
        const auto address =
            as_address(trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1)));
        if (!address) {
            break; // who wrote that is not known
        }
        request.peer = *address;
        if (!is_trusted(*address)) {
            break;
        }
        list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
    }
    return std::nullopt;
}

} // namespace liangxian::auth
