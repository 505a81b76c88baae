// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/ops_access.hpp"

#include "core/ops/ops_database.hpp"

#include <utility>

namespace liangxian::auth {

OpsAccess::OpsAccess(std::string store, ops::Clock clock)
    : m_store(std::move(store)), m_clock(std::move(clock)) {}

void OpsAccess::open_what_is_there() {
    std::string mark = ops::ops_mark(m_store);
    if (m_ops != nullptr && mark == m_mark) {
        return;
    }
    m_ops.reset();
    m_ops = ops::OpsStore::open(m_store, m_clock);
    m_mark = std::move(mark);
}

} // namespace liangxian::auth
