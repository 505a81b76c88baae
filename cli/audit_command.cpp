// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "core/app/audit_check.hpp"
#include "core/app/audit_head.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/file.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct AuditWords {
    std::string store;
    std::string head;        ///< noted earlier
    std::string signed_head; ///< file
    std::string public_key;  ///< file
    std::string key;         ///< file
};

constexpr std::size_t kLargestFile = 1u << 16;

/// The head that was noted, from whatever it was noted in; empty: none.
std::string noted_head(const AuditWords& words) {
    if (words.signed_head.empty()) {
        return words.head;
    }
    std::string key = words.public_key.empty() ? "" : base::read_file(words.public_key, kLargestFile);
    key.erase(key.find_last_not_of(" \r\n") + 1);
    return app::head_of(
        nlohmann::json::parse(base::read_file(words.signed_head, kLargestFile), nullptr, false), key);
}

app::AuditReport look(const std::string& location, const std::string& hash) {
    return app::check_audit(*store::open_store(location, store::Access::read_only), hash);
}

Exit run_audit_verify(const AuditWords& words, const Audience& audience) {
    const std::string hash = noted_head(words);
    const app::AuditReport audit = look(words.store, hash);
    const store::ChainReport& report = audit.chain;
    audience.tell({fmt::format("记录 {} 条，链尾 {}", report.count, report.head),
                   fmt::format("entries {}, head {}", report.count, report.head)});
    if (report.broken_at) {
        audience.complain(
            base::Text{fmt::format("记录链在第 {} 条断开：此条被改动、移位或之前有缺", *report.broken_at),
                       fmt::format("the chain is broken at entry {}: it was changed, moved, or one before it "
                                   "is missing",
                                   *report.broken_at)});
        return Exit::failed;
    }
    if (!report.has_hash) {
        audience.complain(
            base::Text{fmt::format("链中没有 {}：链尾被截去，或这不是同一个库", hash),
                       fmt::format("the chain does not hold {}: its end was cut off, or this is "
                                   "another store",
                                   hash)});
        return Exit::failed;
    }
    if (audit.is_emptied) {
        audience.complain(base::Text{"库中有记录而操作记录为空：已被清空",
                                     "the store has records and its audit no entry: it was emptied"});
        return Exit::failed;
    }
    if (audit.without_entry > 0) {
        audience.complain(base::Text{
            fmt::format("有 {} 项核查或办理步骤没有操作记录（如 {}）：链尾被截去，或由其他程序写入",
                        audit.without_entry, audit.first_without_entry),
            fmt::format("{} checks or steps have no entry in the audit ({} is one): its end was cut off, or "
                        "another program wrote them",
                        audit.without_entry, audit.first_without_entry)});
        return Exit::failed;
    }
    audience.tell({"记录链完整", "the chain is intact"});
    return Exit::done;
}

Exit run_audit_head(const AuditWords& words, const Audience& audience) {
    const app::AuditReport audit = look(words.store, {});
    const store::ChainReport& report = audit.chain;
    if (!audit.is_intact()) {
        return run_audit_verify(words, audience);
    }
    if (words.key.empty()) {
        const std::string line = fmt::format("{} {}", report.count, report.head);
        audience.tell({line, line});
    } else {
        Output("").write(base::pretty_json(app::signed_head(report, base::SigningKey::load(words.key))) +
                         "\n");
    }
    return Exit::done;
}

Exit run_audit_key(const AuditWords& words, const Audience& audience) {
    const base::SigningKey key = base::SigningKey::generate();
    key.save(words.key);
    audience.tell(
        {fmt::format("已生成密钥 {}（保密）和公钥 {}.pub：{}", words.key, words.key, key.public_key()),
         fmt::format("made the key {} (keep it secret) and its public key {}.pub: {}", words.key, words.key,
                     key.public_key())});
    return Exit::done;
}

} // namespace

void add_audit(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* audit = app.add_subcommand("audit", say("操作记录链", "the chain of acts on a store 操作记录"));
    audit->require_subcommand(1);
    const auto words = std::make_shared<AuditWords>();
    const auto runs = [words, &action](CLI::App* command, Exit (*run)(const AuditWords&, const Audience&)) {
        command->callback([words, run, &action] {
            action = [words, run](const Audience& reader) { return run(*words, reader); };
        });
    };

    CLI::App* verify = audit->add_subcommand("verify", say("重走记录链：0 完整，1 断开并指出位置",
                                                           "walk the chain: 0 intact, 1 broken, and where"));
    verify->add_option("STORE", words->store, say("库", "the store"))->required();
    CLI::Option* noted = verify->add_option(
        "--head", words->head,
        say("以前记下的链尾；链被截短即可发现", "a head noted earlier: shows an end cut off"));
    verify->add_option("--signed", words->signed_head, say("签名的链尾文件", "a file of a signed head"))
        ->excludes(noted);
    verify->add_option("--key", words->public_key,
                       say("签名者的公钥文件", "public key of whoever signed it"));
    runs(verify, run_audit_verify);

    CLI::App* head =
        audit->add_subcommand("head", say("条数和链尾", "the number of entries and the head of the chain"));
    head->add_option("STORE", words->store, say("库", "the store"))->required();
    head->add_option("--sign", words->key,
                     say("用此密钥文件签名，输出 JSON", "sign it with this key file, as JSON"));
    runs(head, run_audit_head);

    CLI::App* key = audit->add_subcommand("key", say("生成签名密钥：FILE（保密）和 FILE.pub",
                                                     "make a signing key: FILE, secret, and FILE.pub"));
    key->add_option("FILE", words->key, say("不能已经存在", "must not exist"))->required();
    runs(key, run_audit_key);
}

} // namespace liangxian::cli
