// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule_book.hpp"
#include "core/zone/accuracy.hpp"

namespace liangxian::app {

/// What every check needs from the product's own data folder.
struct ProductData {
    rules::RuleBook rules;
    zone::AccuracyDefaults accuracy;
};

/// \throws base::FileError, base::RuleError
ProductData load_product_data();

} // namespace liangxian::app
