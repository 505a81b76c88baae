// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace liangxian::base {

/// SHA-256 (FIPS 180-4) of a stream of bytes, by libsodium. One thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    Sha256& update(std::string_view bytes);
    /// Lower-case hexadecimal, 64 characters. Ends the stream.
    std::string finish_hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// SHA-256 of \p bytes as 64 lower-case hexadecimal characters.
std::string sha256_hex(std::string_view bytes);

} // namespace liangxian::base
