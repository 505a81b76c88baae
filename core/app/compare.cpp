// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/compare.hpp"

#include "core/base/parallel.hpp"
#include "core/result/result_json.hpp"
#include "core/store/record_fields.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace liangxian::app {
namespace {

using compare::ComparedLine;
using compare::Line;
using nlohmann::ordered_json;

ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(text); }

ordered_json or_null(const std::optional<double>& number) {
    return number ? ordered_json(*number) : ordered_json();
}

ordered_json place_json(const geo::Position& p) { return ordered_json::array({p.x, p.y}); }

ordered_json places_json(const std::vector<geo::Position>& places) {
    ordered_json out = ordered_json::array();
    for (const geo::Position& p : places) {
        out.push_back(place_json(p));
    }
    return out;
}

ordered_json edits_json(const compare::VertexEdits& edits) {
    ordered_json moved = ordered_json::array();
    for (const auto& one : edits.moved) {
        moved.push_back(
            {{"from", place_json(one.from)}, {"to", place_json(one.to)}, {"metres", one.distance_m}});
    }
    return {{"kept", edits.kept},
            {"moved", std::move(moved)},
            {"added", places_json(edits.added)},
            {"removed", places_json(edits.removed)},
            {"not_followed_a", edits.not_followed_a},
            {"not_followed_b", edits.not_followed_b}};
}

ordered_json name_json(const Line* line) {
    if (line == nullptr) {
        return nullptr;
    }
    return {{"version", or_null(line->version)}, {"bsm", or_null(line->bsm)}, {"where", line->where}};
}

ordered_json kind_json(const Line* line) {
    return line != nullptr && line->kind ? ordered_json(zone::code_of(*line->kind)) : ordered_json();
}

void add_figures(const compare::PairFigures& figures, bool both_stand, ordered_json& out) {
    if (both_stand) {
        out["greatest_m"] = figures.farthest.distance_m;
        out["at_a"] = place_json(figures.farthest.at_a);
        out["at_b"] = place_json(figures.farthest.at_b);
    }
    out["shift_east_m"] = figures.shift.east_m;
    out["shift_north_m"] = figures.shift.north_m;
    out["residual_m"] = figures.residual_m;
    out["area_a_m2"] = or_null(figures.area_a_m2);
    out["area_b_m2"] = or_null(figures.area_b_m2);
    if (figures.corrected) {
        out["corrected_greatest_m"] = figures.corrected->distance_m;
        out["misplaced_side"] = figures.is_a_misplaced ? "a" : "b";
        out["zones_east"] = figures.zones != 0 ? ordered_json(figures.zones) : ordered_json();
    }
    if (figures.edits) {
        out["vertices"] = edits_json(*figures.edits);
    }
}

ordered_json sides_json(const std::vector<SideBeside>& sides) {
    ordered_json out = ordered_json::array();
    for (const SideBeside& one : sides) {
        out.push_back({{"side", one.a.side ? ordered_json(words::name_of(*one.a.side).en) : ordered_json()},
                       {"words", one.a.words},
                       {"said_m", one.a.said_m},
                       {"tolerance_m", one.a.tolerance_m},
                       {"a_m", one.a.found_m},
                       {"b_m", one.b.found_m},
                       {"a_agrees", one.a.agrees()},
                       {"b_agrees", one.b.agrees()}});
    }
    return out;
}

ordered_json invalid_json(const ComparedLine& line) {
    ordered_json out = ordered_json::array();
    for (const auto& [side, found] : {std::pair{"a", line.invalid_a}, std::pair{"b", line.invalid_b}}) {
        if (found) {
            out.push_back({{"side", side}, {"at", place_json(found->where)}, {"reason", found->reason}});
        }
    }
    return out;
}

ordered_json line_json(std::size_t place, const ComparisonReport& report) {
    const ComparedLine& compared = report.comparison.lines[place];
    const Line* a = compared.a ? &report.a.lines[*compared.a] : nullptr;
    const Line* b = compared.b ? &report.b.lines[*compared.b] : nullptr;
    const auto first = [&](const std::string Line::*member) {
        return or_null(a != nullptr && !(a->*member).empty() ? a->*member : b != nullptr ? b->*member : "");
    };
    const ordered_json kind = kind_json(a) != nullptr ? kind_json(a) : kind_json(b);
    ordered_json out{{"site_id", first(&Line::site_id)},
                     {"site_name", first(&Line::site_name)},
                     {"zone_id", first(&Line::zone_id)},
                     {"line", kind},
                     {"status", compare::code_of(compared.status)},
                     {"reasons", compared.reasons},
                     {"matched_by", or_null(compared.matched_by)},
                     {"greatest_m", nullptr},
                     {"at_a", nullptr},
                     {"at_b", nullptr},
                     {"shift_east_m", nullptr},
                     {"shift_north_m", nullptr},
                     {"accuracy_m", or_null(compared.accuracy_m)},
                     {"invalid", invalid_json(compared)}};
    if (compared.figures) {
        add_figures(*compared.figures, !a->is_nowhere && !b->is_nowhere, out);
    } else {
        const Line& only = a != nullptr ? *a : *b;
        const ordered_json area_m2 = or_null(compare::area_m2(
            compare::is_swapped(only.geometry) ? compare::turned(only.geometry) : only.geometry));
        out["area_a_m2"] = a != nullptr ? area_m2 : ordered_json();
        out["area_b_m2"] = b != nullptr ? area_m2 : ordered_json();
    }
    const auto words = report.words.find(place);
    out["sides"] = words == report.words.end() ? ordered_json::array() : sides_json(words->second);
    out["a"] = name_json(a);
    out["b"] = name_json(b);
    return out;
}

ordered_json side_json(const Side& side) {
    return {{"name", side.name},
            {"kind", side.kind},
            {"profile", or_null(side.profile)},
            {"lines", side.lines.size()},
            {"left_aside", side.left_aside}};
}

ordered_json ambiguous_json(const ComparisonReport& report) {
    ordered_json out = ordered_json::array();
    for (const compare::Ambiguity& one : report.comparison.ambiguous) {
        ordered_json a = ordered_json::array();
        ordered_json b = ordered_json::array();
        for (const std::size_t i : one.a) {
            a.push_back(name_json(&report.a.lines[i]));
        }
        for (const std::size_t i : one.b) {
            b.push_back(name_json(&report.b.lines[i]));
        }
        out.push_back({{"a", std::move(a)}, {"b", std::move(b)}});
    }
    return out;
}

ordered_json problems_json(const ComparisonReport& report) {
    ordered_json out = ordered_json::array();
    for (const Side* side : {&report.a, &report.b}) {
        for (const base::Problem& problem : side->problems) {
            out.push_back({{"side", side == &report.a ? "a" : "b"},
                           {"code", problem.code},
                           {"where", problem.where},
                           {"message", result::to_json(problem.message)}});
        }
    }
    return out;
}

/// Lines of files that do not say how good they are are as good as the store's versions they name.
void take_accuracies_of_store(const store::Store& store, const zone::AccuracyDefaults& accuracy,
                              const std::vector<Side*>& sides) {
    std::set<std::string> ids;
    for (const Side* side : sides) {
        for (const Line& line : side->lines) {
            if (!line.accuracy_m && !line.zone_id.empty()) {
                ids.insert(line.zone_id);
            }
        }
    }
    if (ids.empty()) {
        return;
    }
    std::map<std::string, std::optional<double>> known;
    for (const zone::Zone& zone : store.versions_of({ids.begin(), ids.end()})) {
        known[store::id_of(zone)] = known[zone.zone_id] = accuracy.accuracy_m(zone);
    }
    for (Side* side : sides) {
        for (Line& line : side->lines) {
            const auto found = known.find(line.version.empty() ? line.zone_id : line.version);
            if (!line.accuracy_m && found != known.end()) {
                line.accuracy_m = found->second;
                line.is_accuracy_of_store = true;
            }
        }
    }
}

std::vector<std::string> numbers_of(const Line& line) {
    return {"version " + line.version, "zone " + line.zone_id, "bsm " + line.bsm};
}

/// What is not on a side only because it could not be compared.
void tell_not_compared(const Side& own, const Side& other, std::optional<std::size_t> ComparedLine::*place,
                       compare::LineStatus status, compare::Comparison& comparison) {
    if (other.problems.empty()) {
        return;
    }
    std::set<std::string> numbers;
    for (const Line& line : other.unplaced) {
        for (std::string& number : numbers_of(line)) {
            numbers.insert(std::move(number));
        }
    }
    for (const char* empty : {"version ", "zone ", "bsm "}) {
        numbers.erase(empty);
    }
    const bool all_are_named = other.unplaced.size() == other.problems.size();
    for (ComparedLine& compared : comparison.lines) {
        if (compared.status != status) {
            continue;
        }
        const auto own_numbers = numbers_of(own.lines[*(compared.*place)]);
        const bool is_known = std::any_of(own_numbers.begin(), own_numbers.end(),
                                          [&](const std::string& one) { return numbers.count(one) > 0; });
        if (is_known) {
            compared.reasons.emplace_back("counterpart-not-compared");
        } else if (!all_are_named) {
            compared.reasons.emplace_back("other-side-incomplete");
        }
    }
}

bool is_file(const Side& side) { return side.kind == "file" || side.kind == "delivery"; }

} // namespace

ComparisonReport compare_sides(const store::Store& store, const zone::AccuracyDefaults& accuracy,
                               const std::string& a, const std::string& b, const SideOptions& options,
                               const base::CancelToken& cancel) {
    ComparisonReport report;
    report.a = read_side(store, accuracy, a, options);
    cancel.throw_if_cancelled();
    report.b = read_side(store, accuracy, b, options);
    if (is_file(report.a) && is_file(report.b)) {
        take_accuracies_of_store(store, accuracy, {&report.a, &report.b});
    }
    const bool is_asked = report.a.kind == "version" && report.b.kind == "version";
    report.comparison =
        compare::compare(report.a.lines, report.b.lines, cancel, base::processor_count(),
                         is_asked ? compare::Pairing::as_asked : compare::Pairing::by_identity);
    tell_not_compared(report.a, report.b, &ComparedLine::a, compare::LineStatus::missing, report.comparison);
    tell_not_compared(report.b, report.a, &ComparedLine::b, compare::LineStatus::extra, report.comparison);
    report.words = compare_with_words(store, report.a, report.b, report.comparison, cancel);
    return report;
}

ordered_json comparison_json(const ComparisonReport& report) {
    ordered_json summary = ordered_json::object();
    for (std::size_t i = 0; i < compare::kLineStatusCount; ++i) {
        summary[std::string(compare::code_of(static_cast<compare::LineStatus>(i)))] =
            report.comparison.counts[i];
    }
    ordered_json lines = ordered_json::array();
    for (std::size_t i = 0; i < report.comparison.lines.size(); ++i) {
        lines.push_back(line_json(i, report));
    }
    return {{"schema", "liangxian/comparison/1"},
            {"a", side_json(report.a)},
            {"b", side_json(report.b)},
            {"summary", std::move(summary)},
            {"lines", std::move(lines)},
            {"ambiguous", ambiguous_json(report)},
            {"not_compared", problems_json(report)}};
}

} // namespace liangxian::app
