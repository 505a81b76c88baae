// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/server_log.hpp"

#include "core/accounts/secret.hpp"
#include "core/base/timestamp.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::operate {
namespace {

std::string line_of(nlohmann::ordered_json fields) {
    nlohmann::ordered_json out{{"at", base::Timestamp::now().to_string()}};
    out.update(fields);
    return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool is_within_character(const std::string& text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Of a long text its beginning and its end: GDAL quotes whole SQL scripts before it says why.
std::string shortened(const std::string& text) {
    constexpr std::size_t kMost = 600;
    constexpr std::size_t kPart = 280;
    if (text.size() <= kMost) {
        return text;
    }
    std::size_t head = kPart;
    std::size_t tail = text.size() - kPart;
    while (head > 0 && is_within_character(text, head)) {
        --head;
    }
    while (tail < text.size() && is_within_character(text, tail)) {
        ++tail;
    }
    return text.substr(0, head) + " … " + text.substr(tail);
}

} // namespace

void ServerLog::served(const http::Served& served) {
    nlohmann::ordered_json fields{{"event", "served"},
                                  {"method", served.request.method},
                                  {"target", accounts::without_secrets(served.request.target)},
                                  {"status", served.status},
                                  {"bytes", served.bytes},
                                  {"us", served.took.count()},
                                  {"peer", served.request.peer}};
    if (served.request.principal) {
        fields["account"] = served.request.principal->name;
    }
    write(line_of(std::move(fields)));
}

void ServerLog::event(const std::string& event, const std::string& message) {
    write(line_of({{"event", event}, {"message", shortened(accounts::without_secrets(message))}}));
}

void ServerLog::entry(const std::string& event, const nlohmann::ordered_json& members) {
    nlohmann::ordered_json all{{"event", event}};
    all.update(members);
    write(line_of(std::move(all)));
}

void ServerLog::failure(const std::string& event, const base::Error& error) {
    write(line_of({{"event", event},
                   {"code", error.code()},
                   {"zh", shortened(error.message().zh)},
                   {"message", shortened(error.message().en)}}));
}

void ServerLog::write(const std::string& line) {
    const std::lock_guard<std::mutex> lock(m_mutex);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace liangxian::operate
