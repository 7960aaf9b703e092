/*
 * tests/unit/test_worklist.c
 * Purpose: accounts in the order in which a collector's work pays best.
 */
#include "libar/worklist.h"

#include "libar/notice.h"
#include "tests/unit/remindfiles.h"

#define HEAD "rank,run_date,customer_id,customer_name,currency,follow_up," \
	"score,items,overdue,held,oldest_days,loss,risk,broken_promises," \
	"last_step,fees,interest,terms,contact,phone,email,last_contact," \
	"attempts,collector\n"
#define POLICY "policy,step,anchor,offset,until,channel,interest\n" \
	"p,1,due,1,9,email,\np,2,due,10,,email,r\np,3,due,40,,email,\n" \
	"p,9,paid,0,9,email,\n"
/* A hundredth is lost a day, until nothing is left. */
#define RECOVERY "days,share\n0,1\n100,0\n"
#define RATES "rule,from_date,percent\nr,2020-01-01,36.5\n"
#define DOCS "invoice_id,customer_id,invoice_date,due_date,amount,currency," \
	"disputed_amount,block\n"
#define DOC(id, customer, due, amount, ccy) id "," customer \
	",2026-08-01," due "," amount "," ccy ",,\n"
/* Ten days late. */
#define LATE(id, customer, amount) DOC(id, customer, "2026-09-20", amount, \
	"EUR")
/* Of the log: an item of an action; what was said. */
#define PLAN(day, id, item, phase, step, fee) "T," day "," id ",planned," \
	item "," phase "," step ",email,billing,,1," fee ",,2026-08-31," \
	"ar-remind,\n"
#define SAID(day, event, customer, ccy, on) "T," day ",," event "," customer \
	",,," ccy ",,,,,,,9,,," on ",kim,\n"
#define FACT(day, event, customer, ccy) "T," day ",," event "," customer \
	",7,," ccy ",,,,,,,1,,,2026-08-01,ar-remind,\n"
#define BROKEN(customer) FACT("2026-09-01", "promise-broken", customer, "")
#define PROMISES "invoice_id,customer_id,made_date,promise_date,amount\n"
#define PLANS "plan_id,invoice_id,customer_id,made_date,due_date,amount\n"

struct row {
	const char *name;
	struct remind_files f;
	const char *want;
};

static const struct row order[] = {
	{"none", {0}, ""},
	{"nothing late", {.docs = DOCS DOC("1", "C", WEDNESDAY, "9", "EUR")},
	    ""},
	{"by the score", {.docs = DOCS LATE("1", "A", "10")
	    LATE("2", "B", "30") LATE("3", "C", "20")},
	    "1,B,EUR,,9.00\n2,C,EUR,,6.00\n3,A,EUR,,3.00\n"},
	{"by what is overdue", {.docs = DOCS LATE("1", "A", "10")
	    DOC("2", "A", "2026-01-01", "5", "EUR")
	    LATE("3", "B", "10") DOC("4", "B", "2026-01-01", "6", "EUR")},
	    "1,B,EUR,,3.00\n2,A,EUR,,3.00\n"},
	{"by the account", {.docs = DOCS LATE("1", "b", "10")
	    LATE("2", "a", "10") LATE("3", "B", "10")},
	    "1,B,EUR,,3.00\n2,a,EUR,,3.00\n3,b,EUR,,3.00\n"},
	{"scores that print the same", {.docs = DOCS
	    LATE("1", "A", "0.01") LATE("2", "B", "0.02")},
	    "1,B,EUR,,0.01\n2,A,EUR,,0.00\n"},
	{"ranks of each currency", {.docs = DOCS LATE("1", "A", "10")
	    DOC("2", "A", "2026-09-20", "3000", "JPY") LATE("3", "B", "20")
	    DOC("4", "B", "2026-09-20", "6000", "JPY")
	    DOC("5", "B", "2026-09-20", "20", "")},
	    "1,B,,,6.00\n1,B,EUR,,6.00\n2,A,EUR,,3.00\n1,B,JPY,,1800.00\n"
	    "2,A,JPY,,900.00\n"},
	{"follow-ups first", {.docs = DOCS LATE("1", "A", "90")
	    LATE("2", "B", "10") LATE("3", "C", "20"), .log = LOG_HEAD
	    SAID("2026-09-01", "call", "B", "", WEDNESDAY)
	    SAID("2026-09-01", "call", "C", "", WEDNESDAY)},
	    "1,C,EUR,call-back,6.00\n2,B,EUR,call-back,3.00\n"
	    "3,A,EUR,,27.00\n"},
	{"and alone, if something is open", {.docs = DOCS
	    DOC("1", "A", WEDNESDAY, "9", "EUR"), .log = LOG_HEAD
	    SAID("2026-09-01", "call", "A", "", WEDNESDAY)
	    SAID("2026-09-01", "call", "C", "", WEDNESDAY)},
	    "1,A,EUR,call-back,0.00\n"},
	{"the risk", {.docs = DOCS LATE("1", "A", "10") LATE("2", "B", "10")
	    LATE("3", "C", "10") LATE("4", "D", "10") LATE("5", "E", "10"),
	    .customers = "customer_id,risk\nA,A\nB,B\nC,C\nD,D\nE,\n"},
	    "1,D,EUR,,6.00\n2,C,EUR,,4.50\n3,B,EUR,,3.00\n4,E,EUR,,3.00\n"
	    "5,A,EUR,,1.50\n"},
	{"broken promises", {.docs = DOCS LATE("1", "A", "10")
	    LATE("2", "B", "10"), .log = LOG_HEAD BROKEN("B") BROKEN("B")
	    BROKEN("B") FACT("2026-09-01", "promise-partly", "B", "")
	    RAN("2026-09-01")},
	    "1,B,EUR,,5.25\n2,A,EUR,,3.00\n"},
};

static const struct row follow_ups[] = {
	{"a broken promise of today's call", {.docs = DOCS
	    LATE("1", "C", "10"), .promises = PROMISES
	    "1,C,2026-09-21,2026-09-28,10\n"}, "promise-broken\n"},
	{"a broken plan", {.docs = DOCS LATE("1", "C", "10"),
	    .plans = PLANS "P,1,C,2026-09-21,2026-09-28,10\n"},
	    "plan-broken\n"},
	{"both", {.docs = DOCS LATE("1", "C", "10") LATE("2", "C", "10")
	    LATE("3", "C", "10"), .plans = PLANS
	    "P,1,C,2026-09-21,2026-09-28,10\n"
	    "P,3,C,2026-09-21,2026-09-28,10\n", .promises = PROMISES
	    "2,C,2026-09-21,2026-09-28,10\n"}, "promise-broken\n"},
	{"facts of today", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD FACT(WEDNESDAY, "promise-broken", "C", "EUR")
	    RAN(WEDNESDAY)}, "promise-broken\n"},
	{"partly", {.docs = DOCS LATE("1", "C", "10"), .log = LOG_HEAD
	    FACT(WEDNESDAY, "promise-partly", "C", "EUR")
	    FACT(WEDNESDAY, "plan-broken", "C", "EUR") RAN(WEDNESDAY)},
	    "promise-broken\n"},
	{"of a plan", {.docs = DOCS LATE("1", "C", "10"), .log = LOG_HEAD
	    SAID("2026-09-01", "call", "C", "", WEDNESDAY)
	    FACT(WEDNESDAY, "plan-broken", "C", "EUR") RAN(WEDNESDAY)},
	    "plan-broken\n"},
	{"of the day before, or kept", {.docs = DOCS LATE("1", "C", "10"),
	    .log = LOG_HEAD FACT("2026-09-29", "plan-broken", "C", "EUR")
	    FACT("2026-09-29", "promise-broken", "C", "EUR")
	    FACT(WEDNESDAY, "promise-kept", "C", "EUR") RAN(WEDNESDAY)},
	    "\n"},
	{"of another currency", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD FACT(WEDNESDAY, "plan-broken", "C", "JPY")
	    RAN(WEDNESDAY)}, "\n"},
	{"to call back later", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD SAID("2026-09-01", "call", "C", "", "2026-10-01")},
	    "\n"},
	{"not to call back", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD SAID("2026-09-01", "call", "C", "", "")}, "\n"},
	{"a reply, a note", {.docs = DOCS LATE("1", "C", "10")
	    LATE("2", "D", "10"), .log = LOG_HEAD
	    SAID("2026-09-01", "reply", "C", "", WEDNESDAY)
	    SAID("2026-09-01", "note", "D", "", WEDNESDAY)},
	    "call-back\ncall-back\n"},
	{"the last words count", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD SAID("2026-09-01", "call", "C", "", WEDNESDAY)
	    SAID("2026-09-02", "note", "C", "EUR", "")}, "\n"},
	{"in either currency", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD SAID("2026-09-01", "call", "C", "EUR", WEDNESDAY)
	    SAID("2026-09-02", "note", "C", "", "")}, "\n"},
	{"not in a third", {.docs = DOCS LATE("1", "C", "10"), .log =
	    LOG_HEAD SAID("2026-09-01", "call", "C", "EUR", WEDNESDAY)
	    SAID("2026-09-02", "note", "C", "JPY", "")}, "call-back\n"},
	{"a promise is no word to call back", {.docs = DOCS
	    LATE("1", "C", "10"), .log = LOG_HEAD
	    SAID("2026-09-01", "call", "C", "", WEDNESDAY)
	    SAID("2026-09-02", "promise", "C", "", WEDNESDAY)}, "\n"},
	{"of a customer of the account", {.docs = DOCS LATE("1", "A", "10"),
	    .customers = "customer_id,parent_id,consolidate\nC,A,y\n",
	    .log = LOG_HEAD SAID("2026-09-01", "call", "C", "", WEDNESDAY)},
	    "call-back\n"},
};

#define SETTLED "invoice_id,customer_id,invoice_date,due_date,currency," \
	"amount,balance,paid_date\n"
#define LATE_AND(id, sums) id ",C,2026-08-01,2026-09-20,EUR," sums "\n"
#define OF_STEP(id, item, step, fee) PLAN("2026-09-01", id, item ",,EUR", \
	"over", step, fee)

/* score,items,overdue,held,oldest_days,loss,last_step,fees,interest */
static const struct row figures[] = {
	{"late and not", {.docs = DOCS LATE("1", "C", "10")
	    DOC("2", "C", WEDNESDAY, "5", "EUR")
	    DOC("3", "C", "2026-09-29", "7", "EUR")},
	    "5.10,2,17.00,0.00,10,5.10,,0.00,0.00\n"},
	{"a loss ends with the table", {.docs = DOCS
	    DOC("1", "C", "2026-07-02", "10", "EUR")
	    DOC("2", "C", "2026-01-01", "10", "EUR")},
	    "1.00,2,20.00,0.00,272,1.00,,0.00,0.00\n"},
	{"no decimals", {.docs = DOCS DOC("1", "C", "2026-09-20", "55",
	    "JPY")}, "16.50,1,55,0,10,17,,0,0\n"},
	{"three decimals", {.docs = DOCS DOC("1", "C", "2026-09-20", "0.055",
	    "KWD")}, "0.02,1,0.055,0.000,10,0.017,,0.000,0.000\n"},
	{"blocked", {.docs = DOCS LATE("1", "C", "10")
	    "2,C,2026-08-01,2026-09-10,9,EUR,,y\n"
	    "3,C,2026-08-01,2026-10-10,7,EUR,,y\n"},
	    "3.00,1,10.00,9.00,10,3.00,,0.00,0.00\n"},
	{"disputed", {.docs = DOCS "1,C,2026-08-01,2026-09-20,10,EUR,4,\n"
	    "2,C,2026-08-01,2026-09-10,9,EUR,9,\n"
	    "3,C,2026-08-01,2026-10-10,7,EUR,4,\n"},
	    "1.80,1,6.00,13.00,10,1.80,,0.00,0.00\n"},
	{"only what is held", {.docs = DOCS
	    "2,C,2026-08-01,2026-09-10,9,EUR,,y\n"},
	    "0.00,0,0.00,9.00,0,0.00,,0.00,0.00\n"},
	{"promised", {.docs = DOCS LATE("1", "C", "10"), .promises =
	    PROMISES "1,C,2026-09-21,2026-10-28,10\n"},
	    "0.00,0,0.00,10.00,0,0.00,,0.00,0.00\n"},
	{"broken counts", {.docs = DOCS LATE("1", "C", "10"), .promises =
	    PROMISES "1,C,2026-09-21,2026-09-28,10\n"},
	    "3.00,1,10.00,0.00,10,3.00,,0.00,0.00\n"},
	{"blocked in an action of today", {.docs = DOCS
	    "2,C,2026-08-01,2026-09-20,9,EUR,,y\n", .log = LOG_HEAD
	    PLAN(WEDNESDAY, "C-EUR-over-20260930", "C,2,,EUR", "over",
	    "p,1", "") RAN(WEDNESDAY)},
	    "0.00,0,0.00,9.00,0,0.00,1,0.00,0.00\n"},
	{"steps, fees and interest", {.docs = DOCS LATE("1", "C", "100")
	    LATE("2", "C", "200") DOC("3", "C", WEDNESDAY, "1", "EUR")
	    LATE("4", "C", "400"), .log = LOG_HEAD
	    OF_STEP("C-EUR-over-20260901", "C,1", "p,2", "1.5")
	    OF_STEP("C-EUR-over-20260901", "C,2", "p,1", "0.25")
	    OF_STEP("C-EUR-over-20260901", "C,3", "p,3", "10")
	    OF_STEP("C-EUR-over-20260901", "C,9", "p,4", "99")
	    RAN("2026-09-01")},
	    "210.00,3,700.00,0.00,10,210.00,3,11.75,1.00\n"},
	{"the highest step of any item", {.docs = DOCS LATE("1", "C", "10")
	    LATE("2", "C", "10"), .log = LOG_HEAD
	    OF_STEP("C-EUR-over-20260901", "C,1", "p,3", "")
	    OF_STEP("C-EUR-over-20260901", "C,2", "p,1", "")
	    RAN("2026-09-01")},
	    "6.00,2,20.00,0.00,10,6.00,3,0.00,0.00\n"},
	{"a settled one is none", {.docs = SETTLED LATE_AND("1", "10,10,")
	    LATE_AND("2", "20,0,2026-09-29"), .log = LOG_HEAD
	    OF_STEP("C-EUR-over-20260901", "C,2", "p,3", "4")
	    RAN("2026-09-01")},
	    "3.00,1,10.00,0.00,10,3.00,,0.00,0.00\n"},
	{"and alone no work", {.docs = SETTLED
	    LATE_AND("2", "20,0,2026-09-29"), .log = LOG_HEAD
	    OF_STEP("C-EUR-over-20260901", "C,2", "p,3", "4")
	    SAID("2026-09-01", "call", "C", "", WEDNESDAY)
	    RAN("2026-09-01")}, ""},
	{"void ones", {.docs = DOCS LATE("1", "C", "100"), .log = LOG_HEAD
	    OF_STEP("C-EUR-over-20260901", "C,1", "p,2", "1.5")
	    RAN("2026-09-01") "T,2026-09-02,C-EUR-over-20260901,failed,C,,,"
	    "EUR,,,,,,,,,,,kim,\n"},
	    "30.00,1,100.00,0.00,10,30.00,,0.00,0.00\n"},
};

/* terms,contact,phone,email,last_contact,attempts,collector */
static const struct row contacts[] = {
	{"none", {.docs = DOCS LATE("1", "C", "1")}, ",,,,,0,\n"},
	{"of the ap-manager", {.docs = DOCS LATE("1", "C", "1"),
	    .customers = "customer_id,ap_contact,contact,ap_phone,phone,"
	    "ap_email,email,terms,collector\nC,a,b,c,d,e,f,net 9,kim\n"},
	    "net 9,a,c,e,,0,kim\n"},
	{"else of anyone, of a document too", {.docs = "invoice_id,"
	    "customer_id,invoice_date,due_date,amount,contact,phone,email,"
	    "terms,collector\n1,C,2026-08-01,2026-09-20,1,b,d,f,net 9,kim\n"},
	    "net 9,b,d,f,,0,kim\n"},
	{"actions that speak to it, of any day", {.docs = DOCS
	    LATE("1", "C", "1"), .log = LOG_HEAD
	    PLAN("2026-09-01", "C-EUR-pre-20260901", "C,1,,EUR", "pre",
	    "p,1", "")
	    PLAN("2026-09-02", "C-EUR-over-20260902", "C,1,,EUR", "over",
	    "p,1", "")
	    PLAN("2026-09-03", "C-EUR-broken-20260903", "C,1,,EUR", "broken",
	    ",", "")
	    PLAN("2026-09-04", "C-JPY-over-20260904", "C,8,,JPY", "over",
	    "p,1", "")
	    PLAN("2026-09-05", "C-EUR-task-20260905", "C,1,,EUR", "task",
	    "p,2", "") RAN("2026-09-05")}, ",,,,2026-09-04,3,\n"},
	{"not void ones", {.docs = DOCS LATE("1", "C", "1"), .log = LOG_HEAD
	    PLAN("2026-09-01", "C-EUR-pre-20260901", "C,1,,EUR", "pre",
	    "p,1", "")
	    RAN("2026-09-01") "T,2026-09-02,C-EUR-pre-20260901,cancelled,C,"
	    ",,EUR,,,,,,,,,,,kim,\n"}, ",,,,,0,\n"},
	{"calls", {.docs = DOCS LATE("1", "C", "1"), .log = LOG_HEAD
	    SAID("2026-09-01", "call", "C", "", "")
	    SAID("2026-09-02", "call", "C", "EUR", "")
	    SAID("2026-09-03", "call", "C", "JPY", "")},
	    ",,,,2026-09-03,2,\n"},
	{"of no currency", {.docs = DOCS DOC("1", "C", "2026-09-20", "1", ""),
	    .log = LOG_HEAD SAID("2026-09-01", "call", "C", "", "")
	    SAID("2026-09-02", "call", "C", "EUR", "")},
	    ",,,,2026-09-02,1,\n"},
	{"a reply is contact and no attempt", {.docs = DOCS
	    LATE("1", "C", "1"), .log = LOG_HEAD
	    SAID("2026-09-01", "reply", "C", "", "")
	    SAID("2026-09-02", "note", "C", "", "")}, ",,,,2026-09-01,0,\n"},
	{"as is a promise", {.docs = DOCS LATE("1", "C", "1"), .log =
	    LOG_HEAD SAID("2026-09-01", "promise", "C", "", "2026-09-09")},
	    ",,,,2026-09-01,0,\n"},
};

static void
expect(const struct row *row, const char *day, const char *columns)
{
	struct remind_files f = row->f;
	struct ar_out *out = ar_out_memory();
	struct ar_report *report;

	f.policy = POLICY;
	f.recovery = RECOVERY;
	f.rates = RATES;
	remind_begin(&f, day);
	remind_plan();
	report = ar_report_new(out, &remind.tie);
	ar_worklist_columns(report);
	ar_report_header(report, AR_S(""), 0);
	assert_int_equal(ar_worklist_rows(&remind.d, report, out), AR_OK);
	remind_expect(row->name, ar_out_rows(out), columns, row->want);
	ar_report_free(report);
	ar_out_drop(out);
	remind_end();
}

static const struct {
	const char *columns;
	const struct row *row;
	size_t n;
} tables[] = {
	{"rank,customer_id,currency,follow_up,score", order, ROWS(order)},
	{"follow_up", follow_ups, ROWS(follow_ups)},
	{"score,items,overdue,held,oldest_days,loss,last_step,fees,interest",
	    figures, ROWS(figures)},
	{"terms,contact,phone,email,last_contact,attempts,collector",
	    contacts, ROWS(contacts)},
};

static void
test_tables(void **state)
{
	(void)state;
	for (size_t t = 0; t < ROWS(tables); t++)
		for (size_t i = 0; i < tables[t].n; i++)
			expect(&tables[t].row[i], WEDNESDAY,
			    tables[t].columns);
}

/* All columns; also on a day without business. */
static void
test_whole(void **state)
{
#define WHOLE(day, score, age, loss) HEAD "1," day ",A,\"Al, Ltd\",EUR,," \
	score ",1,10.00,0.00," age "," loss ",C,1,,0.00,0.00,net 9,Eva,," \
	"e@e,,0,kim\n"
	static const struct remind_files f = {
		.docs = DOCS LATE("1", "C", "10"),
		.customers = "customer_id,parent_id,consolidate,risk,terms,"
		    "contact,email,collector,customer_name\nC,A,y,,,,,,\n"
		    "A,,,C,net 9,Eva,e@e,kim,\"Al, Ltd\"\n",
		.log = LOG_HEAD BROKEN("C") RAN("2026-09-01")
	};
	const struct row whole = {"whole", f,
	    WHOLE(WEDNESDAY, "5.63", "10", "3.00")};
	const struct row free_day = {"a free day", f,
	    WHOLE(SATURDAY, "5.63", "13", "3.00")};

	(void)state;
	expect(&whole, WEDNESDAY, NULL);
	expect(&free_day, SATURDAY, NULL);
}

/* A rule without a rate for a day. */
static void
test_no_rate(void **state)
{
	static const struct remind_files f = {
		.docs = DOCS LATE("1", "C", "10"), .policy = "policy,step,"
		    "offset,channel,interest\np,1,10,email,r\n"
		    "p,2,40,email,\n", .log = LOG_HEAD
		    OF_STEP("C-EUR-over-20260901", "C,1", "p,1", "")
		    RAN("2026-09-01"),
		.rates = "rule,from_date,percent\nr,2026-10-01,1\n"
	};
	struct ar_out *out = ar_out_memory();
	struct ar_report *report;

	(void)state;
	remind_begin(&f, WEDNESDAY);
	remind_plan();
	report = ar_report_new(out, &remind.tie);
	scratch_listen();
	assert_int_equal(ar_worklist_rows(&remind.d, report, out), AR_ESTOP);
	assert_string_equal(scratch_code(), "no-rate");
	assert_int_equal(ar_out_rows(out).n, 0);
	ar_report_free(report);
	ar_out_drop(out);
	remind_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables), cmocka_unit_test(test_whole),
		cmocka_unit_test_teardown(test_no_rate, scratch_stop),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
