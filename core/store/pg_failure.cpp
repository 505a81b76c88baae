// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_failure.hpp"

#include "core/store/guard_words.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace liangxian::store {
namespace {

struct Meaning {
    std::string_view sqlstate; ///< or its class, the first two characters
    const char* code;
    const char* zh;
    const char* en;
};

/// The first that fits. Codes: PostgreSQL 15, appendix A.
constexpr std::array<Meaning, 15> kMeanings{{
    {"25006", "store-read-only",
     "连接到的是只读副本或只读事务，不能写入；主库不可用时只能查询，请等主库恢复后重试",
     "this is a read-only replica or transaction and cannot be written; without the primary one can only "
     "read: try again when it is back"},
    {"42501", "store-forbidden", "该账户没有此项权限；请让管理员授予相应的角色",
     "this account may not do that; ask an administrator for the role"},
    {"23505", "id-exists", "编号重复，或库中已有同编号同版本的记录，没有写入任何内容；请改用新编号或新版本号",
     "an id comes twice or is in the store already, and nothing was written; use a new id or a new version"},
    {"23502", "id-exists", "编号缺失，没有写入任何内容", "an id is missing and nothing was written"},
    {"55P03", "store-locked", "另一个程序正在写入该库；请等它结束后重试",
     "another program is writing to the store; wait for it and try again"},
    {"40P01", "store-locked", "与另一个写入者互相等待，没有写入任何内容；请重试",
     "two writers waited for each other and nothing was written; try again"},
    {"40001", "store-locked", "与另一个写入者冲突，没有写入任何内容；请重试",
     "another writer was faster and nothing was written; try again"},
    {"53100", "store-full", "服务器磁盘空间不足，没有写入任何内容；请腾出空间后重试",
     "the server's disk is full and nothing was written; free some space and try again"},
    {"57P", "store-unreachable", "服务器正在启动或停止；请稍后重试",
     "the server is starting or stopping; try again later"},
    {"53300", "store-unreachable", "服务器的连接数已满；请稍后重试",
     "the server has too many connections; try again later"},
    {"08", "store-unreachable", "与服务器的连接中断；请检查网络后重试",
     "the connection to the server was lost; check the network and try again"},
    {"28", "store-forbidden", "服务器拒绝登录；请检查用户名、密码（~/.pgpass）和 pg_hba.conf",
     "the server refuses the login; check the user, the password (~/.pgpass) and pg_hba.conf"},
    {"3D000", "store-not-found", "服务器上没有这个数据库", "the server has no such database"},
    {"22", "store-bad-value", "有内容不能存入数据库，没有写入任何内容；请检查所指的值",
     "a value cannot be stored and nothing was written; check the one that is named"},
    {"XX001", "store-damaged", "数据库已损坏；请从备份恢复", "the database is damaged; restore a backup"},
}};

constexpr Meaning kLost{
    "", "store-unreachable", "无法连接服务器；请检查地址、网络和服务器是否在运行",
    "the server cannot be reached; check the address, the network and that it is running"};
constexpr Meaning kNotWritable{
    "", "store-unreachable", "没有可写的主库可以连接（只找到只读副本）；只能查询，请等主库恢复后重试",
    "no primary that can be written was found, only read-only replicas; one can read, "
    "but not write until it is back"};
constexpr Meaning kOther{"", "store-failed", "数据库执行失败", "the database failed"};

bool says(const PgFailure& failure, std::string_view words) {
    return failure.words().find(words) != std::string::npos;
}

const Meaning& meaning_of(const PgFailure& failure) {
    for (const Meaning& meaning : kMeanings) {
        if (failure.sqlstate().rfind(meaning.sqlstate, 0) == 0) {
            return meaning;
        }
    }
    // libpq has no codes of its own for what keeps it from connecting.
    if (says(failure, "session is read-only") || says(failure, "server is in hot standby mode")) {
        return kNotWritable;
    }
    return failure.is_lost() ? kLost : kOther;
}

std::string one_line(std::string words) {
    while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) {
        words.pop_back();
    }
    for (char& c : words) {
        c = c == '\n' ? ' ' : c;
    }
    return words;
}

} // namespace

base::StoreError store_error_of(const PgFailure& failure, const PgLocation& location) {
    if (const auto guard = guard_words_in(failure.words())) {
        return base::StoreError(
            "store-guarded",
            {fmt::format("库“{}”：{}（{}）", location.given, guard->reason.zh, guard->code),
             fmt::format("store '{}': {} ({})", location.given, guard->reason.en, guard->code)});
    }
    const Meaning& meaning = meaning_of(failure);
    const std::string detail = one_line(failure.words());
    return base::StoreError(meaning.code,
                            {fmt::format("库“{}”：{}（{}）", location.given, meaning.zh, detail),
                             fmt::format("store '{}': {} ({})", location.given, meaning.en, detail)});
}

} // namespace liangxian::store
