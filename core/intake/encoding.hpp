// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// The text of a file in UTF-8, without byte order mark, and how it was written.
struct DecodedText {
    std::string utf8;
    std::string encoding;    ///< `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, or the name that was asked for
    base::Problems warnings; ///< `bad-bytes` (replaced by U+FFFD), `encoding-unknown`
};

/// Decodes the bytes of a text file.
///
/// Without a name: a byte order mark decides; else the zero bytes of UTF-16; else UTF-8 when every
/// byte is valid UTF-8; else GB18030, which contains GBK and GB2312. A file with a UTF-8 mark is
/// UTF-8 even when some bytes are damaged.
/// \param named_encoding  `--encoding`; empty: decide. GBK, GB2312, CP936 and 936 are read as GB18030.
DecodedText decode_text(std::string_view bytes, const std::string& named_encoding);

/// Whether a name of `--encoding` means one that can be read.
bool is_known_encoding(const std::string& name);

/// One field of a .dbf or an old drawing: \p encoding as in decode_text(), decided for this field alone
/// when empty. Bytes that cannot be read become U+FFFD.
std::string decode_field(std::string_view bytes, const std::string& encoding);

/// Whether all of \p bytes is well-formed UTF-8 (no overlong forms, no surrogates).
bool is_valid_utf8(std::string_view bytes);

} // namespace liangxian::intake
