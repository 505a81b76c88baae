// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace liangxian::tests {

/// What another program was told.
struct SqlAnswer {
    std::string first; ///< the first column of the first row, empty when there is none
    std::string error; ///< empty when it went well
};

/// Runs SQL the way any other program would: SQLite alone, none of our functions registered.
inline SqlAnswer try_plain_sql(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    SqlAnswer out;
    const auto keep_first = [](void* to, int, char** values, char**) {
        auto& text = *static_cast<std::string*>(to);
        if (text.empty() && values[0] != nullptr) {
            text = values[0];
        }
        return 0;
    };
    char* message = nullptr;
    if (sqlite3_exec(handle, sql.c_str(), keep_first, &out.first, &message) != SQLITE_OK) {
        out.error = message == nullptr ? "failed" : message;
    }
    sqlite3_free(message);
    sqlite3_close(handle);
    return out;
}

/// SQL that has to go well.
inline std::string plain_sql(const std::filesystem::path& file, const std::string& sql) {
    const SqlAnswer answer = try_plain_sql(file, sql);
    EXPECT_EQ(answer.error, "") << sql;
    return answer.first;
}

/// SQL of somebody who opened the guards of announced versions: what a store that was changed behind our back
/// all the same has to stand.
inline std::string unguarded_sql(const std::filesystem::path& file, const std::string& sql) {
    return plain_sql(file, "BEGIN; UPDATE meta SET value = 1 WHERE key = 'acting'; " + sql +
                               "; UPDATE meta SET value = 0 WHERE key = 'acting'; COMMIT");
}

} // namespace liangxian::tests
