/*
 * tests/unit/test_dunningin.c
 * Purpose: all files of a run of ar-remind, read in the order they need.
 */
#include "libar/dunningin.h"

#include <sys/file.h>

#include "tests/unit/remindfiles.h"

#define POLICY "policy,step,offset,channel\n"
#define RATES "rule,from_date,percent,grace_days,minimum,fixed_sum\n"
#define RATE(more) RATES "r,2020-01-01,9," more "\n"
#define PROMISES "invoice_id,customer_id,made_date,promise_date,amount," \
	"grace_days\n"
#define DISPUTES "invoice_id,customer_id,opened_date,closed_date,amount\n"
#define PLANS "plan_id,invoice_id,customer_id,made_date,due_date,amount," \
	"paid,grace_days\n"
#define SAID(day, event, customer, amount, on) "T," day ",," event "," \
	customer ",1,,EUR,,,,,,," amount ",,," on ",kim,\n"
#define ONE "1,C,2026-09-01,2026-09-14,8,EUR\n"

static const struct row {
	const char *name;
	struct remind_files f;
	const char *said;
	enum ar_exit status;
} rows[] = {
	{"a policy", {.policy = POLICY "p,1,x,email\n"}, "policy:2:offset:",
	    AR_EXIT_USAGE},
	{"a holiday", {.holidays = "date\n2026-02-30\n"},
	    "holidays:2:date: ", AR_EXIT_DATA},
	{"holidays without date", {.holidays = "day\n2026-02-03\n"},
	    "holidays:1: no column 'date'", AR_EXIT_USAGE},
	{"a rate", {.rates = RATES "r,2020-01-01,101,,,\n"},
	    "rates:2:percent: ", AR_EXIT_DATA},
	{"grace of a rate", {.rates = RATE("3651,,")}, "rates:2:grace_days: "
	    "'3651' is not valid here; want a whole number of days, 0 to 36",
	    AR_EXIT_DATA},
	{"below 0", {.rates = RATE("-1,,")}, "rates:2:grace_days: '-1' ",
	    AR_EXIT_DATA},
	{"half a day", {.rates = RATE("1.5,,")}, "rates:2:grace_days: '1.5' ",
	    AR_EXIT_DATA},
	{"a minimum", {.rates = RATE(",-0.5,")}, "rates:2:minimum: '-0.5' is "
	    "not valid here; want an amount of 0 or more", AR_EXIT_DATA},
	{"a fixed sum", {.rates = RATE(",,-2")}, "rates:2:fixed_sum: '-2' is "
	    "not valid here; want an amount of 0 or more", AR_EXIT_DATA},
	{"a minimum just below 0", {.rates = RATE(",-0.000000001,")},
	    "rates:2:minimum: '-0.000000001' ", AR_EXIT_DATA},
	{"a fixed sum just below 0", {.rates = RATE(",,-0.000000001")},
	    "rates:2:fixed_sum: '-0.000000001' ", AR_EXIT_DATA},
	{"a rate twice", {.rates = RATE(",,") "r,2020-01-01,8,,,\n"},
	    "rates:3:from_date: '2020-01-01' is not valid here; want one "
	    "rate from each day", AR_EXIT_DATA},
	{"all that is wrong is said", {.rates = RATE("-1,,")
	    "s,2020-01-01,8,,,-2\n"}, "2 of 2 records refused",
	    AR_EXIT_DATA},
	{"a share", {.recovery = "days,share\n0,2\n"}, "recovery:2:",
	    AR_EXIT_DATA},
	{"a customer", {.customers = "customer_id,risk\nC,E\n"},
	    "customers:2:risk: ", AR_EXIT_DATA},
	{"a gap", {.customers = "customer_id,contact_gap\nC,3661\n"},
	    "customers:2:contact_gap: ", AR_EXIT_DATA},
	{"another log", {.log = "a,b\n"}, "log:1: not a log of ar-remind",
	    AR_EXIT_USAGE},
	{"a row of the log", {.log = LOG_HEAD
	    SAID("2026-09-01", "sent", "x", "", "") "x\n"}, "log:3:",
	    AR_EXIT_DATA},
	{"an action of none", {.log = LOG_HEAD
	    "T,2026-09-01,x,failed,C,,,,,,,,,,,,,,kim,\n"},
	    "log:2: the row does not fit: its action was never planned",
	    AR_EXIT_DATA},
	{"a promise of the log", {.log = LOG_HEAD
	    SAID("2026-09-01", "promise", "C", "8", "")},
	    "log:2: the row does not fit: a promise or plan has",
	    AR_EXIT_DATA},
	{"a promise", {.promises = PROMISES "1,C,2026-09-01,2026-09-02,0,"
	    "\n"}, "promises:2:amount: '0' ", AR_EXIT_DATA},
	{"grace of a promise", {.promises = PROMISES
	    "1,C,2026-09-01,2026-09-02,1,x\n"}, "promises:2:grace_days: ",
	    AR_EXIT_DATA},
	{"a dispute", {.disputes = DISPUTES "1,C,2026-09-02,2026-09-01,\n"},
	    "disputes:2:closed_date: a day before ", AR_EXIT_DATA},
	{"a plan", {.plans = PLANS "P,1,C,2026-09-01,2026-09-02,8,-1,\n"},
	    "plans:2:paid: '-1' ", AR_EXIT_DATA},
	{"a document", {.docs = DOCS_HEAD "1,C,2026-09-01,2026-09-14,x,EUR"
	    "\n"}, "docs:2:amount: ", AR_EXIT_DATA},
	{"two of a key", {.docs = DOCS_HEAD ONE ONE}, "[duplicate]",
	    AR_EXIT_DATA},
	{"no such policy", {.docs = DOCS_HEAD ONE, .customers =
	    "customer_id,policy\nC,q\n"}, "there is no policy 'q'",
	    AR_EXIT_USAGE},
	{"a promise in another currency", {.docs = DOCS_HEAD ONE, .promises =
	    "invoice_id,customer_id,made_date,promise_date,amount,currency\n"
	    "1,C,2026-09-01,2026-09-02,1,USD\n"}, "promises:2:currency: ",
	    AR_EXIT_DATA},
	{"before the last run", {.log = LOG_HEAD RAN("2026-10-02")
	    RAN("2026-10-01")}, "log: the day 2026-09-30 is before "
	    "2026-10-02, that of the last run in the log", AR_EXIT_USAGE},
};

static void
end(void)
{
	(void)scratch_stop(NULL);
	remind_end();
}

static void
test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		remind_begin(&rows[i].f, WEDNESDAY);
		scratch_listen();
		if (remind_read() == AR_OK ||
		    ar_diag_status(remind.cli.diag) != rows[i].status ||
		    strstr(scratch_heard(), rows[i].said) == NULL)
			fail_msg("%s: %d %s", rows[i].name,
			    (int)ar_diag_status(remind.cli.diag),
			    scratch_heard());
		end();
	}
}

/* In the order of reading; each is wrong. */
static const struct {
	const char *name, *text;
} wrong[] = {
	{"policy", "a\n"}, {"holidays", "a\n"}, {"rates", "a\n"},
	{"recovery", "a\n"}, {"customers", "a\n"},
	{"log", LOG_HEAD SAID("2026-09-01", "failed", "C", "", "")},
	{"promises", "a\n"}, {"disputes", "a\n"}, {"plans", "a\n"},
	{"docs", "a\n"},
};

static void
set_wrong(struct remind_files *f, size_t first)
{
	const char **const file[] = {
		&f->policy, &f->holidays, &f->rates, &f->recovery,
		&f->customers, &f->log, &f->promises, &f->disputes,
		&f->plans, &f->docs
	};

	for (size_t i = first; i < ROWS(wrong); i++)
		*file[i] = wrong[i].text;
}

/* Of files that are all wrong, only the first is spoken of. */
static void
test_order(void **state)
{
	char said[32];

	(void)state;
	for (size_t i = 0; i < ROWS(wrong); i++) {
		struct remind_files f = {0};

		set_wrong(&f, i);
		remind_begin(&f, WEDNESDAY);
		(void)snprintf(said, sizeof said, "t: %s:", wrong[i].name);
		scratch_listen();
		assert_int_not_equal(remind_read(), AR_OK);
		assert_memory_equal(scratch_heard(), said, strlen(said));
		for (size_t k = i + 1; k < ROWS(wrong); k++) {
			(void)snprintf(said, sizeof said, "t: %s:",
			    wrong[k].name);
			if (strstr(scratch_heard(), said) != NULL)
				fail_msg("%s", scratch_heard());
		}
		end();
	}
}

/* A log that is missing, of another kind, or in use comes before them all. */
static void
test_log_first(void **state)
{
	struct remind_files f = {0};

	(void)state;
	set_wrong(&f, 0);
	remind_begin(&f, WEDNESDAY);
	(void)unlink("log");
	scratch_listen();
	assert_int_equal(remind_read(), AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_diag_status(remind.cli.diag), AR_EXIT_IO);
	end();
	for (int busy = 0; busy < 2; busy++) {
		int fd;

		remind_begin(&f, WEDNESDAY);
		fd = open("log", O_RDONLY);
		assert_int_equal(flock(fd, LOCK_EX), 0);
		remind.o.record = busy;
		scratch_listen();
		assert_int_equal(remind_read(), AR_ESTOP);
		assert_string_equal(scratch_code(), busy ? "in-use" :
		    "no-column");
		end();
		(void)close(fd);
	}
}

/* A run that records has the log for itself, and makes one. */
static void
test_lock(void **state)
{
	static const struct remind_files f = {.log = LOG_HEAD};

	(void)state;
	for (int record = 0; record < 2; record++) {
		int fd;

		remind_begin(&f, WEDNESDAY);
		remind.o.record = record;
		assert_int_equal(remind_read(), AR_OK);
		fd = open("log", O_RDONLY);
		assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -record);
		(void)close(fd);
		remind_end();
	}
	remind_begin(&f, WEDNESDAY);
	(void)unlink("log");
	remind.o.record = true;
	scratch_listen();
	assert_int_equal(remind_read(), AR_OK);
	assert_string_equal(scratch_code(), "new-log");
	end();
}

/* On which days a log may be run; -r and a plan are no exception. */
static void
test_day(void **state)
{
	static const struct {
		const char *log;
		int result;
	} days[] = {
		{LOG_HEAD, AR_OK},
		{LOG_HEAD RAN("2026-09-30"), AR_OK},
		{LOG_HEAD SAID("2026-10-01", "note", "C", "", ""), AR_OK},
		{LOG_HEAD RAN("2026-10-01"), AR_ESTOP},
		{LOG_HEAD RAN("2026-10-01") RAN("2026-09-30"), AR_ESTOP},
	};

	(void)state;
	for (size_t i = 0; i < 3 * ROWS(days); i++) {
		const struct remind_files f = {.log = days[i / 3].log};

		remind_begin(&f, WEDNESDAY);
		remind.o.record = i % 3 == 1;
		remind.o.pending = i % 3 == 2;
		scratch_listen();
		assert_int_equal(remind_read(), days[i / 3].result);
		assert_string_equal(scratch_code(), days[i / 3].result ==
		    AR_OK ? "" : "back-dated-run");
		end();
	}
}

/* Each file is where it is looked for. */
static void
test_all(void **state)
{
	static const struct remind_files f = {
		.docs = DOCS_HEAD ONE, .policy = POLICY "q,1,3,email\n",
		.customers = "customer_id,contact_gap\nC,7\n",
		.holidays = "date,calendar\n" WEDNESDAY ",X\n",
		.rates = RATE("5,1,2"), .recovery = "days,share\n0,0.5\n",
		.promises = PROMISES "1,C,2026-09-01,2026-09-02,1,\n",
		.disputes = DISPUTES "1,C,2026-09-01,,2\n",
		.plans = PLANS "P,1,C,2026-09-01,2026-09-02,8,,\n",
		.log = LOG_HEAD "T,2026-09-01,C-EUR-over-20260901,planned,C,"
		    "1,,EUR,over,q,1,email,billing,,8,,,2026-09-14,"
		    "ar-remind,\n" SAID("2026-09-01", "promise", "C", "3",
		    "2026-10-01") SAID("2026-09-02", "dispute-open", "C",
		    "", "") RAN(WEDNESDAY)
	};
	struct ar_dunning *d = &remind.d;

	(void)state;
	remind_begin(&f, WEDNESDAY);
	assert_int_equal(remind_read(), AR_OK);
	assert_int_equal(d->today, day_of(WEDNESDAY));
	assert_non_null(ar_policies_find(&d->policies, AR_S("q")));
	assert_true(ar_calendar_is_free(&d->calendar, AR_S("X"), d->today));
	assert_false(ar_calendar_is_free(&d->calendar, AR_S(""), d->today));
	assert_true(ar_calendar_is_free(&d->calendar, AR_S(""),
	    day_of(SATURDAY)));
	assert_string_equal(ar_diag_file_name(d->diag, d->rates_file),
	    "rates");
	assert_int_equal(ar_recovery_at(&d->recovery, 0), 500000000);
	assert_int_equal(ar_debtors_at(d->debtors, ar_debtors_number(
	    d->debtors, AR_S("C")))->contact_gap, 7);
	assert_int_equal(ar_debtors_at(d->debtors, ar_debtors_number(
	    d->debtors, AR_S("D")))->contact_gap, 3);
	assert_true(d->log.ran_today);
	assert_int_equal(ar_logbook_account(&d->log, ar_debtors_number(
	    d->debtors, AR_S("C")))->last_notice, day_of("2026-09-01"));
	assert_int_equal(d->agreed.npromises, 2);
	assert_int_equal(d->agreed.ndisputes, 2);
	assert_int_equal(d->agreed.nparts, 1);
	assert_int_equal(d->debts.n, 1);
	assert_int_equal(d->debts.debt[0].disputed, 800);
	assert_int_equal(d->agreed.promise[0].state, AR_PROMISE_OPEN);
	remind_end();
}

/* Nothing but operands: what holds then. */
static void
test_none(void **state)
{
	static const struct remind_files f = {.docs = DOCS_HEAD ONE};
	struct ar_dunning *d = &remind.d;

	(void)state;
	remind_begin(&f, WEDNESDAY);
	assert_int_equal(remind_read(), AR_OK);
	assert_null(remind.files.log);
	assert_null(remind.files.customers);
	assert_non_null(ar_policies_find(&d->policies, AR_S("std")));
	assert_int_equal(ar_recovery_at(&d->recovery, 90), 730000000);
	assert_int_equal(d->rates_file, 0);
	assert_int_equal(d->debts.n, 1);
	remind_end();
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_refused), TEST(test_order), TEST(test_log_first),
		TEST(test_lock), TEST(test_day), TEST(test_all),
		TEST(test_none),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
