// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/ops_store.hpp"

#include "core/ops/ops_database.hpp"

#include <utility>

namespace liangxian::ops {

OpsStore::OpsStore(std::unique_ptr<store::Connection> connection, Clock clock)
    : m_connection(std::move(connection)), m_clock(std::move(clock)) {}

std::unique_ptr<OpsStore> OpsStore::open(const std::string& store, Clock clock) {
    auto connection = open_ops(store);
    return connection == nullptr ? nullptr
                                 : std::make_unique<OpsStore>(std::move(connection), std::move(clock));
}

std::unique_ptr<OpsStore> OpsStore::open_or_create(const std::string& store, Clock clock) {
    return std::make_unique<OpsStore>(open_or_create_ops(store), std::move(clock));
}

} // namespace liangxian::ops
