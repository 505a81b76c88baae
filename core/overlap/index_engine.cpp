// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/index_engine.hpp"

#include "core/base/error.hpp"
#include "core/geo/distance.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace liangxian::overlap {
namespace {

using index::RecordClass;
using index::Table;

/// Whether the store has to be asked for whatever lies in reach: what nobody can read is named there, and
/// so is a version of which nobody can tell whether it is in force.
bool needs_a_look(const RecordClass& shared) {
    const bool may_be_replaced = shared.table == Table::zones &&
                                 shared.status == static_cast<std::uint8_t>(zone::Status::superseded) &&
                                 shared.valid_to == RecordClass::kNoDay;
    return index::is_box_only(shared) || may_be_replaced;
}

/// Areas that say where and not what are no findings.
bool is_consulted(const RecordClass& shared) {
    if (shared.table != Table::areas || shared.kind == RecordClass::kNothing) {
        return true; // or of a kind nobody can read
    }
    const auto kind = static_cast<zone::AreaKind>(shared.kind);
    return kind != zone::AreaKind::coverage && kind != zone::AreaKind::county &&
           kind != zone::AreaKind::township;
}

} // namespace

/// Turns what the join says into pairs.
class IndexEngine::Collector : public JoinVisitor {
public:
    Collector(const index::ZoneIndex& index, PairComputer& pairs, std::vector<Found>& found,
              const std::function<std::optional<double>(std::uint32_t)>& accuracy_of)
        : m_index(index), m_pairs(pairs), m_found(found), m_accuracy_of(accuracy_of) {}

    void meet(std::uint32_t record, FlatRelation relation, const index::FlatRings& cut, double) override {
        if (is_consulted(m_index.class_of(record))) {
            compute(record, [&] {
                return m_pairs.take(m_index.polygons(record), relation, cut, m_accuracy_of(record));
            });
        }
    }
    void ask(std::uint32_t record, Doubt doubt) override {
        const RecordClass& shared = m_index.class_of(record);
        if (!is_consulted(shared)) {
            return;
        }
        if (index::is_box_only(shared)) {
            m_found.push_back({record, std::nullopt, std::nullopt});
        } else if (doubt != Doubt::none) {
            compute(record, [&] {
                return m_pairs.take(m_index.polygons(record), FlatRelation::uncertain, {},
                                    m_accuracy_of(record));
            });
        } else {
            compute(record, [&] { return m_pairs.compute(m_index.geometry(record), m_accuracy_of(record)); });
        }
    }

private:
    template <typename Compute>
    void compute(std::uint32_t record, Compute&& pair_of) {
        try {
            Pair pair = pair_of();
            if (pair.relation) {
                m_found.push_back({record, std::move(pair), std::nullopt});
            }
        } catch (const base::GeometryError& error) {
            m_found.push_back({record, std::nullopt, error.message()});
        }
    }

    const index::ZoneIndex& m_index;
    PairComputer& m_pairs;
    std::vector<Found>& m_found;
    const std::function<std::optional<double>(std::uint32_t)>& m_accuracy_of;
};

std::optional<double> IndexEngine::accuracy_of(std::uint32_t record) const {
    const RecordClass& shared = m_index.class_of(record);
    const auto stated = shared.accuracy_m < 0 ? std::nullopt : std::optional<double>(shared.accuracy_m);
    if (shared.table != Table::zones) {
        return stated;
    }
    zone::Zone zone;
    zone.accuracy_m = stated;
    if (shared.basis != RecordClass::kNothing) {
        zone.geometry_basis = static_cast<zone::GeometryBasis>(shared.basis);
    }
    return m_defaults.accuracy_m(zone);
}

std::vector<FoundRecord> IndexEngine::find(PairComputer& pairs, const OverlapParameters& parameters) {
    std::vector<Found> found;
    const std::function<std::optional<double>(std::uint32_t)> accuracy = [this](std::uint32_t record) {
        return accuracy_of(record);
    };
    Collector collector(m_index, pairs, found, accuracy);
    m_join.run(pairs.area(), m_filter, collector);
    add_neighbours(pairs, parameters, found);
    std::vector<FoundRecord> out;
    out.reserve(found.size());
    for (Found& one : found) {
        out.push_back({m_index.class_of(one.record).table, m_index.row_of(one.record), std::move(one.pair),
                       std::move(one.failure)});
    }
    std::sort(out.begin(), out.end(), [](const FoundRecord& a, const FoundRecord& b) {
        return std::tie(a.table, a.row) < std::tie(b.table, b.row);
    });
    return out;
}

/// Records without contact that lie within a distance asked for or within their own accuracy.
void IndexEngine::add_neighbours(PairComputer& pairs, const OverlapParameters& parameters,
                                 std::vector<Found>& found) {
    const double asked_m = std::max(parameters.near_m.value_or(0), parameters.influence_m.value_or(0));
    const geo::Box& box = pairs.application().box;
    std::vector<std::uint32_t> met;
    for (const Found& one : found) {
        met.push_back(one.record);
    }
    std::sort(met.begin(), met.end());
    for (const std::uint32_t record :
         m_index.records_meeting(geo::grown_by_metres(box, overlap::reach_m(parameters)))) {
        const RecordClass& shared = m_index.class_of(record);
        if (!is_consulted(shared) || !m_filter.takes(shared) ||
            std::binary_search(met.begin(), met.end(), record)) {
            continue;
        }
        if (needs_a_look(shared)) {
            found.push_back({record, std::nullopt, std::nullopt});
            continue;
        }
        const std::optional<double> accuracy_m = accuracy_of(record);
        const double reach_m = std::max(asked_m, accuracy_m.value_or(0) + parameters.accuracy_m);
        if (reach_m == 0 || !geo::grown_by_metres(box, reach_m).intersects(m_index.box_of(record).box())) {
            continue;
        }
        try {
            Pair pair = shared.dimension == 2
                            ? pairs.take(m_index.polygons(record), FlatRelation::disjoint, {}, accuracy_m)
                            : pairs.compute(m_index.geometry(record), accuracy_m);
            if (pair.relation) {
                found.push_back({record, std::move(pair), std::nullopt});
            }
        } catch (const base::GeometryError& error) {
            found.push_back({record, std::nullopt, error.message()});
        }
    }
}

std::vector<std::int64_t> IndexEngine::areas_near(const geo::Box& box) const {
    std::vector<std::int64_t> out;
    for (const std::uint32_t record : m_index.records_meeting(box)) {
        if (m_index.class_of(record).table == Table::areas) {
            out.push_back(m_index.row_of(record));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace liangxian::overlap
