// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/pg_connection.hpp"

#include "core/base/module.hpp"

namespace liangxian::bench {

std::unique_ptr<PgConnection> connect_postgres(const std::string& connection_string) {
    return base::module_functions<PostgresFunctions>().connect(connection_string);
}

} // namespace liangxian::bench
