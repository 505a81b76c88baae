# SPDX-License-Identifier: GPL-2.0-or-later
# liangxian_tests(NAME SOURCES … LIBRARIES … [LABEL unit] [EACH_INSTRUCTION_SET] [NEEDS_POSTGRES]): one
# GoogleTest program test_NAME, its cases known to ctest one by one. EACH_INSTRUCTION_SET runs it with the
# kernels of less than the processor has as well (core/base/instruction_set). NEEDS_POSTGRES starts one server
# for all tests of a run and names it in LIANGXIAN_POSTGRES.
include(GoogleTest)
find_package(GTest REQUIRED)

# PostgreSQL's own user must reach the folder, and the path of a socket is short: not in the build tree.
string(SHA1 build_tree "${PROJECT_BINARY_DIR}")
string(SUBSTRING "${build_tree}" 0 12 build_tree)
set(LIANGXIAN_POSTGRES_FOLDER "/tmp/liangxian-postgres-${build_tree}")
string(REPLACE "/" "%2F" postgres_host "${LIANGXIAN_POSTGRES_FOLDER}")
set(LIANGXIAN_POSTGRES "postgresql://postgres@${postgres_host}:5432/postgres")

add_test(NAME postgres.start
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/postgres_pair.sh" start "${LIANGXIAN_POSTGRES_FOLDER}")
set_tests_properties(postgres.start PROPERTIES FIXTURES_SETUP postgres TIMEOUT 300)
add_test(NAME postgres.stop
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/postgres_pair.sh" stop "${LIANGXIAN_POSTGRES_FOLDER}")
set_tests_properties(postgres.stop PROPERTIES FIXTURES_CLEANUP postgres TIMEOUT 300)

function(liangxian_tests name)
  cmake_parse_arguments(arg "EACH_INSTRUCTION_SET;NEEDS_POSTGRES" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  add_executable(test_${name} ${arg_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest_main liangxian_warnings)
  target_compile_definitions(test_${name} PRIVATE
    LIANGXIAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LIANGXIAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  set(postgres)
  if(arg_NEEDS_POSTGRES)
    set(postgres FIXTURES_REQUIRED postgres ENVIRONMENT "LIANGXIAN_POSTGRES=${LIANGXIAN_POSTGRES}")
  endif()
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT 300 ${postgres})
  if(arg_EACH_INSTRUCTION_SET)
    foreach(set baseline avx2)
      add_test(NAME ${name}.on_${set} COMMAND test_${name})
      set_tests_properties(${name}.on_${set} PROPERTIES
        LABELS ${arg_LABEL} TIMEOUT 300 ENVIRONMENT LIANGXIAN_SIMD=${set})
    endforeach()
  endif()
endfunction()
