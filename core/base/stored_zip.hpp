// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::base {

/// One file of a zip.
struct ZipFile {
    std::string name; ///< UTF-8
    std::string bytes;
};

/// A zip (APPNOTE 6.3) that any program opens, of files as they are: nothing is compressed, no times, no
/// remarks. The same files give the same bytes. \pre together under 2 GiB, no name empty or twice
std::string make_stored_zip(const std::vector<ZipFile>& files);

/// Reads only what make_stored_zip() writes, and that byte for byte: there is no place in such a file where
/// something could stand that is not one of its files. Nothing is unpacked, so none grows.
/// Problem codes: `zip-truncated`, `zip-compressed`, `zip-altered`, `no-zip`.
Result<std::vector<ZipFile>> read_stored_zip(std::string_view bytes);

} // namespace liangxian::base
