// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/signature.hpp"
#include "core/store/audit_chain.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::app {

/// How far a store's audit had come at an instant, signed: `{schema, at, count, head, public_key,
/// signature}`, the signature over the RFC 8785 form of the rest. Kept elsewhere, it shows whoever cuts the
/// audit's end off or writes it anew.
nlohmann::ordered_json signed_head(const store::ChainReport& chain, const base::SigningKey& key);

/// The head a signed head is of. \param public_key  whose it must be; empty: whoever it says
/// \throws base::InputError `audit-head-wrong` when it is none, not signed by that key, or changed since
std::string head_of(const nlohmann::json& signed_head, const std::string& public_key);

} // namespace liangxian::app
