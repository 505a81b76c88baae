// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/rules/rule_book.hpp"
#include "core/store/store.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// A stored answer that another rule pack would change.
struct ChangedAnswer {
    std::string application_id;
    std::string digest; ///< of the stored result
    std::vector<base::Text> changes;
};

/// Asks both rule books about every recorded check, on the day of its rules and where it lies, and
/// compares the answers whole: requirements member by member, archaeology with its reasons, warnings of
/// the rules. The overlap is not computed again, and no rule decides the verdict: only the law is compared.
/// \throws base::StoreError
std::vector<ChangedAnswer> rules_diff(const rules::RuleBook& before, const rules::RuleBook& after,
                                      const store::Store& store);

} // namespace liangxian::app
