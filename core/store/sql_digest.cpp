// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_digest.hpp"

#include "core/store/json_list.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_known_rows.hpp"
#include "core/store/sql_touched_rows.hpp"

#include <fmt/format.h>

namespace liangxian::store {
namespace {

/// Whether what is kept is of the present content. A store of schema 1 keeps another kind of digest, without
/// state.
bool is_fresh(const Connection& connection) {
    const std::string kept_for = meta_text(connection, "content_digest_revision");
    return !meta_bytes(connection, "content_digest_state").empty() &&
           kept_for == std::to_string(read_revision(connection));
}

template <typename Record>
void add_rows(const Connection& connection, const Layer<Record>& layer, const RowChoice& choice,
              ContentDigest& digest) {
    for_each_known_row(connection, layer, choice, [&](const Row& row) {
        digest.add(layer.kind, row.id, layer.fields, row.cells,
                   canonical_wkb(row.geometry_bytes, row.encoding));
    });
}

ContentDigest digest_of(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    ContentDigest digest;
    add_rows(connection, site_layer(), {known_at, {}, {}}, digest);
    add_rows(connection, zone_layer(), {known_at, {}, {}}, digest);
    add_rows(connection, area_layer(), {known_at, {}, {}}, digest);
    return digest;
}

void keep(const Connection& connection, const ContentDigest& digest) {
    put_meta(connection, "content_digest", digest.hex());
    put_meta(connection, "content_digest_state", digest.state());
    put_meta(connection, "content_digest_revision", std::to_string(read_revision(connection)));
}

bool restore(const Connection& connection, ContentDigest& digest) {
    return is_fresh(connection) && digest.restore(meta_bytes(connection, "content_digest_state"));
}

template <typename Record>
RowChoice rows_of(const Connection& connection, const Layer<Record>& layer,
                  const std::vector<std::string>& ids) {
    return {std::nullopt, fmt::format("{} IN {}", layer.id_column, connection.dialect().texts_in_2),
            json_list(ids)};
}

} // namespace

std::string content_digest(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    const bool is_present = !known_at || *known_at == read_revised_at(connection);
    ContentDigest kept; // its text in meta is for people; the state is what is followed
    return is_present && restore(connection, kept) ? kept.hex()
                                                   : compute_content_digest(connection, known_at);
}

std::string kept_content_digest(const Connection& connection) {
    ContentDigest kept;
    return restore(connection, kept) ? kept.hex() : "";
}

std::string compute_content_digest(const Connection& connection,
                                   const std::optional<base::Timestamp>& known_at) {
    return digest_of(connection, known_at).hex();
}

void cache_content_digest(const Connection& connection) {
    keep(connection, digest_of(connection, std::nullopt));
}

DigestChange::DigestChange(const Connection& connection)
    : m_connection(connection), m_is_kept(restore(connection, m_digest)),
      m_last_change(read_content_mark(connection).change) {}

template <typename Record>
void DigestChange::remove_rows(const Layer<Record>& layer, const std::vector<std::string>& ids) {
    for_each_known_row(m_connection, layer, rows_of(m_connection, layer, ids), [&](const Row& row) {
        m_digest.remove(layer.kind, row.id, layer.fields, row.cells,
                        canonical_wkb(row.geometry_bytes, row.encoding));
    });
}

void DigestChange::before(const Told& told) {
    m_told = told;
    remove_rows(site_layer(), told.sites);
    remove_rows(zone_layer(), told.zones);
}

void DigestChange::after() {
    add_rows(m_connection, site_layer(), rows_of(m_connection, site_layer(), m_told.sites), m_digest);
    add_rows(m_connection, zone_layer(), rows_of(m_connection, zone_layer(), m_told.zones), m_digest);
}

template <typename Record>
void DigestChange::add_new_rows(const Layer<Record>& layer, LoggedLayer logged,
                                const std::vector<std::string>& but) {
    const std::string others =
        but.empty() ? ""
                    : fmt::format(" AND {} NOT IN {}", layer.id_column, m_connection.dialect().texts_in_2);
    const RowChoice touched{
        std::nullopt,
        fmt::format("fid IN (SELECT fid FROM touched_rows WHERE change > {} AND layer = {}){}", m_last_change,
                    static_cast<int>(logged), others),
        but.empty() ? "" : json_list(but)};
    add_rows(m_connection, layer, touched, m_digest);
}

void DigestChange::finish() {
    if (!m_is_kept) {
        cache_content_digest(m_connection);
        return;
    }
    add_new_rows(site_layer(), LoggedLayer::sites, m_told.sites);
    add_new_rows(zone_layer(), LoggedLayer::zones, m_told.zones);
    add_new_rows(area_layer(), LoggedLayer::areas, {});
    keep(m_connection, m_digest);
}

} // namespace liangxian::store
