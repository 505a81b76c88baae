// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::base {

/// A pair of Ed25519 keys (RFC 8032), by libsodium. Keys and signatures are written in hexadecimal: 64
/// characters the keys, 128 a signature.
class SigningKey {
public:
    static SigningKey generate();
    /// \throws FileError when it cannot be read or is no key, or when others may read it
    static SigningKey load(const std::filesystem::path& file);

    /// The secret into \p file, which only its owner may read, the public key into `file.pub`.
    /// \throws FileError, also when one of them is there already
    void save(const std::filesystem::path& file) const;

    std::string public_key() const;
    std::string sign(std::string_view bytes) const;

private:
    explicit SigningKey(std::string seed) : m_seed(std::move(seed)) {}
    std::string m_seed; ///< 32 bytes
};

/// \returns false also when key or signature are none
bool is_signed(std::string_view bytes, std::string_view signature_hex, std::string_view public_key_hex);

} // namespace liangxian::base
