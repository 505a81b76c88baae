# SPDX-License-Identifier: GPL-2.0-or-later
# liangxian_tests(NAME SOURCES … LIBRARIES … [LABEL unit]): one GoogleTest program test_NAME, its cases
# known to ctest one by one.
include(GoogleTest)
find_package(GTest REQUIRED)

function(liangxian_tests name)
  cmake_parse_arguments(arg "" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  add_executable(test_${name} ${arg_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest_main liangxian_warnings)
  target_compile_definitions(test_${name} PRIVATE
    LIANGXIAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LIANGXIAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300)
endfunction()
