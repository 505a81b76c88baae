// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ows/frame.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace liangxian::ows {

/// Answers that are the same for everybody who asks the same of one generation: capabilities, schemas,
/// legends. The ones asked for last. Any thread.
class DocumentCache {
public:
    /// \returns nothing for what is not kept
    std::shared_ptr<const Frame> find(const std::string& key);
    void put(const std::string& key, Frame answer);

private:
    static constexpr std::size_t kMost = 256;
    static constexpr std::size_t kLargest = std::size_t{1} << 20; ///< bytes; larger ones are not kept

    struct Entry {
        std::string key;
        std::shared_ptr<const Frame> answer;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< the one asked for last in front
    std::unordered_map<std::string, std::list<Entry>::iterator> m_places;
};

} // namespace liangxian::ows
