// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/check.hpp"

#include "core/app/prepared_application.hpp"
#include "core/app/snapshot_check.hpp"
#include "core/app/standing_lookup.hpp"
#include "core/app/zone_lookup.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/geo/distance.hpp"
#include "core/overlap/found_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace liangxian::app {
namespace {

using result::FailedApplication;

/// How often a store may change under our eyes before it is read whole.
constexpr int kTries = 3;
/// Applications whose pairs are kept at a time.
constexpr std::size_t kChunk = 512;

/// Of the applications themselves.
double greatest_accuracy_m(const std::vector<PreparedOutcome>& applications) {
    double out = 0;
    for (const PreparedOutcome& one : applications) {
        if (const auto* prepared = std::get_if<PreparedApplication>(&one)) {
            out = std::max(out, prepared->info.accuracy_m.value_or(0));
        }
    }
    return out;
}

geo::Box common_box(const std::vector<PreparedOutcome>& applications) {
    geo::Box box;
    for (const PreparedOutcome& outcome : applications) {
        if (const auto* prepared = std::get_if<PreparedApplication>(&outcome)) {
            const geo::Box own = prepared->info.geometry.bounds();
            box.add({own.min_x, own.min_y});
            box.add({own.max_x, own.max_y});
        }
    }
    return box;
}

zone::SnapshotQuery query_of(const CheckRequest& request) {
    zone::SnapshotQuery query;
    query.as_of = request.as_of.value_or(base::Date::today());
    query.known_at = request.known_at;
    query.with_drafts = request.parameters.with_drafts;
    return query;
}

void sort_once(std::vector<std::int64_t>& rows) {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

/// One call's applications on their way through steps 3 to 5.
class BatchCheck {
public:
    BatchCheck(const CheckContext& context, const CheckRequest& request,
               std::vector<PreparedOutcome> applications, const base::CancelToken& cancel,
               const base::Progress& progress)
        : m_context(context), m_request(request), m_applications(std::move(applications)), m_cancel(cancel),
          m_progress(progress) {}

    std::vector<CheckOutcome> run() {
        if (!is_indexed() || !look_up()) {
            begin_again();
            read_whole();
        }
        return std::move(m_out);
    }

private:
    using LookupPointer = std::shared_ptr<const ZoneLookup>;
    using MeetAt = std::function<SnapshotCheck::Meet(std::size_t)>;

    /// Applications [begin, end) of the call.
    struct Chunk {
        std::size_t begin;
        std::size_t end;
    };

    void begin_again() {
        m_out.clear();
        m_done = 0;
    }

    /// A packed index knows the present, and pays where there is much.
    bool is_indexed() const {
        return !m_request.known_at && m_context.store.row_count() >= m_context.indexed_from_rows;
    }

    /// By the packed index: only the rows met are read from the store.
    /// \returns false when that cannot be done, whatever the reason: then the store itself has to answer
    bool look_up() {
        try {
            LookupPointer lookup = opened();
            for (int i = 0; i < kTries && lookup != nullptr; ++i) {
                try {
                    if (look_up_in(*lookup)) {
                        return true;
                    }
                    lookup = opened();
                } catch (const index::IndexDamaged&) {
                    lookup = opened_instead_of(lookup);
                }
            }
            m_how = lookup == nullptr ? "the store was read whole: its index was being made"
                                      : "the store was read whole: it went on changing";
        } catch (const base::FileError& error) {
            // No room for an index. The code only: a result goes to others, the path in the words does not.
            m_how = "the store was read whole: no index could be made (" + error.code() + ")";
        }
        return false;
    }

    LookupPointer opened() const {
        return m_context.standing != nullptr
                   ? m_context.standing->current(m_context.store, m_cancel)
                   : std::make_shared<const ZoneLookup>(ZoneLookup::open(m_context.store, m_cancel));
    }
    LookupPointer opened_instead_of(const LookupPointer& damaged) const {
        return m_context.standing != nullptr
                   ? m_context.standing->instead_of(damaged, m_context.store, m_cancel)
                   : std::make_shared<const ZoneLookup>(ZoneLookup::make(m_context.store, m_cancel));
    }

    /// \returns false when the store changed meanwhile
    bool look_up_in(const ZoneLookup& lookup) {
        begin_again();
        m_how = fmt::format("packed index of {} records", lookup.record_count());
        for (std::size_t begin = 0; begin < m_applications.size(); begin += kChunk) {
            const Chunk chunk{begin, std::min(begin + kChunk, m_applications.size())};
            auto found = find(lookup, chunk);
            zone::SnapshotQuery query = query_of(m_request);
            query.rows = rows_of(lookup, chunk, found);
            const zone::Snapshot snapshot = m_context.store.fetch_snapshot(query);
            if (snapshot.mark != lookup.mark()) {
                return false;
            }
            const overlap::FoundEngine engine(snapshot, m_context.accuracy);
            finish(snapshot, chunk, [&](std::size_t i) {
                return [&, i](const geo::Geometry& application, const overlap::OverlapParameters& asked) {
                    return engine.check(application, asked, std::move(found[i - chunk.begin]), m_cancel);
                };
            });
        }
        return true;
    }

    std::vector<std::vector<overlap::FoundRecord>> find(const ZoneLookup& lookup, const Chunk& chunk) const {
        const zone::SnapshotQuery query = query_of(m_request);
        const overlap::RecordFilter filter{static_cast<std::int32_t>(query.as_of.days_since_epoch()),
                                           query.with_drafts};
        const overlap::OverlapParameters asked = distances_of(m_request.parameters);
        std::vector<std::vector<overlap::FoundRecord>> found(chunk.end - chunk.begin);
        base::for_each_in_parallel(found.size(), m_context.threads, [&](std::size_t i) {
            m_cancel.throw_if_cancelled();
            if (const auto* prepared = std::get_if<PreparedApplication>(&m_applications[chunk.begin + i])) {
                overlap::OverlapParameters distances = asked;
                distances.accuracy_m = prepared->info.accuracy_m.value_or(0);
                overlap::PairComputer pairs(prepared->info.geometry, distances);
                pairs.stop_with(m_cancel);
                found[i] = lookup.find(pairs, distances, filter, m_context.accuracy);
            }
        });
        return found;
    }

    /// Of everything found, and of everything that has to be consulted.
    zone::ChosenRows rows_of(const ZoneLookup& lookup, const Chunk& chunk,
                             const std::vector<std::vector<overlap::FoundRecord>>& found) const {
        zone::ChosenRows rows;
        for (std::size_t i = 0; i < found.size(); ++i) {
            for (const overlap::FoundRecord& one : found[i]) {
                (one.table == index::Table::sites   ? rows.sites
                 : one.table == index::Table::zones ? rows.zones
                                                    : rows.areas)
                    .push_back(one.row);
            }
            if (const auto* prepared = std::get_if<PreparedApplication>(&m_applications[chunk.begin + i])) {
                lookup.add_consulted(prepared->info.geometry.bounds(), rows);
            }
        }
        sort_once(rows.sites);
        sort_once(rows.zones);
        sort_once(rows.areas);
        return rows;
    }

    /// By one read of the records that meet the applications' common box, and a tree made of them.
    void read_whole() {
        zone::SnapshotQuery query = query_of(m_request);
        zone::Snapshot snapshot;
        const geo::Box box = common_box(m_applications);
        if (!box.empty()) {
            overlap::OverlapParameters distances = distances_of(m_request.parameters);
            distances.accuracy_m = greatest_accuracy_m(m_applications);
            query.box = geo::grown_by_metres(box, overlap::reach_m(distances));
            snapshot = m_context.store.fetch_snapshot(query);
        }
        const auto engine = overlap::make_snapshot_engine(snapshot, m_context.accuracy);
        finish(snapshot, {0, m_applications.size()}, [&](std::size_t) {
            return [&](const geo::Geometry& application, const overlap::OverlapParameters& asked) {
                return engine->check(application, asked, m_cancel);
            };
        });
    }

    void finish(const zone::Snapshot& snapshot, const Chunk& chunk, const MeetAt& meet_at) {
        const SnapshotCheck checker(m_context, m_request, snapshot, m_how);
        m_out.resize(chunk.end, CheckOutcome(FailedApplication()));
        base::for_each_in_parallel(chunk.end - chunk.begin, m_context.threads, [&](std::size_t k) {
            m_cancel.throw_if_cancelled();
            const std::size_t i = chunk.begin + k;
            // Copied: should the store change, all is done once more.
            if (const auto* failed = std::get_if<FailedApplication>(&m_applications[i])) {
                m_out[i] = *failed;
            } else {
                m_out[i] = checker.run(std::get<PreparedApplication>(m_applications[i]), meet_at(i));
            }
            tell_progress();
        });
    }

    void tell_progress() {
        if (m_progress) {
            const std::lock_guard<std::mutex> lock(m_progress_mutex);
            m_progress(++m_done, m_applications.size());
        }
    }

    const CheckContext& m_context;
    const CheckRequest& m_request;
    std::vector<PreparedOutcome> m_applications;
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    std::mutex m_progress_mutex;
    std::size_t m_done = 0;
    std::string m_how = "the store was read whole"; ///< told in the trace
    std::vector<CheckOutcome> m_out;
};

} // namespace

std::vector<CheckOutcome> check(const CheckContext& context, const std::vector<intake::ReadOutcome>& files,
                                const CheckRequest& request, const base::CancelToken& cancel,
                                const base::Progress& progress) {
    return BatchCheck(context, request, prepare_applications(files, request, cancel), cancel, progress).run();
}

} // namespace liangxian::app
