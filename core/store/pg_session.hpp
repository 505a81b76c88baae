// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

// libpq in values of our own; it is in a module (ADR 0020).

/// What the server, or libpq, says went wrong.
class PgFailure : public std::exception {
public:
    PgFailure(std::string sqlstate, std::string words, bool is_lost)
        : m_sqlstate(std::move(sqlstate)), m_words(std::move(words)), m_is_lost(is_lost) {}

    const std::string& sqlstate() const { return m_sqlstate; } ///< five characters; empty from libpq itself
    const std::string& words() const { return m_words; }
    bool is_lost() const { return m_is_lost; } ///< there is no connection any more, or never was
    const char* what() const noexcept override { return m_words.c_str(); }

private:
    std::string m_sqlstate;
    std::string m_words;
    bool m_is_lost;
};

/// A value of a statement; nothing is NULL.
struct PgParameter {
    std::optional<std::string> value;
    bool is_bytes = false; ///< bytea; otherwise text that the server reads as whatever it wants there
};

/// One row of an answer. Valid as long as it lives.
class PgRow {
public:
    PgRow() = default;
    virtual ~PgRow() = default;
    PgRow(const PgRow&) = delete;
    PgRow& operator=(const PgRow&) = delete;

    virtual int columns() const = 0;
    virtual std::uint32_t type(int column) const = 0; ///< OID
    virtual bool is_null(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0;
};

/// One connection to a server. One thread at a time. Everything throws PgFailure.
class PgSession {
public:
    PgSession() = default;
    virtual ~PgSession() = default;
    PgSession(const PgSession&) = delete;
    PgSession& operator=(const PgSession&) = delete;

    enum class Format { text, binary };
    /// Sends one statement, `$1`, `$2` … being the parameters. \pre the answer before was taken to its end
    virtual void send(const std::string& sql, const std::vector<PgParameter>& parameters, Format format) = 0;
    /// The next row of the answer as it comes over the wire; nullptr behind the last one.
    virtual std::unique_ptr<PgRow> next() = 0;
    /// Runs statements without parameters; their answers are not looked at.
    virtual void execute(const std::string& script) = 0;

    /// \name COPY … FROM STDIN: begin with its SQL, any number of lines, end or give up
    /// @{
    virtual void begin_copy(const std::string& sql) = 0;
    virtual void copy(std::string_view lines) = 0;
    virtual void end_copy() = 0;
    virtual void give_up_copy() noexcept = 0;
    /// @}

    /// Waits for a message of a channel that was listened to. \returns whether one came
    virtual bool wait_for_notification(std::chrono::milliseconds patience) = 0;

    virtual bool is_alive() const = 0;
    /// Keywords and values that lead to the same host and database as the same user; no password.
    virtual std::string address() const = 0;
    /// The process that works for this connection.
    virtual int backend_pid() const = 0;
};

/// Loads libpq on the first call. Any thread.
/// \throws PgFailure; base::Error `module-not-loaded`
std::unique_ptr<PgSession> connect_postgres(const std::string& connection_string);

/// What the module can do.
struct PostgresFunctions {
    static constexpr const char* kModule = "postgres";

    std::unique_ptr<PgSession> (*connect)(const std::string& connection_string);
};

} // namespace liangxian::store
