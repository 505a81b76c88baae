// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/actor.hpp"

#include "core/app/person_name.hpp"
#include "core/base/error.hpp"

namespace liangxian::cli {

void act_as(store::Store& store, const std::string& actor) {
    if (actor.empty()) {
        return;
    }
    const std::string name = app::without_blanks(actor);
    if (name.empty()) {
        throw base::UsageError({{"actor-missing", "--actor", {"没有写明姓名", "it names nobody"}}});
    }
    store.act_as(name);
}

} // namespace liangxian::cli
