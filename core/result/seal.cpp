// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/seal.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::result {

std::string seal_of(const nlohmann::json& result) {
    nlohmann::json sealed = result;
    for (const char* unsealed : {"digest", "checked_at", "engine", "trace"}) {
        sealed.erase(unsealed);
    }
    return base::sha256_hex(base::canonical_json(sealed));
}

bool is_seal_intact(const nlohmann::json& result) {
    return result.is_object() && result.contains("digest") && result["digest"].is_string() &&
           result["digest"].get<std::string>() == seal_of(result);
}

} // namespace liangxian::result
