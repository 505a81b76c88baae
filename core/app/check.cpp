// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/check.hpp"

#include "core/app/coverage.hpp"
#include "core/app/prepare.hpp"
#include "core/app/unplaced_sites.hpp"
#include "core/app/verdict.hpp"
#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/overlap/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

namespace liangxian::app {
namespace {

using result::ApplicationInfo;
using result::CheckResult;
using result::FailedApplication;

/// Zones this near make a mining check without an influence distance a matter for a person.
constexpr double kMiningNearM = 500.0;
constexpr double kDeclaredAreaTolerance = 0.01;

bool is_mining(const std::string& kind) { return kind == "mining" || kind == "exploration"; }

/// An application that was read and prepared, waiting for the snapshot.
struct Prepared {
    ApplicationInfo info;
    int source_epsg = 0;
    base::Problems warnings;
};

using PreparedOutcome = std::variant<Prepared, FailedApplication>;

std::optional<double> fact_number(const result::Facts& facts, const std::string& name) {
    const auto found = facts.find(name);
    return found != facts.end() && found->second.is_number()
               ? std::optional<double>(found->second.get<double>())
               : std::nullopt;
}

base::Problem width_problem(const std::string& where) {
    return {"width-missing",
            where,
            {"线状或点状申请需要宽度：请加 --fact width_m=米数",
             "a line or point application needs its width: "
             "add --fact width_m=METRES"}};
}

base::Problem repair_problem(const PreparedGeometry& geometry, const std::string& where) {
    const geo::Repair& last = geometry.repairs.back();
    return {"repair-needs-acceptance",
            where,
            {fmt::format("修复使面积由 {:.2f} 变为 {:.2f} 平方米，请核对后加 --accept-repairs 重新核查",
                         last.area_before_m2, last.area_after_m2),
             fmt::format("the repair changes the area from {:.2f} to {:.2f} m²; look at it and check again "
                         "with --accept-repairs",
                         last.area_before_m2, last.area_after_m2)}};
}

/// A place without the name of its file, which says nothing about the ground and is not sealed.
std::string place_inside(const std::string& file, const std::string& where) {
    constexpr const char* kAfterName = ":,/! ";
    const bool begins_with_it = !file.empty() && where.compare(0, file.size(), file) == 0;
    if (!begins_with_it ||
        (where.size() > file.size() && std::strchr(kAfterName, where[file.size()]) == nullptr)) {
        return where;
    }
    const std::size_t place = where.find_first_not_of(kAfterName, file.size());
    return place == std::string::npos ? "" : where.substr(place);
}

/// Steps 1 and 2 of a check for one feature: prepared and measured, or every reason why not.
class Preparation {
public:
    /// \param file  its features' places begin with this name
    Preparation(const CheckRequest& request, const std::string& file, std::size_t index, std::size_t position)
        : m_request(request), m_file(file), m_index(index), m_position(position) {}

    PreparedOutcome run(const intake::Feature& feature) {
        base::Result<PreparedGeometry> geometry = prepare_geometry(feature);
        if (!geometry.ok()) {
            return fail(feature.source, geometry.problems());
        }
        PreparedGeometry prepared = std::move(geometry).value();
        if (prepared.needs_acceptance && !m_request.accept_repairs) {
            return fail(feature.source, {repair_problem(prepared, feature.source)});
        }
        if (prepared.geometry.dimension() != 2) {
            const auto width_m = fact_number(m_request.parameters.facts, "width_m");
            if (prepared.geometry.empty() || !width_m || !(*width_m > 0)) {
                return fail(feature.source, {prepared.geometry.empty() ? empty_problem(feature.source)
                                                                       : width_problem(feature.source)});
            }
            prepared.geometry = with_width(prepared.geometry, *width_m);
        }
        settle(prepared);
        return fill(feature, std::move(prepared));
    }

private:
    static base::Problem empty_problem(const std::string& where) {
        return {"geometry-missing", where, {"该申请没有图形", "this application has no geometry"}};
    }
    FailedApplication fail(const std::string& source, base::Problems problems) const {
        return {m_index, source, std::move(problems), m_position};
    }
    Prepared fill(const intake::Feature& feature, PreparedGeometry prepared) const {
        Prepared out;
        out.source_epsg = feature.crs.epsg;
        out.warnings = feature.warnings;
        for (base::Problem& warning : out.warnings) {
            warning.where = place_inside(m_file, warning.where);
        }
        ApplicationInfo& info = out.info;
        info.index = m_index;
        info.position = m_position;
        info.id = feature.id;
        info.name = feature.name;
        info.source = feature.source;
        info.crs = fmt::format("EPSG:{}", feature.crs.epsg);
        info.crs_basis = feature.crs.basis;
        info.declared_area_m2 = fact_number(m_request.parameters.facts, "declared_area_m2");
        if (!info.declared_area_m2) {
            info.declared_area_m2 = feature.declared_area_m2;
        }
        info.vertices = prepared.vertices_as_read;
        info.parts = std::move(prepared.parts);
        info.repairs = std::move(prepared.repairs);
        info.geometry = std::move(prepared.geometry);
        measure(info, feature.crs.epsg);
        warn_declared_area(info, out.warnings);
        return out;
    }
    static void warn_declared_area(const ApplicationInfo& info, base::Problems& warnings) {
        if (!info.declared_area_m2 || std::abs(*info.declared_area_m2 - info.area_lonlat_m2) <=
                                          kDeclaredAreaTolerance * info.area_lonlat_m2) {
            return;
        }
        warnings.push_back(
            {"declared-area-differs",
             "",
             {fmt::format("申报面积 {:.2f} 平方米与图形面积 {:.2f} 平方米相差超过 1%", *info.declared_area_m2,
                          info.area_lonlat_m2),
              fmt::format("the declared area of {:.2f} m² differs from the drawn {:.2f} m² by over 1 %",
                          *info.declared_area_m2, info.area_lonlat_m2)}});
    }

    const CheckRequest& m_request;
    const std::string& m_file;
    std::size_t m_index;
    std::size_t m_position;
};

std::vector<PreparedOutcome> prepare_all(const std::vector<intake::ReadOutcome>& files,
                                         const CheckRequest& request, const base::CancelToken& cancel) {
    std::vector<PreparedOutcome> out;
    for (const intake::ReadOutcome& file : files) {
        for (std::size_t index = 0; index < file.order.size(); ++index) {
            cancel.throw_if_cancelled();
            const int at = file.order[index];
            if (at < 0) {
                const auto& failed = file.unreadable[static_cast<std::size_t>(-at - 1)];
                out.emplace_back(FailedApplication{index, failed.source, failed.problems, out.size()});
                continue;
            }
            Preparation preparation(request, file.name, index, out.size());
            out.push_back(preparation.run(file.features[static_cast<std::size_t>(at)]));
        }
    }
    return out;
}

geo::Box common_box(const std::vector<PreparedOutcome>& applications) {
    geo::Box box;
    for (const PreparedOutcome& outcome : applications) {
        if (const auto* prepared = std::get_if<Prepared>(&outcome)) {
            const geo::Box own = prepared->info.geometry.bounds();
            box.add({own.min_x, own.min_y});
            box.add({own.max_x, own.max_y});
        }
    }
    return box;
}

/// Steps 3 to 5 against one pinned snapshot.
class SnapshotCheck {
public:
    SnapshotCheck(const CheckContext& context, const CheckRequest& request, zone::Snapshot snapshot)
        : m_context(context), m_request(request), m_snapshot(std::move(snapshot)),
          m_engine(overlap::make_snapshot_engine(m_snapshot, context.accuracy)) {}

    CheckResult run(Prepared prepared) const {
        CheckResult out;
        out.checked_at = base::Timestamp::now();
        out.store = {m_snapshot.store_digest, m_snapshot.revision, m_snapshot.as_of, m_snapshot.known_at};
        out.parameters = m_request.parameters;
        out.warnings = std::move(prepared.warnings);
        out.application = std::move(prepared.info);
        warn_demonstration(out);
        trace_intake(out);
        const bool mining_near = meet_records(out);
        look_at_coverage(out);
        apply_rules(out);
        out.verdict = verdict_of(out, mining_near);
        return out;
    }

private:
    /// Whatever format shows the result, it says that its lines bind nobody.
    void warn_demonstration(CheckResult& out) const {
        if (m_context.store.settings().is_demonstration) {
            out.warnings.push_back({std::string(result::kDemonstrationData),
                                    "",
                                    {"示例数据：所有界线均为示意，不具法律效力",
                                     "demonstration data: every line is illustrative, not legal"}});
        }
    }

    static void trace_intake(CheckResult& out) {
        const ApplicationInfo& a = out.application;
        out.trace.push_back({"source", a.source});
        for (const result::Part& part : a.parts) {
            if (part.source != a.source) {
                out.trace.push_back({"part", fmt::format("{}: {}", part.name, part.source)});
            }
        }
        out.trace.push_back({"intake", fmt::format("{} parts, {} vertices, {} ({})", a.parts.size(),
                                                   a.vertices, a.crs, a.crs_basis)});
        out.trace.push_back({"geo", fmt::format("{} repairs, {:.4f} m² on the ellipsoid (lonlat)",
                                                a.repairs.size(), a.area_lonlat_m2)});
        out.trace.push_back(
            {"store", fmt::format("revision {}, as of {}, known at {}", out.store.revision,
                                  out.store.as_of.to_string(), out.store.known_at.to_string())});
    }

    /// \returns whether zones lie near a mining application that gave no influence distance
    bool meet_records(CheckResult& out) const {
        const bool mining_blind = is_mining(out.parameters.kind) && !out.parameters.influence_m;
        overlap::OverlapParameters asked{out.parameters.sliver_m, out.parameters.near_m,
                                         out.parameters.influence_m};
        if (mining_blind && !asked.near_m) {
            asked.near_m = kMiningNearM;
        }
        overlap::OverlapOutcome met = m_engine->check(out.application.geometry, asked);
        out.findings = std::move(met.findings);
        out.unchecked = std::move(met.unchecked);
        out.partition = met.partition;
        out.union_area_m2 = met.union_area_m2;
        out.warnings.insert(out.warnings.end(), met.warnings.begin(), met.warnings.end());
        out.trace.insert(out.trace.end(), met.trace.begin(), met.trace.end());
        warn_of_unknown_sites(out);
        const bool mining_near = mining_blind && !out.findings.empty();
        if (mining_near) {
            out.warnings.push_back(
                {"influence-missing",
                 "",
                 {"采矿、探矿申请附近有文物区域，但未给出影响距离（--influence）；标高不能免除核查",
                  "heritage zones lie near this mining application and no influence distance was given "
                  "(--influence); elevations never excuse"}});
        }
        return mining_near;
    }

    /// Who approves depends on the level, and the level is the site's.
    static void warn_of_unknown_sites(CheckResult& out) {
        for (const result::Finding& finding : out.findings) {
            const bool is_zone = finding.zone_version.has_value();
            if (!is_zone || finding.site_level) {
                continue;
            }
            const std::string site = finding.site_id.value_or("");
            const base::Text whose =
                site.empty() ? base::Text{"未注明所属文物", "states no site"}
                             : base::Text{fmt::format("所属文物 {} 不在库中", site),
                                          fmt::format("names the site {}, which is not in the store", site)};
            out.warnings.push_back(
                {"site-unknown",
                 fmt::format("{}@{}", finding.zone_id.value_or(""), *finding.zone_version),
                 {fmt::format("该区划{}，级别不明，无法确定审批机关；请补全文物后重新核查", whose.zh),
                  fmt::format("this zone {}; its level is unknown, so nobody can tell who approves: complete "
                              "the site and check again",
                              whose.en)}});
        }
    }

    void look_at_coverage(CheckResult& out) const {
        CoverageAnswer coverage = coverage_of(out.application.geometry, m_snapshot);
        out.coverage = std::move(coverage.themes);
        out.warnings.insert(out.warnings.end(), coverage.warnings.begin(), coverage.warnings.end());
        UnplacedSites unplaced = unplaced_sites(out.application.geometry, m_snapshot);
        out.sites_without_geometry = std::move(unplaced.sites);
        out.warnings.insert(out.warnings.end(), unplaced.warnings.begin(), unplaced.warnings.end());
    }

    void apply_rules(CheckResult& out) const {
        rules::RuleInput input;
        input.as_of = m_request.rules_as_of.value_or(m_snapshot.as_of);
        input.parameters = &out.parameters;
        input.findings = &out.findings;
        for (const zone::Area* county :
             areas_met(out.application.geometry, m_snapshot, zone::AreaKind::county)) {
            input.counties.push_back(county->name);
            input.counties.push_back(county->code);
        }
        input.application_area_m2 = out.application.area_lonlat_m2;
        input.assessed_share = assessed_share(out.application.geometry, m_snapshot);
        input.underground_covered =
            std::any_of(out.coverage.begin(), out.coverage.end(), [](const result::Coverage& c) {
                return c.theme == "underground" && c.status == result::CoverageStatus::complete;
            });
        rules::RuleOutcome answer = m_context.rules.evaluate(input);
        out.rules_as_of = input.as_of;
        out.rule_packs = m_context.rules.packs();
        out.requirements = std::move(answer.requirements);
        out.archaeology = std::move(answer.archaeology);
        out.warnings.insert(out.warnings.end(), answer.warnings.begin(), answer.warnings.end());
        for (std::size_t i = 0; i < out.findings.size() && i < answer.requirement_ids_by_finding.size();
             ++i) {
            out.findings[i].requirement_ids = std::move(answer.requirement_ids_by_finding[i]);
        }
        out.trace.push_back({"rules", fmt::format("{} packs as of {}, {} requirements", out.rule_packs.size(),
                                                  input.as_of.to_string(), out.requirements.size())});
    }

    const CheckContext& m_context;
    const CheckRequest& m_request;
    zone::Snapshot m_snapshot;
    std::unique_ptr<overlap::OverlapEngine> m_engine;
};

zone::Snapshot pin_snapshot(const CheckContext& context, const CheckRequest& request, const geo::Box& box) {
    zone::SnapshotQuery query;
    query.as_of = request.as_of.value_or(base::Date::today());
    query.known_at = request.known_at;
    query.with_drafts = request.parameters.with_drafts;
    query.box =
        geo::grown_by_metres(box, overlap::reach_m({request.parameters.sliver_m, request.parameters.near_m,
                                                    request.parameters.influence_m}));
    return context.store.fetch_snapshot(query);
}

} // namespace

std::vector<CheckOutcome> check(const CheckContext& context, const std::vector<intake::ReadOutcome>& files,
                                const CheckRequest& request, const base::CancelToken& cancel,
                                const base::Progress& progress) {
    std::vector<PreparedOutcome> applications = prepare_all(files, request, cancel);
    std::vector<CheckOutcome> out;
    const geo::Box box = common_box(applications);
    std::optional<SnapshotCheck> checker;
    if (!box.empty()) {
        checker.emplace(context, request, pin_snapshot(context, request, box));
    }
    for (PreparedOutcome& application : applications) {
        cancel.throw_if_cancelled();
        if (auto* failed = std::get_if<FailedApplication>(&application)) {
            out.emplace_back(std::move(*failed));
        } else {
            out.emplace_back(checker->run(std::get<Prepared>(std::move(application))));
        }
        if (progress) {
            progress(out.size(), applications.size());
        }
    }
    return out;
}

} // namespace liangxian::app
