# SPDX-License-Identifier: GPL-2.0-or-later
# liangxian_tests(NAME SOURCES … LIBRARIES … [LABEL unit] [EACH_INSTRUCTION_SET]): one GoogleTest program
# test_NAME, its cases known to ctest one by one. EACH_INSTRUCTION_SET runs it with the kernels of less than
# the processor has as well (core/base/instruction_set).
include(GoogleTest)
find_package(GTest REQUIRED)

function(liangxian_tests name)
  cmake_parse_arguments(arg "EACH_INSTRUCTION_SET" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  add_executable(test_${name} ${arg_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest_main liangxian_warnings)
  target_compile_definitions(test_${name} PRIVATE
    LIANGXIAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LIANGXIAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300)
  if(arg_EACH_INSTRUCTION_SET)
    foreach(set baseline avx2)
      add_test(NAME ${name}.on_${set} COMMAND test_${name})
      set_tests_properties(${name}.on_${set} PROPERTIES
        LABELS ${arg_LABEL} TIMEOUT 300 ENVIRONMENT LIANGXIAN_SIMD=${set})
    endforeach()
  endif()
endfunction()
