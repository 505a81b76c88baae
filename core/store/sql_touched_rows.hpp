// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/store/sql.hpp"
#include "core/zone/row_visitor.hpp"
#include "core/zone/zone_source.hpp"

#include <cstddef>
#include <optional>

namespace liangxian::store {

// What an index of the layers needs of a store: the rows, and which of them were touched since.

/// As both schemas number the layers in the log of touched rows.
enum class LoggedLayer { sites, zones, areas };

/// Of the present content. Cost O(log n).
zone::ContentMark read_content_mark(const Connection& connection);

/// Rows touched since a mark, each once; nothing when the mark is not of this store's past, or more than
/// \p limit were. Cost O(log n + limit).
std::optional<zone::ChosenRows> read_rows_touched_since(const Connection& connection,
                                                        const zone::ContentMark& mark, std::size_t limit);

/// Every row of the three layers, or those chosen. Streams. \throws base::Cancelled
void visit_layer_rows(const Connection& connection, const zone::ChosenRows* only, zone::RowVisitor& visitor,
                      const base::CancelToken& cancel);

} // namespace liangxian::store
