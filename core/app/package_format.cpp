// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_format.hpp"

#include "core/app/package_json.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/strict_json.hpp"
#include "core/zone/word_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace liangxian::app {
namespace {

using nlohmann::json;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kSignature = "signature.json";
constexpr const char* kReceiptSchema = "liangxian/package-receipt/1";
/// A signature is of one kind of thing only.
constexpr std::string_view kPackagePrefix = "liangxian/package/1\n";
constexpr std::string_view kReceiptPrefix = "liangxian/package-receipt/1\n";
/// A manifest of a province, geometries as hexadecimal; what is nested in it are steps and problems.
constexpr base::JsonLimits kManifestLimits{std::size_t{512} << 20U, 16};
constexpr base::JsonLimits kReceiptLimits{std::size_t{64} << 20U, 8};

const std::array<zone::Word, 4>& outcomes() {
    static const std::array<zone::Word, 4> words{{{"accepted", {"接收", "accepted"}},
                                                  {"unchanged", {"已有，未变", "there already"}},
                                                  {"returned", {"退回", "returned"}},
                                                  {"conflict", {"冲突，未接收", "in conflict, not taken"}}}};
    return words;
}

base::Problem fault(const char* code, const char* zh, const char* en) { return {code, "", {zh, en}}; }

bool is_lower_hex(const std::string& text, std::size_t digits) {
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

constexpr std::size_t kKeyDigits = 64;
constexpr std::size_t kSignatureDigits = 128;

bool is_trusted(const std::string& key, const std::vector<std::string>& trusted) {
    return std::find(trusted.begin(), trusted.end(), key) != trusted.end();
}

base::Problem not_trusted(const std::string& key) {
    return {"key-not-trusted",
            key,
            {"由未受信任的密钥签名；确认对方公钥后用 --trust 指明",
             "signed by a key that is not trusted; name it with --trust once you know whose it is"}};
}

std::string signature_json(const std::string& key, const std::string& signature) {
    return base::canonical_json(
               {{"schema", "liangxian/signature/1"}, {"public_key", key}, {"signature", signature}}) +
           "\n";
}

base::Problem too_large() {
    return fault("package-too-large", "内容过大或嵌套过深，不予读取",
                 "it is too large, or nested too deeply, to be read");
}

/// The key, when the signature is a trusted one's and right, and is written in the one way there is. Nothing
/// is parsed: key and signature stand where that way has them.
base::Result<std::string> signer_of(const base::ZipFile& manifest, const base::ZipFile& signature,
                                    const std::vector<std::string>& trusted) {
    const auto after = [&signature](std::string_view words, std::size_t digits) {
        const std::size_t at = signature.bytes.find(words);
        return at == std::string::npos ? std::string() : signature.bytes.substr(at + words.size(), digits);
    };
    const std::string key = after(R"("public_key":")", kKeyDigits);
    const std::string said = after(R"("signature":")", kSignatureDigits);
    if (!is_lower_hex(key, kKeyDigits) || !is_lower_hex(said, kSignatureDigits) ||
        signature.bytes != signature_json(key, said)) {
        return fault("signature-wrong", "签名文件被改动", "the signature was altered");
    }
    if (!is_trusted(key, trusted)) {
        return not_trusted(key);
    }
    if (!base::is_signed(std::string(kPackagePrefix) + manifest.bytes, said, key)) {
        return fault("signature-wrong", "签名不符：数据包在签名后被改动",
                     "the signature does not fit: the package was altered since");
    }
    return key;
}

/// A receipt's end: key, schema and signature stand last in the canonical form.
struct ReceiptEnd {
    std::string signed_bytes; ///< the receipt without its signature
    std::string key;
    std::string signature;
};

std::optional<ReceiptEnd> end_of_receipt(std::string_view bytes) {
    constexpr std::string_view kKey = R"("public_key":")";
    const std::string between = fmt::format(R"(","schema":"{}")", kReceiptSchema);
    constexpr std::string_view kSigned = R"(,"signature":")";
    constexpr std::string_view kEnd = "\"}\n";
    const std::size_t size =
        kKey.size() + kKeyDigits + between.size() + kSigned.size() + kSignatureDigits + kEnd.size();
    if (bytes.size() <= size) {
        return std::nullopt;
    }
    std::string_view rest = bytes.substr(bytes.size() - size);
    const auto take = [&rest](std::size_t count) {
        const std::string_view out = rest.substr(0, count);
        rest.remove_prefix(count);
        return std::string(out);
    };
    ReceiptEnd out;
    const bool has_key = take(kKey.size()) == kKey;
    out.key = take(kKeyDigits);
    const bool has_schema = take(between.size()) == between;
    const bool is_signed = take(kSigned.size()) == kSigned;
    out.signature = take(kSignatureDigits);
    out.signed_bytes =
        std::string(bytes.substr(0, bytes.size() - kEnd.size() - kSignatureDigits - kSigned.size())) + "}";
    const bool is_whole = has_key && has_schema && is_signed && rest == kEnd &&
                          is_lower_hex(out.key, kKeyDigits) && is_lower_hex(out.signature, kSignatureDigits);
    return is_whole ? std::optional(std::move(out)) : std::nullopt;
}

/// Whether the files behind the first two are those of the manifest, each what it was.
bool has_files(const json& manifest, const std::vector<base::ZipFile>& files) {
    const auto listed = manifest.find("files");
    if (listed == manifest.end() || !listed->is_array() || listed->size() + 2 != files.size()) {
        return false;
    }
    for (std::size_t i = 0; i < listed->size(); ++i) {
        const base::ZipFile& file = files[i + 2];
        const json& said = (*listed)[i];
        const std::string digest = base::sha256_hex(file.bytes);
        if (text_in(said, "name") != file.name || text_in(said, "sha256") != digest ||
            file.name != "documents/" + digest) {
            return false;
        }
    }
    return true;
}

json receipt_json(const Receipt& receipt, const std::string& key) {
    json lines = json::array();
    for (const ReceiptLine& line : receipt.lines) {
        lines.push_back({{"version", line.version},
                         {"digest", line.digest},
                         {"outcome", code_of(line.outcome)},
                         {"status", line.status},
                         {"reason", line.reason}});
    }
    return {{"schema", kReceiptSchema}, {"package_id", receipt.package_id}, {"office", receipt.office},
            {"actor", receipt.actor},   {"at", receipt.at.to_string()},     {"lines", std::move(lines)},
            {"public_key", key}};
}

std::optional<Receipt> receipt_of(const json& said) {
    Receipt out;
    out.package_id = text_in(said, "package_id");
    out.office = text_in(said, "office");
    out.actor = text_in(said, "actor");
    out.public_key = text_in(said, "public_key");
    const auto at = base::Timestamp::parse(text_in(said, "at"));
    const auto lines = said.find("lines");
    if (!at || lines == said.end() || !lines->is_array()) {
        return std::nullopt;
    }
    out.at = *at;
    for (const json& line : *lines) {
        const auto outcome = zone::parse_word<Outcome>(outcomes(), text_in(line, "outcome"));
        if (!outcome) {
            return std::nullopt;
        }
        out.lines.push_back({text_in(line, "version"), *outcome, text_in(line, "status"),
                             text_in(line, "reason"), text_in(line, "digest")});
    }
    return out;
}

} // namespace

std::string_view code_of(Outcome value) { return word(outcomes(), value).code; }
const base::Text& name_of(Outcome value) { return word(outcomes(), value).name; }

std::string package_id_of(const Package& package) {
    return base::sha256_hex(base::canonical_json(manifest_of(package)));
}

std::string seal_package(const Package& package, const base::SigningKey& key) {
    const std::string manifest = base::canonical_json(manifest_of(package));
    std::vector<base::ZipFile> files;
    files.push_back({kManifest, manifest});
    files.push_back(
        {kSignature, signature_json(key.public_key(), key.sign(std::string(kPackagePrefix) + manifest))});
    files.insert(files.end(), package.files.begin(), package.files.end());
    return base::make_stored_zip(files);
}

base::Result<Package> open_package(std::string_view bytes, const std::vector<std::string>& trusted) {
    const auto files = base::read_stored_zip(bytes);
    if (!files) {
        return files.problems();
    }
    const std::vector<base::ZipFile>& all = files.value();
    if (all.size() < 2 || all[0].name != kManifest || all[1].name != kSignature) {
        return fault("signature-missing", "包内没有清单或签名", "it has no manifest or no signature");
    }
    if (!base::is_within(all[0].bytes, kManifestLimits)) {
        return too_large();
    }
    const auto key = signer_of(all[0], all[1], trusted);
    if (!key) {
        return key.problems();
    }
    const auto read = base::read_canonical_json(all[0].bytes, kManifestLimits);
    if (!read || !read->is_object()) {
        return fault("manifest-wrong", "清单不是规范写法的 JSON（RFC 8785），或有重复的键",
                     "the manifest is no canonical JSON (RFC 8785), or names a key twice");
    }
    const json& manifest = *read;
    if (!has_files(manifest, all)) {
        return fault("package-files-differ", "包内文件与清单不符",
                     "the files in it are not those of its manifest");
    }
    auto package = package_of(manifest);
    if (package) {
        package.value().files.assign(all.begin() + 2, all.end());
        package.value().package_id = base::sha256_hex(all[0].bytes);
        package.value().public_key = key.value();
    }
    return package;
}

std::string seal_receipt(const Receipt& receipt, const base::SigningKey& key) {
    json out = receipt_json(receipt, key.public_key());
    out["signature"] = key.sign(std::string(kReceiptPrefix) + base::canonical_json(out));
    return base::canonical_json(out) + "\n";
}

base::Result<Receipt> open_receipt(std::string_view bytes, const std::vector<std::string>& trusted) {
    if (!base::is_within(bytes, kReceiptLimits)) {
        return too_large();
    }
    const auto end = end_of_receipt(bytes);
    if (!end) {
        return fault("receipt-wrong", "不是回执，或被改动", "this is no receipt, or it was altered");
    }
    if (!is_trusted(end->key, trusted)) {
        return not_trusted(end->key);
    }
    if (!base::is_signed(std::string(kReceiptPrefix) + end->signed_bytes, end->signature, end->key)) {
        return fault("signature-wrong", "签名不符：回执在签名后被改动",
                     "the signature does not fit: the receipt was altered since");
    }
    const auto said = base::read_canonical_json(end->signed_bytes, kReceiptLimits);
    if (!said || !said->is_object()) {
        return fault("receipt-wrong", "回执不是规范写法的 JSON（RFC 8785），或有重复的键",
                     "the receipt is no canonical JSON (RFC 8785), or names a key twice");
    }
    auto out = receipt_of(*said);
    return out ? base::Result<Receipt>(std::move(*out))
               : base::Result<Receipt>(
                     fault("receipt-wrong", "回执内容无法识别", "the receipt means nothing"));
}

std::string key_in_receipt(std::string_view bytes) {
    const auto end = end_of_receipt(bytes);
    return end ? end->key : "";
}

} // namespace liangxian::app
