/*
 * tests/unit/test_loghistory.c
 * Purpose: the rows of one customer, as they stand in the log.
 */
#include "libar/loghistory.h"

#include <sys/file.h>

#include "tests/unit/logtext.h"

#define ROW(id, event, customer) \
	"T,2026-09-29," id "," event "," customer ",,,,,,,,,,,,,,x,\n"
#define RUN ROW("", "run", "")

static const struct of_row {
	const char *name, *id;
	uint8_t event;
	const char *customer;
	bool is_of;                     /* A */
} of_rows[] = {
	{"his own", "", AR_EVENT_NOTE, "A", true},
	{"another's", "", AR_EVENT_NOTE, "B", false},
	{"his account's", "A-EUR-over-20260929", AR_EVENT_PLANNED, "B", true},
	{"another account's", "B-EUR-over-20260929", AR_EVENT_PLANNED, "A",
	    true},
	{"neither", "B-EUR-over-20260929", AR_EVENT_PLANNED, "C", false},
	{"longer", "A-B-EUR-over-20260929", AR_EVENT_SENT, "C", false},
	{"the id of a plan", "A-EUR-over-20260929", AR_EVENT_PLAN, "B",
	    false},
	{"no id", "A-over", AR_EVENT_SENT, "B", false},
	{"of nobody", "", AR_EVENT_RUN, "", false},
};

static void
test_is_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(of_rows); i++) {
		const struct ar_log_row row = {
			.action_id = ar_slice_of(of_rows[i].id),
			.event = of_rows[i].event,
			.customer_id = ar_slice_of(of_rows[i].customer),
		};

		if (ar_log_is_of(&row, AR_S("A")) != of_rows[i].is_of)
			fail_msg("%s", of_rows[i].name);
	}
}

static void
run(struct ar_cli *cli, const char *log, const void *how)
{
	ar_log_history(cli, log, ar_slice_of(how));
}

static const struct history_row {
	const char *name, *in, *want;
	enum ar_exit status;
} history_rows[] = {
	{"none", HEAD, HEAD, AR_EXIT_OK},
	{"an empty log", "", HEAD, AR_EXIT_OK},
	{"as it stands", HEAD "\"T\",2026-09-29,,\"note\",A,,,,,,,,,,,,,,x,"
	    "\"\"\n" ROW("", "note", "B") ROW("A-EUR-over-20260929", "sent",
	    "C") RUN, HEAD "\"T\",2026-09-29,,\"note\",A,,,,,,,,,,,,,,x,"
	    "\"\"\n" ROW("A-EUR-over-20260929", "sent", "C"), AR_EXIT_OK},
	{"a bad row at the end", HEAD ROW("", "note", "A") "1,2\n", "",
	    AR_EXIT_DATA},
	{"no log", "a\n", "", AR_EXIT_USAGE},
};

static void
test_history(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(history_rows); i++) {
		const struct history_row *row = &history_rows[i];
		struct ar_buf got;
		int status;

		scratch_listen();
		got = log_run(run, scratch_write("l", ar_slice_of(row->in)),
		    "A", &status);
		(void)scratch_stop(NULL);
		if (status != (int)row->status || strcmp(got.p, row->want) != 0)
			fail_msg("%s: %d, %s", row->name, status, got.p);
		ar_buf_free(&got);
	}
}

/* Whoever writes is not waited for. */
static void
test_takes_no_lock(void **state)
{
	const char *path = scratch_write("l", AR_S(HEAD ROW("", "note",
	    "A")));
	int fd = open(path, O_RDWR), status;
	struct ar_buf got;

	(void)state;
	assert_int_equal(flock(fd, LOCK_EX), 0);
	got = log_run(run, path, "A", &status);
	assert_int_equal(status, AR_EXIT_OK);
	assert_string_equal(got.p, HEAD ROW("", "note", "A"));
	ar_buf_free(&got);
	(void)close(fd);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_is_of), TEST(test_history),
		TEST(test_takes_no_lock),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
