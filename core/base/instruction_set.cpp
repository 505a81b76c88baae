// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/instruction_set.hpp"

#include <cstdlib>
#include <string_view>

namespace liangxian::base {
namespace {

InstructionSet choose() {
#if defined(__x86_64__)
    const char* wish = std::getenv("LIANGXIAN_SIMD");
    const std::string_view most = wish == nullptr ? "avx512" : wish;
    if (most == "avx512" && __builtin_cpu_supports("avx512f") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0) {
        return InstructionSet::avx512;
    }
    if (most != "baseline" && __builtin_cpu_supports("avx2") != 0) {
        return InstructionSet::avx2;
    }
#endif
    return InstructionSet::baseline;
}

} // namespace

InstructionSet instruction_set() {
    static const InstructionSet chosen = choose();
    return chosen;
}

const char* name_of(InstructionSet set) {
    return set == InstructionSet::avx512 ? "avx512" : set == InstructionSet::avx2 ? "avx2" : "baseline";
}

} // namespace liangxian::base
