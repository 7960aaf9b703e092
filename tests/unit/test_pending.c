/*
 * tests/unit/test_pending.c
 * Purpose: actions that were planned, and of which nothing was heard since.
 */
#include "libar/pending.h"

#include "tests/unit/remindfiles.h"

#define POLICY "policy,step,name,anchor,offset,until,channel,audience," \
	"template,credit_hold,approval\n" \
	"p,1,late,due,1,9,email,,,,\np,2,call,due,10,,call,ap-manager,c,y,\n" \
	"p,3,last,due,40,,email,,l,y,y\np,9,thx,paid,0,9,email,,,,\n"
#define DOCS "invoice_id,customer_id,invoice_date,due_date,amount,balance," \
	"currency,disputed_amount,block,block_until,status,paid_date,ap_phone\n"
#define OPEN(id, customer, due) id "," customer ",2026-09-01," due ",8,," \
	"EUR,,,,,,\n"
#define ONE OPEN("1", "C", "2026-09-14")
#define TWO OPEN("2", "C", "2026-09-13")
#define PAID "1,C,2026-09-01,2026-09-14,8,0,EUR,,,,paid,2026-09-20,\n"
/* An item of an action of this day of September. */
#define PLAN(dd, id, item, phase, step, how, sums, due, why) "T,2026-09-" dd \
	"," id "-202609" dd ",planned," item "," phase "," step "," how "," \
	sums "," due ",ar-remind," why "\n"
#define OVER(dd, item, due) PLAN(dd, "C-EUR-over", item ",,EUR", "over", \
	"p,1", "email,billing,c@c", "5.00,2.00,0.50", due, "")
#define C1 OVER("15", "C,1", "2026-09-14")
#define C2 OVER("15", "C,2", "2026-09-13")
#define RUN RAN("2026-09-15")
#define SAID(day, event, id) "T," day "," id "," event \
	",C,,,EUR,,,,,,,,,,,kim,\n"
#define OVER_ID "C-EUR-over-20260915"
#define STAYS "C-EUR-over-20260915,1,5.00\n"
#define BOTH "C-EUR-over-20260915,2,10.00\n"
#define APPROVE PLAN("15", "C-EUR-approve", "C,1,,EUR", "approve", "p,3", \
	"task,management,", "5.00,0,0", "2026-09-14", "approval") RUN
#define THANKS PLAN("15", "C-EUR-thanks", "C,1,,EUR", "thanks", "p,9", \
	"email,billing,c@c", "0.00,0,0", "2026-09-14", "paid") RUN
#define DEAL "invoice_id,customer_id,made_date,"

/* Which actions are left, with how many items, of which total. */
static const struct row {
	const char *name;
	struct remind_files f;
	const char *want;
} rows[] = {
	{"none", {.docs = DOCS ONE, .log = LOG_HEAD RUN}, ""},
	{"nothing heard", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN}, STAYS},
	{"of today", {.docs = DOCS ONE, .log = LOG_HEAD
	    OVER("30", "C,1", "2026-09-14") RAN(WEDNESDAY)},
	    "C-EUR-over-20260930,1,5.00\n"},
	{"sent", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    SAID("2026-09-16", "sent", OVER_ID)}, ""},
	{"failed", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    SAID("2026-09-16", "failed", OVER_ID)}, ""},
	{"cancelled", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    SAID("2026-09-16", "cancelled", OVER_ID)}, ""},
	{"sent later", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    SAID("2026-10-01", "sent", OVER_ID)}, ""},
	{"one is settled", {.docs = DOCS PAID TWO, .log = LOG_HEAD C2 C1
	    RUN}, STAYS},
	{"one is not there", {.docs = DOCS TWO, .log = LOG_HEAD C2 C1 RUN},
	    STAYS},
	{"all are", {.docs = DOCS PAID, .log = LOG_HEAD C2 C1 RUN}, ""},
	{"a customer's block", {.docs = DOCS ONE, .customers =
	    "customer_id,block\nC,y\n", .log = LOG_HEAD C1 RUN}, ""},
	{"a block of the log", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    "T,2026-09-16,,block,C,1,,,,,,,,,,,,,kim,\n"}, ""},
	{"which ended", {.docs = DOCS ONE, .log = LOG_HEAD C1 RUN
	    "T,2026-09-16,,block,C,1,,,,,,,,,,,,2026-09-29,kim,\n"}, STAYS},
	{"grace", {.docs = DOCS TWO "1,C,2026-09-01,2026-09-14,8,,EUR,,,"
	    WEDNESDAY ",,,\n", .log = LOG_HEAD C2 C1 RUN}, STAYS},
	{"disputed", {.docs = DOCS TWO "1,C,2026-09-01,2026-09-14,8,,EUR,8,"
	    ",,,,\n", .log = LOG_HEAD C2 C1 RUN}, STAYS},
	{"in part", {.docs = DOCS TWO "1,C,2026-09-01,2026-09-14,8,,EUR,7,"
	    ",,,,\n", .log = LOG_HEAD C2 C1 RUN}, BOTH},
	{"promised", {.docs = DOCS ONE, .promises = DEAL "promise_date,"
	    "amount\n1,C,2026-09-16,2026-09-30,8\n", .log = LOG_HEAD C1 RUN},
	    ""},
	{"a broken promise holds nothing", {.docs = DOCS ONE, .promises =
	    DEAL "promise_date,amount\n1,C,2026-09-16,2026-09-29,8\n",
	    .log = LOG_HEAD C1 RUN}, STAYS},
	{"a plan", {.docs = DOCS ONE, .plans = DEAL "due_date,amount,"
	    "plan_id\n1,C,2026-09-16,2026-09-30,8,P\n", .log = LOG_HEAD C1
	    RUN}, ""},
	{"waiting is no hold", {.docs = DOCS OPEN("1", "C", "2026-09-29"),
	    .log = LOG_HEAD C1 RUN}, STAYS},
	{"thanks for what is settled", {.docs = DOCS PAID, .log = LOG_HEAD
	    THANKS}, "C-EUR-thanks-20260915,1,0.00\n"},
	{"or gone", {.log = LOG_HEAD THANKS},
	    "C-EUR-thanks-20260915,1,0.00\n"},
	{"thanks that went out", {.docs = DOCS PAID, .log = LOG_HEAD THANKS
	    SAID("2026-09-16", "sent", "C-EUR-thanks-20260915")}, ""},
	{"leave is wanted", {.docs = DOCS ONE, .log = LOG_HEAD APPROVE},
	    "C-EUR-approve-20260915,1,5.00\n"},
	{"given", {.docs = DOCS ONE, .log = LOG_HEAD APPROVE
	    SAID("2026-09-16", "approved", "C-EUR-approve-20260915")}, ""},
	{"refused", {.docs = DOCS ONE, .log = LOG_HEAD APPROVE
	    SAID("2026-09-16", "refused", "C-EUR-approve-20260915")}, ""},
	{"a release", {.log = LOG_HEAD PLAN("15", "C-EUR-release",
	    "C,,,EUR", "release", ",", "task,internal,", ",,", "",
	    "credit-release") RUN}, "C-EUR-release-20260915,0,0.00\n"},
	{"by day, account, currency, phase", {.docs = DOCS ONE
	    OPEN("3", "B", "2026-09-14"), .log = LOG_HEAD
	    PLAN("15", "C-EUR-task", "C,1,,EUR", "task", "p,2",
	    "task,internal,", "1,,", "2026-09-14", "")
	    PLAN("15", "C-EUR-over", "C,1,,EUR", "over", "p,1",
	    "email,billing,", "2,,", "2026-09-14", "")
	    PLAN("15", "B-EUR-over", "B,3,,EUR", "over", "p,1",
	    "email,billing,", "3,,", "2026-09-14", "")
	    PLAN("15", "B--over", "B,3,,", "over", "p,1",
	    "email,billing,", "5,,", "2026-09-14", "")
	    PLAN("14", "C-EUR-over", "C,1,,EUR", "over", "p,1",
	    "email,billing,", "4,,", "2026-09-14", "") RUN},
	    "C-EUR-over-20260914,1,4.00\nB--over-20260915,1,5.00\n"
	    "B-EUR-over-20260915,1,3.00\nC-EUR-over-20260915,1,2.00\n"
	    "C-EUR-task-20260915,1,1.00\n"},
};

static void
begin(const struct remind_files *files, const char *day)
{
	struct remind_files f = *files;

	f.policy = POLICY;
	remind_begin(&f, day);
	assert_int_equal(remind_read(), AR_OK);
	ar_judge_all(&remind.d);
	assert_int_equal(ar_pending_all(&remind.d, remind.files.log,
	    &remind.actions), AR_OK);
}

static void
expect(const struct row *row, const char *day, bool items,
    const char *columns)
{
	begin(&row->f, day);
	remind_expect_actions(row->name, items, columns, row->want);
	remind_end();
}

/* The same on a day without business. */
static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		expect(&rows[i], WEDNESDAY, false, "action_id,items,total");
	expect(&rows[1], SATURDAY, false, "action_id,items,total");
}

/* What was said then. */
static void
test_then(void **state)
{
	static const struct row then[] = {
		{"of its items, less one", {.docs = DOCS TWO ONE
		    "3,C,2026-09-01,2026-09-01,9,0,EUR,,,,,,\n",
		    .log = LOG_HEAD OVER("15", "C,3", "2026-09-01")
		    C2 C1 RUN},
		    "2026-09-15,C,EUR,over,email,billing,c@c,2,10.00,2,4.00,"
		    "1.00,15.00,,C,2,2026-09-13,2,2.00,0.50,1\n"
		    "2026-09-15,C,EUR,over,email,billing,c@c,2,10.00,2,4.00,"
		    "1.00,15.00,,C,1,2026-09-14,1,2.00,0.50,1\n"},
		{"its due date, reasons, and decimals", {.docs = DOCS
		    "1,C,2026-09-01,2026-09-14,8,,JPY,,,,,,\n"
		    "2,C,2026-09-01,2026-09-14,8,,JPY,,,,,,\n",
		    .log = LOG_HEAD PLAN("15", "C-JPY-pre", "C,1,,JPY",
		    "pre", "p,1", "letter,owner,", "5.00,0,0", "2026-09-18",
		    "no-email") PLAN("15", "C-JPY-pre", "C,2,,JPY", "pre",
		    ",", "letter,owner,", "4,0,1", "2026-09-17", "no-phone")
		    RUN},
		    "2026-09-15,C,JPY,pre,letter,owner,,2,9,-2,0,1,10,"
		    "no-email;no-phone,C,1,2026-09-18,-3,0,0,1\n"
		    "2026-09-15,C,JPY,pre,letter,owner,,2,9,-2,0,1,10,"
		    "no-email;no-phone,C,2,2026-09-17,-2,0,1,\n"},
		{"thanks ask for nothing", {.log = LOG_HEAD THANKS},
		    "2026-09-15,C,EUR,thanks,email,billing,c@c,1,0.00,0,"
		    "0.00,0.00,0.00,paid,C,1,2026-09-14,1,0.00,0.00,9\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(then); i++)
		expect(&then[i], WEDNESDAY, true, "run_date,customer_id,"
		    "currency,phase,channel,audience,to,items,total,"
		    "oldest_days,fee,interest,to_pay,reason,"
		    "item_customer_id,invoice_id,due_date,days_past_due,"
		    "item_fee,item_interest,item_step");
}

/* What is so now. */
static void
test_now(void **state)
{
#define CUSTOMERS "customer_id,customer_name,language,collector,email," \
	"contact,parent_id,consolidate,ap_contact\n" \
	"A,Al,de,kim,n@n,Eva,,,Pat\nC,,,,,,A,y,\n"
#define OF_A(step, phase) PLAN("15", "A-EUR-" phase, "C,1,,EUR", phase, \
	step, "email,billing,c@c", "5.00,0,0", "2026-09-14", \
	"promise-broken") RUN
	static const struct row now[] = {
		{"whom, and what he owes", {.docs = DOCS ONE
		    "8,C,2026-09-01,2026-09-14,-3,,EUR,,,,,,\n",
		    .customers = CUSTOMERS, .log = LOG_HEAD
		    OF_A("p,1", "over")},
		    "Al,de,kim,Eva,3.00,2.00,8.00,0.00,late,late,n,\n"},
		{"what is disputed; a step that holds credit", {.docs = DOCS
		    "1,C,2026-09-01,2026-09-14,8,6,EUR,5,,,,,\n",
		    .log = LOG_HEAD OF_A("p,2", "task")},
		    ",,,,0.00,5.00,6.00,5.00,call,c,y,\n"},
		{"a policy that is gone", {.docs = DOCS ONE, .log = LOG_HEAD
		    OF_A("q,1", "over")},
		    ",,,,0.00,5.00,8.00,0.00,,,n,\n"},
		{"a step that is gone", {.docs = DOCS ONE, .log = LOG_HEAD
		    OF_A("p,4", "over")},
		    ",,,,0.00,5.00,8.00,0.00,,,n,\n"},
		{"leave is wanted", {.docs = DOCS ONE, .log = LOG_HEAD
		    OF_A("p,3", "approve")},
		    ",,,,0.00,5.00,8.00,0.00,last,approval,y,wanted\n"},
		{"leave was given", {.docs = DOCS ONE, .log = LOG_HEAD
		    PLAN("14", "A-EUR-approve", "C,1,,EUR", "approve", "p,3",
		    "task,management,", "5.00,0,0", "2026-09-14", "")
		    OF_A("p,3", "over")
		    SAID("2026-09-16", "approved", "A-EUR-approve-20260914")},
		    ",,,,0.00,5.00,8.00,0.00,last,l,y,given\n"},
		{"a call about what was broken", {.docs = DOCS ONE,
		    .customers = CUSTOMERS, .log = LOG_HEAD
		    OF_A(",", "broken")}, "Al,de,kim,Pat,0.00,5.00,8.00,"
		    "0.00,promise-broken,promise-broken,n,\n"},
		{"a task for cash", {.docs = DOCS ONE, .log = LOG_HEAD
		    OF_A(",", "cash")}, ",,,,0.00,5.00,8.00,0.00,"
		    "apply-cash,apply-cash,n,\n"},
		{"for an address", {.docs = DOCS ONE, .log = LOG_HEAD
		    OF_A(",", "address")}, ",,,,0.00,5.00,8.00,0.00,"
		    "find-address,find-address,n,\n"},
		{"a release", {.log = LOG_HEAD PLAN("15", "A-EUR-release",
		    "A,,,EUR", "release", ",", "task,internal,", ",,", "",
		    "credit-release") RUN}, ",,,,0.00,0.00,,,credit-release,"
		    "credit-release,n,\n"},
		{"thanks by a step that holds credit now", {.log = LOG_HEAD
		    PLAN("15", "C-EUR-thanks", "C,1,,EUR", "thanks", "p,2",
		    "email,billing,", "0,,", "2026-09-14", "paid") RUN},
		    ",,,,0.00,0.00,,,call,c,n,\n"},
		{"a document that is gone", {.log = LOG_HEAD THANKS},
		    ",,,,0.00,0.00,,,thx,thx,n,\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(now); i++)
		expect(&now[i], WEDNESDAY, true, "customer_name,language,"
		    "collector,contact,unapplied,to_pay,open_balance,"
		    "disputed,step_name,template,credit_hold,approval");
}

/* The highest step names the action, whatever the order of its items. */
static void
test_top(void **state)
{
	static const struct row top[] = {
		{"first", {.docs = DOCS TWO ONE, .log = LOG_HEAD
		    OVER("15", "C,2", "2026-09-13") PLAN("15", "C-EUR-over",
		    "C,1,,EUR", "over", "p,2", "email,billing,c@c", "5,,",
		    "2026-09-14", "") RUN}, "2,call,c,y\n"},
		{"last", {.docs = DOCS TWO ONE, .log = LOG_HEAD
		    PLAN("15", "C-EUR-over", "C,2,,EUR", "over", "p,2",
		    "email,billing,c@c", "5,,", "2026-09-13", "") C1 RUN},
		    "2,call,c,y\n"},
		{"one that is settled is none", {.docs = DOCS ONE, .log =
		    LOG_HEAD PLAN("15", "C-EUR-over", "C,2,,EUR", "over",
		    "p,2", "email,billing,c@c", "5,,", "2026-09-13", "") C1
		    RUN}, "1,late,late,n\n"},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(top); i++)
		expect(&top[i], WEDNESDAY, false,
		    "step,step_name,template,credit_hold");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_then),
		cmocka_unit_test(test_now), cmocka_unit_test(test_top),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
