// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/standing_lookup.hpp"
#include "core/base/cancel_token.hpp"
#include "core/base/error.hpp"

#include <functional>
#include <string>
#include <thread>

namespace liangxian::processes {

/// Follows a store and brings the standing lookup up to date as soon as something is written there, so that
/// checks find it ready.
class LookupKeeper {
public:
    using Complain = std::function<void(const base::Error&)>;

    /// Begins at once, in a thread of its own. \param complain  called there when the store cannot be read
    LookupKeeper(std::string location, app::StandingLookup& lookup, Complain complain);
    /// Ends at the next step.
    ~LookupKeeper();
    LookupKeeper(const LookupKeeper&) = delete;
    LookupKeeper& operator=(const LookupKeeper&) = delete;

private:
    void run();
    void follow(const store::Store& store);
    void bring_up_to_date(const store::Store& store);
    bool pause() const;

    const std::string m_location;
    app::StandingLookup& m_lookup;
    const Complain m_complain;
    base::CancelToken m_end;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace liangxian::processes
