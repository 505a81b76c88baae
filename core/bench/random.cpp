// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/random.hpp"

namespace liangxian::bench {
namespace {

std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15U;

} // namespace

Random::Random(std::uint64_t seed, std::uint64_t kind, std::uint64_t number)
    : m_state(mixed(mixed(mixed(seed + kGamma) + kind * kGamma) + number * kGamma)) {}

std::uint64_t Random::next() { return mixed(m_state += kGamma); }

double Random::unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::uint32_t Random::below(std::uint32_t count) {
    return static_cast<std::uint32_t>(((next() >> 32) * count) >> 32);
}

double Random::spread() {
    const double first = unit(); // in an order of its own: a compiler may take either operand first
    return first - unit();
}

double Random::across_scales(double low, double high) {
    // Halvings of [low, high) from the top; the last one may be shorter and is drawn like the others.
    std::uint32_t halvings = 1;
    for (double top = high / 2; top > low; top /= 2) {
        ++halvings;
    }
    double top = high;
    for (std::uint32_t i = below(halvings); i > 0; --i) {
        top /= 2;
    }
    return between(top / 2 > low ? top / 2 : low, top);
}

} // namespace liangxian::bench
