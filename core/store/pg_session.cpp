// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_session.hpp"

#include "core/base/module.hpp"

namespace liangxian::store {

std::unique_ptr<PgSession> connect_postgres(const std::string& connection_string) {
    return base::module_functions<PostgresFunctions>().connect(connection_string);
}

} // namespace liangxian::store
