/*
 * tests/unit/test_actionrows.c
 * Purpose: rows of actions, of their items, and of items that are held.
 */
#include "libar/actionrows.h"

#include "tests/unit/remindfiles.h"

#define ACTION "action_id,run_date,customer_id,customer_name,currency," \
	"phase,step,step_name,channel,audience,contact,to,language," \
	"template,items,total,unapplied,oldest_days,fee,interest,to_pay," \
	"credit_hold,approval,collector,reason"
#define ITEM ",item_customer_id,invoice_id,instalment,invoice_date," \
	"due_date,days_past_due,amount,open_balance,disputed,item_step," \
	"item_fee,item_interest,po_number"
#define HOLD "run_date,customer_id,customer_name,currency,invoice_id," \
	"instalment,due_date,days_past_due,open_balance,held,last_step," \
	"reason,until,collector\n"
#define POLICY "policy,step,name,anchor,offset,until,channel,audience," \
	"template,fee,interest,credit_hold,approval\n" \
	"p,1,soon,due,-3,0,email,,pre,,,,\np,2,late,due,1,9,email,,,2,r,,\n" \
	"p,3,hold,due,10,,email,,h,,,y,y\np,9,thx,paid,0,5,email,,,,,,\n"
#define DOCS "invoice_id,customer_id,invoice_date,due_date,amount,balance," \
	"currency,instalment,disputed_amount,po_number,status,paid_date\n"
#define MANY "1,C,2026-09-01,2026-09-20,8,,EUR,2,,\"P,1\",,\n" \
	"2,C,2026-09-01,2026-09-29,9,7,EUR,,3,,,\n" \
	"3,C,2026-09-01,2026-10-01,9,,JPY,,,,,\n" \
	"4,C,2026-09-01,2026-09-02,-1,,EUR,,,,,\n" \
	"5,D,2026-09-01,2026-10-10,4,,,,,,,\n" \
	"6,D,2026-09-01,2026-10-11,4,,,3,9,,,\n" \
	"7,D,2026-09-01,2026-09-29,6,,,,1,,,\n"
#define CUSTOMERS "customer_id,customer_name,email,contact,language," \
	"collector,parent_id,consolidate\nA,\"Al, Ltd\",a@a,Al,de,kim,,\n" \
	"C,,,,,,A,y\n"
/* An item of an action of the 15th, and what was said of it. */
#define BEFORE(id, item, phase, step, why) "T,2026-09-15," id "-20260915," \
	"planned," item ",EUR," phase "," step ",email,billing,,5.00,0,0," \
	"2026-09-14,ar-remind," why "\n"
#define MANY_LOG LOG_HEAD BEFORE("A-EUR-approve", "C,1,2", "approve", \
	"p,3", "approval") RAN("2026-09-15") "T,2026-09-16," \
	"A-EUR-approve-20260915,approved,A,,,,,,,,,,,,,,kim,\n"
/* The columns of the action over of A. */
#define OVER "A-EUR-over-20260930,2026-09-30,A,\"Al, Ltd\",EUR,over,3," \
	"hold,email,billing,Al,a@a,de,h,2,12.00,1.00,10,2.00,0.01,13.01,y," \
	"given,kim,"
#define PRE "A-JPY-pre-20260930,2026-09-30,A,\"Al, Ltd\",JPY,pre,1,soon," \
	"email,billing,Al,a@a,de,pre,1,9,0,-1,0,0,9,n,,kim,"

static const struct row {
	const char *name;
	struct remind_files f;
	bool items;
	const char *want;
} rows[] = {
	{"none", {0}, false, ACTION "\n"},
	{"none of items", {0}, true, ACTION ITEM "\n"},
	{"actions", {.docs = DOCS MANY, .customers = CUSTOMERS,
	    .log = MANY_LOG, .rates = "rule,from_date,percent\n"
	    "r,2020-01-01,100\n"}, false, ACTION "\n"
	    OVER "\n" PRE "\n"
	    "D--over-20260930,2026-09-30,D,,,over,2,late,letter,billing,,,,"
	    "late,1,5.00,0.00,1,2.00,0.01,7.01,n,,,no-email\n"},
	{"their items", {.docs = DOCS MANY, .customers = CUSTOMERS,
	    .log = MANY_LOG, .rates = "rule,from_date,percent\n"
	    "r,2020-01-01,100\n"}, true, ACTION ITEM "\n"
	    OVER ",C,1,2,2026-09-01,2026-09-20,10,8.00,8.00,0.00,3,0.00,0.00,"
	    "\"P,1\"\n"
	    OVER ",C,2,,2026-09-01,2026-09-29,1,9.00,7.00,3.00,2,2.00,0.01,\n"
	    PRE ",C,3,,2026-09-01,2026-10-01,-1,9,9,0,1,0,0,\n"
	    "D--over-20260930,2026-09-30,D,,,over,2,late,letter,billing,,,,"
	    "late,1,5.00,0.00,1,2.00,0.01,7.01,n,,,no-email,D,7,,2026-09-01,"
	    "2026-09-29,1,6.00,6.00,1.00,2,2.00,0.01,\n"},
	{"one that is only listed", {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,,EUR,,,,,\n"
	    "2,C,2026-09-01,2026-09-29,1,,EUR,,,,,\n", .log = LOG_HEAD
	    BEFORE("C-EUR-over", "C,1,", "over", "p,3", "")
	    RAN("2026-09-15"), .rates = "rule,from_date,percent\n"
	    "r,2020-01-01,0\n"}, true, ACTION ITEM "\n"
#define TWO "C-EUR-over-20260930,2026-09-30,C,,EUR,over,2,late,email," \
	"billing,,,,late,2,9.00,0.00,16,2.00,0.00,11.00,n,,,,"
	    TWO "C,1,,2026-09-01,2026-09-14,16,8.00,8.00,0.00,,0.00,0.00,\n"
	    TWO "C,2,,2026-09-01,2026-09-29,1,1.00,1.00,0.00,2,2.00,0.00,\n"},
	{"leave is wanted", {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,,EUR,,,,,\n"}, false, ACTION "\n"
	    "C-EUR-approve-20260930,2026-09-30,C,,EUR,approve,3,hold,task,"
	    "management,,,,approval,1,8.00,0.00,16,0.00,0.00,8.00,y,wanted,,"
	    "approval\n"},
	{"two reasons", {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,,EUR,,,,,\n"
	    "2,C,2026-09-01,2026-09-15,8,,EUR,,,,,\n"
	    "3,C,2026-09-01,2026-09-16,8,,EUR,,,,,\n", .plans = "plan_id,"
	    "invoice_id,customer_id,made_date,due_date,amount\n"
	    "P,1,C,2026-09-15,2026-09-20,8\nP,3,C,2026-09-15,2026-09-20,8\n",
	    .promises = "invoice_id,customer_id,made_date,promise_date,"
	    "amount\n2,C,2026-09-15,2026-09-20,8\n"}, false, ACTION "\n"
	    "C-EUR-broken-20260930,2026-09-30,C,,EUR,broken,,plan-broken,"
	    "call,ap-manager,,,,plan-broken,3,24.00,0.00,16,0.00,0.00,24.00,"
	    "n,,,plan-broken;promise-broken\n"},
	{"thanks ask for nothing", {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,0,EUR,,,,paid,2026-09-29\n"
	    "2,C,2026-09-01,2026-09-14,-3,,EUR,,,,,\n", .log = LOG_HEAD
	    BEFORE("C-EUR-over", "C,1,", "over", "p,2", "")
	    RAN("2026-09-15")}, true, ACTION ITEM "\n"
	    "C-EUR-thanks-20260930,2026-09-30,C,,EUR,thanks,9,thx,email,"
	    "billing,,,,thx,1,0.00,0.00,0,0.00,0.00,0.00,n,,,paid,"
	    "C,1,,2026-09-01,2026-09-14,16,8.00,0.00,0.00,9,0.00,0.00,\n"},
	{"a release has no items", {.log = LOG_HEAD
	    "T,2026-09-02,x,credit-hold,C,,,KWD,,,,,,,,,,,ar-remind,\n"
	    RAN("2026-09-02")}, true, ACTION ITEM "\n"
	    "C-KWD-release-20260930,2026-09-30,C,,KWD,release,,"
	    "credit-release,task,internal,,,,credit-release,0,0.000,0.000,0,"
	    "0.000,0.000,0.000,n,,,credit-release,,,,,,,,,,,,,\n"},
	{"and one row", {.log = LOG_HEAD
	    "T,2026-09-02,x,credit-hold,C,,,KWD,,,,,,,,,,,ar-remind,\n"
	    RAN("2026-09-02")}, false, ACTION "\n"
	    "C-KWD-release-20260930,2026-09-30,C,,KWD,release,,"
	    "credit-release,task,internal,,,,credit-release,0,0.000,0.000,0,"
	    "0.000,0.000,0.000,n,,,credit-release\n"},
};

static void
begin(const struct remind_files *files, const char *day)
{
	struct remind_files f = *files;

	f.policy = POLICY;
	remind_begin(&f, day);
	remind_plan();
}

static void
test_actions(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		begin(&rows[i].f, WEDNESDAY);
		remind_expect_actions(rows[i].name, rows[i].items, NULL,
		    rows[i].want);
		remind_end();
	}
}

static const struct hold_row {
	const char *name, *day;
	struct remind_files f;
	const char *want;
} hold_rows[] = {
	{"none", WEDNESDAY, {0}, ""},
	{"in part, and whole", WEDNESDAY, {.docs = DOCS MANY,
	    .customers = CUSTOMERS, .log = MANY_LOG,
	    .rates = "rule,from_date,percent\nr,2020-01-01,1\n"},
	    "2026-09-30,A,\"Al, Ltd\",EUR,2,,2026-09-29,1,7.00,3.00,,"
	    "disputed-part,,kim\n"
	    "2026-09-30,D,,,7,,2026-09-29,1,6.00,1.00,,disputed-part,,\n"
	    "2026-09-30,D,,,5,,2026-10-10,-10,4.00,4.00,,waiting,,\n"
	    "2026-09-30,D,,,6,3,2026-10-11,-11,4.00,4.00,,disputed,,\n"},
	{"a settled one is none", WEDNESDAY, {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,0,EUR,,9,,paid,2026-09-29\n",
	    .log = LOG_HEAD BEFORE("C-EUR-over", "C,1,", "over", "p,2", "")
	    RAN("2026-09-15")}, ""},
	{"its last step", WEDNESDAY, {.docs = DOCS
	    "1,C,2026-09-01,2026-09-14,8,,JPY,,,,,\n", .log = LOG_HEAD
	    BEFORE("C-EUR-over", "C,1,", "over", "p,3", "")
	    RAN("2026-09-15")},
	    "2026-09-30,C,,JPY,1,,2026-09-14,16,8,8,3,ladder-end,,\n"},
	{"until a day, or for ever", WEDNESDAY, {.docs = DOCS
	    "1,B,2026-09-01,2026-09-14,8,,,,,,,\n"
	    "2,C,2026-09-01,2026-09-14,8,,,,,,,\n", .customers =
	    "customer_id,block,block_until\nB,x,2026-10-01\nC,x,\n"},
	    "2026-09-30,B,,,1,,2026-09-14,16,8.00,8.00,,customer-block,"
	    "2026-10-01,\n"
	    "2026-09-30,C,,,2,,2026-09-14,16,8.00,8.00,,customer-block,,\n"},
	{"a day without business is no block's", SATURDAY, {.docs = DOCS
	    "1,B,2026-09-01,2026-09-14,8,,,,2,,,\n", .customers =
	    "customer_id,block,block_until\nB,x,2026-10-09\n"},
	    "2026-10-03,B,,,1,,2026-09-14,19,8.00,8.00,,no-business-day,,"
	    "\n"},
};

static void
put_holds(struct ar_report *report, struct ar_out *out)
{
	for (size_t i = 0; i < remind.d.debts.n;) {
		struct ar_account_items items = ar_account_items_at(
		    &remind.d, i);

		ar_hold_rows(&remind.d, report, out, &items);
		i += items.n;
	}
}

static void
test_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(hold_rows); i++) {
		struct ar_out *out = ar_out_memory();
		struct ar_buf want = {0};
		struct ar_report *report;

		begin(&hold_rows[i].f, hold_rows[i].day);
		report = ar_report_new(out, &remind.tie);
		ar_hold_columns(report);
		ar_report_header(report, AR_S(""), 0);
		put_holds(report, out);
		ar_buf_addf(&want, HOLD "%s", hold_rows[i].want);
		ar_buf_add(&want, AR_S("\0"));
		remind_expect(hold_rows[i].name, ar_out_rows(out), NULL,
		    want.p);
		ar_buf_free(&want);
		ar_report_free(report);
		ar_out_drop(out);
		remind_end();
	}
}

/* Totals and what is held are all that is open, where they are summed. */
static void
test_sums(void **state)
{
	static const struct remind_files f = {.docs = DOCS MANY,
	    .rates = "rule,from_date,percent\nr,2020-01-01,1\n"};

	(void)state;
	for (int i = 0; i < 4; i++) {
		bool sums = i & 1, holds = i & 2;
		struct ar_out *out = ar_out_memory();
		struct ar_report *actions, *held;

		begin(&f, WEDNESDAY);
		actions = ar_report_new(out, &remind.tie);
		held = ar_report_new(out, &remind.tie);
		ar_action_columns(actions, false, sums);
		ar_hold_columns(held);
		for (size_t k = 0; k < remind.actions.n; k++)
			ar_action_rows(&remind.d, actions, out,
			    &remind.actions.action[k], false);
		if (holds)
			put_holds(held, out);
		scratch_listen();
		assert_int_equal(ar_tie_check(&remind.tie, remind.cli.diag),
		    sums && holds ? AR_OK : AR_ESTOP);
		(void)scratch_stop(NULL);
		ar_report_free(actions);
		ar_report_free(held);
		ar_out_drop(out);
		remind_end();
	}
}

static void
test_held(void **state)
{
	static const struct {
		enum ar_hold hold;
		int64_t disputed, want;
	} held[] = {
		{AR_HOLD_NONE, 0, 0}, {AR_HOLD_NONE, 3, 3},
		{AR_HOLD_GAP, 0, 10}, {AR_HOLD_GAP, 3, 10},
		{AR_HOLD_DISPUTED, 10, 10},
	};

	(void)state;
	for (size_t i = 0; i < ROWS(held); i++) {
		const struct ar_debt debt = {.open = 10,
		    .hold = held[i].hold, .disputed = held[i].disputed};

		assert_int_equal(ar_debt_held(&debt), held[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_actions), cmocka_unit_test(test_holds),
		cmocka_unit_test_teardown(test_sums, scratch_stop),
		cmocka_unit_test(test_held),
	};

	return cmocka_run_group_tests(tests, remind_enter, scratch_remove);
}
