// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/store/pg_session.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <cerrno>

namespace liangxian::store {
namespace {

constexpr Oid kBytea = 17;

struct ConnectionCloser {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ResultCloser {
    void operator()(PGresult* result) const { PQclear(result); }
};
struct OptionsCloser {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Answer = std::unique_ptr<PGresult, ResultCloser>;

/// `keyword='value' `, as a connection string has it.
std::string setting(const char* keyword, const char* value) {
    std::string out = std::string(keyword) + "='";
    for (const char* c = value == nullptr ? "" : value; *c != '\0'; ++c) {
        out += *c == '\'' || *c == '\\' ? std::string("\\") + *c : std::string(1, *c);
    }
    return out + "' ";
}

class LibpqRow : public PgRow {
public:
    explicit LibpqRow(Answer answer) : m_answer(std::move(answer)) {}

    int columns() const override { return PQnfields(m_answer.get()); }
    std::uint32_t type(int column) const override { return PQftype(m_answer.get(), column); }
    bool is_null(int column) const override { return PQgetisnull(m_answer.get(), 0, column) == 1; }
    std::string_view bytes(int column) const override {
        return {PQgetvalue(m_answer.get(), 0, column),
                static_cast<std::size_t>(PQgetlength(m_answer.get(), 0, column))};
    }

private:
    Answer m_answer;
};

/// A statement's parameters as libpq takes them.
struct ParameterArrays {
    explicit ParameterArrays(const std::vector<PgParameter>& parameters) {
        for (const PgParameter& parameter : parameters) {
            types.push_back(parameter.is_bytes ? kBytea : 0);
            values.push_back(parameter.value ? parameter.value->c_str() : nullptr);
            lengths.push_back(parameter.value ? static_cast<int>(parameter.value->size()) : 0);
            formats.push_back(parameter.is_bytes ? 1 : 0);
        }
    }
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

class LibpqSession : public PgSession {
public:
    explicit LibpqSession(const std::string& connection_string)
        : m_connection(PQconnectdb(connection_string.c_str())) {
        PQsetNoticeProcessor(
            m_connection.get(), [](void*, const char*) {}, nullptr);
        if (PQstatus(m_connection.get()) != CONNECTION_OK) {
            throw PgFailure("", PQerrorMessage(m_connection.get()), true);
        }
    }

    void send(const std::string& sql, const std::vector<PgParameter>& parameters, Format format) override {
        const ParameterArrays arrays(parameters);
        if (PQsendQueryParams(handle(), sql.c_str(), static_cast<int>(parameters.size()), arrays.types.data(),
                              arrays.values.data(), arrays.lengths.data(), arrays.formats.data(),
                              format == Format::binary ? 1 : 0) != 1) {
            fail(nullptr);
        }
        PQsetSingleRowMode(handle());
    }

    std::unique_ptr<PgRow> next() override {
        while (Answer answer{PQgetResult(handle())}) {
            const ExecStatusType status = PQresultStatus(answer.get());
            if (status == PGRES_SINGLE_TUPLE) {
                return std::make_unique<LibpqRow>(std::move(answer));
            }
            if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
                drain();
                fail(answer.get());
            }
        }
        if (!is_alive()) {
            fail(nullptr);
        }
        return nullptr;
    }

    void execute(const std::string& script) override {
        const Answer answer(PQexec(handle(), script.c_str()));
        const ExecStatusType status = PQresultStatus(answer.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
            fail(answer.get());
        }
        // A transaction in which something failed is rolled back by COMMIT, and that is no error to the
        // server.
        if (script == "COMMIT" && std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
            throw PgFailure("25P02", "the transaction had failed and was rolled back", false);
        }
    }

    void begin_copy(const std::string& sql) override {
        const Answer answer(PQexec(handle(), sql.c_str()));
        if (PQresultStatus(answer.get()) != PGRES_COPY_IN) {
            fail(answer.get());
        }
    }

    void copy(std::string_view lines) override {
        if (PQputCopyData(handle(), lines.data(), static_cast<int>(lines.size())) != 1) {
            fail(nullptr);
        }
    }

    void end_copy() override {
        if (PQputCopyEnd(handle(), nullptr) != 1) {
            fail(nullptr);
        }
        const Answer answer(PQgetResult(handle()));
        drain();
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
            fail(answer.get());
        }
    }

    void give_up_copy() noexcept override {
        PQputCopyEnd(handle(), "given up");
        drain();
    }

    bool wait_for_notification(std::chrono::milliseconds patience) override {
        if (took_notifications()) {
            return true;
        }
        pollfd socket{PQsocket(handle()), POLLIN, 0};
        const int ready = ::poll(&socket, 1, static_cast<int>(patience.count()));
        if (ready < 0 && errno != EINTR) {
            throw PgFailure("", "poll failed", true);
        }
        if (ready > 0 && PQconsumeInput(handle()) != 1) {
            fail(nullptr);
        }
        return took_notifications();
    }

    std::string address() const override {
        const std::unique_ptr<PQconninfoOption, OptionsCloser> options(PQconninfo(handle()));
        std::string out = setting("host", PQhost(handle())) + setting("port", PQport(handle()));
        for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
             ++option) {
            const std::string_view name = option->keyword;
            const bool is_of_this_session = name == "host" || name == "hostaddr" || name == "port" ||
                                            name == "password" || name == "sslpassword" ||
                                            name == "target_session_attrs" || name == "application_name" ||
                                            name == "fallback_application_name" || name == "client_encoding";
            if (option->val != nullptr && *option->val != '\0' && !is_of_this_session) {
                out += setting(option->keyword, option->val);
            }
        }
        return out;
    }
    bool is_alive() const override { return PQstatus(m_connection.get()) == CONNECTION_OK; }
    int backend_pid() const override { return PQbackendPID(m_connection.get()); }

private:
    PGconn* handle() const { return m_connection.get(); }

    void drain() const noexcept {
        while (const Answer rest{PQgetResult(handle())}) {
        }
    }

    bool took_notifications() const {
        bool any = false;
        while (PGnotify* message = PQnotifies(handle())) {
            PQfreemem(message);
            any = true;
        }
        return any;
    }

    [[noreturn]] void fail(const PGresult* answer) const {
        const char* state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        const char* primary =
            answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
        const char* detail = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_MESSAGE_DETAIL);
        std::string words = primary == nullptr ? PQerrorMessage(handle()) : primary;
        if (detail != nullptr) {
            words += std::string(" (") + detail + ")";
        }
        // What libpq says itself has no code; 57P0x: the server ends the connection; 08: it never was.
        const std::string code = state == nullptr ? "" : state;
        const bool is_lost =
            !is_alive() || code.empty() || code.rfind("57P0", 0) == 0 || code.rfind("08", 0) == 0;
        throw PgFailure(code, words, is_lost);
    }

    std::unique_ptr<PGconn, ConnectionCloser> m_connection;
};

std::unique_ptr<PgSession> connect(const std::string& connection_string) {
    return std::make_unique<LibpqSession>(connection_string);
}

constexpr PostgresFunctions kFunctions{connect};

} // namespace
} // namespace liangxian::store

const void* liangxian_module() { return &liangxian::store::kFunctions; }
