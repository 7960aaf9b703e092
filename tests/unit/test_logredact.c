/*
 * tests/unit/test_logredact.c
 * Purpose: what is personal goes out of old rows, and nothing else changes.
 */
#include "libar/logredact.h"

#include <sys/file.h>

#include "tests/unit/logtext.h"

#define ROW(day, id, customer, to, text) "\"T\",2026-09-" day "," id \
	",note," customer ",\"I,1\",,,,,,,," to ",,,,,x," text "\n"
#define OLD(customer) ROW("01", "", customer, "a@b", "\"so, \"\"so\"\"\"")
#define BARE(customer) ROW("01", "", customer, "", "")
#define NEW(customer) ROW("02", "", customer, "a@b", "so")
#define SENT "T,2026-09-01,A-EUR-over-20260901,sent,B,,,,,,,,,a@b,,,,,,\n"
#define SENT_BARE "T,2026-09-01,A-EUR-over-20260901,sent,B,,,,,,,,,,,,,,,\n"

static const struct redact_row {
	const char *name, *in, *customer, *after, *said;
	enum ar_exit status;
} redact_rows[] = {
	{"all of the old", HEAD OLD("A") NEW("A") OLD("B") SENT, "",
	    HEAD BARE("A") NEW("A") BARE("B") SENT_BARE,
	    "3 of 4 rows redacted", AR_EXIT_OK},
	{"one customer's", HEAD OLD("A") NEW("A") OLD("B") SENT, "A",
	    HEAD BARE("A") NEW("A") OLD("B") SENT_BARE,
	    "2 of 4 rows redacted", AR_EXIT_OK},
	{"none", HEAD BARE("A") NEW("A"), "", HEAD BARE("A") NEW("A"),
	    "0 of 2 rows redacted", AR_EXIT_OK},
	{"an empty log", "", "", "", "0 of 0", AR_EXIT_OK},
	{"only a text", HEAD ROW("01", "", "A", "", "\" so\""), "",
	    HEAD BARE("A"), "1 of 1", AR_EXIT_OK},
	{"a torn end goes first", HEAD OLD("A") "T,", "", HEAD BARE("A"),
	    "[torn-log]", AR_EXIT_OK},
	{"empty lines", HEAD OLD("A") "\n" OLD("B"), "", HEAD OLD("A") "\n"
	    OLD("B"), "there are empty lines", AR_EXIT_DATA},
	{"other line ends", HEAD "T,2026-09-01,,note,A,,,,,,,,,a,,,,,,\r\n",
	    "", HEAD "T,2026-09-01,,note,A,,,,,,,,,a,,,,,,\r\n",
	    "or other line ends", AR_EXIT_DATA},
	{"a bad row", HEAD OLD("A") "1,2\n", "", HEAD OLD("A") "1,2\n",
	    "field-count", AR_EXIT_DATA},
};

static void
run(struct ar_cli *cli, const char *log, const void *how)
{
	const struct ar_log_redaction wish = {
		.customer = ar_slice_of(how),
		.before = ar_day_of((struct ar_ymd){2026, 9, 2}),
	};

	ar_log_redact(cli, log, &wish);
}

static void
test_redact(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(redact_rows); i++) {
		const struct redact_row *row = &redact_rows[i];
		const char *path = scratch_write("l", ar_slice_of(row->in));
		struct ar_buf got;
		struct stat st;
		int status;

		assert_int_equal(chmod(path, 0640), 0);
		(void)unlink(scratch_path("l.torn"));
		scratch_listen();
		got = log_run(run, path, row->customer, &status);
		if (status != (int)row->status ||
		    strstr(scratch_heard(), row->said) == NULL)
			fail_msg("%s: %d, %s", row->name, status,
			    scratch_heard());
		(void)scratch_stop(NULL);
		assert_string_equal(got.p, "");
		ar_buf_free(&got);
		got = scratch_read(path);
		if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->after)))
			fail_msg("%s: %.*s", row->name, (int)got.n, got.p);
		ar_buf_free(&got);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0640);
		(void)unlink(scratch_path("l.torn"));
		assert_int_equal(scratch_count(), 2);   /* and `out` */
	}
}

static void
test_locked(void **state)
{
	const char *path = scratch_write("l", AR_S(HEAD OLD("A")));
	int fd = open(path, O_RDWR), status;
	struct ar_buf got;

	(void)state;
	assert_int_equal(flock(fd, LOCK_SH), 0);
	scratch_listen();
	got = log_run(run, path, "", &status);
	(void)scratch_stop(NULL);
	assert_int_equal(status, AR_EXIT_BUSY);
	ar_buf_free(&got);
	got = scratch_read(path);
	assert_slice(ar_buf_slice(&got), AR_S(HEAD OLD("A")));
	ar_buf_free(&got);
	(void)close(fd);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_redact), TEST(test_locked),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
