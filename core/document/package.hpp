// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace liangxian::document {

/// The entries of a zip in their order: name and bytes.
using PackageParts = std::vector<std::pair<std::string, std::string>>;

/// A zip without the clock's time in it: equal parts give equal bytes.
/// \throws base::FileError `package-not-made`; base::Error `module-not-loaded`
std::string pack(const PackageParts& parts);

struct Packed {
    std::string bytes;
    std::string reason; ///< libzip's words when there are no bytes
};

/// libzip, in a module of its own (ADR 0020).
struct PackageFunctions {
    static constexpr const char* kModule = "package";

    Packed (*pack)(const PackageParts& parts);
};

} // namespace liangxian::document
