// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/recorded_cases.hpp"
#include "core/app/zone_life.hpp"
#include "core/store/act.hpp"
#include "core/zone/life_path.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::app {

/// Decides what a step does to the versions it is taken with, before anything is written.
class StepPlan {
public:
    /// \param versions  every version of the zones asked for
    /// \param steps     every step they took
    /// \param cases     asked only where a version gives ground up
    /// \param account   whose login it is; meant where steps have one
    StepPlan(const StepRequest& request, const std::vector<zone::Zone>& versions,
             const std::vector<zone::VersionStep>& steps, const RecordedCases& cases, std::string account);

    using Levels = std::map<std::string, zone::Level>; ///< by site
    /// Which papers the steps need. \pre before decide()
    void know_ways(zone::LifePaths paths, Levels levels);

    /// \throws base::InputError when anything stands against it, listing all of it
    void decide();

    const store::Act& act() const { return m_act; }
    StepReport& report() { return m_report; }

private:
    using Versions = std::vector<const zone::Zone*>;

    const zone::Zone* version_meant(const VersionName& name);
    void take(const zone::Zone& version);
    void look_at_request();
    void look_at_papers(const zone::Zone& version);
    bool needs_document(const zone::Zone& version) const;
    void look_at_day(const zone::Zone& version);
    void look_at_gap(const zone::Zone& version);
    void look_at_record(const zone::Zone& version);
    void look_at_approver(const zone::Zone& version);
    void look_at_base(const zone::Zone& version);
    void look_at_ground_given_up(const zone::Zone& version);
    geo::Geometry ground_given_up(const zone::Zone& version) const;
    std::vector<std::string> drafters_of(const zone::Zone& version) const;
    zone::Zone after_step(const zone::Zone& version, zone::Status status) const;
    void supersede_others(const zone::Zone& published, StepReport::Done& done);
    zone::VersionStep step_of(const zone::Zone& version) const;
    const zone::VersionStep* last_submission(const zone::Zone& version) const;
    const zone::VersionStep* last_decision(const zone::Zone& version) const;
    const zone::Zone* announced_before(const zone::Zone& version) const;
    base::Date effective_of(const zone::Zone& version) const;
    void refuse(const char* code, const std::string& where, base::Text message);
    void warn(const char* code, const std::string& where, base::Text message);
    void describe_act();

    const StepRequest& m_request;
    const RecordedCases& m_cases;
    std::string m_account;
    std::map<std::string, Versions> m_versions;
    std::map<std::string, std::vector<const zone::VersionStep*>> m_steps; ///< by `Z1@2`
    zone::LifePaths m_paths;
    Levels m_levels;
    store::Act m_act;
    StepReport m_report;
    base::Problems m_problems;
};

} // namespace liangxian::app
