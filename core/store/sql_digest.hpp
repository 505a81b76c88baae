// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "core/store/content_digest.hpp"
#include "core/store/sql.hpp"
#include "core/store/sql_rows.hpp"
#include "core/store/sql_touched_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::store {

// The digest of a store's content. Our writers keep it beside the revision it is of; after another program's
// edit it is computed again.

/// Of every site, zone and area row known at an instant (absent: now). Kept, or computed.
std::string content_digest(const Connection& connection, const std::optional<base::Timestamp>& known_at);

/// Of the present content, as our writers kept it; empty when another program has written since.
std::string kept_content_digest(const Connection& connection);

/// Parses everything.
std::string compute_content_digest(const Connection& connection,
                                   const std::optional<base::Timestamp>& known_at);

/// Computes the digest of the present content and keeps it. \pre inside a write transaction
void cache_content_digest(const Connection& connection);

/// Takes the kept digest through a change. Where none was kept, the end of the change costs a walk over all
/// rows; otherwise only what is told costs something. \pre made, told and finished inside one write
/// transaction
class DigestChange {
public:
    explicit DigestChange(const Connection& connection);

    /// What changes, by id.
    struct Told {
        std::vector<std::string> sites;
        std::vector<std::string> zones;
    };
    /// Before these change, and after it.
    void before(const Told& told);
    void after();
    /// What was inserted since this object was made is told by itself. Keeps the digest of the present
    /// content.
    void finish();

private:
    template <typename Record>
    void remove_rows(const Layer<Record>& layer, const std::vector<std::string>& ids);
    template <typename Record>
    void add_new_rows(const Layer<Record>& layer, LoggedLayer logged, const std::vector<std::string>& but);

    const Connection& m_connection;
    ContentDigest m_digest;
    bool m_is_kept;             ///< the digest of the content before was at hand
    std::int64_t m_last_change; ///< in the log of touched rows
    Told m_told;
};

} // namespace liangxian::store
