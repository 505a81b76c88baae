// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/lookup_keeper.hpp"

#include "core/app/check.hpp"

#include <chrono>
#include <utility>

namespace liangxian::processes {
namespace {

constexpr std::chrono::milliseconds kPatience{200};
constexpr int kPausesAfterFailure = 5;

} // namespace

LookupKeeper::LookupKeeper(std::string location, app::StandingLookup& lookup, Complain complain)
    : m_location(std::move(location)), m_lookup(lookup), m_complain(std::move(complain)),
      m_thread([this] { run(); }) {}

LookupKeeper::~LookupKeeper() {
    m_end.cancel();
    m_thread.join();
}

bool LookupKeeper::pause() const {
    for (int i = 0; i < kPausesAfterFailure && !m_end.is_cancelled(); ++i) {
        std::this_thread::sleep_for(kPatience);
    }
    return !m_end.is_cancelled();
}

void LookupKeeper::run() {
    do {
        try {
            follow(*store::open_store(m_location, store::Access::read_only));
        } catch (const base::Cancelled&) {
            return;
        } catch (const base::Error& error) { // the checks say so, too
            m_complain(error);
        }
    } while (pause());
}

/// Without room for an index the store answers itself, as told in every trace.
void LookupKeeper::bring_up_to_date(const store::Store& store) {
    try {
        m_lookup.current(store, m_end);
        m_lookup.pack_when_worth_it(store, m_end);
    } catch (const base::FileError& error) {
        m_complain(error);
    }
}

void LookupKeeper::follow(const store::Store& store) {
    for (;;) {
        const zone::ContentMark mark = store.content_mark();
        if (store.row_count() >= app::kIndexedFromRows) {
            bring_up_to_date(store);
        }
        while (store.wait_for_change(mark, kPatience) == mark) {
            m_end.throw_if_cancelled();
        }
        m_end.throw_if_cancelled();
    }
}

} // namespace liangxian::processes
