// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"
#include "server/onemap/generation.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace liangxian::onemap {

/// The exact layers as they were known at instants of the past, each read from the store when somebody asks;
/// the last few are kept. What is hidden is so as known now. Any thread; those that ask wait for each other.
class PastKnowledge {
public:
    explicit PastKnowledge(std::string store) : m_store(std::move(store)) {}

    /// A generation of the exact views alone, lines and units as known at the instant; areas and applications
    /// have no past. Cost: reads the store. \param now  the generation that counts, for its number
    /// \throws base::StoreError; base::InputError `public-undecidable`
    std::shared_ptr<const Generation> at(const base::Timestamp& instant, const Generation& now) const;

private:
    static constexpr std::size_t kKept = 2;

    struct Entry {
        base::Timestamp instant;
        std::shared_ptr<const Generation> generation; ///< with the number of the one that counted
    };
    std::shared_ptr<const Generation> read(const base::Timestamp& instant, std::uint64_t number) const;

    const std::string m_store;
    mutable std::mutex m_mutex;
    mutable std::list<Entry> m_entries; ///< the one asked for last in front
};

} // namespace liangxian::onemap
