// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace liangxian::store {

/// One open SQLite file.
class SqliteConnection : public Connection {
public:
    enum class Mode {
        read_only,  ///< never creates a file beside the store
        read_write, ///< the file must exist
    };
    /// \param busy_timeout_ms  how long another program's lock is waited for
    SqliteConnection(const std::filesystem::path& file, Mode mode, int busy_timeout_ms);

    const Dialect& dialect() const override;
    Statement prepare(std::string_view sql) const override;
    void execute(const std::string& sql) const override;
    bool has_table(std::string_view name) const override;
    /// \see GpkgRowWriter
    std::unique_ptr<RowWriter> insert_into(std::string_view table,
                                           const std::vector<std::string_view>& columns) const override;
    base::Timestamp transaction_instant() const override { return base::Timestamp::now(); }
    std::string account() const override;
    void begin_reading() const override;
    void begin_writing() const override;
    void commit() const override;
    void roll_back() const noexcept override;

    const std::filesystem::path& file() const { return m_file; }
    sqlite3* handle() const { return m_handle.get(); }

    /// Translates the last error of the connection.
    [[noreturn]] void fail(int result_code) const;

private:
    struct Closer {
        void operator()(sqlite3* handle) const;
    };
    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, Closer> m_handle;
    mutable bool m_is_writing = false; ///< in a transaction of begin_writing()
};

} // namespace liangxian::store
