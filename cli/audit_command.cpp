// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

store::ChainReport walk(const std::string& location, const std::string& hash) {
    const auto store = store::open_store(location, store::Access::read_only);
    store::ChainWalk chain(hash);
    store->for_each_audit_entry([&chain](const store::AuditEntry& entry) { chain.take(entry); });
    return chain.report();
}

Exit run_audit_verify(const std::string& location, const std::string& hash, const Audience& audience) {
    const store::ChainReport report = walk(location, hash);
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
    audience.tell({"记录链完整", "the chain is intact"});
    return Exit::done;
}

Exit run_audit_head(const std::string& location, const Audience& audience) {
    const store::ChainReport report = walk(location, {});
    if (report.broken_at) {
        return run_audit_verify(location, {}, audience);
    }
    audience.tell(
        {fmt::format("{} {}", report.count, report.head), fmt::format("{} {}", report.count, report.head)});
    return Exit::done;
}

} // namespace

void add_audit(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* audit = app.add_subcommand("audit", say("操作记录链", "the chain of acts on a store 操作记录"));
    audit->require_subcommand(1);
    const auto store = std::make_shared<std::string>();
    const auto hash = std::make_shared<std::string>();

    CLI::App* verify = audit->add_subcommand("verify", say("重走记录链：0 完整，1 断开并指出位置",
                                                           "walk the chain: 0 intact, 1 broken, and where"));
    verify->add_option("STORE", *store, say("库", "the store"))->required();
    verify->add_option("--head", *hash,
                       say("以前记下的链尾；链被截短即可发现", "a head noted earlier: shows an end cut off"));
    verify->callback([store, hash, &action] {
        action = [store, hash](const Audience& reader) { return run_audit_verify(*store, *hash, reader); };
    });

    CLI::App* head =
        audit->add_subcommand("head", say("条数和链尾", "the number of entries and the head of the chain"));
    head->add_option("STORE", *store, say("库", "the store"))->required();
    head->callback([store, &action] {
        action = [store](const Audience& reader) { return run_audit_head(*store, reader); };
    });
}

} // namespace liangxian::cli
