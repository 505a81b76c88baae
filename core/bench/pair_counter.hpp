// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/overlap/index_join.hpp"

#include <cstddef>

namespace liangxian::bench {

/// Counts the pairs whose interiors meet, and those left open; keeps nothing.
class PairCounter : public overlap::JoinVisitor {
public:
    void meet(std::uint32_t, overlap::FlatRelation relation, const index::FlatRings&, double) override {
        m_pairs += relation == overlap::FlatRelation::touch ? 0U : 1U;
    }
    void ask(std::uint32_t, overlap::Doubt) override { ++m_pairs; }
    std::size_t pairs() const { return m_pairs; }

private:
    std::size_t m_pairs = 0;
};

} // namespace liangxian::bench
