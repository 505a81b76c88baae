// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/child_process.hpp"
#include "core/bench/map_server.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace liangxian::bench {

/// A program that answers by FastCGI 1.0, on a socket in a folder of ours that stands as its standard
/// input when it starts. One connection, made when it is first asked and kept.
class FastcgiServer : public MapServer {
public:
    struct Way {
        std::string name;
        std::filesystem::path program;
        std::vector<std::pair<std::string, std::string>> environment;
        std::filesystem::path folder; ///< for the socket
    };
    /// \throws base::Error `peer-failed`
    explicit FastcgiServer(const Way& way);
    ~FastcgiServer() override;

    std::string name() const override { return m_name; }
    ServerAnswer ask(const std::string& query, const std::string& etag, bool compressed) override;
    int process() const override { return m_process->id(); }

private:
    void connect();
    void send(const std::string& bytes) const;
    /// Exactly so many bytes.
    std::string receive(std::size_t bytes) const;
    std::string receive_output() const;
    [[noreturn]] void fail(const std::string& why) const;

    std::string m_name;
    std::filesystem::path m_socket;
    int m_listener = -1;
    int m_connection = -1;
    std::optional<ChildProcess> m_process;
};

} // namespace liangxian::bench
