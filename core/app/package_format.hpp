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

/// Opens a package: every byte of it is accounted for by a signature of a trusted key before anything in it
/// is looked at. \param trusted  public keys in hexadecimal; nobody else's packages are opened Problem codes:
/// those of base::read_stored_zip(); `signature-missing`, `key-not-trusted`, `signature-wrong`,
/// `package-files-differ`, `manifest-wrong`.
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
/// Problem codes: `receipt-wrong`, `key-not-trusted`, `signature-wrong`.
base::Result<Receipt> open_receipt(std::string_view bytes, const std::vector<std::string>& trusted);

/// The column of a version that says what its line is: everything that the steps of a version do not change.
bool is_same_line(const zone::Zone& a, const zone::Zone& b);
/// The names of the columns in which two records of a site differ; `geom` among them.
std::vector<std::string> site_differences(const zone::Site& a, const zone::Site& b);

} // namespace liangxian::app
