// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/geometry_bytes.hpp"

#include <string>
#include <string_view>

namespace liangxian::store {

/// What the two databases say differently.
struct Dialect {
    /// \name Lists for `IN (…)`, given as a JSON array in parameter 1 or 2
    /// @{
    std::string_view texts_in_1;
    std::string_view numbers_in_1;
    std::string_view texts_in_2;
    std::string_view numbers_in_2;
    /// @}

    std::string_view geometry; ///< what selects a geometry's bytes
    GeometryEncoding encoding; ///< what they are

    /// A condition: recorded by the instant in parameter 1, or nobody can tell when.
    std::string_view recorded_by_then;
    std::string_view revision;     ///< a query: one number
    std::string_view revised_at;   ///< a query: one instant
    std::string_view rows_ever;    ///< a query: rows of the three layers, or somewhat more
    std::string_view meta_as_text; ///< a value of table meta
    std::string_view put_meta;     ///< a statement: key and bytes in parameters 1 and 2
    /// A statement: status, valid_from, valid_to, issuer, document, document_date, approval_document of the
    /// version named by parameters 8 and 9; gives its row's number, or no row when there is none.
    std::string_view change_version;
    std::string_view step_account; ///< of a row of version_steps: the login it was recorded under
};

} // namespace liangxian::store
