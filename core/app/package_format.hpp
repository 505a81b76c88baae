// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/base/signature.hpp"
#include "core/base/stored_zip.hpp"
#include "core/store/store.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::app {

// A package between levels, `*.lxpkg`: a zip of manifest.json (RFC 8785), signature.json (Ed25519 over it)
// and the files of documents, each named by its SHA-256. ADR 0032.

/// A version on its way to another office.
struct PackedVersion {
    zone::Zone zone;
    zone::Site site;
    std::vector<zone::VersionStep> steps; ///< that it took where it comes from
    std::vector<store::StoredDocument> documents;
    nlohmann::json problems = nlohmann::json::array(); ///< what validate said of it where it comes from
};

struct Package {
    std::string office; ///< who made it
    std::string county; ///< that it is of; empty: not restricted
    base::Timestamp made_at;
    std::string store_digest;
    std::int64_t audit_count = 0;
    std::string audit_head;
    std::vector<PackedVersion> versions;
    std::vector<base::ZipFile> files; ///< of documents, named `documents/SHA256`

    // Of one that was opened:
    std::string package_id; ///< SHA-256 of the manifest
    std::string public_key; ///< of whoever signed it
};

/// The bytes of the package. \returns the same for the same content and key
std::string seal_package(const Package& package, const base::SigningKey& key);

/// The id that seal_package() gives it.
std::string package_id_of(const Package& package);

/// Opens a package: its size and nesting are measured, and every byte of it is accounted for by a signature
/// of a trusted key, before anything in it is parsed. \param trusted  public keys in hexadecimal; nobody
/// else's packages are opened Problem codes: those of base::read_stored_zip(); `package-too-large`,
/// `signature-missing`, `key-not-trusted`, `signature-wrong`, `package-files-differ`, `manifest-wrong` (also
/// one that is not canonical).
base::Result<Package> open_package(std::string_view bytes, const std::vector<std::string>& trusted);

/// What was decided about a version.
enum class Outcome {
    accepted,  ///< taken in
    unchanged, ///< there already, the same line
    returned,  ///< given back with a reason
    conflict,  ///< not taken: see the reason
};
std::string_view code_of(Outcome value);
const base::Text& name_of(Outcome value);

struct ReceiptLine {
    std::string version; ///< `Z1@2`
    Outcome outcome = Outcome::accepted;
    std::string status; ///< of the version in the accepting store; empty when it is not there
    std::string reason;
    std::string digest; ///< of the line as it was received: line_digest_of()
};

/// What an office answers to a package.
struct Receipt {
    std::string package_id;
    std::string office; ///< who answers
    std::string actor;
    base::Timestamp at;
    std::vector<ReceiptLine> lines;
    std::string public_key; ///< of whoever signed it; set by open_receipt()
};

/// Canonical JSON and a line break.
std::string seal_receipt(const Receipt& receipt, const base::SigningKey& key);
/// In the same order. Problem codes: `package-too-large`, `receipt-wrong`, `key-not-trusted`,
/// `signature-wrong`.
base::Result<Receipt> open_receipt(std::string_view bytes, const std::vector<std::string>& trusted);

/// The key that a receipt names; empty when it is none.
std::string key_in_receipt(std::string_view bytes);

} // namespace liangxian::app
