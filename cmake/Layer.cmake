# SPDX-License-Identifier: GPL-2.0-or-later
# liangxian_layer(NAME SOURCES … [USES layer…] [LIBRARIES target…])
#
# One static library per core folder. USES names the layers below it (the arrows of
# ARCHITECTURE.md); scripts/check_layers.py reads the same lines and fails on an include
# that no USES allows.
function(liangxian_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(liangxian_${name} STATIC ${arg_SOURCES})
  add_library(liangxian::${name} ALIAS liangxian_${name})
  target_include_directories(liangxian_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  list(TRANSFORM arg_USES PREPEND "liangxian::")
  target_link_libraries(liangxian_${name} PUBLIC ${arg_USES} PRIVATE ${arg_LIBRARIES} liangxian_warnings)
endfunction()
