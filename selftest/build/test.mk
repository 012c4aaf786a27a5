# test.mk -- what `make test` runs after the build: parts and integration scripts, as many side by side as `make -j` says.
#
#     make -f selftest/build/test.mk -j2 BUILD=build [all | integration]
#
# What each says is printed in one piece when it ends, and kept as $(BUILD)/test/<name>.log. One that fails does not keep the others from
# running; the last line adds up what all say: "N passed, N failed". Whatever needs PostgreSQL starts a server for itself, so that nobody
# sees another's databases and roles; where the environment names one (SEEDBED_TEST_POSTGRES), everything runs one after the other on it.
BUILD := build
RELEASE := $(BUILD)/release
DEBUG := $(BUILD)/debug
PARTS := bootstrap selftest spawn_each golden torture spawn none
SCRIPTS := $(addprefix integration/,$(filter-out run lib_%,$(patsubst selftest/integration/%.sh,%,$(wildcard selftest/integration/*.sh))))
# The longest come first, so that none is left over at the end; and beside parts that keep all processors busy, scripts that wait a lot.
FIRST := bootstrap selftest $(addprefix integration/,starts guard_postgres unaware strict) spawn_each \
	$(addprefix integration/,unlock languages check) golden torture $(addprefix integration/,refused faults contract) spawn
JOBS = $(filter $(PARTS) $(SCRIPTS),$(FIRST)) $(filter-out $(FIRST),$(PARTS) $(SCRIPTS))

MAKEFLAGS += --no-print-directory $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
ifneq ($(SEEDBED_TEST_POSTGRES),)
.NOTPARALLEL:
endif
.PHONY: all integration clear $(PARTS) $(SCRIPTS)
all: $(JOBS)
	@sh selftest/build/sum.sh $(BUILD)/test
integration: $(filter $(SCRIPTS),$(JOBS))
	@sh selftest/build/sum.sh $(BUILD)/test integration
clear:
	@rm -rf $(BUILD)/test
	@mkdir -p $(BUILD)/test/integration
$(PARTS) $(SCRIPTS): clear

PART = @sh selftest/build/part.sh $(BUILD)/test/$@ sh
bootstrap: ; $(PART) selftest/bootstrap/run.sh $(DEBUG)
selftest: ; $(PART) selftest/build/selftest.sh $(DEBUG)
# How workers start and tests are isolated is nothing to the tests that need a server, which take the most time: integration/contract.sh
# starts sandboxes on it both ways.
spawn spawn_each none: export SEEDBED_TEST_POSTGRES :=
# What a process cannot touch, functions of their arguments, has nothing to say in another kind of process: matchers, differences, kinds of
# generated values, the people of each locale, checks and types as they are read. Whatever has to do with processes, output, sandboxes, fixtures or
# reports belongs in all parts.
PURE := matcher_* diff diff_* kinds kinds_[hnpt]* generated_people checks types form fold words fit plausible plausible_facts value_print utf8 \
	spread permute sha256 json_text nearest duration
# A program started anew for each test is all that a part costs: not for what would only say that it needs a server, nor for factories, which
# leave nothing in a process that the other parts would not see.
SERVED := pg_[abceiktu]* pg_drawn pg_hidden pg_look pg_roles pg_s[ceu]*
FACTORIES := yaml yaml_wrong source declared checked filled nouns bulk_unique bulk_above same_rows school_factories generated_users one_person
LESS = $(foreach name,$(1),'!$(name)')
spawn: ; $(PART) selftest/build/selftest.sh $(DEBUG) --start=spawn $(call LESS,$(PURE))
spawn_each: ; $(PART) selftest/build/selftest.sh $(DEBUG) --start=spawn --isolate=test $(call LESS,$(PURE) $(SERVED) $(FACTORIES))
none: ; $(PART) selftest/build/selftest.sh $(DEBUG) --isolate=none $(call LESS,$(PURE))
golden: ; $(PART) selftest/golden/run.sh $(DEBUG)
# Of the optimised build, as `make torture`, because it is long work; the samples of matchers are those that golden/ has.
torture: export GOLDEN := $(DEBUG)/golden
torture: ; $(PART) selftest/torture/run.sh $(RELEASE) --short
$(SCRIPTS): ; $(PART) selftest/build/script.sh $(RELEASE) $(@F)
