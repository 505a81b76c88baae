// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace liangxian::base {

/// What kernels are chosen by at run time; the program itself is built for every x86-64 (or ARM) processor.
/// Whichever it is, every kernel gives the same doubles.
enum class InstructionSet {
    baseline, ///< what the compiler may use everywhere: SSE2, or NEON
    avx2,
    avx512, ///< AVX-512 F and DQ
};

/// The most that this processor has. LIANGXIAN_SIMD=baseline|avx2 in the environment keeps to less.
InstructionSet instruction_set();

/// `baseline`, `avx2`, `avx512`.
const char* name_of(InstructionSet set);

} // namespace liangxian::base
