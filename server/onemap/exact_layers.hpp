// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/deliver/public_data.hpp"
#include "core/store/store.hpp"
#include "server/onemap/generation.hpp"

#include <vector>

namespace liangxian::onemap {

/// The layers of the store as they are drawn, with all their days: `protection`, `control`, `underground`,
/// `sites` and `applications` (those that were recorded, each from its day on).
struct ExactLayers {
    std::vector<LayerPointer> with_hidden; ///< everything
    /// Without the units that are hidden, lines, body and all (deliver::UnitVisibility). A layer in which
    /// nothing is hidden is the same object.
    std::vector<LayerPointer> without_hidden;
};

/// Walks areas and applications once each, whatever their number. Cost: n log n.
/// \param source  units and lines of the store with their days
/// \throws base::StoreError, base::FileError, base::Cancelled
ExactLayers load_exact_layers(const store::Store& store, const deliver::PublicSource& source,
                              const base::CancelToken& cancel);

} // namespace liangxian::onemap
