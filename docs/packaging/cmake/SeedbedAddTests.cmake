# SeedbedAddTests.cmake -- asks a test program for its tests and writes them down for ctest: cmake -D SEEDBED_SETTINGS=FILE -P this.
#
# Names of rows are what the test's author wrote: quotes, semicolons, brackets, dollars and all. So every word of the result stands in
# brackets of CMake's that do not occur in it, and no name ever becomes part of a list.
cmake_minimum_required(VERSION 3.19)
include("${SEEDBED_SETTINGS}")
# What stands here is of an older program, and should not be taken for this one's if it cannot be asked.
file(REMOVE "${SEEDBED_TESTS}")

function(quote out value)
  set(level "=")
  string(FIND "${value}" "]${level}]" at)
  while(NOT at EQUAL -1)
    string(APPEND level "=")
    string(FIND "${value}" "]${level}]" at)
  endwhile()
  set(${out} "[${level}[${value}]${level}]" PARENT_SCOPE)
endfunction()

# member(OUT TEST NAME): a member of the test's object as text, "" where it has none. A list comes as CMake's.
function(member out test name)
  string(JSON type ERROR_VARIABLE none TYPE "${test}" ${name})
  set(value "")
  if(type STREQUAL "ARRAY")
    string(JSON n LENGTH "${test}" ${name})
    set(at 0)
    while(at LESS n)
      string(JSON one GET "${test}" ${name} ${at})
      list(APPEND value "${one}")
      math(EXPR at "${at} + 1")
    endwhile()
  elseif(NOT none AND NOT type STREQUAL "NULL")
    string(JSON value GET "${test}" ${name})
  endif()
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

# Each run has one test. What a job array or a sharding build says in the environment is about programs, not about one test of one; and
# the memory of the last run is about whole runs.
set(alone --jobs=1 --shard=off --last=none)

# ---- ask ----
set(asked "${SEEDBED_PROGRAM} --list=json")
execute_process(COMMAND ${SEEDBED_EMULATOR} "${SEEDBED_PROGRAM}" ${SEEDBED_EXTRA_ARGS} --shard=off --list=json ${SEEDBED_TEST_FILTER}
  WORKING_DIRECTORY "${SEEDBED_WORKING_DIRECTORY}" TIMEOUT ${SEEDBED_DISCOVERY_TIMEOUT}
  OUTPUT_VARIABLE listed ERROR_VARIABLE said RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${asked}: it cannot list its tests (${result})\n${said}${listed}")
endif()
string(JSON count ERROR_VARIABLE wrong LENGTH "${listed}" tests)
if(wrong)
  message(FATAL_ERROR "${asked}: what it prints is not a list of tests: ${wrong}\n${listed}")
endif()

# ---- write ----
set(command "")
foreach(word IN LISTS SEEDBED_EMULATOR SEEDBED_PROGRAM SEEDBED_EXTRA_ARGS alone)
  quote(word "${word}")
  string(APPEND command " ${word}")
endforeach()

# property(NAME VALUE): one more for the test at hand.
function(property name value)
  quote(quoted "${value}")
  set(properties "${properties}\n  ${name} ${quoted}" PARENT_SCOPE)
endfunction()

# The properties that are the caller's; LABELS are kept apart, to stand beside the tags.
set(labels_of_all "")
set(properties_of_all "")
set(name "")
foreach(word IN LISTS SEEDBED_PROPERTIES)
  if(name STREQUAL "")
    set(name "${word}")
    continue()
  endif()
  if(name STREQUAL "LABELS")
    list(APPEND labels_of_all ${word})
  else()
    quote(word "${word}")
    string(APPEND properties_of_all "\n  ${name} ${word}")
  endif()
  set(name "")
endforeach()

set(text "")
set(at 0)
while(at LESS count)
  string(JSON test GET "${listed}" tests ${at})
  math(EXPR at "${at} + 1")
  string(JSON name GET "${test}" name)
  quote(title "${SEEDBED_PREFIX}${name}${SEEDBED_SUFFIX}")
  quote(wanted "--exact=${name}")
  quote(folder "${SEEDBED_WORKING_DIRECTORY}")
  set(properties "\n  WORKING_DIRECTORY ${folder}\n  SKIP_RETURN_CODE 77")

  member(labels "${test}" tags)
  list(APPEND labels ${labels_of_all})
  if(labels)
    property(LABELS "${labels}")
  endif()
  member(serial "${test}" serial)
  if(serial)
    property(RUN_SERIAL TRUE)
  endif()
  # Two runs over the tables of one sandbox would wait for each other, and give up after a while.
  member(locks "${test}" needs)
  member(sandbox "${test}" sandbox)
  if(NOT sandbox STREQUAL "")
    list(APPEND locks "seedbed sandbox ${sandbox}")
  endif()
  if(locks)
    property(RESOURCE_LOCK "${locks}")
  endif()
  # A net below the program's own limit: that one tells more, and a test may take it again for each retry, and once more alone.
  member(timeout "${test}" timeout_s)
  member(retries "${test}" retries)
  if(timeout MATCHES "^([0-9]+)(\\.[0-9]*)?$" AND timeout GREATER 0)
    math(EXPR limit "(${CMAKE_MATCH_1} + 1) * (0${retries} + 2) + 10")
    property(TIMEOUT ${limit})
  endif()
  # Editors jump to the test by this.
  member(file "${test}" file)
  member(line "${test}" line)
  if(IS_ABSOLUTE "${file}")
    property(DEF_SOURCE_LINE "${file}:${line}")
  endif()
  string(APPEND text "add_test(${title}${command} --exit-skipped=77 ${wanted})\n"
    "set_tests_properties(${title} PROPERTIES${properties}${properties_of_all})\n")
endwhile()
file(WRITE "${SEEDBED_TESTS}" "${text}")
