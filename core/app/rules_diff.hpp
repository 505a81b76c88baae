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

/// Asks both rule books about the findings of every recorded check, on the day of its rules, and
/// lists the answers that differ. The overlap is not computed again: only the law is compared.
/// \throws base::StoreError
std::vector<ChangedAnswer> rules_diff(const rules::RuleBook& before, const rules::RuleBook& after,
                                      const store::Store& store);

} // namespace liangxian::app
