// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/store/store.hpp"

#include <string>

namespace liangxian::app {

/// Makes a store with the demonstration data of `data/demo`: real monuments, illustrative lines. Two
/// fresh stores have the same digest. Nothing is left behind when it fails.
/// \throws base::StoreError, base::InputError, base::FileError
void create_demo_store(const std::string& location, const store::Settings& settings,
                       const base::CancelToken& cancel);

} // namespace liangxian::app
