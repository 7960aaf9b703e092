/*
 * tests/unit/test_logfile.c
 * Purpose: a log is read, mended and appended to; ids of actions.
 */
#include "libar/logfile.h"

#include <errno.h>
#include <sys/syscall.h>

#include "tests/unit/logtext.h"

#define TS "2026-09-29T05:00:00Z,2026-09-29,"
#define PLAN(c) TS c "-EUR-over-20260929,planned," c ",I" c ",,EUR,over,std," \
	"3,email,billing,a@" c ".example,1.50,,,2026-08-30,ar-remind,\n"
#define RUN TS ",run,,,,,,,,,,,,,,,ar-remind,\n"
#define NOTE(c) TS ",note," c ",,,,,,,,,,,,,,anna,\"so, so\"\n"
#define BROKEN(c) TS c "-EUR-broken-20260929,promise-broken," c ",I,,EUR,,," \
	",,,,5,,,2026-09-01,\"ar-remind\",\n"

static struct ar_diag *diag;
static struct ar_buf seen;              /* event:customer */
static int each_says;
static struct {
	unsigned syncs, writes;
	bool full;
} system_is;

/* Before those of libc. */
int
fsync(int fd)
{
	(void)fd;
	system_is.syncs++;
	return 0;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (fd == STDERR_FILENO)
		return syscall(SYS_write, fd, bytes, n);
	system_is.writes++;
	if (!system_is.full)
		return syscall(SYS_write, fd, bytes, n);
	errno = ENOSPC;
	return n > 10 ? syscall(SYS_write, fd, bytes, (size_t)10) : -1;
}

int
ftruncate(int fd, off_t size)
{
	errno = EIO;
	return system_is.full ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

static int
begin(void **state)
{
	memset(&system_is, 0, sizeof system_is);
	diag = ar_diag_new("t");
	seen.n = 0;
	each_says = AR_OK;
	return scratch_make(state);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_diag_free(diag);
	ar_buf_free(&seen);
	return scratch_remove(state);
}

static int
see(void *to, const struct ar_row *row, const struct ar_log_row *r)
{
	struct ar_slice event = ar_word(ar_event_words, r->event);

	assert_true(row->raw.n > 0);
	ar_buf_addf(to, "%.*s:%.*s ", (int)event.n, event.p,
	    (int)r->customer_id.n, r->customer_id.p);
	if (each_says != AR_OK)
		ar_diag_refuse(diag, &(struct ar_say){AR_M_LOG_ROW, row->at,
		    {0}, {"it is so"}});
	return each_says;
}

static int
open_log(struct ar_logfile **log, const char *path,
    enum ar_statefile_mode mode)
{
	const struct ar_logfile_wish wish = {.mode = mode, .each = see,
	    .to = &seen};

	return ar_logfile_open(log, path, &wish, diag);
}

/* want NULL: it is not there. */
static void
expect_file(const char *row, const char *name, const char *want)
{
	struct ar_buf got = {0};

	if (access(scratch_path(name), F_OK) == 0)
		got = scratch_read(scratch_path(name));
	else if (want == NULL)
		return;
	if (want == NULL || !ar_slice_eq(ar_buf_slice(&got),
	    ar_slice_of(want)))
		fail_msg("%s: %s holds\n%.*s", row, name, (int)got.n, got.p);
	ar_buf_free(&got);
}

static const struct open_row {
	const char *name, *in, *seen;
	const char *kept, *moved;       /* by a writer; NULL: nothing */
	const char *said;               /* of what is torn */
} open_rows[] = {
	{"nothing", "", "", NULL, NULL, NULL},
	{"half a header", "ts,run_d", "", NULL, NULL, NULL},
	{"a header", HEAD, "", NULL, NULL, NULL},
	{"rows by hand", HEAD NOTE("A") NOTE("B"), "note:A note:B ",
	    NULL, NULL, NULL},
	{"a whole run", HEAD PLAN("A") BROKEN("A") RUN,
	    "planned:A promise-broken:A run: ", NULL, NULL, NULL},
	{"a run in a run's shadow", HEAD PLAN("A") RUN RUN,
	    "planned:A run: run: ", NULL, NULL, NULL},
	{"a torn run", HEAD PLAN("A") RUN PLAN("B") PLAN("C"),
	    "planned:A run: ", HEAD PLAN("A") RUN, PLAN("B") PLAN("C"),
	    "l:4: 272 bytes from here on are of a run that did not end; "},
	{"a torn run from the start", HEAD PLAN("A") BROKEN("A"), "", HEAD,
	    PLAN("A") BROKEN("A"), "l:2: "},
	{"a torn run behind a hand", HEAD PLAN("A") RUN NOTE("A") PLAN("B"),
	    "planned:A run: note:A ", HEAD PLAN("A") RUN NOTE("A"), PLAN("B"),
	    "l:5: "},
	{"half a line", HEAD NOTE("A") TS ",no", "note:A ", HEAD NOTE("A"),
	    TS ",no", "l:3: 35 bytes"},
	{"half a line of a run", HEAD PLAN("A") RUN PLAN("B") TS "C-E",
	    "planned:A run: ", HEAD PLAN("A") RUN, PLAN("B") TS "C-E",
	    "l:4: "},
	{"half a line behind a hand", HEAD PLAN("A") NOTE("B") TS,
	    "planned:A note:B ", HEAD PLAN("A") NOTE("B"), TS, "l:4: "},
	{"an empty line ends it", HEAD NOTE("A") "\n" PLAN("B"), "note:A ",
	    HEAD NOTE("A") "\n", PLAN("B"), "l:4: "},
	{"other line ends", HEAD TS ",note,A,,,,,,,,,,,,,,,\r\n", "note:A ",
	    NULL, NULL, NULL},
};

static void
check_open(const struct open_row *row, enum ar_statefile_mode mode)
{
	const char *path = scratch_write("l", ar_slice_of(row->in));
	bool reads = mode == AR_STATEFILE_READ;
	struct ar_logfile *log;

	(void)unlink(scratch_path("l.torn"));
	seen.n = 0;
	scratch_listen();
	assert_int_equal(open_log(&log, path, mode), AR_OK);
	ar_logfile_close(log);
	ar_buf_add(&seen, AR_S("\0"));
	if (strcmp(seen.p, row->seen) != 0)
		fail_msg("%s: saw %s", row->name, seen.p);
	if (strstr(scratch_heard(), row->said == NULL ? "" : row->said) ==
	    NULL || (row->said == NULL) != (scratch_heard()[0] == '\0'))
		fail_msg("%s: said %s", row->name, scratch_heard());
	if (row->said != NULL)
		assert_non_null(strstr(scratch_heard(), reads ?
		    "; ignored [torn-log]" : "/l.torn [torn-log]"));
	(void)scratch_stop(NULL);
	assert_int_equal(ar_diag_status(diag), AR_EXIT_OK);
	expect_file(row->name, "l", reads || row->kept == NULL ? row->in :
	    row->kept);
	expect_file(row->name, "l.torn", reads ? NULL : row->moved);
}

static void
test_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(open_rows); i++) {
		check_open(&open_rows[i], AR_STATEFILE_READ);
		check_open(&open_rows[i], AR_STATEFILE_WRITE);
		check_open(&open_rows[i], AR_STATEFILE_CREATE);
	}
}

static const struct bad_row {
	const char *name, *in, *said;
	enum ar_exit status;
	int each;
} bad_rows[] = {
	{"another header", "a,b\n1,2\n", "l:1: not a log", AR_EXIT_USAGE,
	    AR_OK},
	{"half another header", "a,b", "[bad-log]", AR_EXIT_USAGE, AR_OK},
	{"more columns", "x," HEAD, "[bad-log]", AR_EXIT_USAGE, AR_OK},
	{"a column more", HEAD_TEXT ",x\n", "[bad-log]", AR_EXIT_USAGE,
	    AR_OK},
	{"another line end", HEAD_TEXT "\r\n", "[bad-log]", AR_EXIT_USAGE,
	    AR_OK},
	{"a header that goes on", "ts,run_date\nx", "[bad-log]",
	    AR_EXIT_USAGE, AR_OK},
	{"gzip", "\x1f\x8b\x08 and so on\n", "[bad-log]", AR_EXIT_USAGE,
	    AR_OK},
	{"an event of none", HEAD TS ",fired,C,,,,,,,,,,,,,,,\n" PLAN("A"),
	    "l:2:event: 'fired' is not a known word", AR_EXIT_DATA, AR_OK},
	{"too few fields", HEAD "1,2\n" NOTE("A") TS,
	    "1 of 2 records refused (1 field-count); nothing was done",
	    AR_EXIT_DATA, AR_OK},
	{"a quote", HEAD NOTE("A") "\"1\n" NOTE("A"), "l:3:", AR_EXIT_DATA,
	    AR_OK},
	{"a row that does not fit", HEAD NOTE("A"), "l:2: the row does not "
	    "fit: it is so", AR_EXIT_DATA, AR_EDATA},
};

/* What is wrong stays as it is, a torn end too. */
static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * ROWS(bad_rows); i++) {
		const struct bad_row *row = &bad_rows[i / 2];
		struct ar_logfile *log;

		ar_diag_free(diag);
		diag = ar_diag_new("t");
		each_says = row->each;
		scratch_listen();
		assert_int_equal(open_log(&log, scratch_write("l",
		    ar_slice_of(row->in)), i % 2 == 0 ? AR_STATEFILE_READ :
		    AR_STATEFILE_WRITE), AR_ESTOP);
		if (strstr(scratch_heard(), row->said) == NULL)
			fail_msg("%s: %s", row->name, scratch_heard());
		assert_int_equal(ar_diag_status(diag), row->status);
		(void)scratch_stop(NULL);
		expect_file(row->name, "l", row->in);
		expect_file(row->name, "l.torn", NULL);
	}
}

static void
test_missing(void **state)
{
	struct ar_logfile *log;

	(void)state;
	scratch_listen();
	for (int mode = AR_STATEFILE_READ; mode <= AR_STATEFILE_WRITE; mode++)
		assert_int_equal(open_log(&log, scratch_path("l"),
		    (enum ar_statefile_mode)mode), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(scratch_count(), 0);
	assert_int_equal(open_log(&log, scratch_path("l"),
	    AR_STATEFILE_CREATE), AR_OK);
	assert_string_equal(scratch_code(), "new-log");
	ar_logfile_close(log);
	assert_int_equal(symlink("l", scratch_path("k")), 0);
	assert_int_equal(open_log(&log, scratch_path("k"),
	    AR_STATEFILE_READ), AR_ESTOP);
	assert_string_equal(scratch_code(), "not-a-file");
}

/* A run of many blocks, whose rows lie across their edges. */
static void
test_long_tail(void **state)
{
	static const size_t rows[] = {1, 500, 533, 534, 5000, 30000};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf text = {0}, got;
		const char *path;
		struct ar_logfile *log;

		ar_buf_add(&text, AR_S(HEAD NOTE("A") RUN));
		for (size_t j = 0; j < rows[i]; j++)
			ar_buf_add(&text, AR_S(PLAN("B")));
		path = scratch_write("l", ar_buf_slice(&text));
		(void)unlink(scratch_path("l.torn"));
		seen.n = 0;
		scratch_listen();
		assert_int_equal(open_log(&log, path, AR_STATEFILE_WRITE),
		    AR_OK);
		(void)scratch_stop(NULL);
		assert_int_equal(ar_logfile_size(log),
		    strlen(HEAD NOTE("A") RUN));
		ar_logfile_close(log);
		got = scratch_read(scratch_path("l.torn"));
		assert_int_equal(got.n, rows[i] * strlen(PLAN("B")));
		ar_buf_free(&got);
		ar_buf_free(&text);
	}
}

/* Of a run, and longer than what is looked at first. */
static void
test_long_line(void **state)
{
	enum { LONG = 300000 };
	struct ar_buf text = {0};
	struct ar_logfile *log;

	(void)state;
	ar_buf_add(&text, AR_S(HEAD NOTE("A")));
	ar_buf_add(&text, ar_slice(PLAN("B"), strlen(PLAN("B")) - 1));
	ar_buf_room(&text, LONG);
	memset(text.p + text.n, 'x', LONG);
	text.n += LONG;
	ar_buf_add(&text, AR_S("\n" PLAN("C")));
	scratch_listen();
	assert_int_equal(open_log(&log, scratch_write("l",
	    ar_buf_slice(&text)), AR_STATEFILE_WRITE), AR_OK);
	(void)scratch_stop(NULL);
	ar_logfile_close(log);
	expect_file("a long line", "l", HEAD NOTE("A"));
	ar_buf_free(&text);
}

/* What a log holds is nobody else's business. */
static void
test_bits(void **state)
{
	static const char *const names[] = {"l", "l.torn"};
	mode_t before = umask(0);
	struct ar_logfile *log;
	struct stat st;

	(void)state;
	scratch_listen();
	assert_int_equal(open_log(&log, scratch_path("l"),
	    AR_STATEFILE_CREATE), AR_OK);
	ar_logfile_close(log);
	(void)scratch_write("l", AR_S(HEAD PLAN("A")));
	assert_int_equal(open_log(&log, scratch_path("l"),
	    AR_STATEFILE_WRITE), AR_OK);
	ar_logfile_close(log);
	(void)umask(before);
	(void)scratch_stop(NULL);
	for (size_t i = 0; i < ROWS(names); i++) {
		assert_int_equal(stat(scratch_path(names[i]), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
}

/* A line longer than a row can be is none of ours. */
static void
test_giant_line(void **state)
{
	struct ar_buf text = {0};
	struct ar_logfile *log;

	(void)state;
	ar_buf_add(&text, AR_S(HEAD));
	ar_buf_room(&text, 5 * AR_RECORD_MAX);
	memset(text.p + text.n, 'x', 5 * AR_RECORD_MAX);
	text.n += 5 * AR_RECORD_MAX;
	ar_buf_add(&text, AR_S("\n"));
	scratch_listen();
	assert_int_equal(open_log(&log, scratch_write("l",
	    ar_buf_slice(&text)), AR_STATEFILE_WRITE), AR_ESTOP);
	assert_int_equal(ar_diag_status(diag), AR_EXIT_DATA);
	ar_buf_free(&text);
}

static struct ar_log_row
a_note(void)
{
	return (struct ar_log_row){.ts = AR_S("2026-09-29T05:00:00Z"),
	    .run_date = ar_day_of((struct ar_ymd){2026, 9, 29}),
	    .event = AR_EVENT_NOTE, .action_id = AR_S(""),
	    .customer_id = AR_S("A"), .invoice_id = AR_S(""),
	    .policy = AR_S(""), .to = AR_S(""), .by = AR_S("anna"),
	    .text = AR_S("so, so")};
}

static const struct {
	const char *before, *after;
} append_rows[] = {
	{"", HEAD NOTE("A") NOTE("A")},
	{"ts,ru", HEAD NOTE("A") NOTE("A")},
	{HEAD, HEAD NOTE("A") NOTE("A")},
	{HEAD RUN, HEAD RUN NOTE("A") NOTE("A")},
};

/* In one piece, synced once. */
static void
test_append(void **state)
{
	struct ar_log_row row = a_note();

	(void)state;
	for (size_t i = 0; i < ROWS(append_rows); i++) {
		struct ar_logfile *log;

		assert_int_equal(open_log(&log, scratch_write("l",
		    ar_slice_of(append_rows[i].before)),
		    AR_STATEFILE_CREATE), AR_OK);
		system_is.syncs = system_is.writes = 0;
		assert_int_equal(ar_logfile_append(log), AR_OK);
		assert_int_equal(system_is.syncs, 0);
		ar_logfile_add(log, &row);
		ar_logfile_add(log, &row);
		assert_int_equal(ar_logfile_append(log), AR_OK);
		assert_int_equal(system_is.syncs, 1);
		assert_int_equal(system_is.writes, 1);
		assert_false(ar_logfile_is_doubtful(log));
		expect_file("append", "l", append_rows[i].after);
		ar_logfile_add(log, &row);
		assert_int_equal(ar_logfile_append(log), AR_OK);
		assert_int_equal(ar_logfile_size(log),
		    strlen(append_rows[i].after) + strlen(NOTE("A")));
		ar_logfile_close(log);
	}
}

/* Part of it is in the file and cannot be cut off: it counts as torn. */
static void
test_append_fails(void **state)
{
	struct ar_log_row row = a_note();
	struct ar_logfile *log;

	(void)state;
	assert_int_equal(open_log(&log, scratch_write("l", AR_S(HEAD RUN)),
	    AR_STATEFILE_WRITE), AR_OK);
	ar_logfile_add(log, &row);
	scratch_listen();
	system_is.full = true;
	assert_int_equal(ar_logfile_append(log), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-write");
	system_is.full = false;
	assert_true(ar_logfile_is_doubtful(log));
	ar_logfile_close(log);
	ar_logfile_close(NULL);
	assert_int_equal(open_log(&log, scratch_path("l"),
	    AR_STATEFILE_WRITE), AR_OK);
	assert_string_equal(scratch_code(), "torn-log");
	ar_logfile_close(log);
	expect_file("append fails", "l", HEAD RUN);
}

/* Every column is written as it is read. */
static void
test_put(void **state)
{
	static const char text[] = HEAD PLAN("A") NOTE("B") TS "P,plan,C,\"I,"
	    "\"\"1\",999,JPY,thanks,p,1,letter,internal,\"a\"\"\",100.00,"
	    "0.5,0,9999-12-31,x,y\n";
	struct ar_out *o = ar_out_memory();

	(void)state;
	ar_log_header(o);
	for (int i = 0; i < 3; i++) {
		struct ar_log_row r = a_note();

		if (i == 0)
			r = (struct ar_log_row){{"EUR", 2}, r.ts,
			    AR_S("A-EUR-over-20260929"), AR_S("A"),
			    AR_S("IA"), AR_S("std"), AR_S("a@A.example"),
			    AR_S(AR_LOG_BY), AR_S(""), r.run_date,
			    ar_day_of((struct ar_ymd){2026, 8, 30}), 0, 3,
			    AR_EVENT_PLANNED, AR_PHASE_OVER, AR_CHANNEL_EMAIL,
			    AR_AUDIENCE_BILLING, {150, 2, true}, {0}, {0}};
		else if (i == 1)
			r.customer_id = AR_S("B");
		else
			r = (struct ar_log_row){{"JPY", 0}, r.ts,
			    AR_S("P"), AR_S("C"), AR_S("I,\"1"), AR_S("p"),
			    AR_S("a\""), AR_S("x"), AR_S("y"), r.run_date,
			    AR_DAY_MAX, 999, 1, AR_EVENT_PLAN,
			    AR_PHASE_THANKS, AR_CHANNEL_LETTER,
			    AR_AUDIENCE_INTERNAL, {10000, 2, true},
			    {5, 1, true}, {0, 0, true}};
		ar_log_put(o, &r);
	}
	assert_slice(ar_out_rows(o), ar_slice_of(text));
	ar_out_drop(o);
}

static const struct id_row {
	const char *text, *account, *currency, *phase;  /* NULL: not one */
} id_rows[] = {
	{"C1-EUR-over-20260929", "C1", "EUR", "over"},
	{"C1--pre-20260929", "C1", "", "pre"},
	{"a-b-c-JPY-thanks-20240229", "a-b-c", "JPY", "thanks"},
	{"--EUR-cash-20260929", "-", "EUR", "cash"},
	{"-EUR-over-20260929", NULL, NULL, NULL},
	{"C1-EUR-over-20260931", NULL, NULL, NULL},
	{"C1-EUR-over-2026929", NULL, NULL, NULL},
	{"C1-EUR-over-020260929", NULL, NULL, NULL},
	{"C1-EUR-late-20260929", NULL, NULL, NULL},
	{"C1-EUR--20260929", NULL, NULL, NULL},
	{"C1-EUX-over-20260929", NULL, NULL, NULL},
	{"over-20260929", NULL, NULL, NULL},
	{"20260929", NULL, NULL, NULL},
	{"", NULL, NULL, NULL},
};

static void
test_action_id(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(id_rows); i++) {
		const struct id_row *row = &id_rows[i];
		struct ar_action_id id;
		struct ar_buf text = {0};
		int result = ar_action_id_parse(&id, ar_slice_of(row->text));

		if (result != (row->account != NULL ? AR_OK : AR_EDATA))
			fail_msg("'%s'", row->text);
		if (result != AR_OK)
			continue;
		assert_slice(id.account, ar_slice_of(row->account));
		assert_slice(id.currency, ar_slice_of(row->currency));
		assert_slice(ar_word(ar_phase_words, id.phase),
		    ar_slice_of(row->phase));
		ar_action_id_format(&text, &id);
		assert_slice(ar_buf_slice(&text), ar_slice_of(row->text));
		ar_buf_free(&text);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_open), TEST(test_bad), TEST(test_missing),
		TEST(test_long_tail), TEST(test_long_line),
		TEST(test_giant_line), TEST(test_bits),
		TEST(test_append), TEST(test_append_fails), TEST(test_put),
		TEST(test_action_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
