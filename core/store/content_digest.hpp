// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/multiset_hash.hpp"
#include "core/store/record_fields.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// The digest of a store's content: the same for the same records in any kind of store, whatever
/// their order and internal numbers; follows changes record by record (ADR 0024).
///
/// One line `kind TAB id TAB sha256` per record goes into a base::MultisetHash. A record's own sha256 covers
/// every column in the order of its fields as `name=length:text`, then `wkb=length:` and the geometry as
/// geo::to_wkb() writes it. Not stated is length 0. Values that cannot be read as what their column
/// should hold are covered as they stand.
class ContentDigest {
public:
    /// \param wkb  as geo::to_wkb() gives it; for a geometry nobody can read, its bytes as stored
    template <typename Record>
    void add(std::string_view kind, std::string_view id, const std::vector<Field<Record>>& fields,
             const std::vector<FieldValue>& cells, std::string_view wkb) {
        m_hash.add(line_of(kind, id, fields, cells, wkb));
    }
    /// \pre the same was added
    template <typename Record>
    void remove(std::string_view kind, std::string_view id, const std::vector<Field<Record>>& fields,
                const std::vector<FieldValue>& cells, std::string_view wkb) {
        m_hash.remove(line_of(kind, id, fields, cells, wkb));
    }

    /// 64 lower-case hexadecimal characters.
    std::string hex() const { return m_hash.hex(); }

    std::string state() const { return m_hash.state(); }
    bool restore(std::string_view state) { return m_hash.restore(state); }

private:
    template <typename Record>
    static std::string line_of(std::string_view kind, std::string_view id,
                               const std::vector<Field<Record>>& fields, const std::vector<FieldValue>& cells,
                               std::string_view wkb) {
        std::string content;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            append(content, fields[i].name, text_of(cells[i]));
        }
        append(content, "wkb", wkb);
        return line(kind, id, content);
    }
    static void append(std::string& content, std::string_view name, std::string_view value);
    static std::string line(std::string_view kind, std::string_view id, const std::string& content);

    base::MultisetHash m_hash;
};

} // namespace liangxian::store
