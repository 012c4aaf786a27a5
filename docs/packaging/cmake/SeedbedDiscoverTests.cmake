# SeedbedDiscoverTests.cmake -- seedbed_discover_tests(): every test of a program becomes a test of CTest, without a list to keep.
#
#   seedbed_discover_tests(target
#       [PREFIX text] [SUFFIX text]        around each name: for one program that runs in two ways
#       [TEST_FILTER pattern...]           only these: names, globs, !excluded, as on the program's command line
#       [EXTRA_ARGS option...]             options of every run, such as --isolate=test or --seed=7
#       [WORKING_DIRECTORY folder]         where the tests run; default: the folder of the build that holds the target
#       [PROPERTIES name value...]         of every test, such as ENVIRONMENT; LABELS are added to those that come from tags
#       [DISCOVERY_MODE POST_BUILD|PRE_TEST]  when the program is asked; PRE_TEST: by ctest, where the program cannot run while building
#       [DISCOVERY_TIMEOUT seconds])       how long it may take to answer; default: 30
#
# What the program says of its tests becomes properties: tags LABELS, .serial RUN_SERIAL, .needs and the sandbox RESOURCE_LOCK, the time
# limit TIMEOUT (above it, because the program's own limit comes first and says more). A test that skips itself is skipped to CTest.
# PROPERTIES come last and overrule.
set(_SEEDBED_ADD_TESTS "${CMAKE_CURRENT_LIST_DIR}/SeedbedAddTests.cmake")

# _seedbed_setting(NAME VALUE): a line of the file of settings. Values may hold generator expressions, and lists with \; in them.
# A function and not a macro, whose arguments would lose a backslash.
function(_seedbed_setting name value)
  set(settings "${settings}set(${name} [==[${value}]==])\n" PARENT_SCOPE)
endfunction()

function(seedbed_discover_tests target)
  if(CMAKE_VERSION VERSION_LESS 3.19)
    message(FATAL_ERROR "seedbed_discover_tests reads JSON, which CMake can from 3.19 on; this is ${CMAKE_VERSION}")
  endif()
  set(single PREFIX SUFFIX WORKING_DIRECTORY DISCOVERY_MODE DISCOVERY_TIMEOUT)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "${single}" "TEST_FILTER;EXTRA_ARGS;PROPERTIES")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "seedbed_discover_tests(${target}): ${arg_UNPARSED_ARGUMENTS} is no option of it")
  endif()
  if(NOT TARGET "${target}")
    message(FATAL_ERROR "seedbed_discover_tests(${target}): ${target} is no target; say add_executable(${target} ...) before")
  endif()
  if(NOT DEFINED arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  if(NOT DEFINED arg_DISCOVERY_TIMEOUT)
    set(arg_DISCOVERY_TIMEOUT 30)
  endif()
  if(NOT DEFINED arg_DISCOVERY_MODE)
    set(arg_DISCOVERY_MODE POST_BUILD)
  endif()
  if(NOT arg_DISCOVERY_MODE MATCHES "^(POST_BUILD|PRE_TEST)$")
    message(FATAL_ERROR "seedbed_discover_tests(${target}): DISCOVERY_MODE is POST_BUILD or PRE_TEST, not ${arg_DISCOVERY_MODE}")
  endif()

  # A target may be discovered more than once: each time has files of its own.
  get_property(times TARGET "${target}" PROPERTY SEEDBED_DISCOVERED)
  math(EXPR times "0${times} + 1")
  set_property(TARGET "${target}" PROPERTY SEEDBED_DISCOVERED ${times})
  set(base "${CMAKE_CURRENT_BINARY_DIR}/${target}-seedbed-${times}")

  get_property(emulator TARGET "${target}" PROPERTY CROSSCOMPILING_EMULATOR)
  set(settings "# Written by seedbed_discover_tests(${target}).\n")
  _seedbed_setting(SEEDBED_PROGRAM "$<TARGET_FILE:${target}>")
  _seedbed_setting(SEEDBED_EMULATOR "${emulator}")
  _seedbed_setting(SEEDBED_TESTS "${base}-$<CONFIG>.tests.cmake")
  foreach(name PREFIX SUFFIX TEST_FILTER EXTRA_ARGS WORKING_DIRECTORY PROPERTIES DISCOVERY_TIMEOUT)
    _seedbed_setting(SEEDBED_${name} "${arg_${name}}")
  endforeach()
  file(GENERATE OUTPUT "${base}-$<CONFIG>.settings.cmake" CONTENT "${settings}")

  if(arg_DISCOVERY_MODE STREQUAL POST_BUILD)
    # The digest is there to change the command when a setting changes, so that the tests are made anew.
    string(SHA1 digest "${settings}")
    add_custom_command(TARGET "${target}" POST_BUILD
      COMMAND "${CMAKE_COMMAND}" -D "SEEDBED_SETTINGS=${base}-$<CONFIG>.settings.cmake" -D SEEDBED_DIGEST=${digest} -P "${_SEEDBED_ADD_TESTS}"
      BYPRODUCTS "${base}-$<CONFIG>.tests.cmake"
      VERBATIM)
  endif()
  _seedbed_include_in_ctest("${target}" "${base}" ${arg_DISCOVERY_MODE})
endfunction()

# What ctest reads: the tests of its configuration, or one that cannot be run and so says that the program was not built.
function(_seedbed_include_in_ctest target base mode)
  get_property(multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi)
    set(config "\${CTEST_CONFIGURATION_TYPE}")
  else()
    set(config "${CMAKE_BUILD_TYPE}")
  endif()
  set(ask "")
  if(mode STREQUAL PRE_TEST)
    set(ask "  include(\"\${seedbed_base}.settings.cmake\" OPTIONAL)
  if(EXISTS \"\${SEEDBED_PROGRAM}\" AND (\"\${SEEDBED_PROGRAM}\" IS_NEWER_THAN \"\${seedbed_base}.tests.cmake\"
      OR \"\${seedbed_base}.settings.cmake\" IS_NEWER_THAN \"\${seedbed_base}.tests.cmake\"))
    execute_process(COMMAND [==[${CMAKE_COMMAND}]==] -D \"SEEDBED_SETTINGS=\${seedbed_base}.settings.cmake\" -P [==[${_SEEDBED_ADD_TESTS}]==])
  endif()\n")
  endif()
  file(WRITE "${base}.ctest.cmake" "# Written by seedbed_discover_tests(${target}).
set(seedbed_base \"${base}-${config}\")
${ask}if(EXISTS \"\${seedbed_base}.tests.cmake\")
  include(\"\${seedbed_base}.tests.cmake\")
else()
  add_test(${target}_NOT_BUILT ${target}_NOT_BUILT)
endif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${base}.ctest.cmake")
endfunction()
