// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/interrupt.hpp"

#include <csignal>

namespace liangxian::cli {
namespace {

base::CancelToken& token() {
    static base::CancelToken the_token;
    return the_token;
}

extern "C" void on_signal(int number) {
    token().cancel();
    std::signal(number, SIG_DFL); // the next one is meant
}

} // namespace

base::CancelToken cancel_on_interrupt() {
    const base::CancelToken out = token(); // made before a signal can need it
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return out;
}

} // namespace liangxian::cli
