// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/password_input.hpp"

#include "core/accounts/password.hpp"
#include "core/base/error.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

namespace liangxian::cli {
namespace {

constexpr int kWaitForPipeMs = 2000;

volatile std::sig_atomic_t stopped_by = 0;

extern "C" void stop_asking(int number) { stopped_by = number; }

/// Signals that would end the program end its reading first, so that it can put the terminal in order.
class Interruptible {
public:
    Interruptible() {
        struct sigaction stop {};
        stop.sa_handler = stop_asking; // no SA_RESTART: a read comes back
        for (std::size_t i = 0; i < kSignals.size(); ++i) {
            ::sigaction(kSignals.at(i), &stop, &m_before.at(i));
        }
    }
    ~Interruptible() {
        for (std::size_t i = 0; i < kSignals.size(); ++i) {
            ::sigaction(kSignals.at(i), &m_before.at(i), nullptr);
        }
        if (stopped_by != 0) {
            ::raise(stopped_by);
        }
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    static constexpr std::array<int, 4> kSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    std::array<struct sigaction, kSignals.size()> m_before{};
};

/// A terminal that does not show what is typed.
class WithoutEcho {
public:
    WithoutEcho() {
        m_is_set = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_is_set = m_is_set && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~WithoutEcho() {
        if (m_is_set) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;

private:
    termios m_before{};
    bool m_is_set = false;
};

/// The next line of standard input without its end; no more of it than a password may have.
std::string read_line() {
    std::string out;
    char c = 0;
    while (out.size() <= accounts::kLongestPassword) {
        const ssize_t count = ::read(STDIN_FILENO, &c, 1);
        if (count < 0 && errno == EINTR && stopped_by == 0) {
            continue;
        }
        if (count <= 0 || c == '\n') {
            break;
        }
        out += c;
    }
    if (!out.empty() && out.back() == '\r') {
        out.pop_back();
    }
    return out;
}

std::string ask(const Audience& audience, const base::Text& question) {
    fmt::print(stderr, "{}", audience.say(question));
    std::fflush(stderr);
    const Interruptible signals; // outlives the next
    const WithoutEcho quiet;
    std::string out = read_line();
    fmt::print(stderr, "\n");
    return out;
}

bool something_comes() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, kWaitForPipeMs) > 0;
}

} // namespace

std::string read_password(const Audience& audience) {
    if (::isatty(STDIN_FILENO) == 0) {
        return read_line();
    }
    std::string first = ask(audience, {"密码：", "Password: "});
    if (!first.empty() && ask(audience, {"再次输入密码：", "The password again: "}) != first) {
        throw base::InputError(
            {{"passwords-differ", "", {"两次输入的密码不同", "the two passwords are not the same"}}});
    }
    return first;
}

std::string read_password_if_any(const Audience& audience) {
    return ::isatty(STDIN_FILENO) != 0 || something_comes() ? read_password(audience) : std::string();
}

} // namespace liangxian::cli
