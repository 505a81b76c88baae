// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_digest.hpp"

#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/gpkg_blob.hpp"
#include "core/store/gpkg_known_rows.hpp"
#include "core/store/gpkg_schema.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::store {
namespace {

/// Whether what is kept is of the present content. A store of schema 1 keeps another kind of digest, without
/// state.
bool is_fresh(const Connection& connection) {
    Statement state = connection.prepare("SELECT 1 FROM meta WHERE key = 'content_digest_state'");
    const std::string kept_for = meta_text(connection, "content_digest_revision");
    return state.step() && !kept_for.empty() && kept_for == meta_text(connection, "revision");
}

/// The geometry in its own encoding, or the bytes as stored when nobody can read them.
std::string canonical_wkb(const Row& row) {
    try {
        return row.geometry_blob.empty() ? "" : geo::to_wkb(from_gpkg_blob(row.geometry_blob));
    } catch (const base::GeometryError&) {
        return row.geometry_blob;
    }
}

template <typename Record>
void add_rows(const Connection& connection, const Layer<Record>& layer, const RowChoice& choice,
              ContentDigest& digest) {
    for_each_known_row(connection, layer, choice, [&](const Row& row) {
        digest.add(layer.kind, row.id, layer.fields, row.cells, canonical_wkb(row));
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
    Statement put = connection.prepare(
        "INSERT OR REPLACE INTO meta SELECT 'content_digest', ?1 UNION ALL SELECT 'content_digest_state', ?2 "
        "UNION ALL SELECT 'content_digest_revision', value FROM meta WHERE key = 'revision'");
    const std::string hex = digest.hex();
    put.bind(1, std::string_view(hex)).bind_blob(2, digest.state());
    put.run();
}

bool restore(const Connection& connection, ContentDigest& digest) {
    Statement state = connection.prepare("SELECT value FROM meta WHERE key = 'content_digest_state'");
    return is_fresh(connection) && state.step() && digest.restore(state.blob(0));
}

template <typename Record>
std::int64_t last_row(const Connection& connection, const Layer<Record>& layer) {
    Statement last = connection.prepare(fmt::format("SELECT coalesce(max(fid), 0) FROM {}", layer.table));
    return last.step() ? last.integer(0) : 0;
}

RowChoice versions_of(const std::vector<std::string>& zone_ids) {
    return {std::nullopt, "zone_id IN (SELECT value FROM json_each(?2))",
            nlohmann::json(zone_ids).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

} // namespace

std::string content_digest(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    const bool is_present = !known_at || known_at->to_string() == meta_text(connection, "revised_at");
    return is_present && is_fresh(connection) ? meta_text(connection, "content_digest")
                                              : compute_content_digest(connection, known_at);
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
      m_last_site(last_row(connection, site_layer())), m_last_zone(last_row(connection, zone_layer())),
      m_last_area(last_row(connection, area_layer())) {}

void DigestChange::before(const std::vector<std::string>& zone_ids) {
    for_each_known_row(m_connection, zone_layer(), versions_of(zone_ids), [this](const Row& row) {
        m_digest.remove(zone_layer().kind, row.id, zone_layer().fields, row.cells, canonical_wkb(row));
    });
}

void DigestChange::after(const std::vector<std::string>& zone_ids) {
    add_rows(m_connection, zone_layer(), versions_of(zone_ids), m_digest);
}

template <typename Layer>
void DigestChange::add_new_rows(const Layer& layer, std::int64_t last_row) {
    add_rows(m_connection, layer, {std::nullopt, fmt::format("fid > {}", last_row), {}}, m_digest);
}

void DigestChange::finish() {
    if (!m_is_kept) {
        cache_content_digest(m_connection);
        return;
    }
    add_new_rows(site_layer(), m_last_site);
    add_new_rows(zone_layer(), m_last_zone);
    add_new_rows(area_layer(), m_last_area);
    keep(m_connection, m_digest);
}

} // namespace liangxian::store
