// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/audit_check.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace liangxian::app {
namespace {

using store::RecordedAct;

/// Every text in a JSON value.
void collect_texts(const nlohmann::json& value, std::set<std::string>& out) {
    if (value.is_string()) {
        out.insert(value.get<std::string>());
    } else if (value.is_structured()) {
        for (const nlohmann::json& one : value) {
            collect_texts(one, out);
        }
    }
}

/// What the entries of an audit speak of: how many checks of a digest, and until when each version was acted
/// on.
class SpokenOf {
public:
    void take(const store::AuditEntry& entry) {
        if (!m_begins) {
            m_begins = entry.action == "migrate" ? entry.at : base::Timestamp();
        }
        if (entry.action == "check") {
            ++m_checks[entry.object];
            return;
        }
        std::set<std::string> texts{entry.object};
        collect_texts(nlohmann::json::parse(entry.detail, nullptr, false), texts);
        for (const std::string& text : texts) {
            if (text.find('@') != std::string::npos) {
                m_versions[text] = entry.at;
            }
        }
    }

    /// Whether an entry speaks of it; one of a check speaks of one check only.
    bool holds(const RecordedAct& act) {
        if (m_begins && act.at < *m_begins) {
            return true;
        }
        if (act.kind == RecordedAct::Kind::check) {
            const auto found = m_checks.find(act.object);
            return found != m_checks.end() && found->second-- > 0;
        }
        const auto found = m_versions.find(act.object);
        return found != m_versions.end() && !(found->second < act.at);
    }

private:
    std::optional<base::Timestamp> m_begins; ///< before, nothing was entered
    std::map<std::string, int> m_checks;
    std::map<std::string, base::Timestamp> m_versions;
};

} // namespace

AuditReport check_audit(const store::Store& store, const std::string& noted_head) {
    const std::vector<RecordedAct> acts = store.recorded_acts(); // first: entries made since speak of more
    store::ChainWalk chain(noted_head);
    SpokenOf spoken;
    store.for_each_audit_entry([&](const store::AuditEntry& entry) {
        chain.take(entry);
        spoken.take(entry);
    });
    AuditReport out;
    out.chain = chain.report();
    if (out.chain.broken_at) {
        return out; // what stands behind a break proves nothing
    }
    out.is_emptied = out.chain.count == 0 && (!acts.empty() || store.row_count() > 0);
    for (const RecordedAct& act : acts) {
        if (!spoken.holds(act) && ++out.without_entry == 1) {
            out.first_without_entry = act.object;
        }
    }
    return out;
}

} // namespace liangxian::app
