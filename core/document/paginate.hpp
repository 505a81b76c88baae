// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/document/pages.hpp"

#include <vector>

namespace liangxian::document {

/// The pages of a document: text broken into lines, tables over pages with their heads, head and foot with
/// the number of the page and how many there are. \throws base::Error `module-not-loaded`
std::vector<Page> paginate(const Document& document);

} // namespace liangxian::document
