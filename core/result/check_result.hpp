// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "core/geo/geometry.hpp"
#include "core/geo/repair.hpp"
#include "core/zone/vocabulary.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::result {

// The check result of the contract, `liangxian/check-result/1`, member for member. Overlap and rules
// fill it, report writes it. Areas are m² on the CGCS2000 ellipsoid (lonlat), lengths and distances
// metres, shares 0–1; nullopt is JSON null and means "does not apply".

/// Application facts by documented key (`land_route`, `blasting`, `width_m` …): string, number or
/// boolean, as given.
using Facts = std::map<std::string, nlohmann::json>;

enum class Verdict { concerned, needs_review, no_data, not_concerned };
enum class ArchaeologyStatus { required, by_judgement, claimed_exempt, done, not_triggered };
enum class Relation { equals, within, contains, overlap, sliver, touch, influence, near };
enum class LegalStatus { announced, approved, draft, announced_approval_missing };
enum class CoverageStatus { complete, partial, none, failed };

std::string_view code_of(Verdict value);
std::string_view code_of(ArchaeologyStatus value);
std::string_view code_of(Relation value);
std::string_view code_of(LegalStatus value);
std::string_view code_of(CoverageStatus value);
const base::Text& name_of(Verdict value);
const base::Text& name_of(ArchaeologyStatus value);
const base::Text& name_of(Relation value);
const base::Text& name_of(LegalStatus value);
const base::Text& name_of(CoverageStatus value);

/// Two interiors meet (the first five relations).
inline bool is_interior_contact(Relation relation) { return relation <= Relation::sliver; }

/// Code of the warning that every result of a demonstration store carries.
inline constexpr std::string_view kDemonstrationData = "demonstration-data";

struct StoreState {
    std::string digest;
    std::int64_t revision = 0;
    base::Date as_of;
    base::Timestamp known_at;
};

struct PackState {
    std::string id;
    std::string version;
    std::string digest;
};

struct Parameters {
    std::string kind = "construction";
    std::optional<double> near_m;
    double sliver_m = 0.10; ///< diameter of the circle that must fit for an overlap to be no sliver
    std::optional<double> influence_m;
    std::string influence_basis;
    bool with_drafts = false;
    Facts facts;
};

/// One ring or lot of the application as the file had it.
struct Part {
    std::string name;
    std::string source; ///< place in the file; told in the trace, not sealed
    int sign = 1;       ///< -1: deducted (扣除)
    std::size_t vertices = 0;
    double area_m2 = 0;
    nlohmann::ordered_json attributes = nlohmann::ordered_json::object(); ///< 标高, 用途, 图幅号 …
};

struct ApplicationInfo {
    std::size_t index = 0;    ///< among the applications of its own file
    std::size_t position = 0; ///< among all of the call; not in the result
    std::string id;
    std::string name;
    std::string source; ///< file name without folders, and place; told in the trace, not sealed
    std::string crs;    ///< "EPSG:4526"
    std::string crs_basis;
    double area_lonlat_m2 = 0;
    double area_rule_m2 = 0;
    double area_geodesic_m2 = 0;
    std::optional<double> plane_area_m2;
    std::string plane_crs;
    std::optional<double> declared_area_m2;
    /// Of coordinates that a registered transformation moved, metres: widens every decision band.
    std::optional<double> accuracy_m;
    std::size_t vertices = 0;
    std::vector<Part> parts;
    std::vector<geo::Repair> repairs;
    geo::Geometry geometry;
};

struct Archaeology {
    ArchaeologyStatus status = ArchaeologyStatus::not_triggered;
    std::vector<base::Text> because;
};

struct Coverage {
    std::string theme;
    CoverageStatus status = CoverageStatus::none;
    double share = 0; ///< of the application inside declared coverage, complete or not
    std::string data_date;
};

struct Document {
    std::string issuer;
    std::string number;
    std::string date;
};

/// One zone, body or area the application meets or comes near.
struct Finding {
    std::optional<std::string> zone_id; ///< null for bodies; area_id for areas
    std::optional<int> zone_version;    ///< null for bodies and areas
    std::optional<std::string> site_id; ///< null for areas
    std::string site_name;              ///< name of the area for areas
    std::optional<zone::Level> site_level;
    std::string site_code;
    std::string county;
    std::string zone_kind; ///< code of zone::ZoneKind or zone::AreaKind
    std::string zone_class;
    Relation relation = Relation::overlap;
    double area_m2 = 0;
    std::optional<double> area_outside_protection_m2; ///< control zones only
    double share_of_application = 0;
    std::optional<double> share_of_zone;
    std::optional<double> length_m;
    double distance_m = 0;
    std::optional<double> mean_width_m;
    geo::Geometry geometry; ///< of the contact; empty for near and influence
    LegalStatus legal_status = LegalStatus::announced;
    Document document;
    std::optional<zone::GeometryBasis> geometry_basis;
    std::optional<double> accuracy_m;
    bool decision_band = false;
    std::optional<double> height_limit_m;
    std::string restrictions;
    std::vector<std::string> requirement_ids;

    /// In force: neither draft nor approved only.
    bool is_announced() const;
    /// An assessed area: listed, never in a verdict or a sum (ADR 0013).
    bool only_informs() const;
    /// The unit's or area's name; without one what it is: "未命名的县级文物保护单位". Never a bare id.
    base::Text unit_name() const;
    /// What is met: the line, the body, the kind of area.
    const base::Text& kind_name() const;
    /// Where the contract's order puts the kind: zones, body, then areas as listed.
    int kind_rank() const;
};

struct Unchecked {
    std::string zone_id; ///< zone or area; empty for a body
    base::Text reason;
    std::string site_id; ///< of a body
    const std::string& id() const { return zone_id.empty() ? site_id : zone_id; }
};

/// Disjoint parts of the application; sums to its area.
struct Partition {
    double protection_m2 = 0;
    double control_only_m2 = 0;
    double other_m2 = 0;
    double outside_m2 = 0;
};

struct Authority {
    std::string code;
    base::Text name;
    std::string office; ///< code of the office that does it there, e.g. approval-bureau; may be empty
};

struct ApprovalItem {
    std::string document; ///< the list it stands in, e.g. 朔政发〔2022〕20号
    std::string list;
    std::string number;
    std::string name;
};

struct Basis {
    std::string law;
    std::string article;
    std::string version; ///< the date of the text, e.g. 2024-11-08
};

/// What must happen: who approves which act, on what ground.
struct Requirement {
    std::string id;
    std::string action;
    Authority authority;
    std::vector<Authority> consent_first;
    std::optional<ApprovalItem> item;
    std::optional<int> term_workdays;
    std::optional<base::Date> due_on;       ///< last day of the term, once the day of receipt is known
    std::optional<bool> due_is_provisional; ///< 暂定: the holidays of a year it reaches into are not known
    std::vector<Basis> basis;
    bool verified = false;
    std::vector<base::Text> because;
    std::string rule_id;
    base::Text note;
};

struct SiteWithoutGeometry {
    std::string site_id;
    std::string name;
    zone::Level level = zone::Level::ungraded;
    std::string place;
    std::string match; ///< "township" or "county"
};

struct TraceStep {
    std::string step;
    std::string detail;
};

struct CheckResult {
    base::Timestamp checked_at;
    StoreState store;
    std::vector<PackState> rule_packs;
    base::Date rules_as_of;
    Parameters parameters;
    ApplicationInfo application;
    Verdict verdict = Verdict::no_data;
    Archaeology archaeology;
    std::vector<Coverage> coverage;
    std::vector<Finding> findings;
    std::vector<Unchecked> unchecked;
    Partition partition;
    double union_area_m2 = 0; ///< of all interior contacts with zones, bodies and counting areas
    std::vector<Requirement> requirements;
    std::vector<SiteWithoutGeometry> sites_without_geometry;
    std::vector<base::Problem> warnings;
    std::vector<TraceStep> trace;
};

/// An application that could not be checked: reported in its place, never dropped.
struct FailedApplication {
    std::size_t index = 0; ///< among the applications of its own file
    std::string source;
    base::Problems problems;
    std::size_t position = 0; ///< among all of the call
};

} // namespace liangxian::result
