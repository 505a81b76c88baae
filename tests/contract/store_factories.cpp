// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/contract/store_factories.hpp"

#include "core/base/hex.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/pg_session.hpp"
#include "tests/contract/postgres_pair.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace liangxian::store {
namespace {

/// A name that no other process uses, nor this one twice.
std::string next_schema() {
    static int count = 0;
    return "t_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

std::string in_schema(const std::string& schema) {
    return "SET search_path = " + schema + ", public, pg_temp";
}

} // namespace

const std::string& test_server() {
    static const char* given = std::getenv("LIANGXIAN_POSTGRES");
    static const std::unique_ptr<PostgresPair> own =
        given == nullptr ? std::make_unique<PostgresPair>() : nullptr;
    static const std::string address = given == nullptr ? own->primary() : given;
    return address;
}

tests::SqlAnswer postgres_sql(const std::string& address, const std::string& before,
                              const std::string& statement) {
    tests::SqlAnswer out;
    try {
        const auto session = connect_postgres(address);
        session->execute(before);
        session->send(statement, {}, PgSession::Format::text);
        while (const auto row = session->next()) {
            if (out.first.empty() && row->columns() > 0) {
                out.first = row->bytes(0);
            }
        }
    } catch (const PgFailure& failure) {
        out.error = failure.words();
    }
    return out;
}

void GpkgFactory::keep() const {
    std::filesystem::copy_file(location(), kept(), std::filesystem::copy_options::overwrite_existing);
}

void GpkgFactory::start_over() const {
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path())) {
        if (entry.path() != kept()) {
            std::filesystem::remove_all(entry.path());
        }
    }
    std::filesystem::copy_file(kept(), location());
}

PgFactory::PgFactory() : m_schema(next_schema()) {
    // Left there by a test of an earlier process of this number.
    postgres_sql(test_server(), "SET client_min_messages = error",
                 "DROP SCHEMA IF EXISTS " + m_schema + " CASCADE");
}

PgFactory::~PgFactory() {
    postgres_sql(test_server(), "SET client_min_messages = error",
                 "DROP SCHEMA IF EXISTS " + m_schema + ", kept_" + m_schema + " CASCADE");
}

void PgFactory::keep() const {
    each_table("CREATE SCHEMA kept_" + m_schema, "CREATE TABLE kept_" + m_schema + ".%1$I AS TABLE %1$I");
}

void PgFactory::start_over() const {
    each_table("SET LOCAL session_replication_role = replica", // no trigger speaks
               "TRUNCATE %1$I; INSERT INTO %1$I OVERRIDING SYSTEM VALUE TABLE kept_" + m_schema + ".%1$I");
}

void PgFactory::each_table(const std::string& first, const std::string& statement) const {
    sql("DO $$ DECLARE name name; BEGIN " + first +
        "; FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '" + m_schema +
        "'::regnamespace LOOP EXECUTE format('" + statement + "', name); END LOOP; END $$");
}

std::string PgFactory::location() const {
    return test_server() + "?schema=" + m_schema + "&application_name=" + m_schema;
}

std::string PgFactory::sql(const std::string& statement) const {
    const tests::SqlAnswer answer =
        postgres_sql(test_server(), in_schema(m_schema) + "; SET liangxian.act = 'on'", statement);
    EXPECT_EQ(answer.error, "") << statement;
    return answer.first;
}

std::string PgFactory::edit(const std::string& statement) const {
    const std::string login = "liangxian_test_editor";
    postgres_sql(test_server(), "SET client_min_messages = error",
                 "CREATE ROLE " + login + " LOGIN"); // or is there
    postgres_sql(test_server(), "SET client_min_messages = error", "GRANT liangxian_planner TO " + login);
    return postgres_sql(test_server(), in_schema(m_schema) + "; SET SESSION AUTHORIZATION " + login,
                        statement)
        .error;
}

std::string PgFactory::edit_as_owner(const std::string& statement) const {
    return postgres_sql(test_server(), in_schema(m_schema), statement).error;
}

std::string PgFactory::sql_unchecked(const std::string& table, const std::string& statement) const {
    sql("DO $$ DECLARE c text; BEGIN FOR c IN SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = '" +
        table + "'::regclass LOOP EXECUTE format('ALTER TABLE " + table +
        " DROP CONSTRAINT %I', c); END LOOP; END $$");
    return sql(statement);
}

std::string PgFactory::ops_sql(const std::string& statement) const {
    return postgres_sql(test_server(), in_schema(m_schema + "_ops"), statement).error;
}

std::string PgFactory::ops_text(const std::string& statement) const {
    return postgres_sql(test_server(), in_schema(m_schema + "_ops"), statement).first;
}

void PgFactory::drop_ops() const {
    postgres_sql(test_server(), "SET client_min_messages = error",
                 "DROP SCHEMA IF EXISTS " + m_schema + "_ops CASCADE");
}

void PgFactory::spoil_geometry(const std::string& zone_id) const {
    geo::Geometry spoilt = tests::rectangle(0, 0, 100, 100);
    spoilt.polygons[0].shell[1].x = std::nan("");
    sql("UPDATE zones SET geom = ST_GeomFromWKB('\\x" + base::hex_of(geo::to_wkb(spoilt)) +
        "'::bytea, 4490) WHERE zone_id = '" + zone_id + "'");
}

} // namespace liangxian::store
