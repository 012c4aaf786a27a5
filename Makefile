# Seedbed: build, test, install. Plain GNU make; `make help` lists the targets.
#
#   make                    build/release/{libseedbed.a,libseedbed.so,seedbed}
#   make VARIANT=san        the same in build/san: debug, san (ASan, UBSan, LSan), tsan (ThreadSanitizer), cov or release
#   make CC=clang WERROR=   another compiler; warnings that do not stop
#   make BUILD=/elsewhere   another build root
#
# To release: SB_VERSION in include/seedbed/base.h, docs/CHANGELOG.md, `make check test test-san test-tsan test-valgrind`, tag.

VARIANTS := debug san tsan cov release
VARIANT ?= release
ifeq ($(filter $(VARIANT),$(VARIANTS)),)
$(error VARIANT=$(VARIANT) is not known: say one of $(VARIANTS))
endif

BUILD ?= build
OUT := $(BUILD)/$(VARIANT)
PREFIX ?= /usr/local
VERSION := $(shell sed -n 's/^.define SB_VERSION "\(.*\)"/\1/p' include/seedbed/base.h)
# While the major version is 0 the layout of the structs that macros fill may change with the minor one.
SOVERSION := $(subst $() ,.,$(wordlist 1,2,$(subst ., ,$(VERSION))))
SYSTEM := $(shell uname -s)

ifeq ($(origin CC),default)
CC := gcc
endif
PKG_CONFIG ?= pkg-config
ifeq ($(SYSTEM),Darwin) # Homebrew keeps these three out of the common folders.
BREW := $(firstword $(wildcard /opt/homebrew /usr/local/Homebrew/..))
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(BREW)/opt/sqlite/lib/pkgconfig:$(BREW)/opt/libpq/lib/pkgconfig:$(BREW)/opt/libffi/lib/pkgconfig
endif
WERROR ?= -Werror
# As many jobs as cores, where the caller did not say; what this makefile starts has its share of them already.
ifeq ($(MAKELEVEL)$(filter -j% --jobs%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif
MAKEFLAGS += --no-print-directory

# ---- flags ----
comma := ,
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
FLAGS_debug := -O0 -g
FLAGS_san := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_tsan := -O1 -g -fno-omit-frame-pointer -fsanitize=thread
FLAGS_cov := -O0 -g --coverage
FLAGS_release := -O2 -g
# What the code is linked with; and libpq, of which it takes the types alone, because it is loaded when a sandbox is on PostgreSQL.
# libffi belongs to a later part: `make deps` looks for it, nothing links it.
PACKAGES := sqlite3 libpcre2-8 libfyaml
TYPES_OF := libpq
# Asked once, at the first compile and not when this file is read, so that `make deps` and `make help` work without them.
PKG_FOUND = $(eval PKG_FOUND := $$(shell $$(PKG_CONFIG) --libs $$(PACKAGES)))$(PKG_FOUND)
PKG_LIBS = $(or $(PKG_FOUND),$(error a library of [$(PACKAGES)] is missing: type `make deps`))
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell $$(PKG_CONFIG) --cflags $$(PACKAGES) $$(TYPES_OF)))$(PKG_CFLAGS)
# Symbols are visible, because the selftest and the command link private ones from the archive; the shared library shows what
# the public headers name, by exports.sh.
# What workers call of other libraries has its address looked up when main starts, once, and not in each of them.
$(OUT)/obj/framework/process/%.o: FLAGS_OF = -fno-plt
# The handler of crashes walks up the stack by the compiler's unwinder. It gets a copy of its own, of which nobody else sees a symbol:
# loading the shared one, libgcc_s, is a thirtieth of what 10,000 tests take. Where there is no such archive it stays with the shared one.
ifneq ($(SYSTEM),Darwin)
$(OUT)/obj/framework/process/os_crash.o: AFTER_OF = sh selftest/build/own_unwinder.sh '$(CC)' $@
endif
# Exceptions of tests in C++ pass through the library, on their way from a failed assertion.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -fPIC -pthread -fexceptions $(WARNINGS) $(FLAGS_$(VARIANT)) -Iinclude $(PKG_CFLAGS) $(FLAGS_OF) $(CPPFLAGS) $(CFLAGS)
# Workers leave by _exit and write their coverage before, if the linker is made to bring what writes it.
LINK_cov := $(if $(filter Linux,$(SYSTEM)),-Wl$(comma)-u$(comma)__gcov_dump)
LINK = $(CC) -pthread $(FLAGS_$(VARIANT)) $(LINK_$(VARIANT)) $(LDFLAGS)
LIBS = $(PKG_LIBS) -lm -ldl $(LDLIBS)

# ---- sources: what lies in a folder belongs to it ----
below = $(sort $(wildcard $1/*.c) $(foreach d,$(wildcard $1/*/),$(call below,$(d:/=))))
objects = $(patsubst %.c,$(OUT)/obj/%.o,$1)
TOOL := $(wildcard generators/tool.c) $(call below,generators/tool)
LIBRARY := $(filter-out $(TOOL),$(call below,assert) $(call below,framework) $(call below,generators))
# The page of the HTML report: files that a browser's developer can read, which become C arrays of their lines.
PAGE := framework/report/page
PAGE_SCRIPT := $(addprefix $(PAGE)/,data.js told.js view.js list.js detail.js lanes.js page.js)
PAGE_OBJECT := $(OUT)/obj/$(PAGE).o
# Names and places of people: text files, one per language, which become C tables.
PEOPLE := generators/fake/people
PEOPLE_FILES := $(sort $(wildcard $(PEOPLE)/*.txt))
PEOPLE_OBJECT := $(OUT)/obj/$(PEOPLE)/tables.o
# Programs of their own, each with a main or with a purpose of its own.
APART := selftest/bench/% selftest/bootstrap/% selftest/build/% selftest/golden/% selftest/integration/% selftest/torture/%
SELFTEST := $(filter-out $(APART),$(call below,selftest))
PROGRAMS := $(patsubst selftest/%.c,%,$(wildcard selftest/bootstrap/*.c selftest/golden/*.c selftest/torture/*.c))
BENCH := $(filter-out selftest/bench/programs/%,$(call below,selftest/bench))
ALL_C = $(sort $(LIBRARY) $(TOOL) $(call below,selftest) $(call below,docs))
ALL_CPP = $(shell find selftest docs -name '*.cpp' | sort)
ALL_H = $(shell find include assert framework generators selftest docs -name '*.h' | sort)

# ---- build ----
.PHONY: all
all: $(OUT)/libseedbed.a $(OUT)/libseedbed.so $(if $(wildcard generators/tool.c),$(OUT)/seedbed)

# What workers run stands in one piece in every program. One that was just forked has none of the program's text mapped, and every 64 KB
# of it that it comes to are a fault.
WORKERS := assert/check.c assert/context.c $(call below,framework/process)
$(OUT)/workers.o: $(call objects,$(WORKERS))
	@$(CC) -r -nostdlib -o $@ $^

$(OUT)/libseedbed.a: $(OUT)/workers.o $(call objects,$(filter-out $(WORKERS),$(LIBRARY))) $(PAGE_OBJECT) $(PEOPLE_OBJECT)
	@echo "AR      $@"
	@rm -f $@
	@$(AR) rcs $@ $^

ifeq ($(SYSTEM),Darwin)
SHARED = -dynamiclib -install_name $(PREFIX)/lib/libseedbed.$(SOVERSION).dylib
SHARED_FILE := libseedbed.dylib
else
SHARED = -shared -Wl,-soname,libseedbed.so.$(SOVERSION) -Wl,--version-script,$(OUT)/exports.map
SHARED_FILE := libseedbed.so
endif
$(OUT)/libseedbed.so: $(call objects,$(LIBRARY)) $(PAGE_OBJECT) $(PEOPLE_OBJECT) $(OUT)/exports.map
	@echo "LINK    $@"
	@$(LINK) $(SHARED) -o $@ $(filter %.o,$^) $(LIBS)
	@ln -sf libseedbed.so $@.$(SOVERSION)

$(OUT)/exports.map: $(wildcard include/*.h include/seedbed/*.h include/seedbed/ext/*.h) framework/sandbox/postgres/interpose.c selftest/build/exports.sh
	@mkdir -p $(@D)
	@sh selftest/build/exports.sh >$@

$(OUT)/seedbed: $(call objects,$(TOOL)) $(OUT)/libseedbed.a
	@echo "LINK    $@"
	@$(LINK) -o $@ $^ $(LIBS)

$(OUT)/selftest: $(call objects,$(SELFTEST)) $(OUT)/libseedbed.a
	@echo "LINK    $@"
	@$(LINK) -o $@ $^ $(LIBS)

# Golden, bootstrap and torture programs: one source each. Golden outputs hold file names, which are relative to the top.
$(addprefix $(OUT)/,$(PROGRAMS)): $(OUT)/%: $(OUT)/obj/selftest/%.o $(OUT)/libseedbed.a
	@echo "LINK    $@"
	@mkdir -p $(@D)
	@$(LINK) -o $@ $^ $(LIBS)

$(OUT)/bench/bench: $(call objects,$(BENCH))
	@echo "LINK    $@"
	@mkdir -p $(@D)
	@$(LINK) -o $@ $^ $(LDLIBS)

$(OUT)/obj/%.o: %.c $(OUT)/flags
	@echo "CC      $<"
	@mkdir -p $(@D)
	@$(COMPILE) -MMD -MP -c -o $@ $<
	@$(AFTER_OF)

$(OUT)/page.c: $(PAGE)/lines.awk $(addprefix $(PAGE)/,style.css timeline.html tests.html) $(PAGE_SCRIPT)
	@mkdir -p $(@D)
	@awk -f $(PAGE)/lines.awk NAME=style $(PAGE)/style.css NAME=timeline $(PAGE)/timeline.html NAME=tests $(PAGE)/tests.html \
		NAME=script $(PAGE_SCRIPT) >$@

$(PAGE_OBJECT): $(OUT)/page.c $(OUT)/flags
	@echo "CC      $<"
	@mkdir -p $(@D)
	@$(COMPILE) -c -o $@ $<

$(OUT)/people.c: $(PEOPLE)/people.awk $(PEOPLE_FILES)
	@mkdir -p $(@D)
	@LC_ALL=C awk -f $^ >$@.new
	@mv $@.new $@

$(PEOPLE_OBJECT): $(OUT)/people.c $(PEOPLE).h $(OUT)/flags
	@echo "CC      $<"
	@mkdir -p $(@D)
	@$(COMPILE) -I. -c -o $@ $<

# Changes when the compiler or a flag does, and everything is built anew.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE) | $(LINK) $(LIBS)' | cmp -s - $@ || echo '$(COMPILE) | $(LINK) $(LIBS)' >$@
.PHONY: FORCE
FORCE:

-include $(patsubst %.c,$(OUT)/obj/%.d,$(LIBRARY) $(TOOL) $(SELFTEST) $(BENCH) $(addprefix selftest/,$(addsuffix .c,$(PROGRAMS))))

# ---- test ----
.PHONY: deps programs test test-san test-tsan test-slurm test-valgrind torture bench demo demo-broken cov
deps:
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' sh selftest/build/deps.sh

programs: $(addprefix $(OUT)/,$(PROGRAMS))

test: deps
	@$(MAKE) VARIANT=release all $(addprefix $(BUILD)/release/,$(filter torture/%,$(PROGRAMS)))
	@$(MAKE) VARIANT=debug $(addprefix $(BUILD)/debug/,selftest $(filter-out torture/%,$(PROGRAMS)))
	@$(MAKE) -f selftest/build/test.mk BUILD='$(BUILD)'

test-san: deps
	@$(MAKE) VARIANT=san $(BUILD)/san/selftest
	@sh selftest/build/selftest.sh $(BUILD)/san

test-tsan: deps
	@$(MAKE) VARIANT=tsan $(BUILD)/tsan/selftest $(BUILD)/tsan/golden/threads
	@sh selftest/build/tsan.sh $(BUILD)/tsan

test-valgrind: deps
	@$(MAKE) VARIANT=debug $(BUILD)/debug/selftest
	@sh selftest/build/selftest.sh $(BUILD)/debug --valgrind

test-slurm: deps
	@$(MAKE) VARIANT=release all
	@sh selftest/slurm/run.sh $(BUILD)/release

torture: deps
	@$(MAKE) VARIANT=release $(addprefix $(BUILD)/release/,$(filter torture/% golden/matchers_%,$(PROGRAMS)))
	@sh selftest/torture/run.sh $(BUILD)/release

bench: deps
	@$(MAKE) VARIANT=release all $(BUILD)/release/bench/bench
	@XDG_CACHE_HOME='$(abspath $(BUILD))/release/bench/cache' $(BUILD)/release/bench/bench $(BUILD)/release

demo: deps
	@$(MAKE) VARIANT=release all
	@sh docs/examples/catalog/demo.sh $(BUILD)/release

demo-broken: deps
	@$(MAKE) VARIANT=release all
	@sh docs/examples/catalog/demo.sh $(BUILD)/release broken

cov: deps
	@$(MAKE) VARIANT=cov $(BUILD)/cov/selftest
	@sh selftest/build/coverage.sh $(BUILD)/cov

.PHONY: golden-update
golden-update: deps
	@$(MAKE) VARIANT=debug programs
	@sh selftest/golden/run.sh $(BUILD)/debug --update
	@$(MAKE) docs

# The pages that are made: of samples, and of what they printed.
.PHONY: docs
docs:
	@$(MAKE) VARIANT=debug $(BUILD)/debug/seedbed
	$(BUILD)/debug/seedbed values --page >$(BUILD)/page && mv $(BUILD)/page docs/VALUES.md
	sh selftest/build/matchers.sh >$(BUILD)/page && mv $(BUILD)/page docs/MATCHERS.md
	sh selftest/build/compared.sh >$(BUILD)/page && mv $(BUILD)/page docs/COMPARED.md
	sh selftest/build/factories.sh >$(BUILD)/page && mv $(BUILD)/page docs/FACTORIES.md

# ---- check ----
.PHONY: check format
check:
	@sh selftest/build/check.sh

format:
	clang-format -i $(ALL_C) $(ALL_H) $(ALL_CPP)

# ---- install ----
.PHONY: install uninstall clean help
TO = $(DESTDIR)$(PREFIX)
install:
	@$(MAKE) VARIANT=release all
	sh selftest/build/install.sh '$(BUILD)/release' '$(DESTDIR)' '$(PREFIX)' '$(VERSION)'

uninstall:
	rm -rf '$(TO)/include/seedbed' '$(TO)/include/seedbed.h' '$(TO)/bin/seedbed'
	rm -f '$(TO)'/lib/libseedbed.a '$(TO)'/lib/libseedbed.so* '$(TO)'/lib/libseedbed*.dylib
	rm -f '$(TO)'/lib/pkgconfig/seedbed.pc '$(TO)'/lib/pkgconfig/seedbed-core.pc '$(TO)'/lib/pkgconfig/seedbed-sqlite.pc '$(TO)'/lib/pkgconfig/seedbed-postgres.pc
	rm -rf '$(TO)/lib/cmake/Seedbed'

clean:
	rm -rf $(addprefix $(BUILD)/,$(VARIANTS))

help:
	@sed -n 's/^#  *\(make .*\)/\1/p' Makefile
	@echo
	@echo "make demo            the example application, tested in a sandbox (demo-broken: how failures look)"
	@echo "make test            everything that must pass, on all cores (-jN: on N); BUILD/test has what each part said"
	@echo "                     test-san, test-tsan, test-valgrind, test-slurm, torture, cov go further"
	@echo "make bench           ratios against other frameworks (BENCH_LEAVE_OUT=criterion: without its slow 10,000 tests)"
	@echo "make check           layers, limits of size, headers, format (format: apply it)"
	@echo "make deps            find what is missing on this machine, and install it"
	@echo "make golden-update   take the present outputs as the expected ones (docs: the pages made of them)"
	@echo "make install         PREFIX=/usr/local DESTDIR= (uninstall, clean)"
