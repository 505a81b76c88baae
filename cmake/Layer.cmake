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

# liangxian_module(NAME LAYER layer SOURCES … LIBRARIES target…)
#
# A shared library that a layer loads when first needed (core/base/module.hpp, ADR 0020), since what
# it links takes long to load. Only SOURCES of modules may include such libraries;
# scripts/check_layers.py reads these lines too.
function(liangxian_module name)
  cmake_parse_arguments(arg "" "LAYER" "SOURCES;LIBRARIES" ${ARGN})
  set(target liangxian_module_${name})
  add_library(${target} MODULE ${arg_SOURCES})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} liangxian_warnings)
  set(symbols "${PROJECT_SOURCE_DIR}/cmake/module_symbols.map")
  target_link_options(${target} PRIVATE "LINKER:--version-script=${symbols}")
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME "liangxian_${name}-${PROJECT_VERSION}" LINK_DEPENDS "${symbols}"
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON INSTALL_RPATH ""
    LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/liangxian")
  install(TARGETS ${target} LIBRARY DESTINATION lib/liangxian)
  # Whoever links the layer gets the module built.
  add_dependencies(liangxian_${arg_LAYER} ${target})
endfunction()
