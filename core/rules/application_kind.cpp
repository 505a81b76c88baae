// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/application_kind.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::rules {

const std::vector<ApplicationKind>& application_kinds() {
    static const std::vector<ApplicationKind> kinds = {
        {"construction", {"建设工程", "construction"}},
        {"land-supply", {"土地供应（出让、划拨）", "land supply"}},
        {"land-development", {"成片开发、旧城区改建", "land development or renewal"}},
        {"mining", {"采矿", "mining"}},
        {"exploration", {"探矿", "mineral exploration"}},
        {"linear", {"线性工程", "linear works"}},
        {"borrow-pit", {"取土场", "borrow pit"}},
        {"ground-works", {"爆破、钻探、挖掘作业", "blasting, drilling or digging"}},
        {"temporary-land", {"临时用地", "temporary use of land"}},
        {"conservation", {"文物保护工程", "conservation works"}},
        {"reconstruction", {"原址重建", "reconstruction on the old site"}},
        {"relocation", {"迁移或拆除", "relocation or demolition"}},
        {"change-of-use", {"改变用途", "change of use"}},
    };
    return kinds;
}

bool is_known_kind(std::string_view code) {
    const auto& kinds = application_kinds();
    return std::any_of(kinds.begin(), kinds.end(),
                       [code](const ApplicationKind& k) { return k.code == code; });
}

base::Problem unknown_kind_problem(const std::string& code) {
    std::string list;
    for (const ApplicationKind& kind : application_kinds()) {
        list += (list.empty() ? "" : ", ") + std::string(kind.code);
    }
    return {"unknown-kind",
            "--kind",
            {fmt::format("不认识申请类型“{}”，可用：{}", code, list),
             fmt::format("the kind '{}' is not known; choose one of: {}", code, list)}};
}

base::Text kind_name(std::string_view code) {
    for (const ApplicationKind& kind : application_kinds()) {
        if (kind.code == code) {
            return kind.name;
        }
    }
    return {std::string(code), std::string(code)};
}

} // namespace liangxian::rules
