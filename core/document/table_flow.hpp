// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/page_flow.hpp"

namespace liangxian::document {

/// Sets a table into the flow: heads repeated on each page, rows whole unless one alone is longer than a
/// page.
void flow_table(const Table& table, PageFlow& flow);

} // namespace liangxian::document
