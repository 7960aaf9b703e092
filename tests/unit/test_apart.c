/*
 * tests/unit/test_apart.c
 * Purpose: what work in a process of its own may do without harm.
 */
#include "libar/apart.h"

#include <signal.h>

#include "tests/unit/scratch.h"

/* What the child leaves, and what a handler of atexit(3) does in it. */
static struct shared {
	int done, handled;
} *shared;
static bool watched;

static void
on_exit_of_anyone(void)
{
	if (watched)
		shared->handled++;
}

static int
work_well(void *with)
{
	shared->done = *(int *)with;
	return 0;
}

static int
fail_with(void *with)
{
	return *(int *)with;
}

static int
end_by_exit(void *with)
{
	exit(*(int *)with);
}

static int
end_by_signal(void *with)
{
	(void)signal(*(int *)with, SIG_DFL);
	return raise(*(int *)with);
}

static int
complain(void *with)
{
	return write(STDERR_FILENO, with, 1) == 1 ? 0 : 1;
}

static const struct {
	const char *name;
	int (*work)(void *);
	int with, result;
} rows[] = {
	{"it works", work_well, 7, AR_OK},
	{"it fails", fail_with, 1, AR_EDATA},
	{"it fails with what exit would cut", fail_with, 256, AR_EDATA},
	{"it ends with 0", end_by_exit, 0, AR_EDATA},
	{"it ends with 3", end_by_exit, 3, AR_EDATA},
	{"a crash", end_by_signal, SIGSEGV, AR_EDATA},
	{"killed", end_by_signal, SIGKILL, AR_EDATA},
	{"it complains", complain, 'x', AR_EDATA},
};

static void
run_all(void)
{
	for (size_t i = 0; i < ROWS(rows); i++) {
		int with = rows[i].with;

		*shared = (struct shared){0};
		scratch_listen();
		watched = true;
		if (ar_apart(rows[i].work, &with) != rows[i].result)
			fail_msg("%s", rows[i].name);
		watched = false;
		assert_string_equal(scratch_heard(), "");
		assert_int_equal(shared->handled, 0);
		assert_int_equal(shared->done, i == 0 ? 7 : 0);
	}
}

static void
test_work(void **state)
{
	(void)state;
	run_all();
}

/* A parent that does not want to hear of its children hears of this one. */
static void
test_children_ignored(void **state)
{
	struct sigaction now;

	(void)state;
	(void)signal(SIGCHLD, SIG_IGN);
	run_all();
	assert_int_equal(sigaction(SIGCHLD, NULL, &now), 0);
	assert_ptr_equal(now.sa_handler, SIG_IGN);
	(void)signal(SIGCHLD, SIG_DFL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_children_ignored),
	};

	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || atexit(on_exit_of_anyone) != 0)
		return 1;
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
