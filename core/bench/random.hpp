// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace liangxian::bench {

/// SplitMix64 (Steele, Lea, Flood 2014) and the few distributions the generator needs, out of whole numbers
/// and the four operations only: the same numbers on every machine and with every standard library.
/// \note at most one draw in the arguments of a call: their order is the compiler's choice
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    /// A stream of its own for the \p number th thing of a kind, so that anything can be made alone.
    Random(std::uint64_t seed, std::uint64_t kind, std::uint64_t number);

    std::uint64_t next();
    /// In [0, 1), in steps of 2⁻⁵³.
    double unit();
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// In [0, count). \pre 0 < count
    std::uint32_t below(std::uint32_t count);
    bool chance(double probability) { return unit() < probability; }
    /// In (-1, 1), most often near 0.
    double spread();
    /// In [low, high), every doubling about as likely as any other. \pre 0 < low < high
    double across_scales(double low, double high);

private:
    std::uint64_t m_state;
};

} // namespace liangxian::bench
