// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_backup.hpp"

#include "core/base/error.hpp"
#include "core/base/program_run.hpp"
#include "core/store/file_in_the_making.hpp"
#include "core/store/pg_schema.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace liangxian::store {
namespace {

using Mode = PostgresConnection::Mode;

/// Runs one of PostgreSQL's own programs. \returns what it said
std::string run(const std::vector<std::string>& words) {
    if (!base::is_installed(words.front())) {
        throw base::StoreError(
            "copy-failed",
            {fmt::format("没有安装 {}：apt-get install postgresql-client", words.front()),
             fmt::format("{} is not installed: apt-get install postgresql-client", words.front())});
    }
    base::ProgramRun done = base::run_program(words, {});
    if (done.status != 0) {
        throw base::StoreError("copy-failed", {fmt::format("{} 失败：{}", words.front(), done.output),
                                               fmt::format("{} failed: {}", words.front(), done.output)});
    }
    return std::move(done.output);
}

/// The name of the schema in a dump; empty when there is none.
std::string schema_in(const std::filesystem::path& dump) {
    std::istringstream lines(run({"pg_restore", "--list", dump.string()}));
    const std::string mark = " SCHEMA - ";
    for (std::string line; std::getline(lines, line);) {
        const std::size_t at = line.find(mark);
        if (at != std::string::npos && line.front() != ';') {
            const std::string rest = line.substr(at + mark.size()); // name, a space, owner
            return rest.substr(0, rest.rfind(' '));
        }
    }
    return {};
}

void refuse_other_schema(const std::filesystem::path& backup, const PgLocation& location) {
    const std::string schema = schema_in(backup);
    if (schema != location.schema) {
        throw base::StoreError(
            "backup-other-schema",
            {fmt::format("备份“{}”是模式 {} 的，只能恢复到同名模式（?schema={}）", backup.string(), schema,
                         schema),
             fmt::format("the backup '{}' is of the schema {} and can only become a schema of that name "
                         "(?schema={})",
                         backup.string(), schema, schema)});
    }
}

} // namespace

bool is_pg_dump(const std::filesystem::path& file) {
    constexpr std::string_view kMagic = "PGDMP";
    std::string begin(kMagic.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    return in.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kMagic;
}

CopyReport backup_pg(const PgLocation& location, const std::filesystem::path& out) {
    const FileInTheMaking making(out);
    // The dump holds the parameters of old datums, which are secret: nobody else reads it, from the first
    // byte on.
    std::filesystem::permissions(making.path(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    CopyReport report;
    {
        const auto connection = open_pg_schema(location, Mode::read_only);
        // The copy and what is told about it are of one state.
        Transaction one_state(*connection, Transaction::Kind::read);
        Statement snapshot = connection->prepare("SELECT pg_export_snapshot()");
        snapshot.step();
        run({"pg_dump", "--no-password", "--format=custom", "--no-owner",
             "--schema=" + quoted_name(location.schema), "--snapshot=" + std::string(snapshot.text(0)),
             "--file=" + making.path().string(), "--dbname=" + connection->address_of_server()});
        report = read_copy_report(*connection);
        one_state.commit();
    }
    making.put_in_place();
    try {
        enter_copy(*open_pg_schema(location, Mode::read_write), "backup", out.filename().string(), report);
    } catch (const base::StoreError& error) { // only a replica is left: just when a backup is wanted
        report.not_in_audit = error.message();
    }
    return report;
}

CopyReport restore_pg(const std::filesystem::path& backup, const PgLocation& location) {
    refuse_other_schema(backup, location);
    const std::string server = prepare_pg_restore(location);
    run({"pg_restore", "--no-password", "--single-transaction", "--exit-on-error", "--no-owner",
         "--no-privileges", "--dbname=" + server, backup.string()});
    try {
        const auto restored = open_pg_schema(location, Mode::read_write);
        CopyReport report = read_copy_report(*restored);
        finish_pg_restore(*restored);
        enter_copy(*restored, "restore", backup.filename().string(), report);
        report.audit = walk_whole_audit(*restored);
        return report;
    } catch (...) {
        drop_pg_schema(location);
        throw;
    }
}

} // namespace liangxian::store
