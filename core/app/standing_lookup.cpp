// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/standing_lookup.hpp"

#include <utility>

namespace liangxian::app {
namespace {

/// To follow so many takes a second; to pack a nation again takes far longer.
constexpr std::size_t kMostFollowed = 100'000;

} // namespace

std::shared_ptr<const ZoneLookup> StandingLookup::held() const {
    const std::lock_guard<std::mutex> lock(m_mutex);
    return m_held;
}

std::shared_ptr<const ZoneLookup> StandingLookup::keep(ZoneLookup lookup) {
    auto out = std::make_shared<const ZoneLookup>(std::move(lookup));
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_held = out;
    return out;
}

std::shared_ptr<const ZoneLookup> StandingLookup::current(const store::Store& store,
                                                          const base::CancelToken& cancel) {
    const auto holds = [&store](const std::shared_ptr<const ZoneLookup>& lookup) {
        return lookup != nullptr && lookup->mark() == store.content_mark();
    };
    auto out = held();
    if (holds(out)) {
        return out;
    }
    const std::unique_lock<std::timed_mutex> renewing(m_renewal, m_patience);
    if (!renewing.owns_lock()) {
        return nullptr;
    }
    out = held(); // somebody else may have been first
    return holds(out) ? out : keep(ZoneLookup::open(store, cancel, kMostFollowed));
}

void StandingLookup::pack_when_worth_it(const store::Store& store, const base::CancelToken& cancel) {
    const auto out = held();
    if (out == nullptr || out->touched_count() <= ZoneLookup::kMostTouched) {
        return;
    }
    ZoneLookup::make(store, cancel); // its file; nobody waits for it
    const std::lock_guard<std::timed_mutex> renewing(m_renewal);
    keep(ZoneLookup::open(store, cancel, kMostFollowed));
}

std::shared_ptr<const ZoneLookup> StandingLookup::instead_of(const std::shared_ptr<const ZoneLookup>& damaged,
                                                             const store::Store& store,
                                                             const base::CancelToken& cancel) {
    const std::unique_lock<std::timed_mutex> renewing(m_renewal, m_patience);
    if (!renewing.owns_lock()) {
        return nullptr;
    }
    const auto out = held();
    return out != nullptr && out != damaged ? out : keep(ZoneLookup::make(store, cancel));
}

} // namespace liangxian::app
