// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/signature.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace liangxian::base {
namespace {

using Bytes = std::vector<unsigned char>;

struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

KeyPair pair_of(const std::string& seed) {
    KeyPair out;
    const void* start = seed.data();
    crypto_sign_seed_keypair(out.open.data(), out.secret.data(), static_cast<const unsigned char*>(start));
    return out;
}

std::string hex_of(const unsigned char* bytes, std::size_t count) {
    std::string out(count * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, count);
    out.pop_back();
    return out;
}

/// Nothing when the text is not hexadecimal of that many bytes.
Bytes bytes_of(std::string_view hex, std::size_t count) {
    Bytes out(count);
    std::size_t length = 0;
    const bool is_hex =
        sodium_hex2bin(out.data(), out.size(), hex.data(), hex.size(), "\n\r ", &length, nullptr) == 0;
    return is_hex && length == count ? out : Bytes();
}

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& zh, const std::string& en) {
    throw FileError("signing-key", {fmt::format("密钥文件“{}”{}", file.string(), zh),
                                    fmt::format("the key file '{}' {}", file.string(), en)});
}

/// A new file, never an old one.
void write_new(const std::filesystem::path& file, const std::string& text, mode_t mode) {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool is_written =
        out >= 0 && ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int error = errno;
    if (out >= 0) {
        ::close(out);
    }
    if (!is_written) {
        if (out >= 0) {
            ::unlink(file.c_str()); // a part of a key is none
        }
        fail(file, std::string("无法写入：") + std::strerror(error),
             std::string("cannot be written: ") + std::strerror(error));
    }
}

} // namespace

SigningKey SigningKey::generate() {
    std::string seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), seed.size());
    return SigningKey(std::move(seed));
}

SigningKey SigningKey::load(const std::filesystem::path& file) {
    constexpr std::size_t kLargestKey = 4096;
    const std::string text = read_file(file, kLargestKey);
    struct stat facts {};
    constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
    if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & kOthers) != 0) {
        fail(file, "可被他人读取；请 chmod 600", "can be read by others; chmod 600 it");
    }
    const Bytes seed = bytes_of(text, crypto_sign_SEEDBYTES);
    if (seed.empty()) {
        fail(file, "不是签名密钥", "is no signing key");
    }
    return SigningKey(std::string(seed.begin(), seed.end()));
}

void SigningKey::save(const std::filesystem::path& file) const {
    const void* start = m_seed.data();
    write_new(file, hex_of(static_cast<const unsigned char*>(start), m_seed.size()) + "\n", 0600);
    write_new(file.string() + ".pub", public_key() + "\n", 0644); // last: never one without its secret
}

std::string SigningKey::public_key() const {
    const KeyPair pair = pair_of(m_seed);
    return hex_of(pair.open.data(), pair.open.size());
}

std::string SigningKey::sign(std::string_view bytes) const {
    const KeyPair pair = pair_of(m_seed);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    const void* start = bytes.data();
    crypto_sign_detached(signature.data(), nullptr, static_cast<const unsigned char*>(start), bytes.size(),
                         pair.secret.data());
    return hex_of(signature.data(), signature.size());
}

bool is_signed(std::string_view bytes, std::string_view signature_hex, std::string_view public_key_hex) {
    const Bytes signature = bytes_of(signature_hex, crypto_sign_BYTES);
    const Bytes key = bytes_of(public_key_hex, crypto_sign_PUBLICKEYBYTES);
    const void* start = bytes.data();
    return !signature.empty() && !key.empty() &&
           crypto_sign_verify_detached(signature.data(), static_cast<const unsigned char*>(start),
                                       bytes.size(), key.data()) == 0;
}

} // namespace liangxian::base
