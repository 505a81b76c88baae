# SPDX-License-Identifier: GPL-2.0-or-later
# liangxian_warnings: linked PRIVATE by every target of ours, never by a dependency.
add_library(liangxian_warnings INTERFACE)
target_compile_options(liangxian_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wdouble-promotion -Wformat=2)
if(LIANGXIAN_WERROR)
  target_compile_options(liangxian_warnings INTERFACE -Werror)
endif()
