// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/zone_lookup.hpp"

#include <chrono>
#include <memory>
#include <mutex>

namespace liangxian::app {

/// The packed index of one store, kept open from one check to the next by a program that answers many.
/// A look at the store's mark tells whether it still holds; it follows many more touched rows than a single
/// check would, so that no check waits while all is packed again. Any thread, each with its own store object.
class StandingLookup {
public:
    /// \param patience  how long a check waits while another one brings the lookup up to date
    explicit StandingLookup(std::chrono::milliseconds patience = std::chrono::seconds(1))
        : m_patience(patience) {}

    /// The lookup that knows the store's present state, caught up or made anew where it does not hold.
    /// \returns nothing when that is under way elsewhere and takes longer than the patience: the store itself
    /// has to answer
    /// \throws as ZoneLookup::open()
    std::shared_ptr<const ZoneLookup> current(const store::Store& store, const base::CancelToken& cancel);

    /// Packs everything again once many rows were touched since that was done last; checks go on with what
    /// there is meanwhile. For a thread of its own, that has time. \throws as ZoneLookup::make()
    void pack_when_worth_it(const store::Store& store, const base::CancelToken& cancel);

    /// Made anew: \p damaged must not be used again. \returns as current(); another one when somebody else
    /// did it already
    std::shared_ptr<const ZoneLookup> instead_of(const std::shared_ptr<const ZoneLookup>& damaged,
                                                 const store::Store& store, const base::CancelToken& cancel);

private:
    std::shared_ptr<const ZoneLookup> held() const;
    std::shared_ptr<const ZoneLookup> keep(ZoneLookup lookup);

    const std::chrono::milliseconds m_patience;
    std::timed_mutex m_renewal; ///< held while the lookup is made
    mutable std::mutex m_mutex; ///< of m_held, never for long
    std::shared_ptr<const ZoneLookup> m_held;
};

} // namespace liangxian::app
