// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/stats_bench.hpp"

#include "core/app/stats.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/file.hpp"
#include "core/bench/generator.hpp"
#include "core/bench/region_store.hpp"

#include <nlohmann/json.hpp>

#include <chrono>

namespace liangxian::bench {
namespace {

using app::Figure;

/// Every item of every site, so that nothing is cheap for being absent.
std::size_t state_all_items(store::Store& store) {
    store::Act act;
    act.action = "import-prerequisites";
    act.detail = "{}";
    store.for_each_site([&act](const zone::Site& site) {
        for (const auto item : {store::PrerequisiteItem::marker, store::PrerequisiteItem::archive,
                                store::PrerequisiteItem::custody}) {
            store::Prerequisite one;
            one.site_id = site.site_id;
            one.item = item;
            one.body = item == store::PrerequisiteItem::custody ? "body" : "";
            act.entries.prerequisites.push_back(std::move(one));
        }
    });
    act.decided_on = store.content_mark();
    store.perform(act);
    return act.entries.prerequisites.size();
}

bool adds_up(const app::StatsGroup& group) {
    const std::size_t range = group.count(Figure::range_missing) + group.count(Figure::range_draft) +
                              group.count(Figure::range_announced);
    const std::size_t control = group.count(Figure::control_missing) + group.count(Figure::control_draft) +
                                group.count(Figure::control_announced);
    return range == group.count(Figure::units) && control == range;
}

} // namespace

StatsBenchReport run_stats_bench(const StatsBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress) {
    const base::TemporaryDirectory folder;
    const auto file = folder.path() / "store.gpkg";
    const Generator generator(request.region, request.seed);
    write_region_store(generator, file, cancel, progress);
    const auto store = store::open_store(file.string(), store::Access::read_write);
    StatsBenchReport out;
    out.statements = state_all_items(*store);
    app::StatsRequest asked;
    asked.by = {app::StatsKey::county, app::StatsKey::level, app::StatsKey::year};
    asked.as_of = base::Date::today();
    const auto start = std::chrono::steady_clock::now();
    const app::Stats stats = app::compute_stats(*store, asked);
    out.bytes = base::pretty_json(app::to_json(stats)).size();
    out.stats_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    out.sites = stats.units.size();
    out.zones = std::size_t{2} * request.region.site_count;
    out.agrees = adds_up(stats.total);
    for (const app::StatsGroup& group : stats.groups) {
        out.agrees = out.agrees && adds_up(group);
    }
    return out;
}

std::string stats_bench_json(const StatsBenchReport& report) {
    const nlohmann::ordered_json out{{"sites", report.sites},           {"zones", report.zones},
                                     {"statements", report.statements}, {"stats_s", report.stats_s},
                                     {"bytes", report.bytes},           {"agree", report.agrees}};
    return out.dump() + "\n";
}

} // namespace liangxian::bench
