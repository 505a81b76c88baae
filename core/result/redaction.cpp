// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/redaction.hpp"

#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace liangxian::result {
namespace {

using nlohmann::ordered_json;

/// All that stays of a withheld finding: what the verdict and the requirements rest on.
constexpr std::array<std::string_view, 6> kStays = {"zone_kind",    "site_level",    "relation",
                                                    "legal_status", "decision_band", "requirement_ids"};

const base::Text& withheld_words() {
    static const base::Text out{"（涉密内容，已隐去）", "(redacted)"};
    return out;
}

bool is_withheld(const Finding& f, const Withheld& withheld) {
    const bool is_zone = f.zone_id && f.zone_version;
    return (f.site_id && withheld.sites.count(*f.site_id) > 0) ||
           (is_zone && withheld.zones.count(*f.zone_id + "@" + std::to_string(*f.zone_version)) > 0);
}

bool is_withheld(const Unchecked& u, const Withheld& withheld) {
    return withheld.ids.count(u.id()) > 0 || withheld.sites.count(u.site_id) > 0;
}

void clear(ordered_json& object, std::initializer_list<const char*> members) {
    for (const char* member : members) {
        object[member] = nullptr;
    }
    object["redacted"] = true;
}

void redact_finding(ordered_json& finding) {
    for (auto& [name, value] : finding.items()) {
        if (std::find(kStays.begin(), kStays.end(), name) == kStays.end()) {
            value = nullptr;
        }
    }
    finding["redacted"] = true;
}

/// Makes the view of one result, member by member.
class View {
public:
    View(const CheckResult& result, const Withheld& withheld) : m_result(result), m_withheld(withheld) {
        gather_names();
    }

    ordered_json make() {
        m_json = to_json(m_result);
        redact_records();
        redact_sums();
        redact_sentences();
        return headed();
    }

private:
    /// What sentences may name the withheld records by.
    void gather_names() {
        m_names = m_withheld.ids;
        m_names.insert(m_withheld.sites.begin(), m_withheld.sites.end());
        for (const std::string& zone : m_withheld.zones) {
            m_names.insert(zone.substr(0, zone.rfind('@')));
        }
        for (const Finding& f : m_result.findings) {
            if (is_withheld(f, m_withheld)) {
                m_names.insert({f.site_name, f.site_code, f.zone_id.value_or(""), f.document.number});
            }
        }
        for (const SiteWithoutGeometry& site : m_result.sites_without_geometry) {
            if (m_withheld.sites.count(site.site_id) > 0) {
                m_names.insert(site.name);
            }
        }
        m_names.erase("");
    }

    void tell(const std::string& pointer) { m_redacted.push_back(pointer); }

    void redact_records() {
        for (std::size_t i = 0; i < m_result.findings.size(); ++i) {
            if (is_withheld(m_result.findings[i], m_withheld)) {
                redact_finding(m_json["findings"][i]);
                tell("/findings/" + std::to_string(i));
            }
        }
        m_has_findings = !m_redacted.empty();
        for (std::size_t i = 0; i < m_result.unchecked.size(); ++i) {
            if (is_withheld(m_result.unchecked[i], m_withheld)) {
                clear(m_json["unchecked"][i], {"zone_id", "site_id"});
                m_json["unchecked"][i]["reason"] = to_json(withheld_words());
                tell("/unchecked/" + std::to_string(i));
            }
        }
        for (std::size_t i = 0; i < m_result.sites_without_geometry.size(); ++i) {
            if (m_withheld.sites.count(m_result.sites_without_geometry[i].site_id) > 0) {
                clear(m_json["sites_without_geometry"][i], {"site_id", "name", "place"});
                tell("/sites_without_geometry/" + std::to_string(i));
            }
        }
    }

    /// With the other findings they would give the areas of those left out.
    void redact_sums() {
        if (!m_has_findings) {
            return;
        }
        clear(m_json["partition"], {"protection_m2", "control_only_m2", "other_m2", "outside_m2"});
        m_json["union_area_m2"] = nullptr;
        tell("/partition");
        tell("/union_area_m2");
    }

    bool names_one(const ordered_json& value) const {
        if (value.is_string()) {
            const auto& text = value.get_ref<const std::string&>();
            return std::any_of(m_names.begin(), m_names.end(), [&text](const std::string& name) {
                return text.find(name) != std::string::npos;
            });
        }
        return value.is_structured() &&
               std::any_of(value.begin(), value.end(), [this](const auto& one) { return names_one(one); });
    }

    void redact_sentences() {
        redact_texts("/requirements", {"because", "note"});
        redact_texts("", {"archaeology"});
        redact_each("warnings", "where", "message", to_json(withheld_words()));
        redact_each("trace", "detail", "detail", withheld_words().en);
    }

    /// Entries that name one lose where they are and what they say; their code stays.
    void redact_each(const char* list, const char* place, const char* words, const ordered_json& instead) {
        for (std::size_t i = 0; i < m_json[list].size(); ++i) {
            ordered_json& one = m_json[list][i];
            if (names_one(one)) {
                one[place] = nullptr;
                one[words] = instead;
                one["redacted"] = true;
                tell(std::string("/") + list + "/" + std::to_string(i));
            }
        }
    }

    /// Every `{zh, en}` below these members that names one.
    void redact_texts(const std::string& list, std::initializer_list<const char*> members) {
        const auto in_object = [this, members](ordered_json& object, const std::string& pointer) {
            for (const char* member : members) {
                redact_words(object[member], pointer + "/" + member);
            }
        };
        if (list.empty()) {
            in_object(m_json, "");
            return;
        }
        ordered_json& all = m_json[ordered_json::json_pointer(list)];
        for (std::size_t i = 0; i < all.size(); ++i) {
            in_object(all[i], list + "/" + std::to_string(i));
        }
    }

    void redact_words(ordered_json& value, const std::string& pointer) {
        if (value.is_object() && value.contains("zh")) {
            if (names_one(value)) {
                value = to_json(withheld_words());
                tell(pointer);
            }
            return;
        }
        if (value.is_structured()) {
            for (auto& [name, inner] : value.items()) {
                redact_words(inner, pointer + "/" + name);
            }
        }
    }

    /// Says first what it is.
    ordered_json headed() {
        const base::Text meaning{
            "这是核查结果的视图：涉密记录的细节已隐去，结论不变；不是封印的结果，不能用于验证",
            "a view of a check result: the detail of hidden records is redacted and the verdict is unchanged; "
            "it is not the sealed result and cannot be verified"};
        ordered_json out{
            {"schema", "liangxian/check-view/1"},
            {"view",
             {{"of", m_json["digest"]}, {"redacted", std::move(m_redacted)}, {"meaning", to_json(meaning)}}}};
        for (auto& [name, value] : m_json.items()) {
            if (name != "schema" && name != "digest") {
                out[name] = std::move(value);
            }
        }
        return out;
    }

    const CheckResult& m_result;
    const Withheld& m_withheld;
    std::set<std::string> m_names;
    ordered_json m_json;
    ordered_json m_redacted = ordered_json::array();
    bool m_has_findings = false;
};

bool touches_a_warning(const CheckResult& result, const Withheld& withheld) {
    return std::any_of(result.warnings.begin(), result.warnings.end(), [&withheld](const base::Problem& one) {
        return std::any_of(withheld.ids.begin(), withheld.ids.end(),
                           [&one](const std::string& id) { return one.where.find(id) != std::string::npos; });
    });
}

} // namespace

bool is_touched_by(const CheckResult& result, const Withheld& withheld) {
    const auto is_one = [&withheld](const auto& one) { return is_withheld(one, withheld); };
    return std::any_of(result.findings.begin(), result.findings.end(), is_one) ||
           std::any_of(result.unchecked.begin(), result.unchecked.end(), is_one) ||
           std::any_of(result.sites_without_geometry.begin(), result.sites_without_geometry.end(),
                       [&withheld](const auto& site) { return withheld.sites.count(site.site_id) > 0; }) ||
           touches_a_warning(result, withheld);
}

ordered_json view_of(const CheckResult& result, const Withheld& withheld) {
    return View(result, withheld).make();
}

} // namespace liangxian::result
