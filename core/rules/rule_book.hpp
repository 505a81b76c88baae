// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/result/check_result.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace liangxian::rules {

/// What rules look at: one application, its findings, and where it lies.
struct RuleInput {
    base::Date as_of; ///< the day whose law applies
    const result::Parameters* parameters = nullptr;
    const std::vector<result::Finding>* findings = nullptr;
    std::vector<std::string> counties; ///< names and codes of the counties it meets
    double application_area_m2 = 0;
    /// Share of the application inside assessed areas in force (区域文物考古评估), 0–1.
    double assessed_share = 0;
    /// A theme `underground` is declared complete over all of the application.
    bool underground_covered = false;
};

/// What rules answer.
struct RuleOutcome {
    std::vector<result::Requirement> requirements;
    /// For each finding, in order: the ids of the requirements it causes.
    std::vector<std::vector<std::string>> requirement_ids_by_finding;
    result::Archaeology archaeology;
    base::Problems warnings;
};

/// The dated law: packs from `data/rules` checked against the register in `data/law`.
/// Immutable once loaded; safe to use from several threads.
class RuleBook {
public:
    /// Reads every `*.json` of a folder, checks ids, spellings, articles and dates.
    /// \param rules_directory `data/rules`
    /// \param law_directory   `data/law`; without a `workdays.json` there every due date is provisional
    /// \throws base::RuleError listing every fault with file and line
    static RuleBook load(const std::filesystem::path& rules_directory,
                         const std::filesystem::path& law_directory);

    ~RuleBook();
    RuleBook(RuleBook&&) noexcept;
    RuleBook& operator=(RuleBook&&) noexcept;

    /// Every loaded pack with the digest of its canonical form, ordered by id.
    const std::vector<result::PackState>& packs() const;

    /// Titles of the laws that rules cite, by their ids.
    const std::map<std::string, base::Text>& law_titles() const;

    RuleOutcome evaluate(const RuleInput& input) const;

private:
    struct Impl;
    explicit RuleBook(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace liangxian::rules
