// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// Puts rows into a layer of a GeoPackage and keeps what it says of the layer's extent.
class GpkgRowWriter : public RowWriter {
public:
    GpkgRowWriter(const Connection& connection, std::string_view table,
                  const std::vector<std::string_view>& columns);
    void write(const geo::Geometry& geometry, const std::vector<FieldValue>& values) override;
    void finish() override;

private:
    const Connection& m_connection;
    std::string m_table;
    Statement m_insert;
    geo::Box m_bounds;
};

} // namespace liangxian::store
