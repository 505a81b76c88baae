// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/meta.hpp"

#include <fmt/format.h>

namespace liangxian::store {

std::string meta_text(const Connection& connection, std::string_view key) {
    Statement row = connection.prepare(
        fmt::format("SELECT {} FROM meta WHERE key = ?1", connection.dialect().meta_as_text));
    row.bind(1, key);
    return row.step() ? std::string(row.text(0)) : "";
}

std::string meta_bytes(const Connection& connection, std::string_view key) {
    Statement row = connection.prepare("SELECT value FROM meta WHERE key = ?1");
    row.bind(1, key);
    return row.step() ? std::string(row.blob(0)) : "";
}

void put_meta(const Connection& connection, std::string_view key, std::string_view bytes) {
    Statement put = connection.prepare(connection.dialect().put_meta);
    put.bind(1, key).bind_blob(2, bytes).run();
}

std::int64_t read_revision(const Connection& connection) {
    Statement row = connection.prepare(connection.dialect().revision);
    return row.step() ? row.integer(0) : 0;
}

base::Timestamp read_revised_at(const Connection& connection) {
    Statement row = connection.prepare(connection.dialect().revised_at);
    return row.step() ? base::Timestamp::parse(row.text(0)).value_or(base::Timestamp()) : base::Timestamp();
}

void write_settings(const Connection& connection, const Settings& settings) {
    put_meta(connection, "jurisdiction_wkb", settings.jurisdiction_wkb);
    put_meta(connection, "is_demonstration", settings.is_demonstration ? "1" : "0");
}

Settings read_settings(const Connection& connection) {
    return {meta_bytes(connection, "jurisdiction_wkb"), meta_bytes(connection, "is_demonstration") == "1"};
}

} // namespace liangxian::store
