// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/record_fields.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// The digest of a store's content: the same for the same records in any kind of store, whatever
/// their order and internal numbers.
///
/// One line `kind TAB id TAB sha256` per record, the lines sorted by their bytes, each ended by a
/// line feed; the digest is the SHA-256 of that text. A record's own sha256 covers every column in
/// the order of its fields as `name=length:text`, then `wkb=length:` and the geometry as
/// geo::to_wkb() writes it. Not stated is length 0. Values that cannot be read as what their column
/// should hold are covered as they stand.
class ContentDigest {
public:
    /// \param wkb  as geo::to_wkb() gives it; for a geometry nobody can read, its bytes as stored
    template <typename Record>
    void add(std::string_view kind, std::string_view id, const std::vector<Field<Record>>& fields,
             const std::vector<FieldValue>& cells, std::string_view wkb) {
        std::string content;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            append(content, fields[i].name, text_of(cells[i]));
        }
        append(content, "wkb", wkb);
        add_line(kind, id, content);
    }

    /// 64 lower-case hexadecimal characters.
    std::string finish_hex();

private:
    static void append(std::string& content, std::string_view name, std::string_view value);
    void add_line(std::string_view kind, std::string_view id, const std::string& content);

    std::vector<std::string> m_lines;
};

} // namespace liangxian::store
