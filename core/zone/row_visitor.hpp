// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/zone_source.hpp"

#include <cstdint>
#include <optional>

namespace liangxian::zone {

/// Gets a source's records one by one as they stand, whatever their validity and status. Every record
/// carries its row and what decides where and when it holds: its geometry, numbers, dates and codes. Its
/// texts are empty. Sites without geometry are left out: they lie nowhere.
class RowVisitor {
public:
    RowVisitor() = default;
    virtual ~RowVisitor() = default;
    RowVisitor(const RowVisitor&) = delete;
    RowVisitor& operator=(const RowVisitor&) = delete;

    virtual void visit(const Site& site) = 0;
    virtual void visit(const Zone& zone) = 0;
    virtual void visit(const Area& area) = 0;
    /// A row that nobody can read. \param box  where it lies; nothing when that cannot be read either
    virtual void visit_unreadable(RecordKind kind, std::int64_t row, const std::optional<geo::Box>& box) = 0;
};

} // namespace liangxian::zone
