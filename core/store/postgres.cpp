// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/postgres.hpp"

#include "core/base/error.hpp"
#include "core/store/pg_failure.hpp"
#include "core/store/pg_row_writer.hpp"
#include "core/store/pg_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace liangxian::store {
namespace {

using std::chrono::milliseconds;

/// How long a lost server is waited for: a restart takes a second or two.
constexpr milliseconds kPatience{10000};
constexpr milliseconds kFirstPause{100};
constexpr milliseconds kLongestPause{1000};
/// What a replica, which says nothing of changes, is waited for between two looks.
constexpr milliseconds kBetweenLooks{100};

/// The line of the server's log: a replica that becomes the primary begins a new one.
constexpr const char* kTimeline = "left(pg_walfile_name(pg_current_wal_lsn()), 8)";

constexpr Dialect kDialect{
    "(SELECT json_array_elements_text(?1::json))",
    "(SELECT json_array_elements_text(?1::json)::bigint)",
    "(SELECT json_array_elements_text(?2::json))",
    "(SELECT json_array_elements_text(?2::json)::bigint)",
    "ST_AsBinary(geom, 'NDR')",
    GeometryEncoding::wkb,
    "recorded_at <= ?1 OR recorded_at IS NULL",
    "SELECT revision FROM content_state",
    "SELECT revised_at FROM content_state",
    "SELECT rows_ever FROM content_state",
    "convert_from(value, 'UTF8')",
    "SELECT keep_meta(?1, ?2)",
    "SELECT fid FROM act_on_version(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) AS fid WHERE fid IS NOT NULL",
    "account",
};

/// PostGIS may be installed in any schema.
std::string session_script(const std::string& schema) {
    return fmt::format(
        "SET timezone = 'UTC'; SET datestyle = 'ISO'; SELECT set_config('search_path', concat_ws(', ', {}, "
        "(SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = "
        "'postgis'), 'pg_temp'), false)",
        quoted_text(quoted_name(schema)));
}

} // namespace

PostgresConnection::PostgresConnection(PgLocation location, Mode mode)
    : m_location(std::move(location)), m_mode(mode) {
    try {
        connect();
    } catch (const PgFailure& failure) {
        fail(failure);
    }
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::connect() const {
    PgLocation address = m_location;
    address.address =
        address.address_with("target_session_attrs", m_mode == Mode::read_only ? "any" : "read-write");
    address.address = address.address_with("application_name", "liangxian");
    address.address = address.address_with("connect_timeout", "10");
    if (m_walking != nullptr) {
        std::exchange(m_walking, nullptr)->cut_off();
    }
    m_is_in_transaction = false;
    m_is_listening = false;
    auto session = connect_postgres(address.address_with("client_encoding", "UTF8"));
    session->execute(session_script(m_location.schema));
    if (m_mode == Mode::read_only) {
        session->execute("SET default_transaction_read_only = on");
    }
    m_session = std::move(session); // nobody works with one that is not set up
}

bool PostgresConnection::can_ask_again(const PgFailure& failure) const {
    if (!failure.is_lost() || m_is_in_transaction) {
        return false;
    }
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (milliseconds pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
        try {
            connect();
            return true;
        } catch (const PgFailure&) {
            if (std::chrono::steady_clock::now() + pause > end) {
                return false;
            }
            std::this_thread::sleep_for(pause);
        }
    }
}

void PostgresConnection::fail(const PgFailure& failure) const { throw store_error_of(failure, m_location); }

PgSession& PostgresConnection::free_session() const {
    if (m_walking != nullptr) {
        m_walking->take_rest();
    }
    return *m_session;
}

void PostgresConnection::find_postgis() const { execute(session_script(m_location.schema)); }

const Dialect& PostgresConnection::dialect() const { return kDialect; }

std::string PostgresConnection::account() const {
    Statement login = prepare("SELECT session_user");
    return login.step() ? std::string(login.text(0)) : std::string();
}

Statement PostgresConnection::prepare(std::string_view sql) const {
    return Statement(std::make_unique<PostgresStatement>(*this, sql));
}

void PostgresConnection::execute(const std::string& sql) const {
    try {
        free_session().execute(sql);
    } catch (const PgFailure& failure) {
        fail(failure);
    }
}

bool PostgresConnection::has_table(std::string_view name) const {
    Statement look = prepare("SELECT to_regclass(?1) IS NOT NULL");
    return look.bind(1, name).step() && look.integer(0) != 0;
}

std::unique_ptr<RowWriter>
PostgresConnection::insert_into(std::string_view table, const std::vector<std::string_view>& columns) const {
    return std::make_unique<PgRowWriter>(*this, table, columns);
}

void PostgresConnection::begin(const std::string& script) const {
    try {
        free_session(); // what a statement loses here is not asked again
        try {
            m_session->execute(script);
        } catch (const PgFailure& failure) {
            if (!can_ask_again(failure)) {
                throw;
            }
            m_session->execute(script);
        }
    } catch (const PgFailure& failure) {
        fail(failure);
    }
    m_is_in_transaction = true;
}

void PostgresConnection::begin_reading() const { begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

void PostgresConnection::begin_without_turn() const { begin("BEGIN; SET LOCAL lock_timeout = '5s'"); }

void PostgresConnection::take_turn() const {
    Statement turn = prepare(std::string("SELECT take_turn(), pg_current_xact_id()::text, ") + kTimeline);
    turn.step();
    m_instant = base::Timestamp::parse(turn.text(0)).value_or(base::Timestamp::now());
    m_turn = {std::string(turn.text(1)), std::string(turn.text(2))};
}

void PostgresConnection::begin_writing() const {
    begin_without_turn();
    try {
        take_turn();
    } catch (...) {
        roll_back();
        throw;
    }
}

void PostgresConnection::commit() const {
    const Turn turn = std::exchange(m_turn, {});
    m_is_in_transaction = false;
    try {
        free_session().execute("COMMIT");
    } catch (const PgFailure& failure) {
        if (!failure.is_lost() || turn.transaction_id.empty()) {
            roll_back();
            fail(failure);
        }
        const auto outcome = outcome_of(turn, failure);
        if (outcome == Outcome::unknown) {
            throw base::StoreError(
                "store-commit-unknown",
                {fmt::format(
                     "库“{}”：提交时连接中断，无法确认是否已写入；请恢复连接后用 liangxian audit head 查看最后一条记录",
                     m_location.given),
                 fmt::format(
                     "store '{}': the connection was lost while the server committed, and nobody can tell "
                     "whether it is written; look at the end of the audit with liangxian audit head when it "
                     "is back",
                     m_location.given)});
        }
        if (outcome == Outcome::rolled_back) {
            fail(failure);
        }
    }
}

/// What became of a transaction in whose commit the connection was lost.
PostgresConnection::Outcome PostgresConnection::outcome_of(const Turn& turn, const PgFailure& failure) const {
    if (!can_ask_again(failure)) {
        return Outcome::unknown;
    }
    try {
        Statement here = prepare(std::string("SELECT ") + kTimeline);
        here.step();
        if (here.text(0) != turn.timeline) {
            return Outcome::unknown; // whatever it says of that number is of another transaction
        }
        Statement status = prepare("SELECT pg_xact_status(?1::xid8)");
        status.bind(1, std::string_view(turn.transaction_id));
        for (auto waited = milliseconds(0); waited < kPatience; waited += kFirstPause) {
            status.step();
            const std::string told(status.text(0));
            if (told != "in progress") {
                return told == "committed" ? Outcome::committed
                       : told == "aborted" ? Outcome::rolled_back
                                           : Outcome::unknown;
            }
            status.reset();
            std::this_thread::sleep_for(kFirstPause);
        }
    } catch (const base::StoreError&) { // lost again, or another server than the one that was asked to commit
    }
    return Outcome::unknown;
}

void PostgresConnection::roll_back() const noexcept {
    m_is_in_transaction = false;
    m_turn = {};
    try {
        if (m_walking != nullptr) {
            m_walking->abandon();
        }
        m_session->execute("ROLLBACK");
    } catch (const PgFailure&) { // lost, and so rolled back
    }
}

void PostgresConnection::wait_for_notice(milliseconds patience) const {
    try {
        if (!m_is_listening) {
            free_session().execute("LISTEN liangxian");
            m_is_listening = true;
            return; // what changed before may not have been heard
        }
        free_session().wait_for_notification(patience);
    } catch (const PgFailure& failure) {
        if (failure.is_lost() && !can_ask_again(failure)) {
            fail(failure);
        }
        std::this_thread::sleep_for(std::min(patience, kBetweenLooks));
    }
}

} // namespace liangxian::store
