// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/landscape.hpp"
#include "core/zone/records.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace liangxian::bench {

/// The records of a generated region, one at a time: memory does not grow with the region, and the same
/// region and seed give the same bytes on every machine.
class Generator {
public:
    Generator(Region region, std::uint64_t seed) : m_landscape(std::move(region), seed) {}

    const Landscape& landscape() const { return m_landscape; }
    std::uint32_t zone_count() const { return 2 * m_landscape.region().site_count; }

    void for_each_site(const std::function<void(const zone::Site&)>& visit) const;
    /// The protection range of each site, then its control zone. All valid.
    void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const;

    static std::string protection_id(std::uint32_t site);
    static std::string control_id(std::uint32_t site);

private:
    Landscape m_landscape;
};

} // namespace liangxian::bench
