// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

#include <fmt/format.h>

namespace liangxian::bench {

base::Error missing_peer(std::string_view peer, std::string_view package) {
    return base::Error("peer-missing",
                       {fmt::format("没有安装对比程序 {}：apt-get install {}", peer, package),
                        fmt::format("the peer {} is not installed: apt-get install {}", peer, package)});
}

base::Error failed_peer(std::string_view peer, std::string_view reason) {
    return base::Error("peer-failed", {fmt::format("对比程序 {} 失败：{}", peer, reason),
                                       fmt::format("the peer {} failed: {}", peer, reason)});
}

} // namespace liangxian::bench
