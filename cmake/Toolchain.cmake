# SPDX-License-Identifier: GPL-2.0-or-later
# Language level, floating-point rules and build defaults that hold for every target.
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# Where a program finds its modules (cmake/Layer.cmake): the build tree has the folders of an installation.
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/liangxian")

# A fused multiply-add rounds once instead of twice; the same check must give the same doubles on
# every instruction set, so the compiler may not form one.
add_compile_options(-ffp-contract=off)

find_program(LIANGXIAN_MOLD mold)
if(LIANGXIAN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(LIANGXIAN_CCACHE ccache)
if(LIANGXIAN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LIANGXIAN_CCACHE}")
endif()
