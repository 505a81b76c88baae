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

/// Areas that say where and not what are no findings.
bool is_consulted(const RecordClass& shared) {
    if (shared.table != Table::areas) {
        return true;
    }
    const auto kind = static_cast<zone::AreaKind>(shared.kind);
    return kind != zone::AreaKind::coverage && kind != zone::AreaKind::county &&
           kind != zone::AreaKind::township;
}

/// Turns what the join says into pairs.
class PairCollector : public JoinVisitor {
public:
    PairCollector(const index::ZoneIndex& index, PairComputer& pairs, std::vector<IndexedRecord>& found,
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
    std::vector<IndexedRecord>& m_found;
    const std::function<std::optional<double>(std::uint32_t)>& m_accuracy_of;
};

} // namespace

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

std::vector<IndexedRecord> IndexEngine::find(PairComputer& pairs, const OverlapParameters& parameters) {
    std::vector<IndexedRecord> found;
    const std::function<std::optional<double>(std::uint32_t)> accuracy = [this](std::uint32_t record) {
        return accuracy_of(record);
    };
    PairCollector collector(m_index, pairs, found, accuracy);
    m_join.run(pairs.area(), m_filter, collector);
    add_neighbours(pairs, parameters, found);
    std::sort(found.begin(), found.end(), [this](const IndexedRecord& a, const IndexedRecord& b) {
        const auto place = [this](std::uint32_t record) {
            return std::make_tuple(m_index.class_of(record).table, m_index.row_of(record));
        };
        return place(a.record) < place(b.record);
    });
    return found;
}

/// Records without contact that lie within a distance asked for or within their own accuracy.
void IndexEngine::add_neighbours(PairComputer& pairs, const OverlapParameters& parameters,
                                 std::vector<IndexedRecord>& found) {
    const double asked_m = std::max(parameters.near_m.value_or(0), parameters.influence_m.value_or(0));
    const geo::Box& box = pairs.application().box;
    std::vector<std::uint32_t> met;
    for (const IndexedRecord& record : found) {
        met.push_back(record.record);
    }
    std::sort(met.begin(), met.end());
    for (const std::uint32_t record :
         m_index.records_meeting(geo::grown_by_metres(box, overlap::reach_m(parameters)))) {
        const RecordClass& shared = m_index.class_of(record);
        if (!is_consulted(shared) || !m_filter.takes(shared) ||
            std::binary_search(met.begin(), met.end(), record)) {
            continue;
        }
        const std::optional<double> accuracy_m = accuracy_of(record);
        const double reach_m = std::max(asked_m, accuracy_m.value_or(0));
        if (reach_m == 0 || !geo::grown_by_metres(box, reach_m).intersects(m_index.box_of(record).box())) {
            continue;
        }
        if (index::is_box_only(shared)) {
            found.push_back({record, std::nullopt, std::nullopt});
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

std::vector<std::uint32_t> IndexEngine::areas_near(const geo::Box& box) const {
    std::vector<std::uint32_t> out = m_index.records_meeting(box);
    out.erase(std::remove_if(
                  out.begin(), out.end(),
                  [this](std::uint32_t record) { return m_index.class_of(record).table != Table::areas; }),
              out.end());
    return out;
}

} // namespace liangxian::overlap
