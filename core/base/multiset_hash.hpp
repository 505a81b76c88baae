// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace liangxian::base {

/// A digest of a collection whose order does not matter, to which things can be added and from which they can
/// be taken out one by one: LtHash with 1024 lanes of 16 bits (Lewi, Kim, Maykov, Weis 2019, "Securing update
/// propagation with homomorphic hashing"). Each thing is stretched to 2048 bytes, the ChaCha20 stream under
/// its SHA-256, and the lanes are added up. Finding two collections of one digest is as hard as a
/// short-vector problem that nobody can solve at this size. Cost of a thing: its SHA-256 and some two
/// microseconds. One thread at a time.
class MultisetHash {
public:
    static constexpr std::size_t kStateBytes = 2048;

    void add(std::string_view thing);
    /// \pre it was added
    void remove(std::string_view thing);

    /// 64 lower-case hexadecimal characters.
    std::string hex() const;

    /// \name To go on later: the lanes, little-endian
    /// @{
    std::string state() const;
    /// \returns false when \p state is none; nothing is changed then
    bool restore(std::string_view state);
    /// @}

private:
    static constexpr std::size_t kLanes = kStateBytes / 2;
    using Lanes = std::array<std::uint16_t, kLanes>;
    static Lanes lanes_of(std::string_view thing);

    Lanes m_lanes{};
};

} // namespace liangxian::base
