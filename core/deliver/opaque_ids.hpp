// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>

namespace liangxian::deliver {

/// Ids to show in the place of ids that tell where something lies: `P` and 12 hexadecimal digits of a
/// SHA-256. They are made of what the public sees of the record, not of the id: a place within a cell has so
/// few possibilities that whoever has the hash of an id finds the id. So they stay the same while what is
/// shown stays the same. Pure.
class OpaqueIds {
public:
    /// \param seed  what the public sees of the record; of an id added twice the first counts
    void add(const std::string& id, const std::string& seed);
    /// Gives every id its own, whatever order they were added in: equal seeds are counted.
    void settle();
    /// The id to show: the same for one that was not added.
    std::string shown(const std::string& id) const;

private:
    std::map<std::string, std::string> m_seeds; ///< by id
    std::map<std::string, std::string> m_shown; ///< by id
};

} // namespace liangxian::deliver
