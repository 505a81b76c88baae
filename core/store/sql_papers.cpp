// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_papers.hpp"

#include "core/store/json_list.hpp"

#include <fmt/format.h>

namespace liangxian::store {

std::vector<StoredRepair> read_repairs(const Connection& connection,
                                       const std::vector<std::string>& zone_ids) {
    std::vector<StoredRepair> out;
    Statement rows = connection.prepare(fmt::format(
        "SELECT layer, id, version, reason, place_lon, place_lat, area_before_m2, area_after_m2 FROM repairs "
        "WHERE layer = 'zones' AND id IN {} ORDER BY fid",
        connection.dialect().texts_in_1));
    rows.bind(1, json_list(zone_ids));
    while (rows.step()) {
        StoredRepair repair;
        repair.layer = rows.text(0);
        repair.id = rows.text(1);
        if (rows.type(2) != CellType::null) {
            repair.version = static_cast<int>(rows.integer(2));
        }
        repair.reason = rows.text(3);
        if (rows.type(4) != CellType::null && rows.type(5) != CellType::null) {
            repair.place = geo::Position{rows.real(4), rows.real(5)};
        }
        repair.area_before_m2 = rows.real(6);
        repair.area_after_m2 = rows.real(7);
        out.push_back(std::move(repair));
    }
    return out;
}

std::vector<StoredDocument> read_documents(const Connection& connection,
                                           const std::vector<std::string>& numbers) {
    std::vector<StoredDocument> out;
    Statement rows = connection.prepare(fmt::format(
        "SELECT document, issuer, document_date, title, sha256 FROM documents WHERE document IN {} "
        "ORDER BY fid",
        connection.dialect().texts_in_1));
    rows.bind(1, json_list(numbers));
    while (rows.step()) {
        out.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                       std::string(rows.text(3)), std::string(rows.text(4))});
    }
    return out;
}

} // namespace liangxian::store
