// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/app/prepared_application.hpp"
#include "core/app/product_data.hpp"
#include "core/app/standing_lookup.hpp"
#include "core/intake/read.hpp"
#include "server/processes/store_pool.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace liangxian::processes {

/// How large what is checked in one call may be.
struct CheckSizes {
    std::size_t features = 1000;
    std::size_t vertices = 200'000;
    std::size_t nesting = 32;
};

/// What one application came to, for the log.
struct Sealed {
    std::string digest;
    std::string verdict;
};

/// The answer to one call.
struct CheckAnswer {
    std::string json; ///< what `liangxian check --format json` writes, or views of it
    std::vector<Sealed> sealed;
    std::size_t failed = 0; ///< applications
    std::size_t views = 0;  ///< applications of which a view is answered
};

/// Runs checks as the command line does, on stores and an index that stay open between them. Any thread.
class CheckRunner {
public:
    /// Where the applications come from, read with what the store says (its jurisdiction, its registered
    /// datums).
    using Read = std::function<std::vector<intake::ReadOutcome>(const intake::ReadOptions&)>;

    /// Loads the rules. \throws base::FileError, base::RuleError
    CheckRunner(std::string store_location, CheckSizes sizes);

    app::StandingLookup& lookup() { return m_lookup; }
    const CheckSizes& sizes() const { return m_sizes; }

    /// \param sees_hidden  else what the answers say of hidden records is redacted
    /// \throws base::InputError when no application could be checked, with every reason; base::Cancelled;
    ///         base::StoreError
    CheckAnswer run(const app::CheckRequest& request, const Read& read, bool sees_hidden,
                    const base::CancelToken& cancel = {}, const base::Progress& progress = {});

    /// What was read, moved to EPSG:4490, made valid and measured, as a check would have it.
    /// \throws base::InputError `too-tangled`; base::StoreError; base::Cancelled
    std::vector<app::PreparedOutcome> prepared(const intake::ReadOutcome& file, bool accept_repairs,
                                               const base::CancelToken& cancel);

    /// How a file is read for a check of the store as it is now. \throws base::StoreError
    intake::ReadOptions read_options();

private:
    intake::ReadOptions read_options_of(const store::Store& store) const;

    StorePool m_stores;
    app::StandingLookup m_lookup;
    const app::ProductData m_data;
    const CheckSizes m_sizes;
};

} // namespace liangxian::processes
