// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/result/redaction.hpp"

#include <vector>

namespace liangxian::app {

/// Which records of these answers are hidden from readers who may not see hidden ones, by what the store says
/// now, whatever day was asked about.
///
/// A version is hidden when it says so; so is a unit when one of its lines that count does (on its way, in
/// force, or the last announced of its zone), with its body and its other lines. A record that cannot be
/// read, or is gone, is hidden: nobody can tell what it hides. Two or three queries for all answers. \throws
/// base::StoreError
result::Withheld hidden_records(const store::Store& store, const std::vector<CheckOutcome>& outcomes);

} // namespace liangxian::app
