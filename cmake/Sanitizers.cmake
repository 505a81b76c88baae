# SPDX-License-Identifier: GPL-2.0-or-later
if(LIANGXIAN_SANITIZE)
  list(JOIN LIANGXIAN_SANITIZE "," _liangxian_sanitizers)
  add_compile_options(-fsanitize=${_liangxian_sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${_liangxian_sanitizers})
  if("thread" IN_LIST LIANGXIAN_SANITIZE)
    # Boost.Asio has fences that the thread sanitizer does not follow, and GCC says so wherever they are.
    add_compile_options(-Wno-tsan)
  endif()
endif()

# The readers themselves must count their branches, or libFuzzer would see only its own harness.
if(LIANGXIAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
