// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/result/check_result.hpp"

#include <string>
#include <vector>

namespace liangxian::report {

// One finding in words.

/// "佛宫寺释迦塔的建设控制地带 II".
base::Text unit_and_kind(const result::Finding& finding);
/// "建设控制地带 II".
base::Text kind_words(const result::Finding& finding);
/// Who lies in whom: "本项目完全位于该建设控制地带内".
base::Text relation_words(const result::Finding& finding);
/// Area and share, length, shared boundary or distance; nothing for a point, which has none.
base::Text measure_words(const result::Finding& finding);
/// Legal status, document, limits, what to mind; may be empty.
std::vector<base::Text> finding_notes(const result::Finding& finding);

} // namespace liangxian::report
