// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/postgres.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// Puts rows into a layer of PostGIS by COPY. No other statement of the connection may run before it is
/// finished or gone.
class PgRowWriter : public RowWriter {
public:
    PgRowWriter(const PostgresConnection& connection, std::string_view table,
                const std::vector<std::string_view>& columns);
    /// Nothing of it is in unless it was finished.
    ~PgRowWriter() override;
    void write(const geo::Geometry& geometry, const std::vector<FieldValue>& values) override;
    void finish() override;

private:
    void append_text(std::string_view text);
    void flush();

    const PostgresConnection& m_connection;
    std::string m_lines;
    bool m_is_open = true;
};

} // namespace liangxian::store
