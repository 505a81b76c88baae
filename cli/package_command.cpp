// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/staged_file.hpp"
#include "cli/usage.hpp"
#include "core/app/package_accept.hpp"
#include "core/app/package_make.hpp"
#include "core/app/package_receipt.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

constexpr std::size_t kLargestPackage = 1u << 30;
constexpr std::size_t kLargestReceipt = 64u << 20;
constexpr std::size_t kLargestKey = 4096;

struct PackageWords {
    std::string store;
    std::string file; ///< the package, or the receipt
    std::vector<std::string> versions;
    std::string list;
    std::string county;
    std::string office;
    std::string key;
    std::vector<std::string> attach;
    std::vector<std::string> trust;
    std::vector<std::string> region;
    std::string decisions;
    bool accept_all = false;
    std::string receipt;
    std::string actor;
    std::string at;
};

std::string actor_of(const PackageWords& words, const store::Store& store) {
    return words.actor.empty() ? store.usual_actor() : words.actor;
}

std::optional<base::Timestamp> instant_of(const PackageWords& words, base::Problems& problems) {
    const auto out = words.at.empty() ? std::nullopt : base::Timestamp::parse(words.at);
    if (!words.at.empty() && !out) {
        problems.push_back({"bad-instant",
                            "--at",
                            {fmt::format("“{}”不是时刻，应如 2025-03-01T08:00:00Z", words.at),
                             fmt::format("'{}' is no instant; write 2025-03-01T08:00:00Z", words.at)}});
    }
    return out;
}

/// The keys of files `*.pub`. Nobody is trusted who is not named.
std::vector<std::string> trusted_keys(const PackageWords& words) {
    std::vector<std::string> out;
    for (const std::string& file : words.trust) {
        std::string key = base::read_file(file, kLargestKey);
        key.erase(key.find_last_not_of(" \r\n") + 1);
        out.push_back(std::move(key));
    }
    return out;
}

app::PackageRequest request_from(const PackageWords& words) {
    base::Problems problems;
    app::PackageRequest out;
    for (const std::string& word : words.versions) {
        const auto name = app::parse_version_name(word);
        if (name) {
            out.versions.push_back(*name);
        } else {
            problems.push_back(
                {"version-name-wrong", word, {"应写作 界线编号@版本", "must be written as ZONE@VERSION"}});
        }
    }
    for (const std::string& word : words.attach) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
            problems.push_back(
                {"bad-option",
                 "--attach",
                 {fmt::format("“{}”应为 文号=文件", word), fmt::format("'{}' must be NUMBER=FILE", word)}});
        } else {
            out.attachments[word.substr(0, equals)] = word.substr(equals + 1);
        }
    }
    out.made_at = instant_of(words, problems);
    throw_if_any(std::move(problems));
    if (!words.list.empty()) {
        const auto listed = app::read_version_list(words.list);
        if (!listed) {
            throw base::InputError(listed.problems());
        }
        out.versions.insert(out.versions.end(), listed.value().begin(), listed.value().end());
    }
    if (out.versions.empty()) {
        throw base::UsageError({{"version-missing",
                                 "ZONE@VERSION",
                                 {"缺少界线版本", "name the versions, or a file of them with --list"}}});
    }
    out.county = words.county;
    out.office = words.office;
    return out;
}

Exit run_make(const PackageWords& words, const Audience& audience) {
    app::PackageRequest request = request_from(words);
    std::vector<std::string> inputs{words.store, words.key, words.key + ".pub", words.list};
    for (const auto& [number, file] : request.attachments) {
        inputs.push_back(file.string());
    }
    refuse_to_overwrite(words.file, inputs);
    const base::SigningKey key = base::SigningKey::load(words.key);
    const auto store = store::open_store(words.store, store::Access::read_write);
    request.actor = actor_of(words, *store);
    const StagedFile staged(words.file);
    const app::PackageReport report = app::make_package(
        *store, request, key, [&staged](const std::string& bytes) { staged.write(bytes); },
        cancel_on_interrupt());
    staged.put_in_place();
    audience.complain(report.warnings);
    audience.tell({fmt::format("已打包 {} 个界线版本，{} 份文件：{}", report.package.versions.size(),
                               report.package.files.size(), words.file),
                   fmt::format("packed {} versions and {} files: {}", report.package.versions.size(),
                               report.package.files.size(), words.file)});
    audience.tell({"  包号 " + report.package.package_id, "  package " + report.package.package_id});
    audience.tell({"  公钥 " + key.public_key(), "  public key " + key.public_key()});
    return Exit::done;
}

void tell_lines(const std::vector<app::ReceiptLine>& lines, const Audience& audience) {
    for (const app::ReceiptLine& line : lines) {
        const base::Text& outcome = app::name_of(line.outcome);
        const auto status = zone::parse_status(line.status);
        const std::string reason = line.reason.empty() ? "" : " – " + line.reason;
        audience.tell({fmt::format("  {}：{}{}{}", line.version, outcome.zh,
                                   status ? "（" + zone::name_of(*status).zh + "）" : "", reason),
                       fmt::format("  {}: {}{}{}", line.version, outcome.en,
                                   status ? " (" + zone::name_of(*status).en + ")" : "", reason)});
    }
}

void tell_package(const app::Package& package, const Audience& audience) {
    const std::string at = package.made_at.to_string();
    audience.tell({fmt::format("数据包 {}，{} 于 {} 制作，公钥 {}", package.package_id, package.office, at,
                               package.public_key),
                   fmt::format("package {}, made by {} at {}, public key {}", package.package_id,
                               package.office, at, package.public_key)});
    for (const app::PackedVersion& one : package.versions) {
        const std::string id = store::id_of(one.zone);
        audience.tell({fmt::format("  {}  {} {}  {}  {}  质检问题 {}", id, one.site.site_id, one.site.name,
                                   zone::name_of(one.zone.kind).zh, zone::name_of(one.zone.status).zh,
                                   one.problems.size()),
                       fmt::format("  {}  {} {}  {}  {}  {} problems of validation", id, one.site.site_id,
                                   one.site.name, zone::name_of(one.zone.kind).en,
                                   zone::name_of(one.zone.status).en, one.problems.size())});
    }
}

bool has_conflict(const std::vector<app::ReceiptLine>& lines) {
    for (const app::ReceiptLine& line : lines) {
        if (line.outcome == app::Outcome::conflict) {
            return true;
        }
    }
    return false;
}

/// Without a decision nothing is written: the package is shown, and what would become of it.
Exit show_package(const PackageWords& words, const app::Package& package, const Audience& audience) {
    const auto store = store::open_store(words.store, store::Access::read_only);
    const app::AcceptReport report = app::look_at_package(*store, package, words.region);
    tell_lines(report.lines, audience);
    audience.complain(report.notes);
    audience.tell(
        report.was_accepted_before
            ? base::Text{"此前已接收过这个数据包", "this package was taken in before"}
            : base::Text{"尚未写入；用 --decisions FILE.csv 或 --all 接收或退回",
                         "nothing was written; accept or return with --decisions FILE.csv or --all"});
    return Exit::done;
}

Exit run_accept(const PackageWords& words, const Audience& audience) {
    base::Problems problems;
    app::AcceptRequest request;
    request.at = instant_of(words, problems);
    const bool is_decided = words.accept_all || !words.decisions.empty();
    if (is_decided && words.key.empty()) {
        problems.push_back({"key-missing",
                            "--key",
                            {"回执须签名：用 --key 指明本级密钥",
                             "the receipt is signed: name this office's key with --key"}});
    }
    throw_if_any(std::move(problems));
    const std::string receipt_file = words.receipt.empty() ? words.file + ".receipt.json" : words.receipt;
    std::vector<std::string> inputs{words.store, words.file, words.decisions, words.key, words.key + ".pub"};
    inputs.insert(inputs.end(), words.trust.begin(), words.trust.end());
    refuse_to_overwrite(receipt_file, inputs);
    const auto package = app::open_package(base::read_file(words.file, kLargestPackage), trusted_keys(words));
    if (!package) {
        throw base::InputError(package.problems());
    }
    tell_package(package.value(), audience);
    if (!is_decided) {
        return show_package(words, package.value(), audience);
    }
    if (!words.decisions.empty()) {
        const auto decisions = app::read_decisions(words.decisions);
        if (!decisions) {
            throw base::InputError(decisions.problems());
        }
        request.decisions = decisions.value();
    }
    request.accept_all = words.accept_all;
    request.region = words.region;
    request.office = words.office;
    const base::SigningKey key = base::SigningKey::load(words.key);
    const auto store = store::open_store(words.store, store::Access::read_write);
    request.actor = actor_of(words, *store);
    const app::AcceptReport report = app::accept_package(*store, package.value(), request, key);
    base::write_file_atomically(receipt_file, report.receipt);
    tell_lines(report.lines, audience);
    audience.complain(report.notes);
    if (report.was_accepted_before) {
        audience.tell({"此前已处理过这个数据包；没有改动，回执相同",
                       "this package was dealt with before; nothing was changed, the receipt is the same"});
    }
    audience.tell({"回执：" + receipt_file, "receipt: " + receipt_file});
    return has_conflict(report.lines) ? Exit::incomplete : Exit::done;
}

Exit run_receipt(const PackageWords& words, const Audience& audience) {
    const std::string bytes = base::read_file(words.file, kLargestReceipt);
    const auto receipt = app::open_receipt(bytes, trusted_keys(words));
    if (!receipt) {
        throw base::InputError(receipt.problems());
    }
    const auto store = store::open_store(words.store, store::Access::read_write);
    const app::ReceiptReport report =
        app::record_receipt(*store, receipt.value(), bytes, actor_of(words, *store));
    tell_lines(report.lines, audience);
    audience.complain(report.notes);
    if (report.was_recorded_before) {
        audience.tell(
            {"此前已记录过这份回执；没有改动", "this receipt was recorded before; nothing was changed"});
    }
    for (const std::string& version : report.returned) {
        audience.tell({version + " 退回为草稿", version + " is a draft again"});
    }
    return Exit::done;
}

/// One verb of `package`.
class PackageCommand {
public:
    PackageCommand(CLI::App& package, const char* verb, base::Text about, const Audience& audience)
        : m_audience(audience), m_words(std::make_shared<PackageWords>()),
          m_command(*package.add_subcommand(verb, audience.say(about))) {
        m_command.add_option("STORE", m_words->store, audience.say({"库", "the store"}))->required();
    }

    template <typename Word>
    CLI::Option* add(const char* name, Word PackageWords::*word, const base::Text& about) {
        return m_command.add_option(name, (*m_words).*word, m_audience.say(about));
    }
    void add_flag(const char* name, bool PackageWords::*word, const base::Text& about) {
        m_command.add_flag(name, (*m_words).*word, m_audience.say(about));
    }
    void runs(Exit (*run)(const PackageWords&, const Audience&), Action& action) {
        m_command.callback([words = m_words, run, &action] {
            action = [words, run](const Audience& reader) { return run(*words, reader); };
        });
    }

private:
    const Audience& m_audience;
    std::shared_ptr<PackageWords> m_words;
    CLI::App& m_command;
};

const base::Text kActor{"经办人；默认为本机账户，共享库为登录账户",
                        "who does it; default: the account's name, in a shared store the login"};
const base::Text kAt{"制作时刻；默认现在", "at which instant; default now"};

} // namespace

void add_package(CLI::App& app, const Audience& audience, Action& action) {
    CLI::App* package = app.add_subcommand(
        "package", audience.say({"上下级之间签名的离线数据包：打包、接收、回执",
                                 "signed offline packages between levels: make, accept, receipt 数据包"}));
    package->require_subcommand(1);
    PackageCommand make(
        *package, "make",
        {"把已送审或公布的界线打成签名的包", "put versions handed over or announced into a signed package"},
        audience);
    make.add("OUT", &PackageWords::file, {"写入的文件 *.lxpkg", "the file to write, *.lxpkg"})->required();
    make.add("ZONE@VERSION", &PackageWords::versions, {"哪些界线版本", "which versions"});
    make.add("--list", &PackageWords::list,
             {"清单文件：每行一个 界线@版本", "a file of versions, one a line"});
    make.add("--county", &PackageWords::county, {"只许这个县的文物", "every unit has to be of this county"});
    make.add("--office", &PackageWords::office, {"制作单位", "the office that makes it"})->required();
    make.add("--key", &PackageWords::key,
             {"签名密钥文件（audit key 生成）", "the signing key (audit key makes one)"})
        ->required();
    make.add("--attach", &PackageWords::attach,
             {"文号=文件：附上文件", "NUMBER=FILE: the file of a document"})
        ->allow_extra_args(false);
    make.add("--actor", &PackageWords::actor, kActor);
    make.add("--at", &PackageWords::at, kAt);
    make.runs(run_make, action);
    PackageCommand accept(*package, "accept",
                          {"核对签名，逐条接收或退回，写出签名的回执",
                           "verify it, accept or return zone by zone, write a signed receipt"},
                          audience);
    accept.add("FILE", &PackageWords::file, {"数据包", "the package"})->required();
    accept
        .add("--trust", &PackageWords::trust,
             {"受信任的公钥文件 *.pub", "a public key that is trusted, *.pub"})
        ->allow_extra_args(false);
    accept.add("--decisions", &PackageWords::decisions,
               {"意见表：界线@版本,接收|退回,理由", "ZONE@VERSION,accept|return,reason a line"});
    accept.add_flag("--all", &PackageWords::accept_all,
                    {"意见表未提到的全部接收", "accept what is not decided about"});
    accept.add("--region", &PackageWords::region, {"本库所管的县", "a county this store keeps"})
        ->allow_extra_args(false);
    accept.add("--office", &PackageWords::office, {"接收单位", "the office that answers"});
    accept.add("--key", &PackageWords::key, {"给回执签名的密钥文件", "the key that signs the receipt"});
    accept.add("--receipt", &PackageWords::receipt,
               {"回执文件；默认 FILE.receipt.json", "default: FILE.receipt.json"});
    accept.add("--actor", &PackageWords::actor, kActor);
    accept.add("--at", &PackageWords::at, kAt);
    accept.runs(run_accept, action);
    PackageCommand receipt(
        *package, "receipt",
        {"记录上级的回执；退回的成为草稿", "record the answer; what was returned is a draft again"},
        audience);
    receipt.add("RECEIPT", &PackageWords::file, {"回执文件", "the receipt"})->required();
    receipt
        .add("--trust", &PackageWords::trust,
             {"受信任的公钥文件 *.pub", "a public key that is trusted, *.pub"})
        ->allow_extra_args(false);
    receipt.add("--actor", &PackageWords::actor, kActor);
    receipt.runs(run_receipt, action);
}

} // namespace liangxian::cli
