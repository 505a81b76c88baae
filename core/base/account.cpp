// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/account.hpp"

#include <pwd.h>
#include <unistd.h>

#include <vector>

namespace liangxian::base {

std::string account_name() {
    constexpr std::size_t kEnough = 16384;
    std::vector<char> buffer(kEnough);
    passwd entry{};
    passwd* found = nullptr;
    const uid_t account = ::geteuid();
    const int error = ::getpwuid_r(account, &entry, buffer.data(), buffer.size(), &found);
    return error == 0 && found != nullptr ? found->pw_name : std::to_string(account);
}

} // namespace liangxian::base
