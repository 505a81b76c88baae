// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_receipt.hpp"

#include "core/app/package_attempts.hpp"
#include "core/app/package_compare.hpp"
#include "core/app/package_json.hpp"
#include "core/base/canonical_json.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace liangxian::app {
namespace {

using SentByVersion = std::map<std::string, SentVersion>;

/// Refuses a receipt that answers something else than was sent.
void require_answer(const SentByVersion& sent, const Receipt& receipt) {
    base::Problems problems;
    const auto differs = [&problems](const std::string& version, const char* zh, const char* en) {
        problems.push_back({"receipt-differs", version, {zh, en}});
    };
    std::set<std::string> answered;
    for (const ReceiptLine& line : receipt.lines) {
        const auto one = sent.find(line.version);
        if (one == sent.end()) {
            differs(line.version, "这个数据包没有发出它", "was not sent in this package");
        } else if (one->second.digest != line.digest) {
            differs(line.version, "回执所说的界线不是发出的那条",
                    "the receipt is about another line than was sent");
        }
        if (!answered.insert(line.version).second) {
            differs(line.version, "回执中出现两次", "stands twice in the receipt");
        }
    }
    for (const auto& [version, one] : sent) {
        if (answered.count(version) == 0) {
            differs(version, "回执没有答复", "is not answered by the receipt");
        }
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

/// A step after which an answer to what was before it is out of date.
bool moves_on(const zone::VersionStep& step) {
    switch (step.step) {
    case zone::Step::submitted:
    case zone::Step::returned:
    case zone::Step::approved:
    case zone::Step::published:
    case zone::Step::superseded:
    case zone::Step::revoked:
        return true;
    default:
        return false;
    }
}

/// Gives returned versions back, as far as they are what was sent.
class ReturnPlan {
public:
    ReturnPlan(const store::Store& store, const Receipt& receipt, const SentByVersion& sent,
               const std::vector<store::PackageRecord>& packages)
        : m_store(store), m_receipt(receipt), m_sent(sent) {
        bool is_later = false;
        for (const store::PackageRecord& record : packages) {
            if (record.role == "sent" && record.package_id == receipt.package_id) {
                is_later = true;
            } else if (record.role == "sent" && is_later) {
                for (const SentVersion& one : parse_sent(record.content)) {
                    m_sent_again.insert(one.version);
                }
            }
        }
    }

    void decide(const std::string& actor, store::Act& act, ReceiptReport& report) {
        std::map<std::string, const ReceiptLine*> returned;
        std::set<std::string> zones;
        for (const ReceiptLine& line : m_receipt.lines) {
            if (line.outcome == Outcome::returned) {
                returned[line.version] = &line;
                zones.insert(line.version.substr(0, line.version.rfind('@')));
            }
        }
        const std::vector<std::string> ids(zones.begin(), zones.end());
        for (zone::VersionStep& step : m_store.steps_of(ids)) {
            m_steps[fmt::format("{}@{}", step.zone_id, step.version)].push_back(std::move(step));
        }
        for (zone::Zone& zone : m_store.versions_of(ids)) {
            const auto line = returned.find(store::id_of(zone));
            if (line != returned.end()) {
                give_back(std::move(zone), *line->second, actor, act, report);
                returned.erase(line);
            }
        }
        for (const auto& [version, line] : returned) {
            report.notes.push_back(
                {"moved-on",
                 version,
                 {fmt::format("被退回（{}），但库中已没有这个版本", line->reason),
                  fmt::format("was returned ({}), but is no longer in the store", line->reason)}});
        }
    }

private:
    void give_back(zone::Zone zone, const ReceiptLine& line, const std::string& actor, store::Act& act,
                   ReceiptReport& report) const {
        if (has_moved_on(zone, line.version)) {
            report.notes.push_back(
                {"moved-on",
                 line.version,
                 {fmt::format("被退回（{}），但发出后又有变动，现为{}，不变", line.reason,
                              zone::name_of(zone.status).zh),
                  fmt::format("was returned ({}), but has moved on since it was sent: it is {} and stays so",
                              line.reason, zone::name_of(zone.status).en)}});
            return;
        }
        const auto status = zone::status_after(zone.status, zone::Step::returned);
        if (!status) {
            report.notes.push_back(
                {"not-returned",
                 line.version,
                 {fmt::format("被退回（{}），但现为{}，状态不变", line.reason, zone::name_of(zone.status).zh),
                  fmt::format("was returned ({}), but is {} here and stays so", line.reason,
                              zone::name_of(zone.status).en)}});
            return;
        }
        zone::VersionStep step;
        step.zone_id = zone.zone_id;
        step.version = zone.version;
        step.step = zone::Step::returned;
        step.actor = actor;
        step.office = m_receipt.office;
        step.reason = line.reason;
        act.steps.push_back(std::move(step));
        zone.status = *status;
        act.changed.push_back(std::move(zone));
        report.returned.push_back(line.version);
    }

    bool has_moved_on(const zone::Zone& zone, const std::string& id) const {
        const SentVersion& sent = m_sent.at(id);
        const auto steps = m_steps.find(id);
        const bool took_a_step = steps != m_steps.end() && steps->second.size() > sent.steps &&
                                 std::any_of(steps->second.begin() + static_cast<std::ptrdiff_t>(sent.steps),
                                             steps->second.end(), moves_on);
        return took_a_step || m_sent_again.count(id) != 0 || zone::code_of(zone.status) != sent.status ||
               line_digest_of(zone) != sent.digest;
    }

    const store::Store& m_store;
    const Receipt& m_receipt;
    const SentByVersion& m_sent;
    std::set<std::string> m_sent_again; ///< in a package made after this one
    std::map<std::string, std::vector<zone::VersionStep>> m_steps;
};

ReceiptReport try_recording(store::Store& store, const Receipt& receipt, const std::string& bytes,
                            const std::string& actor) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    ReceiptReport out;
    out.lines = receipt.lines;
    SentByVersion sent;
    for (const store::PackageRecord& record : store.packages(receipt.package_id)) {
        if (record.role == "receipt") {
            out.was_recorded_before = true;
        } else if (record.role == "sent") {
            for (SentVersion& one : parse_sent(record.content)) {
                std::string version = one.version;
                sent.emplace(std::move(version), std::move(one));
            }
        }
    }
    if (sent.empty()) {
        throw base::InputError(
            {{"package-unknown",
              receipt.package_id,
              {"这个数据包不是由本库发出的", "this package was not sent from this store"}}});
    }
    if (out.was_recorded_before) {
        return out;
    }
    require_answer(sent, receipt);
    store::Act act;
    act.action = "package-receipt";
    act.object = receipt.package_id;
    act.entries.packages = {
        {receipt.package_id, "receipt", receipt.office, receipt.public_key, bytes, base::Timestamp()}};
    ReturnPlan(store, receipt, sent, store.packages("")).decide(actor, act, out);
    act.detail = base::canonical_json({{"returned", out.returned}, {"public_key", receipt.public_key}});
    act.decided_on = mark;
    store.perform(act);
    return out;
}

} // namespace

std::string sent_text(const std::vector<PackedVersion>& versions) {
    nlohmann::json out = nlohmann::json::array();
    for (const PackedVersion& one : versions) {
        out.push_back({{"version", store::id_of(one.zone)},
                       {"digest", line_digest_of(one.zone)},
                       {"status", zone::code_of(one.zone.status)},
                       {"steps", one.steps.size()}});
    }
    return base::canonical_json(out);
}

std::vector<SentVersion> parse_sent(const std::string& text) {
    std::vector<SentVersion> out;
    const auto all = nlohmann::json::parse(text, nullptr, false);
    for (const nlohmann::json& one : all.is_array() ? all : nlohmann::json::array()) {
        const auto steps = one.is_object() ? one.find("steps") : one.end();
        if (one.is_object() && steps != one.end() && steps->is_number_unsigned()) {
            out.push_back({text_in(one, "version"), text_in(one, "digest"), text_in(one, "status"),
                           steps->get<std::size_t>()});
        }
    }
    return out;
}

ReceiptReport record_receipt(store::Store& store, const Receipt& receipt, const std::string& bytes,
                             const std::string& actor) {
    store.act_as(actor);
    return with_attempts([&] { return try_recording(store, receipt, bytes, actor); });
}

} // namespace liangxian::app
