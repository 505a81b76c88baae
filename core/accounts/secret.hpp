// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::accounts {

/// 32 bytes of the system's randomness that prove who asks: a token or a session.
struct Secret {
    std::string text; ///< shown once, kept nowhere
    std::string hash; ///< what is kept
};

/// \param prefix  says what it is, so that a lost one is recognised: `lxt_`, `lxs_`
Secret new_secret(std::string_view prefix);

/// SHA-256 in hexadecimal digits. It needs no salt and no slowness: nobody guesses 32 random bytes.
std::string hash_of_secret(std::string_view text);

/// Whether two texts are the same, in a time that does not tell where they differ.
bool is_same_secret(std::string_view a, std::string_view b);

/// A text for a log: of what looks like a secret of ours, put where none belongs, the prefix alone is left.
std::string without_secrets(std::string_view text);

constexpr std::string_view kTokenPrefix = "lxt_";
constexpr std::string_view kSessionPrefix = "lxs_";
constexpr std::string_view kFirstSignInPrefix = "lxf_";

} // namespace liangxian::accounts
