/*
 * tests/unit/test_remindrun.c
 * Purpose: runs of ar-remind: tables, the log, and what comes first.
 */
#include "libar/remindrun.h"

#include <errno.h>
#include <sys/syscall.h>

#include "tests/unit/remindfiles.h"

#define POLICY "policy,step,offset,until,channel\np,1,1,9,email\n" \
	"p,2,10,,call\n"
#define DOCS "invoice_id,customer_id,invoice_date,due_date,amount," \
	"currency,disputed_amount,balance,status,paid_date\n"
#define LATE "1,C,2026-09-01,2026-09-29,8,EUR,3,,,\n"
#define EARLY "2,C,2026-09-01,2026-09-30,9,EUR,,,,\n"
#define CREDIT "3,C,2026-09-01,2026-09-29,-1,EUR,,,,\n"
#define PAID "4,C,2026-09-01,2026-09-29,2,EUR,,0,paid,2026-09-20\n"
#define BAD "5,C,2026-09-01,2026-09-29,x,EUR,,,,\n"
#define ALL DOCS LATE EARLY CREDIT PAID
/* A promise that was kept: a fact without an action. */
#define KEPT DOCS "9,C,2026-09-01,2026-10-29,8,EUR,,4,,\n"
#define PROMISES "invoice_id,customer_id,made_date,promise_date,amount\n" \
	"9,C,2026-09-01,2026-09-20,4\n"
#define ID "C-EUR-over-20260930"
#define ROW_OF_LOG "T,2026-09-30," ID ",planned,C,1,,EUR,over,p,1,email," \
	"billing,,5.00,0.00,0.00,2026-09-29,ar-remind,\n"
#define LOGGED LOG_HEAD ROW_OF_LOG RAN(WEDNESDAY)
#define FIRST "action_id,items,total,unapplied\n"

static struct {
	bool full;                      /* the log, and it cannot be cut */
} disk;

/* Before those of libc. */
ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (fd == STDERR_FILENO || !disk.full)
		return syscall(SYS_write, fd, bytes, n);
	errno = ENOSPC;
	return n > 10 ? syscall(SYS_write, fd, bytes, (size_t)10) : -1;
}

int
ftruncate(int fd, off_t size)
{
	errno = EIO;
	return disk.full ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

/*
 * What is printed: A: actions, I: items, H: holds, W: the worklist; beside
 * it: i: items, h: holds.  l: with a log, r: recorded, p: what is pending,
 * s: another rejects file, v: verbose.
 */
static const struct row {
	const char *name, *flags;
	struct remind_files f;
	enum ar_exit status;
	const char *want;       /* of each row: action and total, item, held */
	const char *items, *holds;      /* the files beside; NULL: none */
	const char *log;        /* after it; NULL: as before, or none */
	const char *said;               /* "": nothing */
} rows[] = {
	{"actions", "A", {.docs = ALL}, 0, ID ",5.00\n", NULL, NULL, NULL,
	    ""},
	{"items", "I", {.docs = ALL}, 0, ID ",1\n", NULL, NULL, NULL, ""},
	{"holds", "H", {.docs = ALL}, 0, "1,3.00\n2,9.00\n", NULL, NULL,
	    NULL, ""},
	{"the worklist", "W", {.docs = ALL}, 0, "C,3.00\n", NULL, NULL,
	    NULL, ""},
	{"items beside", "Ai", {.docs = ALL}, 0, ID ",5.00\n", ID ",1\n",
	    NULL, NULL, ""},
	{"holds beside", "Ah", {.docs = ALL}, 0, ID ",5.00\n", NULL,
	    "1,3.00\n2,9.00\n", NULL, ""},
	{"both beside", "Aih", {.docs = ALL}, 0, ID ",5.00\n", ID ",1\n",
	    "1,3.00\n2,9.00\n", NULL, ""},
	{"holds beside items", "Ih", {.docs = ALL}, 0, ID ",1\n", NULL,
	    "1,3.00\n2,9.00\n", NULL, ""},
	{"both beside the worklist", "Wih", {.docs = ALL}, 0, "C,3.00\n",
	    ID ",1\n", "1,3.00\n2,9.00\n", NULL, ""},
	{"nothing open", "Aih", {.docs = DOCS}, 0, "", "", "", NULL, ""},
	{"a log that is only read", "Al", {.docs = ALL, .log = LOG_HEAD}, 0,
	    ID ",5.00\n", NULL, NULL, NULL, ""},
	{"recorded", "Arih", {.docs = ALL, .log = LOG_HEAD}, 0, ID ",5.00\n",
	    ID ",1\n", "1,3.00\n2,9.00\n", LOGGED, ""},
	{"as items", "Ir", {.docs = ALL, .log = LOG_HEAD}, 0, ID ",1\n",
	    NULL, NULL, LOGGED, ""},
	{"recorded before", "Arh", {.docs = ALL, .log = LOGGED}, 0, "", NULL,
	    "1,8.00\n2,9.00\n", NULL, ""},
	{"nothing but a run", "Ar", {.docs = DOCS, .log = LOG_HEAD}, 0, "",
	    NULL, NULL, LOG_HEAD RAN(WEDNESDAY), ""},
	{"pending", "Alp", {.docs = ALL, .log = LOGGED}, 0, ID ",5.00\n",
	    NULL, NULL, NULL, ""},
	{"and their items", "Alpi", {.docs = ALL, .log = LOGGED}, 0,
	    ID ",5.00\n", ID ",1\n", NULL, NULL, ""},
	{"nothing is pending that is not logged", "Alp", {.docs = ALL,
	    .log = LOG_HEAD}, 0, "", NULL, NULL, NULL, ""},
	{"a bad row: nothing at all", "Arih", {.docs = ALL BAD,
	    .log = LOG_HEAD}, AR_EXIT_DATA, NULL, NULL, NULL, NULL,
	    "[bad-amount]"},
	{"which is rejected", "Ars", {.docs = ALL BAD, .log = LOG_HEAD},
	    AR_EXIT_DATA, ID ",5.00\n", NULL, NULL, LOGGED, "[bad-amount]"},
	{"a bad side file", "Arsh", {.docs = ALL, .log = LOG_HEAD,
	    .holidays = "date\nx\n"}, AR_EXIT_DATA, NULL, NULL, NULL, NULL,
	    "holidays:2:date: "},
	{"a run before", "Ar", {.docs = ALL, .log = LOG_HEAD
	    RAN("2026-10-01")}, AR_EXIT_USAGE, NULL, NULL, NULL, NULL,
	    "[back-dated-run]"},
	{"a figure that cannot be told", "Arih", {.docs = ALL,
	    .log = LOG_HEAD, .policy = "policy,step,offset,channel,interest\n"
	    "p,1,1,email,r\n", .rates = "rule,from_date,percent\n"
	    "r,2026-12-01,1\n"}, AR_EXIT_USAGE, NULL, NULL, NULL, NULL,
	    "[no-rate]"},
	{"how it ties out", "Av", {.docs = ALL}, 0, ID ",5.00\n", NULL, NULL,
	    NULL, "in 18.00 = out 17.00 + settled 2.00 + filtered -1.00 "},
	{"of holds", "Hv", {.docs = ALL}, 0, "1,3.00\n2,9.00\n", NULL, NULL,
	    NULL, "= out 17.00 "},
	{"of items", "Iv", {.docs = ALL}, 0, ID ",1\n", NULL, NULL, NULL,
	    "= out 17.00 "},
	{"of the worklist", "Wvh", {.docs = ALL}, 0, "C,3.00\n", NULL,
	    "1,3.00\n2,9.00\n", NULL, "= out 17.00 "},
	{"of what is pending", "Alpv", {.docs = ALL, .log = LOGGED}, 0,
	    ID ",5.00\n", NULL, NULL, NULL, "= out 17.00 "},
	{"what is held, and why", "Av", {.docs = DOCS LATE EARLY
	    "6,C,2026-09-01,2026-09-30,9,EUR,9,,,\n"
	    "7,C,2026-09-01,2026-09-30,9,EUR,9,,,\n", .promises = PROMISES},
	    0, ID ",5.00\n", NULL, NULL, NULL, "t: 4 open items, 1 actions; "
	    "held: 2 disputed 1 waiting; 1 rows about other documents\n"},
};

static bool
has(const struct row *row, char flag)
{
	return strchr(row->flags, flag) != NULL;
}

static void
begin(const struct row *row)
{
	struct remind_files f = row->f;
	bool logs = has(row, 'l') || has(row, 'r');

	if (f.policy == NULL)
		f.policy = POLICY;
	remind_begin(&f, WEDNESDAY);
	(void)unlink("out");
	(void)unlink("items");
	(void)unlink("holds");
	remind.o.log = logs ? "log" : NULL;
	remind.o.table = has(row, 'I') ? AR_REMIND_ITEMS : has(row, 'H') ?
	    AR_REMIND_HOLDS : has(row, 'W') ? AR_REMIND_WORKLIST :
	    AR_REMIND_ACTIONS;
	remind.o.items_file = has(row, 'i') ? "items" : NULL;
	remind.o.holds_file = has(row, 'h') ? "holds" : NULL;
	remind.o.record = has(row, 'r');
	remind.o.pending = has(row, 'p');
	remind.cli.common.rejects = has(row, 's') ? "rejects" : NULL;
	remind.cli.common.verbose = has(row, 'v');
}

static int
run(void)
{
	ar_remindrun(&remind.cli, &remind.o);
	ar_tie_release(&remind.tie);
	return ar_cli_end(&remind.cli);
}

/* want NULL: it is not there. */
static void
expect_file(const char *row, const char *name, const char *columns,
    const char *want)
{
	struct ar_buf got;

	if ((access(name, F_OK) == 0) != (want != NULL))
		fail_msg("%s: %s", row, name);
	if (want == NULL)
		return;
	got = scratch_read(name);
	remind_expect(row, ar_buf_slice(&got), columns, want);
	ar_buf_free(&got);
}

static void
expect_log(const char *row, const char *want)
{
	expect_file(row, "log", NULL, want);
}

static void
check(const struct row *row)
{
	static const char *const columns[] = {
		"action_id,total", "action_id,invoice_id", "invoice_id,held",
		"customer_id,held"
	};
	int status;

	begin(row);
	status = (int)remind.o.table;
	scratch_listen();
	if (run() != (int)row->status || (row->said[0] == '\0' ?
	    scratch_heard()[0] != '\0' :
	    strstr(scratch_heard(), row->said) == NULL))
		fail_msg("%s: %s", row->name, scratch_heard());
	(void)scratch_stop(NULL);
	expect_file(row->name, "out", columns[status], row->want);
	expect_file(row->name, "items", columns[AR_REMIND_ITEMS],
	    row->items);
	expect_file(row->name, "holds", columns[AR_REMIND_HOLDS],
	    row->holds);
	if (row->f.log != NULL)
		expect_log(row->name, row->log == NULL ? row->f.log :
		    row->log);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i]);
}

/* Where an output fails, and what is in the log by then. */
static const struct fails_row {
	const char *flags, *docs, *promises, *out, *items, *holds;
	const char *code, *log;
} fails[] = {
	{"Ar", ALL, NULL, "/none/f", NULL, NULL, "cannot-open", LOG_HEAD},
	{"Ar", ALL, NULL, "out", "/none/f", NULL, "cannot-open", LOG_HEAD},
	{"Ar", ALL, NULL, "out", NULL, "/none/f", "cannot-open", LOG_HEAD},
	{"Ar", ALL, NULL, "/dev/full", NULL, NULL, "replay", LOGGED},
	{"Ar", ALL, NULL, "out", "/dev/full", NULL, "replay", LOGGED},
	{"Ar", ALL, NULL, "out", NULL, "/dev/full", "replay", LOGGED},
	{"Al", ALL, NULL, "/dev/full", NULL, NULL, "cannot-write", LOG_HEAD},
	{"Ar", DOCS, NULL, "/dev/full", NULL, NULL, "cannot-write",
	    LOG_HEAD RAN(WEDNESDAY)},
	{"Ar", KEPT, PROMISES, "/dev/full", NULL, NULL, "cannot-write",
	    LOG_HEAD "T,2026-09-30,,promise-kept,C,9,,EUR,,,,,,,4.00,,,"
	    "2026-09-20,ar-remind,\n" RAN(WEDNESDAY)},
};

static void
test_output_fails(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(fails); i++) {
		const struct fails_row *f = &fails[i];
		const struct row row = {"fails", f->flags, {.docs = f->docs,
		    .log = LOG_HEAD, .promises = f->promises}, AR_EXIT_IO,
		    NULL, NULL, NULL, NULL, ""};

		begin(&row);
		remind.cli.common.output = f->out;
		remind.o.items_file = f->items;
		remind.o.holds_file = f->holds;
		scratch_listen();
		assert_int_equal(run(), AR_EXIT_IO);
		assert_string_equal(scratch_code(), f->code);
		if (strcmp(f->code, "replay") == 0)
			assert_non_null(strstr(scratch_heard(), "t: log: "
			    "actions are in the log but were not all "
			    "printed; print them with t -l log --pending "));
		(void)scratch_stop(NULL);
		expect_file("fails", "out", NULL, NULL);
		expect_log("fails", f->log);
	}
}

/* What was recorded and not printed is printed by a replay. */
static void
test_replay(void **state)
{
	static const struct row first = {"first", "Ar", {.docs = ALL,
	    .log = LOG_HEAD}, 0, NULL, NULL, NULL, NULL, ""};
	static const struct row again = {"again", "Alpi", {.docs = ALL,
	    .log = LOGGED}, 0, ID ",5.00\n", ID ",1\n", NULL, NULL, ""};
	struct ar_buf printed, replayed;

	(void)state;
	begin(&first);
	assert_int_equal(run(), AR_EXIT_OK);
	printed = scratch_read("out");
	check(&again);
	replayed = scratch_read("out");
	assert_slice(ar_buf_slice(&replayed), ar_buf_slice(&printed));
	ar_buf_free(&printed);
	ar_buf_free(&replayed);
}

/* A log that may hold part of a run leads to a replay, too. */
static void
test_append_fails(void **state)
{
	static const struct row row = {"full", "Ari", {.docs = ALL,
	    .log = LOG_HEAD}, AR_EXIT_IO, NULL, NULL, NULL, NULL, ""};

	(void)state;
	begin(&row);
	scratch_listen();
	disk.full = true;
	assert_int_equal(run(), AR_EXIT_IO);
	disk.full = false;
	assert_string_equal(scratch_code(), "replay");
	(void)scratch_stop(NULL);
	expect_file("full", "out", NULL, NULL);
	expect_file("full", "items", NULL, NULL);
}

static void
set_alert(const char *text)
{
	struct ar_common *c = &remind.cli.common;

	c->alert = ar_alloc(sizeof *c->alert);
	assert_int_equal(ar_alert_parse(c->alert, text), AR_OK);
	c->nalert = 1;
}

/* Before anything is read or written. */
static void
test_check(void **state)
{
	static const struct row row = {"check", "Ar", {.docs = ALL,
	    .log = LOG_HEAD}, 0, NULL, NULL, NULL, NULL, ""};
	static const struct {
		const char *items, *holds, *alert, *control, *code;
	} wrong[] = {
		{"beside", "beside", NULL, NULL, "same-file"},
		{"out", NULL, NULL, NULL, "same-file"},
		{"log", NULL, NULL, NULL, "same-file"},
		{NULL, "policy", NULL, NULL, "same-file"},
		{NULL, NULL, "days>1", NULL, "no-alert-column"},
		{NULL, NULL, NULL, "other", "bad-control"},
	};

	(void)state;
	(void)scratch_write("other", AR_S("a\n"));
	for (size_t i = 0; i < ROWS(wrong); i++) {
		begin(&row);
		remind.o.items_file = wrong[i].items;
		remind.o.holds_file = wrong[i].holds;
		remind.cli.common.control = wrong[i].control;
		if (wrong[i].alert != NULL)
			set_alert(wrong[i].alert);
		scratch_listen();
		assert_int_equal(run(), AR_EXIT_USAGE);
		assert_string_equal(scratch_code(), wrong[i].code);
		(void)scratch_stop(NULL);
		expect_file("check", "out", NULL, NULL);
		expect_log("check", LOG_HEAD);
	}
}

/* An alert looks at the printed table; the control tells all that is open. */
static void
test_beside(void **state)
{
	static const struct row row = {"beside", "Wih", {.docs = ALL}, 0,
	    NULL, NULL, NULL, NULL, ""};
	struct ar_buf control;

	(void)state;
	begin(&row);
	set_alert("overdue>4");
	remind.cli.common.control = "control";
	scratch_listen();
	assert_int_equal(run(), AR_EXIT_ALERT);
	assert_string_equal(scratch_code(), "alert");
	(void)scratch_stop(NULL);
	control = scratch_read("control");
	ar_buf_add(&control, AR_S("\0"));
	assert_non_null(strstr(control.p, "\nt,2026-09-30,EUR,"));
	assert_non_null(strstr(control.p, ",17.00,"));
	ar_buf_free(&control);
}

/* No other file is looked at, and a bad policy prints nothing. */
static void
test_print_policy(void **state)
{
#define COLUMNS "policy,step,name,anchor,offset,until,gap,channel,audience," \
	"template,min_open,min_pct,fee,interest,credit_hold,approval,roll," \
	"repeat,repeat_max\n"
	static const struct row row = {"policy", "A", {.docs = "bad\n",
	    .policy = "policy,step,offset,channel\nq,2,1,sms\np,1,3,email\n"
	    "q,1,0,email\n"}, 0, NULL, NULL, NULL, NULL, ""};
	static const struct row bad = {"bad", "A", {.policy = "a\n"}, 0,
	    NULL, NULL, NULL, NULL, ""};

	(void)state;
	begin(&row);
	remind.o.print_policy = true;
	assert_int_equal(run(), AR_EXIT_OK);
	expect_file("policy", "out", NULL, COLUMNS
	    "q,1,step 1,due,0,,0,email,billing,step 1,0,0,0,none,n,n,next,,\n"
	    "q,2,step 2,due,1,,0,sms,billing,step 2,0,0,0,none,n,n,next,,\n"
	    "p,1,step 1,due,3,,0,email,billing,step 1,0,0,0,none,n,n,next,,"
	    "\n");
	begin(&bad);
	remind.o.print_policy = true;
	scratch_listen();
	assert_int_equal(run(), AR_EXIT_USAGE);
	(void)scratch_stop(NULL);
	expect_file("bad", "out", NULL, NULL);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_output_fails), TEST(test_replay),
		TEST(test_append_fails), TEST(test_check), TEST(test_beside),
		TEST(test_print_policy),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
