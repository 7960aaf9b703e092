# Build, check and install artools.  GNU make; there is no configure step.
#
#   make              all programs, into build/
#   make deps         install what building and checking need (Debian, root)
#   make check        all tests;  make check TESTS='tests/cmd/ar-age.test'
#   make check-long   what takes minutes: years of reminders, many writers,
#                     ten million rows
#   make fuzz         readers and programs on texts of chance;  SECONDS=600
#   make fuzz-guided  the same, led by what code a text reaches; needs clang
#   make faults       every call of every tool goes wrong once; FAULTS='-s 9'
#                     is less of it, of a loop of a run in seconds
#   make simulate     years of a firm whose tools are killed and find no room;
#                     YEARS=100 SEED=1
#   make coverage     which branches no test takes; build-cov/
#   make mutants      changes of the code that no test notices; takes an hour;
#                     FILES='money date' are these alone
#   make reproducible whether another folder gives the same bytes
#   make lint         style, layers, manual pages, static analysis
#   make bench        speed beside other programs
#   make demo         an aging from the example of a nightly run
#   make install      PREFIX=/usr/local  DESTDIR=  BINDIR=  MANDIR=  DOCDIR=
#                     BASHDIR=  ZSHDIR=  FISHDIR=  for completions
#
# V=1 shows the commands, DEV=1 makes warnings errors, SAN=1 builds with
# sanitizers into build-san/, SAN=thread with that of threads into
# build-san-thread/, PORTABLE=1 without code for one processor into
# build-portable/, B=DIR builds into DIR.  CC, CFLAGS, CPPFLAGS, LDFLAGS and
# LDLIBS are yours: what they say is added to what is set here.

VERSION = 0.1.0

PREFIX  = /usr/local
BINDIR  = $(PREFIX)/bin
MANDIR  = $(PREFIX)/share/man
DOCDIR  = $(PREFIX)/share/doc/artools
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d
B       = build$(if $(SAN),-san)$(filter -thread,-$(SAN))$(if \
          $(PORTABLE),-portable)

CMDS    = $(patsubst cmd/%.c,%,$(wildcard cmd/ar-*.c))
SYSTEMS = $(addsuffix .map,$(sort $(basename $(wildcard libar/systems/*.map))))
LIBOBJS = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard libar/*.c)) \
          libar/systemtexts.c)
UNIT    = $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/*.c))
FUZZ    = $(patsubst tests/fuzz/%/,$(B)/tests/fuzz/%,$(wildcard tests/fuzz/*/))
FUZZER  = $(patsubst %,$(B)/tests/fuzz/%.o,file $(if $(GUIDED),,chance main))
FAULT   = $(B)/tests/faults/fault.so
DISTURB = $(B)/tests/simulate/fault.so
PAGES   = $(wildcard man/*.[157])
COMPLETE = $(CMDS:%=bash/%) $(CMDS:%=zsh/_%) $(CMDS:%=fish/%.fish)
SHARED  = $(shell find examples -type f)
DEPS    = libcsv-dev zlib1g-dev libsmartcols-dev libcmocka-dev \
          shelltestrunner bats jq mandoc shellcheck clang-tidy cppcheck \
          clang python3 python3-openpyxl strace faketime locales

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
       -Wformat=2 -Wnull-dereference -Wstrict-prototypes \
       -Wmissing-prototypes -Wold-style-definition -Wcast-qual -Wvla \
       -Walloca -Wundef -Wswitch-enum -Wfloat-conversion -Wfloat-equal \
       -Wdouble-promotion -Wwrite-strings -Wpointer-arith -Wdate-time \
       -Wimplicit-fallthrough $(if $(DEV),-Werror)
# What not every compiler knows; $(B)/have/flags has those that this one does.
# The last level of _FORTIFY_SOURCE that it accepts is the one that counts.
# -fzero-call-used-regs is left out: in every small function, it cost 6 % of
# the instructions of an aging.  -Wformat-truncation=2 doubts what is cut on
# purpose.  Sanitizers want to see the code as it stands.
COMMA = ,
FORTIFY = -Wp$(COMMA)-U_FORTIFY_SOURCE$(COMMA)-D_FORTIFY_SOURCE
HARDEN = -fstack-protector-strong -fstack-clash-protection \
       -fcf-protection=full -mbranch-protection=standard \
       -ftrivial-auto-var-init=zero $(if $(findstring _FORTIFY_SOURCE,\
       $(CPPFLAGS) $(CFLAGS)),,$(FORTIFY)=2 $(FORTIFY)=3)
MAYBE = $(if $(SAN),,$(HARDEN)) $(if $(DEV),-Wformat-overflow=2 \
       -Wcast-align=strict -Warith-conversion -Wduplicated-cond \
       -Wduplicated-branches -Wlogical-op -Wstringop-overflow=4 \
       -Warray-bounds=2 -Wimplicit-fallthrough=5 -Wjump-misses-init \
       -Wtrampolines)
ifdef SAN
SANITIZE = -fsanitize=$(if $(filter thread,$(SAN)),thread,address,undefined) \
       -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
COUNTED = -O0 --coverage -Wno-maybe-uninitialized
CPPFLAGS_ALL = -D_GNU_SOURCE -DAR_VERSION='"$(VERSION)"' -I. \
       $(if $(PORTABLE),-DAR_PORTABLE) $(CPPFLAGS)
CFLAGS_ALL = -std=gnu11 $(if $(SAN),-O1,-O2) -g -pthread -fPIE -fno-common \
       -ffile-prefix-map='$(CURDIR)=.' $$(cat $(B)/have/flags) $(SANITIZE) \
       $(WARN) $(CFLAGS)
LIBS = -lcsv -lz -lsmartcols -lm
LDFLAGS_ALL = -pthread -pie -Wl,-z,relro,-z,now,-z,noexecstack \
       -Wl,-z,separate-code,--as-needed $(SANITIZE) $(LDFLAGS)

Q    = $(if $(V),,@)
say  = $(if $(V),@:,@printf '  %-4s %s\n') # $(say) WORD FILE

all: $(CMDS:%=$(B)/%) $(B)/libar.a $(COMPLETE:%=$(B)/completions/%)

# Found missing, a library is named before the compiler stumbles over it.
# Beside `make deps all` nothing starts before the packages are there.
$(B)/have/%: | $(filter deps,$(MAKECMDGOALS))
	@mkdir -p $(@D)
	@echo '#include <$*>' | $(CC) $(CPPFLAGS_ALL) -E - >/dev/null 2>&1 || \
	    { echo "$*: missing; install the libraries with: make deps" >&2; \
	    exit 1; }
	@touch $@

# Asked again where the question is another one than the last time.
$(B)/have/flags: always | $(filter deps,$(MAKECMDGOALS))
	@mkdir -p $(@D)
	@echo $(CC) $(CPPFLAGS) $(CFLAGS) $(MAYBE) >$@.new
	@cmp -s $@.new $@.asked || { for f in $(MAYBE); do \
	    echo '#include <stdio.h>' | $(CC) -O2 $(CPPFLAGS) $(CFLAGS) \
	        -Werror $$f -x c -c -o $@.o - 2>/dev/null && echo "$$f"; \
	    done >$@; mv $@.new $@.asked; }

$(B)/%.o: %.c Makefile | $(B)/have/flags $(B)/have/csv.h $(B)/have/zlib.h \
	    $(B)/have/libsmartcols/libsmartcols.h
	$(say) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) -include libar/banned.h \
	    $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# The maps of known systems become texts of the library; the folder is newer
# than these where a map came or went.
$(B)/libar/systemtexts.c: libar/systems libar/systems/embed.awk $(SYSTEMS)
	$(say) GEN $@
	@mkdir -p $(@D)
	$(Q)awk -f libar/systems/embed.awk $(SYSTEMS) >$@

$(B)/libar/systemtexts.o: $(B)/libar/systemtexts.c Makefile | $(B)/have/flags
	$(say) CC $<
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(B)/libar.a: $(LIBOBJS)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcsD $@ $^

$(CMDS:%=$(B)/%): $(B)/%: $(B)/cmd/%.o $(B)/libar.a
	$(say) LD $@
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

# Shells complete what a program says that it takes.
$(CMDS:%=$(B)/completions/bash/%): $(B)/completions/bash/%: $(B)/%
$(CMDS:%=$(B)/completions/zsh/_%): $(B)/completions/zsh/_%: $(B)/%
$(CMDS:%=$(B)/completions/fish/%.fish): $(B)/completions/fish/%.fish: $(B)/%
$(COMPLETE:%=$(B)/completions/%): cmd/completions.awk
	$(say) GEN $@
	@mkdir -p $(@D)
	$(Q)$(filter-out %.awk,$^) --help | \
	    awk -v shell=$(notdir $(@D)) -f cmd/completions.awk >$@

$(UNIT:$(B)/tests/%=$(B)/tests/unit/%.o): | $(B)/have/cmocka.h
$(UNIT): $(B)/tests/%: $(B)/tests/unit/%.o $(B)/libar.a
	$(say) LD $@
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ -lcmocka $(LIBS) \
	    $(LDLIBS)

$(FUZZ): $(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(FUZZER) $(B)/libar.a
	$(say) LD $@
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) $(LDLIBS)

-include $(LIBOBJS:.o=.d) $(CMDS:%=$(B)/cmd/%.d) $(FUZZ:%=%.d) $(FUZZER:.o=.d) \
	$(UNIT:$(B)/tests/%=$(B)/tests/unit/%.d)

# What the named tests run, or all; a bats file may run any of the helpers.
WANTED = $(if $(TESTS),$(patsubst tests/unit/%.c,$(B)/tests/%,$(filter \
         %.c,$(TESTS))) $(if $(filter %.bats,$(TESTS)),$(filter-out \
         $(B)/tests/test_%,$(UNIT)) $(FUZZ) $(FAULT) $(DISTURB)),\
         $(UNIT) $(FUZZ) $(FAULT) $(DISTURB))
check: all $(WANTED)
	@B=$(B) tests/run $(TESTS)

check-long: all $(DISTURB)
	@B=$(B) AR_TEST_SECONDS=7200 AR_TEST_YEARS=1000 AR_TEST_ROWS=2000 \
	    AR_TEST_LEDGERS=500 AR_TEST_DAYS=365 L1_ROWS=10000000 \
	    tests/run tests/properties.bats tests/dunning.bats \
	    tests/faults.bats tests/simulate.bats

# A target is a folder of tests/fuzz, its corpus, and the file beside it.  All
# are put texts of chance, for SECONDS each.
SECONDS = 60
fuzz: all $(FUZZ)
	@for f in $(FUZZ); do echo "$$f"; \
	    $$f -s $(SECONDS) tests/fuzz/$${f##*/}/* || exit 1; done

# Texts that reach new code are kept in build-guided/corpus.
fuzz-guided: $(FUZZ)
	+@tests/fuzz/guided "$(B)" $(SECONDS) $(MAKE) B=build-guided GUIDED=1 \
	    CC=clang SAN=1 CFLAGS=-fsanitize=fuzzer-no-link \
	    LDFLAGS=-fsanitize=fuzzer $(FUZZ:$(B)/%=build-guided/%)

$(FAULT): tests/faults/fault.c Makefile
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -O2 -g -pthread -fPIC -shared \
	    $(WARN) -o $@ $<

faults: all $(FAULT)
	@tests/faults/faults $(FAULTS) $(B) $(FAULT)
	@tests/faults/pipes $(B) $(FAULT)

# Not of the sanitizers' making: it is loaded before what they need.
$(DISTURB): tests/simulate/fault.c Makefile
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -D_GNU_SOURCE -O2 $(WARN) -shared -fPIC -o $@ $<

YEARS = 4
SEED = 1
simulate: all $(DISTURB)
	@PATH="$(abspath $(B)):$$PATH" AR_FAULT_LIBRARY="$(abspath $(DISTURB))" \
	    tests/simulate/simulate.py --years $(YEARS) --seed $(SEED)

coverage:
	@find build-cov -name '*.gcda' -delete 2>/dev/null || true
	+@$(MAKE) B=build-cov CFLAGS='$(COUNTED) $(CFLAGS)' \
	    LDFLAGS='--coverage $(LDFLAGS)' \
	    TESTS='$(wildcard tests/unit/test_*.c tests/cmd/*.test)' check
	@tests/coverage build-cov

mutants: all $(UNIT)
	@tests/mutate/mutate $(MUTATE) $(B) $(FILES)

reproducible: all
	@tests/reproducible $(B) $(foreach v,CC CFLAGS CPPFLAGS LDFLAGS LDLIBS \
	    DEV PORTABLE SAN,$(v)='$($(v))')

lint: headers
	@tests/lint

headers: $(B)/have/flags
	@for h in $$(grep -l '^#ifndef AR_' libar/*.h); do \
	    $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -Werror -fsyntax-only \
	        -include "$$h" -x c /dev/null || exit 1; done

BENCH   = $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
$(BENCH): $(B)/bench/%: tests/bench/%.c Makefile | $(B)/have/flags \
	    $(B)/have/csv.h
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< \
	    -lcsv -lz $(LDLIBS)

# ROWS=10000000 RESULTS=tests/bench/RESULTS.md is what is kept.
ROWS = 1000000
bench: all $(BENCH)
	@B=$(B) PATH="$(abspath $(B)):$$PATH" tests/bench/reading.py \
	    -n $(ROWS) $(RESULTS:%=-o %)
	@PATH="$(abspath $(B)):$$PATH" tests/bench/bench.py

demo: all
	@PATH="$(abspath $(B)):$$PATH" examples/nightly/demo

install: all
	$(Q)for c in $(CMDS); do \
	    install -D $(B)/$$c "$(DESTDIR)$(BINDIR)/$$c" || exit 1; done
	$(Q)for p in $(PAGES); do install -D -m 644 $$p \
	    "$(DESTDIR)$(MANDIR)/man$${p##*.}/$${p##*/}" || exit 1; done
	$(Q)for f in $(SHARED); do m=644; [ ! -x $$f ] || m=755; \
	    install -D -m $$m $$f "$(DESTDIR)$(DOCDIR)/$$f" || exit 1; done
	$(Q)for f in $(COMPLETE); do \
	    install -D -m 644 $(B)/completions/$$f $(COMPLETED) || exit 1; done

# Where the file $f of COMPLETE is installed.
COMPLETED = "$(DESTDIR)$$(case $$f in bash/*) echo $(BASHDIR) ;; \
    zsh/*) echo $(ZSHDIR) ;; *) echo $(FISHDIR) ;; esac)/$$(basename $$f)"

uninstall:
	$(Q)for c in $(CMDS); do rm -f "$(DESTDIR)$(BINDIR)/$$c"; done
	$(Q)for p in $(PAGES); do \
	    rm -f "$(DESTDIR)$(MANDIR)/man$${p##*.}/$${p##*/}"; done
	$(Q)for f in $(SHARED); do rm -f "$(DESTDIR)$(DOCDIR)/$$f"; done
	$(Q)for f in $(COMPLETE); do rm -f $(COMPLETED); done
	$(Q)[ ! -d "$(DESTDIR)$(DOCDIR)" ] || \
	    find "$(DESTDIR)$(DOCDIR)" -depth -type d -empty -delete

installcheck:
	@for c in $(CMDS); do \
	    "$(DESTDIR)$(BINDIR)/$$c" --version | grep -F '$(VERSION)' && \
	    test -s "$(DESTDIR)$(MANDIR)/man1/$$c.1" || \
	    { echo "$$c is not properly installed" >&2; exit 1; }; done
	@for f in $(COMPLETE); do test -s $(COMPLETED) || \
	    { echo "$$f is not properly installed" >&2; exit 1; }; done

TARBALL = artools-$(VERSION)
dist:
	@mkdir -p $(B)
	git archive --prefix=$(TARBALL)/ -o $(B)/$(TARBALL).tar.gz HEAD

distcheck: dist
	@rm -rf $(B)/dist && mkdir -p $(B)/dist
	tar -xzf $(B)/$(TARBALL).tar.gz -C $(B)/dist
	+$(MAKE) -C $(B)/dist/$(TARBALL) B=build check
	+for t in install installcheck uninstall; do $(MAKE) B=build \
	    -C $(B)/dist/$(TARBALL) DESTDIR=$(CURDIR)/$(B)/dist/root $$t || \
	    exit 1; done
	@test -z "$$(find $(B)/dist/root -type f)"

deps:
	@want=; for p in $(DEPS); do \
	    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | \
	    grep -q 'ok installed' || want="$$want $$p"; done; \
	if [ -z "$$want" ]; then exit 0; fi; \
	if [ "$$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then \
	    echo "these packages are missing:$$want" >&2; exit 1; fi; \
	echo "  apt-get install$$want"; export DEBIAN_FRONTEND=noninteractive; \
	apt-get -qq update && apt-get -qq -o Dpkg::Use-Pty=0 install -y \
	    --no-install-recommends $$want >/dev/null

clean:
	rm -rf build build-san* build-portable build-clang build-cov build-guided

.PHONY: all always bench check check-long coverage fuzz mutants \
	reproducible lint headers demo install uninstall installcheck dist \
	distcheck deps clean fuzz-guided faults simulate
.DELETE_ON_ERROR:
.SECONDARY:
