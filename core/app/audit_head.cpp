// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/audit_head.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/base/timestamp.hpp"

namespace liangxian::app {
namespace {

constexpr const char* kSchema = "liangxian/audit-head/1";

std::string signed_text(nlohmann::json head) {
    head.erase("signature");
    return base::canonical_json(head);
}

std::string text_in(const nlohmann::json& head, const char* name) {
    return head.is_object() && head.contains(name) && head[name].is_string() ? head[name].get<std::string>()
                                                                             : "";
}

[[noreturn]] void refuse(base::Text message) {
    throw base::InputError(base::Problems{{"audit-head-wrong", "", std::move(message)}});
}

} // namespace

nlohmann::ordered_json signed_head(const store::ChainReport& chain, const base::SigningKey& key) {
    nlohmann::ordered_json out = {{"schema", kSchema},
                                  {"at", base::Timestamp::now().to_string()},
                                  {"count", chain.count},
                                  {"head", chain.head},
                                  {"public_key", key.public_key()}};
    out["signature"] = key.sign(signed_text(out));
    return out;
}

std::string head_of(const nlohmann::json& signed_head, const std::string& public_key) {
    if (text_in(signed_head, "schema") != kSchema) {
        refuse({"不是签名的链尾", "this is no signed head of an audit"});
    }
    const std::string own_key = text_in(signed_head, "public_key");
    if (!public_key.empty() && public_key != own_key) {
        refuse({"由另一密钥签名", "it is signed by another key"});
    }
    if (!base::is_signed(signed_text(signed_head), text_in(signed_head, "signature"), own_key)) {
        refuse({"签名不符：签名后被改动", "the signature does not fit: it was changed since"});
    }
    return text_in(signed_head, "head");
}

} // namespace liangxian::app
