// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/finding_words.hpp"

#include <fmt/format.h>

namespace liangxian::rules {

base::Text place_words(const result::Finding& finding) {
    const base::Text unit = finding.unit_name();
    const base::Text& name = finding.kind_name();
    if (!finding.site_id) { // an area has a name of its own
        return {fmt::format("{}（{}）", unit.zh, name.zh), fmt::format("{} ({})", unit.en, name.en)};
    }
    return {fmt::format("{}的{}", unit.zh, name.zh), fmt::format("{} of {}", name.en, unit.en)};
}

base::Text because_of(const result::Finding& finding) {
    const base::Text place = place_words(finding);
    const base::Text& relation = result::name_of(finding.relation);
    return {fmt::format("{}：{}", place.zh, relation.zh), fmt::format("{}: {}", place.en, relation.en)};
}

} // namespace liangxian::rules
