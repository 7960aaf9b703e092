/*
 * tests/unit/test_record.c
 * Purpose: the day's actions, and what follows from them, as rows of the log.
 */
#include "libar/record.h"

#include "tests/unit/remindfiles.h"

#define POLICY "policy,step,anchor,offset,until,channel,audience," \
	"credit_hold,approval\n" \
	"p,1,due,1,9,email,,n,n\np,2,due,10,,call,,y,n\n" \
	"p,3,due,20,,task,internal,y,n\np,4,due,60,,email,,y,y\n" \
	"p,9,paid,0,5,email,,,\n"
#define DOCS_HEAD_WITH(more) "invoice_id,customer_id,invoice_date," \
	"due_date,amount,currency," more "\n"
/* What the rows of the day begin with. */
#define T "T," WEDNESDAY ","
#define RUN RAN(WEDNESDAY)
/* id, customer, invoice, instalment: cur; phase and on; amount; due. */
#define PLANNED(id, item, how, sums, due, why) T id "-20260930,planned," \
	item "," how "," sums "," due ",ar-remind," why "\n"
#define FACT(id, event, item, amount, day) T id "," event "," item \
	",,,,,,," amount ",,," day ",ar-remind,\n"
#define HOLD(id, event, account, ccy) T id "-20260930," event "," account \
	",,," ccy ",,,,,,,,,,,ar-remind,\n"
/* Of the log before: an item of an action of the 1st of September. */
#define BEFORE(id, item, phase, step) "T,2026-09-01," id "-20260901," \
	"planned," item "," phase ",p," step ",email,billing,,5.00,0,0," \
	"2026-08-31,ar-remind,\n" RAN("2026-09-01")
#define OLD_FACT(event, item, ccy, day) "T,2026-09-02,," event "," item "," \
	ccy ",,,,,,,1.00,,," day ",ar-remind,\n"
#define PROMISES "invoice_id,customer_id,made_date,promise_date,amount," \
	"instalment\n"
#define PLANS "plan_id,invoice_id,customer_id,made_date,due_date,amount\n"

static const struct row {
	const char *name;
	struct remind_files f;
	const char *want;               /* what is added; "": nothing */
} rows[] = {
	{"nothing to do", {0}, RUN},
	{"items in their order, one only listed", {.docs = DOCS_HEAD
	    "2,C,2026-09-01,2026-09-29,2.50,EUR\n"
	    "1,C,2026-09-01,2026-09-29,1.00,EUR\n"
	    "3,C,2026-09-01,2026-08-31,5.00,EUR\n",
	    .log = LOG_HEAD BEFORE("C-EUR-over", "C,3,,EUR", "over", "3")},
	    PLANNED("C-EUR-over", "C,3,,EUR", "over,,,email,billing,",
	    "5.00,0.00,0.00", "2026-08-31", "")
	    PLANNED("C-EUR-over", "C,1,,EUR", "over,p,1,email,billing,",
	    "1.00,0.00,0.00", "2026-09-29", "")
	    PLANNED("C-EUR-over", "C,2,,EUR", "over,p,1,email,billing,",
	    "2.50,0.00,0.00", "2026-09-29", "") RUN},
	{"actions in their order", {.docs = DOCS_HEAD
	    "1,B,2026-09-01,2026-09-29,1,JPY\n"
	    "2,A,2026-09-01,2026-09-29,1,JPY\n"
	    "3,B,2026-09-01,2026-09-29,1,EUR\n"},
	    PLANNED("A-JPY-over", "A,2,,JPY", "over,p,1,email,billing,",
	    "1,0,0", "2026-09-29", "")
	    PLANNED("B-EUR-over", "B,3,,EUR", "over,p,1,email,billing,",
	    "1.00,0.00,0.00", "2026-09-29", "")
	    PLANNED("B-JPY-over", "B,1,,JPY", "over,p,1,email,billing,",
	    "1,0,0", "2026-09-29", "") RUN},
	{"an item's own customer, its account's action", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-29,1,EUR\n", .customers =
	    "customer_id,parent_id,consolidate,email,address\n"
	    "C,A,y,,\nA,,,,\"x, y\"\n"},
	    PLANNED("A-EUR-over", "C,1,,EUR",
	    "over,p,1,letter,billing,\"x, y\"", "1.00,0.00,0.00",
	    "2026-09-29", "no-email") RUN},
	{"what is disputed is not in the amount", {.docs = DOCS_HEAD_WITH(
	    "disputed_amount,instalment")
	    "1,C,2026-09-01,2026-09-29,9,EUR,4,2\n"},
	    PLANNED("C-EUR-over", "C,1,2,EUR", "over,p,1,email,billing,",
	    "5.00,0.00,0.00", "2026-09-29", "") RUN},
	{"a hold, once an account", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-20,1,EUR\n"
	    "2,C,2026-09-01,2026-09-10,1,JPY\n"
	    "3,C,2026-09-01,2026-09-20,1,USD\n", .log = LOG_HEAD
	    BEFORE("C-JPY-over", "C,2,,JPY", "over", "2")},
	    PLANNED("C-EUR-over", "C,1,,EUR", "over,p,2,call,billing,",
	    "1.00,0.00,0.00", "2026-09-20", "")
	    HOLD("C-EUR-over", "credit-hold", "C", "EUR")
	    PLANNED("C-JPY-task", "C,2,,JPY", "task,p,3,task,internal,",
	    "1,0,0", "2026-09-10", "")
	    PLANNED("C-USD-over", "C,3,,USD", "over,p,2,call,billing,",
	    "1.00,0.00,0.00", "2026-09-20", "") RUN},
	{"each account its own", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-20,1,EUR\n"
	    "3,D,2026-09-01,2026-09-20,1,EUR\n"},
	    PLANNED("C-EUR-over", "C,1,,EUR", "over,p,2,call,billing,",
	    "1.00,0.00,0.00", "2026-09-20", "")
	    HOLD("C-EUR-over", "credit-hold", "C", "EUR")
	    PLANNED("D-EUR-over", "D,3,,EUR", "over,p,2,call,billing,",
	    "1.00,0.00,0.00", "2026-09-20", "")
	    HOLD("D-EUR-over", "credit-hold", "D", "EUR") RUN},
	{"on hold before", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-20,1,EUR\n", .log = LOG_HEAD
	    "T,2026-09-02,,credit-hold,C,,,,,,,,,,,,,,anna,\n"},
	    PLANNED("C-EUR-over", "C,1,,EUR", "over,p,2,call,billing,",
	    "1.00,0.00,0.00", "2026-09-20", "") RUN},
	{"not before leave is given", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-07-20,1,EUR\n", .log = LOG_HEAD
	    BEFORE("C-EUR-over", "C,1,,EUR", "over", "3")},
	    PLANNED("C-EUR-approve", "C,1,,EUR",
	    "approve,p,4,task,management,", "1.00,0.00,0.00", "2026-07-20",
	    "approval") RUN},
	{"a release: one row without an item", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-20,1,EUR\n", .customers =
	    "customer_id,block\nC,y\n", .log = LOG_HEAD
	    "T,2026-09-02,x,credit-hold,C,,,JPY,,,,,,,,,,,ar-remind,\n"
	    RAN("2026-09-02")},
	    PLANNED("C-JPY-release", "C,,,JPY", "release,,,task,internal,",
	    ",,", "", "credit-release")
	    HOLD("C-JPY-release", "credit-release", "C", "JPY") RUN},
	{"thanks", {.docs = DOCS_HEAD_WITH(
	    "paid_date,balance")
	    "1,C,2026-08-01,2026-08-31,5,EUR,2026-09-29,\n",
	    .log = LOG_HEAD BEFORE("C-EUR-over", "C,1,,EUR", "over", "1")},
	    PLANNED("C-EUR-thanks", "C,1,,EUR", "thanks,p,9,email,billing,",
	    "0.00,0.00,0.00", "2026-08-31", "paid") RUN},
};

/* Promises and plans, and what became of them. */
static const struct row facts[] = {
	{"a broken promise about two items: one fact", {.docs =
	    DOCS_HEAD_WITH("instalment")
	    "1,C,2026-09-01,2026-09-20,1,EUR,1\n"
	    "1,C,2026-09-01,2026-09-21,1,EUR,2\n", .promises = PROMISES
	    "1,C,2026-09-21,2026-09-28,2,\n"},
	    PLANNED("C-EUR-broken", "C,1,1,EUR", "broken,,,call,ap-manager,",
	    "1.00,0.00,0.00", "2026-09-20", "promise-broken")
	    PLANNED("C-EUR-broken", "C,1,2,EUR", "broken,,,call,ap-manager,",
	    "1.00,0.00,0.00", "2026-09-21", "promise-broken")
	    FACT("C-EUR-broken-20260930", "promise-broken", "C,1,,EUR",
	    "2.00", "2026-09-28") RUN},
	{"promises before plans; partly is not broken", {.docs =
	    DOCS_HEAD_WITH("balance")
	    "1,C,2026-09-01,2026-09-20,8,EUR,8\n"
	    "2,C,2026-09-01,2026-09-21,8,EUR,6\n",
	    .plans = PLANS "P,1,C,2026-09-21,2026-09-25,3\n"
	    "P,1,C,2026-09-21,2026-09-24,2\n",
	    .promises = PROMISES "2,C,2026-09-21,2026-09-28,4,\n"},
	    PLANNED("C-EUR-broken", "C,1,,EUR", "broken,,,call,ap-manager,",
	    "8.00,0.00,0.00", "2026-09-20", "plan-broken")
	    PLANNED("C-EUR-broken", "C,2,,EUR", "broken,,,call,ap-manager,",
	    "6.00,0.00,0.00", "2026-09-21", "promise-broken")
	    FACT("C-EUR-broken-20260930", "promise-partly", "C,2,,EUR",
	    "4.00", "2026-09-28")
	    FACT("C-EUR-broken-20260930", "plan-broken", "C,1,,EUR",
	    "2.00", "2026-09-24") RUN},
	{"judgements in their order", {.docs = DOCS_HEAD_WITH(
	    "balance,instalment,status,paid_date")
	    "9,C,2026-09-01,2026-09-20,8,EUR,0,1,paid,2026-09-25\n"
	    "9,C,2026-09-01,2026-09-20,8,EUR,0,2,paid,2026-09-25\n"
	    "1,D,2026-09-01,2026-10-20,8,JPY,4,,,\n"
	    "7,C,2026-09-01,2026-10-20,8,EUR,2,,,\n",
	    .promises = PROMISES "1,D,2026-09-21,2026-10-28,4,\n"
	    "9,C,2026-09-21,2026-09-22,8,2\n9,C,2026-09-21,2026-09-22,9,1\n"
	    "7,C,2026-09-21,2026-09-22,6,\n"},
	    FACT("", "promise-kept", "C,7,,EUR", "6.00", "2026-09-22")
	    FACT("", "promise-partly", "C,9,1,EUR", "9.00", "2026-09-22")
	    FACT("", "promise-kept", "C,9,2,EUR", "8.00", "2026-09-22")
	    FACT("", "promise-kept", "D,1,,JPY", "4", "2026-10-28") RUN},
	{"settled without a payment", {.docs = DOCS_HEAD
	    "1,C,2026-09-01,2026-09-20,8,EUR\n", .payments = "payment_id,"
	    "payment_date,customer_id,amount,invoice_id,kind,currency\n"
	    "p,2026-09-25,C,8,1,write_off,EUR\n",
	    .promises = PROMISES "1,C,2026-09-21,2026-09-22,8,\n"},
	    FACT("", "promise-broken", "C,1,,EUR", "8.00", "2026-09-22") RUN},
	{"only the newest promise; one that is still open is none", {.docs =
	    DOCS_HEAD_WITH("balance,status,paid_date")
	    "1,C,2026-09-01,2026-09-20,8,EUR,0,paid,2026-09-30\n"
	    "2,C,2026-09-01,2026-10-20,8,EUR,8,,\n",
	    .promises = PROMISES "1,C,2026-09-21,2026-09-22,8,\n"
	    "1,C,2026-09-22,2026-09-23,8,\n2,C,2026-09-22,2026-09-30,8,\n"},
	    FACT("", "promise-kept", "C,1,,EUR", "8.00", "2026-09-23") RUN},
	{"what is said twice is told once", {.docs = DOCS_HEAD_WITH(
	    "balance,instalment")
	    "1,C,2026-09-01,2026-10-20,8,EUR,2,1\n"
	    "1,C,2026-09-01,2026-10-20,8,EUR,2,2\n",
	    .promises = PROMISES "1,C,2026-09-21,2026-09-22,4,\n"
	    "1,C,2026-09-21,2026-09-22,4,\n"},
	    FACT("", "promise-kept", "C,1,,EUR", "4.00", "2026-09-22") RUN},
	{"told before", {.docs = DOCS_HEAD_WITH("balance,status,paid_date")
	    "1,C,2026-09-01,2026-10-20,8,EUR,2,,\n"
	    "2,C,2026-09-01,2026-10-20,8,EUR,0,paid,2026-09-25\n"
	    "3,C,2026-09-01,2026-10-20,8,EUR,0,paid,2026-09-25\n",
	    .promises = PROMISES "1,C,2026-08-21,2026-09-01,4,\n"
	    "2,C,2026-08-21,2026-09-01,9,\n3,C,2026-08-21,2026-09-01,9,\n",
	    .log = LOG_HEAD
	    OLD_FACT("promise-kept", "C,1,", "EUR", "2026-09-01")
	    OLD_FACT("promise-broken", "C,2,", "EUR", "2026-09-01")
	    OLD_FACT("promise-partly", "C,3,", "EUR", "2026-09-01")
	    RAN("2026-09-02")}, RUN},
	{"told of another day", {.docs = DOCS_HEAD_WITH("balance")
	    "1,C,2026-09-01,2026-10-20,8,EUR,2\n",
	    .promises = PROMISES "1,C,2026-08-21,2026-09-03,4,\n",
	    .log = LOG_HEAD
	    OLD_FACT("promise-kept", "C,1,", "EUR", "2026-09-01")
	    RAN("2026-09-02")},
	    FACT("", "promise-kept", "C,1,,EUR", "4.00", "2026-09-03") RUN},
	{"no judgement on the account's free day", {.docs =
	    DOCS_HEAD_WITH("balance") "1,C,2026-09-01,2026-10-20,8,EUR,2\n"
	    "1,D,2026-09-01,2026-10-20,8,EUR,2\n", .holidays =
	    "date,calendar\n" WEDNESDAY ",X\n", .customers =
	    "customer_id,parent_id,consolidate,calendar\nA,,,X\nC,A,y,\n",
	    .promises = PROMISES "1,C,2026-09-21,2026-09-22,4,\n"
	    "1,D,2026-09-21,2026-09-22,4,\n"},
	    FACT("", "promise-kept", "D,1,,EUR", "4.00", "2026-09-22") RUN},
};

/* What the run adds to its log; whether it says that it added anything. */
static bool
record(const struct row *row, const char *day, struct ar_buf *added)
{
	struct remind_files f = row->f;
	struct ar_buf log;
	size_t before;
	bool any;

	f.policy = POLICY;
	if (f.log == NULL)
		f.log = LOG_HEAD;
	remind_begin(&f, day);
	remind.o.record = true;
	remind_plan();
	before = (size_t)ar_logfile_size(remind.files.log);
	any = ar_record_actions(&remind.d, &remind.actions,
	    remind.files.log, AR_S("T"));
	assert_int_equal(ar_logfile_append(remind.files.log), AR_OK);
	remind_end();
	log = scratch_read("log");
	ar_buf_add(added, ar_slice(log.p + before, log.n - before));
	ar_buf_free(&log);
	return any;
}

static void
expect(const struct row *row, const char *day)
{
	struct ar_buf added = {0};
	bool any = record(row, day, &added);

	remind_expect(row->name, ar_buf_slice(&added), NULL, row->want);
	if (any != (row->want[0] != '\0'))
		fail_msg("%s: whether", row->name);
	ar_buf_free(&added);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		expect(&rows[i], WEDNESDAY);
	for (size_t i = 0; i < ROWS(facts); i++)
		expect(&facts[i], WEDNESDAY);
}

/* What every row would write, the seller's free day keeps back. */
static void
test_free_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows) + ROWS(facts); i++) {
		struct row row = i < ROWS(rows) ? rows[i] :
		    facts[i - ROWS(rows)];

		row.want = "";
		expect(&row, SATURDAY);
		row.f.holidays = "date\n" WEDNESDAY "\n";
		expect(&row, WEDNESDAY);
	}
}

/* A second run of the day has nothing new, or just what came since. */
static void
test_again(void **state)
{
#define FIRST DOCS_HEAD "1,C,2026-09-01,2026-09-29,1,EUR\n"
#define IN_LOG LOG_HEAD PLANNED("C-EUR-over", "C,1,,EUR", \
	"over,p,1,email,billing,", "1.00,0,0", "2026-09-29", "") RUN
	static const struct row again[] = {
		{"nothing", {.log = LOG_HEAD RUN}, ""},
		{"a run of the day before", {.log = LOG_HEAD
		    RAN("2026-09-29")}, RUN},
		{"the same", {.docs = FIRST, .log = IN_LOG}, ""},
		{"one more", {.docs = FIRST "1,D,2026-09-01,2026-09-29,1,"
		    "EUR\n", .log = IN_LOG},
		    PLANNED("D-EUR-over", "D,1,,EUR",
		    "over,p,1,email,billing,", "1.00,0.00,0.00",
		    "2026-09-29", "") RUN},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(again); i++)
		expect(&again[i], WEDNESDAY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_free_day),
		cmocka_unit_test(test_again),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
