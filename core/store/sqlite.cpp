// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sqlite.hpp"

#include "core/base/account.hpp"
#include "core/base/error.hpp"
#include "core/store/gpkg_blob.hpp"
#include "core/store/gpkg_row_writer.hpp"
#include "core/store/guard_words.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>
#include <optional>
#include <utility>

namespace liangxian::store {
namespace {

/// The write-ahead mark of SQLite's file header (bytes 18 and 19 are 2).
bool is_in_wal_mode(const std::filesystem::path& file) {
    char header[20] = {};
    std::ifstream in(file, std::ios::binary);
    return in.read(header, sizeof(header)) && header[18] == 2 && header[19] == 2;
}

/// A file that is left in WAL mode and that nobody has open: reading it the ordinary way would make
/// -wal and -shm files beside it.
bool must_open_as_immutable(const std::filesystem::path& file) {
    std::error_code ignored;
    return is_in_wal_mode(file) && !std::filesystem::exists(file.string() + "-wal", ignored);
}

std::string uri_of(const std::filesystem::path& file, const char* query) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        // Only what would end the path part or start an escape.
        uri += c == '?' ? "%3f" : c == '#' ? "%23" : c == '%' ? "%25" : std::string(1, c);
    }
    return uri + query;
}

std::optional<geo::Box> box_argument(sqlite3_value* value) {
    const void* bytes = sqlite3_value_blob(value);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (bytes == nullptr) {
        return std::nullopt;
    }
    try {
        return bounds_of_gpkg_blob({static_cast<const char*>(bytes), size});
    } catch (const base::GeometryError&) {
        return std::nullopt; // SQL answers NULL; readers report the row
    }
}

// A user of a GIS may add the standard spatial index to the file; its triggers call these functions
// (GeoPackage clause F.3), so that our own writes must know them.

void st_is_empty(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto box = box_argument(arguments[0]);
    box ? sqlite3_result_int(context, box->empty() ? 1 : 0) : sqlite3_result_null(context);
}

template <double geo::Box::*Bound>
void st_bound(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto box = box_argument(arguments[0]);
    box && !box->empty() ? sqlite3_result_double(context, (*box).*Bound) : sqlite3_result_null(context);
}

using SqlFunction = void (*)(sqlite3_context*, int, sqlite3_value**);

void register_gpkg_functions(sqlite3* handle) {
    const std::pair<const char*, SqlFunction> functions[] = {
        {"ST_IsEmpty", st_is_empty},
        {"ST_MinX", st_bound<&geo::Box::min_x>},
        {"ST_MaxX", st_bound<&geo::Box::max_x>},
        {"ST_MinY", st_bound<&geo::Box::min_y>},
        {"ST_MaxY", st_bound<&geo::Box::max_y>},
    };
    for (const auto& [name, function] : functions) {
        sqlite3_create_function_v2(handle, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                   nullptr, function, nullptr, nullptr, nullptr);
    }
}

struct Failure {
    const char* code;
    const char* zh;
    const char* en;
};

Failure failure_of(int result_code) {
    if (result_code == SQLITE_READONLY_ROLLBACK) {
        return {
            "store-interrupted", "有程序写入时中断，须先还原到中断之前；请用有写入权限的账户打开一次",
            "a program was interrupted while it wrote; what it left has to be rolled back: open the store "
            "once with the permission to write"};
    }
    switch (result_code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"store-locked", "另一个程序正在写入该库；请等它结束或关闭它（例如 QGIS 的编辑状态）后重试",
                "another program is writing to the store; wait for it or close it (an edit session of "
                "QGIS, for instance) and try again"};
    case SQLITE_FULL:
        return {"store-full", "磁盘空间不足，没有写入任何内容；请腾出空间后重试",
                "the disk is full and nothing was written; free some space and try again"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {"store-read-only", "没有写入权限；请检查文件及其所在目录的权限",
                "it cannot be written; check the permissions of the file and of its folder"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {"store-damaged", "文件已损坏或不是 GeoPackage；请从备份恢复",
                "the file is damaged or no GeoPackage; restore it from a backup"};
    case SQLITE_CANTOPEN:
        return {"store-unreachable", "无法打开；请检查路径和权限",
                "it cannot be opened; check the path and the permissions"};
    case SQLITE_CONSTRAINT:
        return {"id-exists",
                "编号缺失、重复，或库中已有同编号同版本的记录，没有写入任何内容；请改用新编号或新版本号",
                "an id is missing, comes twice or is in the store already, and nothing was written; use a "
                "new id or a new version"};
    default:
        return {"store-failed", "读写失败；请检查磁盘，必要时从备份恢复",
                "reading or writing failed; check the disk, restore a backup if need be"};
    }
}

class SqliteStatement : public StatementBody {
public:
    SqliteStatement(const SqliteConnection& connection, std::string_view sql) : m_connection(connection) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v2(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                            &statement, nullptr);
        m_statement.reset(statement);
        if (code != SQLITE_OK) {
            connection.fail(code);
        }
    }

    void bind_text(int index, std::string_view text) override {
        sqlite3_bind_text64(handle(), index, text.data() == nullptr ? "" : text.data(), text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void bind_integer(int index, std::int64_t number) override {
        sqlite3_bind_int64(handle(), index, number);
    }
    void bind_real(int index, double number) override { sqlite3_bind_double(handle(), index, number); }
    void bind_blob(int index, std::string_view bytes) override {
        sqlite3_bind_blob64(handle(), index, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    }
    void bind_null(int index) override { sqlite3_bind_null(handle(), index); }

    bool step() override {
        const int code = sqlite3_step(handle());
        if (code != SQLITE_ROW && code != SQLITE_DONE) {
            m_connection.fail(code);
        }
        return code == SQLITE_ROW;
    }
    void reset() override { sqlite3_reset(handle()); }

    CellType type(int column) const override {
        switch (sqlite3_column_type(handle(), column)) {
        case SQLITE_INTEGER:
            return CellType::integer;
        case SQLITE_FLOAT:
            return CellType::real;
        case SQLITE_TEXT:
            return CellType::text;
        case SQLITE_BLOB:
            return CellType::blob;
        default:
            return CellType::null;
        }
    }
    std::string_view text(int column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle(), column));
        return view(bytes, column);
    }
    std::string_view blob(int column) const override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle(), column));
        return view(bytes, column);
    }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(handle(), column); }
    double real(int column) const override { return sqlite3_column_double(handle(), column); }

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    sqlite3_stmt* handle() const { return m_statement.get(); }
    std::string_view view(const char* bytes, int column) const {
        const int size = sqlite3_column_bytes(handle(), column);
        return bytes == nullptr ? std::string_view()
                                : std::string_view(bytes, static_cast<std::size_t>(size));
    }

    const SqliteConnection& m_connection;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

constexpr Dialect kDialect{
    "(SELECT value FROM json_each(?1))",
    "(SELECT value FROM json_each(?1))",
    "(SELECT value FROM json_each(?2))",
    "(SELECT value FROM json_each(?2))",
    "geom",
    GeometryEncoding::gpkg,
    // The triggers bring every record time to one form, which sorts as text. One that nobody can read stays
    // as it is and must reach the reader: it may have been known.
    "recorded_at <= ?1 OR recorded_at IS NULL OR recorded_at NOT GLOB "
    "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'",
    "SELECT value FROM meta WHERE key = 'revision'",
    "SELECT value FROM meta WHERE key = 'revised_at'",
    // The highest numbers ever given; a row that was deleted still counts.
    "SELECT coalesce(sum(seq), 0) FROM sqlite_sequence WHERE name IN ('sites', 'zones', 'areas')",
    "CAST(value AS TEXT)",
    "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
    "UPDATE zones SET status = ?1, valid_from = ?2, valid_to = ?3, issuer = ?4, document = ?5, "
    "document_date = ?6, approval_document = ?7 WHERE zone_id = ?8 AND version = ?9 RETURNING fid",
    "''",
};

} // namespace

void SqliteConnection::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Mode mode, int busy_timeout_ms)
    : m_file(file) {
    const bool read_only = mode == Mode::read_only;
    const char* query = !read_only                     ? "?mode=rw"
                        : must_open_as_immutable(file) ? "?mode=ro&immutable=1"
                                                       : "?mode=ro";
    sqlite3* handle = nullptr;
    // One thread at a time is the connection's own rule: SQLite need not lock every call.
    const int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    const int code = sqlite3_open_v2(uri_of(file, query).c_str(), &handle, flags, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK) {
        fail(code);
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busy_timeout_ms);
    register_gpkg_functions(handle);
}

void SqliteConnection::execute(const std::string& sql) const {
    const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code);
    }
}

void SqliteConnection::fail(int result_code) const {
    const std::string detail = m_handle ? sqlite3_errmsg(handle()) : sqlite3_errstr(result_code);
    if (const auto guard = guard_words_in(detail)) {
        throw base::StoreError(
            "store-guarded",
            {fmt::format("库“{}”：{}（{}）", m_file.string(), guard->reason.zh, guard->code),
             fmt::format("store '{}': {} ({})", m_file.string(), guard->reason.en, guard->code)});
    }
    const Failure failure = failure_of(result_code);
    throw base::StoreError(failure.code,
                           {fmt::format("库“{}”：{}（{}）", m_file.string(), failure.zh, detail),
                            fmt::format("store '{}': {} ({})", m_file.string(), failure.en, detail)});
}

const Dialect& SqliteConnection::dialect() const { return kDialect; }

std::string SqliteConnection::account() const { return base::account_name(); }

Statement SqliteConnection::prepare(std::string_view sql) const {
    return Statement(std::make_unique<SqliteStatement>(*this, sql));
}

bool SqliteConnection::has_table(std::string_view name) const {
    Statement table = prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1");
    return table.bind(1, name).step();
}

std::unique_ptr<RowWriter> SqliteConnection::insert_into(std::string_view table,
                                                         const std::vector<std::string_view>& columns) const {
    return std::make_unique<GpkgRowWriter>(*this, table, columns);
}

void SqliteConnection::begin_reading() const { execute("BEGIN"); }
void SqliteConnection::begin_writing() const {
    execute("BEGIN IMMEDIATE");
    try {
        execute("UPDATE meta SET value = 1 WHERE key = 'acting'"); // data/schema/gpkg/0003-guards.sql
        m_is_writing = true;
    } catch (...) {
        roll_back();
        throw;
    }
}
void SqliteConnection::commit() const {
    try {
        if (std::exchange(m_is_writing, false)) {
            execute("UPDATE meta SET value = 0 WHERE key = 'acting'");
        }
        execute("COMMIT");
    } catch (...) {
        roll_back();
        throw;
    }
}
void SqliteConnection::roll_back() const noexcept {
    m_is_writing = false;
    sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace liangxian::store
