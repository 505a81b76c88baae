// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"

#include <string>
#include <vector>

namespace liangxian::app {

/// A version as it was when it was sent.
struct SentVersion {
    std::string version; ///< `Z1@2`
    std::string digest;  ///< line_digest_of()
    std::string status;
    std::size_t steps = 0; ///< that it had taken
};

/// What the store keeps of a package that was sent, and back. \returns nothing for what nobody wrote so
std::string sent_text(const std::vector<PackedVersion>& versions);
std::vector<SentVersion> parse_sent(const std::string& text);

/// What a receipt did to the versions that were sent.
struct ReceiptReport {
    std::vector<ReceiptLine> lines;
    std::vector<std::string> returned; ///< versions that are drafts again
    base::Problems notes;              ///< of those that moved on meanwhile, or cannot be returned
    bool was_recorded_before = false;
};

/// Records what the other office answered, once: a returned version that is submitted or approved becomes a
/// draft again, with the reason. One that took a step, got another line or was sent again since is left as it
/// is, and a note `moved-on` says so. \throws base::InputError `package-unknown`, `receipt-differs` listing
/// where it speaks of other versions or lines than were sent; base::StoreError
ReceiptReport record_receipt(store::Store& store, const Receipt& receipt, const std::string& bytes,
                             const std::string& actor);

} // namespace liangxian::app
