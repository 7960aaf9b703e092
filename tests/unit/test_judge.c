/*
 * tests/unit/test_judge.c
 * Purpose: what holds an open item, or the step that it has reached.
 */
#include "libar/judge.h"

#include "tests/unit/dunning.h"

#define ONE OPEN("") ITEM("1", "09-01", "100\n")
#define TWO_STEPS POLICY(",gap,until") "p,1,0,email,,10\np,2,20,email,5,\n"
#define CUSTOMERS(cells) "customer_id,parent_id,consolidate,block," \
	"block_until,calendar,natural_person\n" cells
#define CHILD(cells) CUSTOMERS("C,P,y,,,,\nP,,," cells "\n")
#define LOG_BLOCK(event, customer, id, until) \
	FACT("20", event, customer, id, until, "anna")
#define PAID(day, amount) PAYMENTS "p,C,2026-09-" day ",EUR," amount ",1,\n"
#define PROMISE(made, date, amount, grace) PROMISES "1,C,2026-09-" made \
	",2026-09-" date "," amount "," grace "\n"
#define BROKEN(day, id, date) \
	FACT(day, "promise-broken", "C", id, "2026-09-" date, AR_LOG_BY)
#define PLAN(due) PLANS "a,1,C,2026-09-10,2026-09-" due ",50\n" \
	"a,1,C,2026-09-10,2026-10-20,50\n"
#define ASKS POLICY(",approval") "p,1,0,email,y\n"
#define CALLS POLICY("") "p,1,0,call\n"

/* hold and its last day, or what is broken, or the step; (stop) beside it. */
static const struct dun_row rows[] = {
	{"a step", {.open = ONE}, "1:step 2"},
	{"of one cent", {.open = OPEN("") ITEM("1", "09-01", "0.01\n")},
	    "1:step 2"},
	{"the seller's weekend", {.open = ONE, .today = "2026-09-27"},
	    "1:no-business-day"},
	{"and holiday", {.open = ONE, .holidays = "date\n" TODAY "\n"},
	    "1:no-business-day"},
	{"of the account's calendar", {.open = ONE, .holidays =
	    "date,calendar\n" TODAY ",x\n", .customers =
	    CHILD(",,x,")}, "1:no-business-day"},
	{"not of his own", {.open = ONE, .holidays =
	    "date,calendar\n" TODAY ",x\n", .customers =
	    CUSTOMERS("C,P,y,,,x,\n")}, "1:step 2"},
	{"of another calendar", {.open = ONE, .holidays =
	    "date,calendar\n" TODAY ",y\n", .customers =
	    CUSTOMERS("C,,,,,x,\n")}, "1:step 2"},
	{"a stop is known on a free day", {.open = ONE, .today =
	    "2026-09-27", .customers = CUSTOMERS("C,,,y,,,\n")},
	    "1:no-business-day(customer-block)"},
	{"a free day before an action", {.open = ONE, .today = "2026-09-27",
	    .log = PLANNED("27", "C", "over", "1", "1")},
	    "1:no-business-day"},
	{"in an action of today", {.open = ONE, .log =
	    PLANNED("29", "C", "over", "1", "1")}, "1:already-today"},
	{"in one that failed", {.open = ONE, .log =
	    PLANNED("29", "C", "task", "1", "") STATE("29",
	    ID("C", "task", "29"), "failed")}, "1:already-today"},
	{"in one of before", {.open = ONE, .log =
	    PLANNED("28", "C", "approve", "1", "1")}, "1:step 2"},
	{"thanks are none", {.open = ONE, .log =
	    PLANNED("29", "C", "thanks", "1", "99")}, "1:step 2"},
	{"already today before a block", {.open = ONE, .customers =
	    CUSTOMERS("C,,,y,,,\n"), .log =
	    PLANNED("29", "C", "over", "1", "1")},
	    "1:already-today(customer-block)"},
	{"a customer's block", {.open = ONE, .customers =
	    CUSTOMERS("C,,,y,,,\n")}, "1:customer-block"},
	{"no block", {.open = ONE, .customers = CUSTOMERS("C,,,n,,,\n")},
	    "1:step 2"},
	{"to the day", {.open = ONE, .customers =
	    CUSTOMERS("C,,,x," TODAY ",,\n")}, "1:customer-block " TODAY},
	{"over", {.open = ONE, .customers =
	    CUSTOMERS("C,,,x,2026-09-28,,\n")}, "1:step 2"},
	{"the account's", {.open = ONE, .customers =
	    CHILD("y,2026-10-01,,")}, "1:customer-block 2026-10-01"},
	{"the parent's, who is not the account", {.open = ONE, .customers =
	    CUSTOMERS("C,P,n,,,,\nP,,,y,,,\n")}, "1:step 2"},
	{"a customer's in the log", {.open = ONE, .log =
	    LOG_BLOCK("block", "C", "", TODAY)}, "1:customer-block " TODAY},
	{"of an account's customer", {.open = ONE, .customers =
	    CHILD(",,,"), .log = LOG_BLOCK("block", "C", "", TODAY)},
	    "1:customer-block " TODAY},
	{"for ever", {.open = ONE, .log = LOG_BLOCK("block", "C", "", "")},
	    "1:customer-block"},
	{"lifted", {.open = ONE, .log = LOG_BLOCK("block", "C", "", "")
	    LOG_BLOCK("unblock", "C", "", "")}, "1:step 2"},
	{"the account's in the log", {.open = ONE, .customers = CHILD(",,,"),
	    .log = LOG_BLOCK("block", "P", "", "2026-10-01")},
	    "1:customer-block 2026-10-01"},
	{"the latest of several", {.open = ONE, .customers =
	    CUSTOMERS("C,,,y,2026-10-02,,\n"), .log =
	    LOG_BLOCK("block", "C", "", "2026-10-01")},
	    "1:customer-block 2026-10-02"},
	{"for ever is the latest", {.open = ONE, .customers =
	    CUSTOMERS("C,,,y,2026-10-02,,\n"), .log =
	    LOG_BLOCK("block", "C", "", "")}, "1:customer-block"},
	{"an invoice's block", {.open = OPEN(",block") ITEM("1", "09-01",
	    "1,y\n") ITEM("2", "09-01", "1,n\n") ITEM("3", "09-01", "1,\n")},
	    "1:invoice-block 2:step 2 3:step 2"},
	{"through a day", {.open = OPEN(",block,block_until") ITEM("1",
	    "09-01", "1,y," TODAY "\n") ITEM("2", "09-01",
	    "1,y,2026-09-28\n")}, "1:invoice-block " TODAY " 2:step 2"},
	{"in the log", {.open = ONE ITEM("2", "09-01", "1\n"), .log =
	    LOG_BLOCK("block", "C", "1", "")}, "1:invoice-block 2:step 2"},
	{"grace of an invoice", {.open = OPEN(",block,block_until")
	    ITEM("1", "09-01", "1,," TODAY "\n") ITEM("2", "09-01",
	    "1,n,2026-09-30\n") ITEM("3", "09-01", "1,,2026-09-28\n")},
	    "1:grace " TODAY " 2:grace 2026-09-30 3:step 2"},
	{"of a customer", {.open = ONE, .customers =
	    CUSTOMERS("C,,,," TODAY ",,\n")}, "1:grace " TODAY},
	{"of an account", {.open = ONE, .customers =
	    CHILD("n,2026-10-01,,")}, "1:grace 2026-10-01"},
	{"the latest of all", {.open = OPEN(",block_until") ITEM("1",
	    "09-01", "1,2026-10-03\n"), .customers = CUSTOMERS(
	    "C,P,y,,2026-10-01,,\nP,,,,2026-10-02,,\n")},
	    "1:grace 2026-10-03"},
	{"the latest of two", {.open = ONE, .customers = CUSTOMERS(
	    "C,P,y,,2026-10-04,,\nP,,,,2026-10-02,,\n")},
	    "1:grace 2026-10-04"},
	{"a customer's block first", {.open = OPEN(",block") ITEM("1",
	    "09-01", "1,y\n"), .customers = CUSTOMERS("C,,,y,,,\n")},
	    "1:customer-block"},
	{"then an invoice's", {.open = OPEN(",block") ITEM("1", "09-01",
	    "1,y\n"), .customers = CUSTOMERS("C,,,,2026-10-01,,\n")},
	    "1:invoice-block"},
	{"then grace", {.open = OPEN(",disputed_amount") ITEM("1", "09-01",
	    "1,1\n"), .customers = CUSTOMERS("C,,,,2026-10-01,,\n")},
	    "1:grace 2026-10-01"},
	{"disputed", {.open = OPEN(",disputed_amount") ITEM("1", "09-01",
	    "1,1\n") ITEM("2", "09-01", "1,0.99\n")}, "1:disputed 2:step 2"},
	{"then a promise", {.open = OPEN(",disputed_amount") ITEM("1",
	    "09-01", "1,1\n"), .promises = PROMISE("10", "29", "1", "")},
	    "1:disputed"},
	{"a promise", {.open = ONE, .promises = PROMISE("10", "29", "100",
	    "")}, "1:promise " TODAY},
	{"its grace", {.open = ONE, .promises = PROMISE("10", "27", "100",
	    "3")}, "1:promise 2026-09-30"},
	{"broken", {.open = ONE, .promises = PROMISE("10", "28", "100",
	    "")}, "1:broken promise"},
	{"in part", {.open = ONE, .promises = PROMISE("10", "28", "50", ""),
	    .payments = PAID("20", "10")}, "1:broken promise"},
	{"kept", {.open = ONE, .promises = PROMISE("10", "29", "50", ""),
	    .payments = PAID("20", "50")}, "1:step 2"},
	{"broken, and told before", {.open = ONE, .promises =
	    PROMISE("10", "28", "100", ""), .log = BROKEN("28", "1", "28")},
	    "1:step 2"},
	{"in part, and told before", {.open = ONE, .promises =
	    PROMISE("10", "28", "50", ""), .payments = PAID("20", "10"),
	    .log = FACT("28", "promise-partly", "C", "1", "2026-09-28",
	    AR_LOG_BY)}, "1:step 2"},
	{"another was told of", {.open = ONE, .promises =
	    PROMISE("10", "28", "100", ""), .log = BROKEN("28", "1", "27")
	    BROKEN("28", "2", "28")}, "1:broken promise"},
	{"one was broken before", {.open = ONE, .promises =
	    PROMISE("10", "29", "100", ""), .log = BROKEN("20", "8", "10")
	    BROKEN("29", "9", "10")}, "1:promise " TODAY},
	{"two were broken before", {.open = ONE, .promises =
	    PROMISE("10", "29", "100", ""), .log = BROKEN("20", "8", "10")
	    BROKEN("28", "9", "10")}, "1:step 2"},
	{"by the account", {.open = ONE, .customers = CUSTOMERS(
	    "C,P,y,,,,\nD,P,y,,,,\n"), .promises = PROMISE("10", "29", "100",
	    ""), .log = BROKEN("20", "8", "10") FACT("28", "promise-broken",
	    "D", "9", "2026-09-10", AR_LOG_BY)}, "1:step 2"},
	{"a plan", {.open = ONE, .plans = PLAN("29")}, "1:plan"},
	{"is kept up", {.open = ONE, .plans = PLAN("28"), .payments =
	    PAID("20", "50")}, "1:plan"},
	{"is done", {.open = ONE, .plans = PLANS
	    "a,1,C,2026-09-10,2026-09-20,50\n", .payments =
	    PAID("20", "50")}, "1:step 2"},
	{"is broken", {.open = ONE, .plans = PLAN("28")}, "1:broken plan"},
	{"is broken, and told before", {.open = ONE, .plans = PLAN("28"),
	    .log = FACT("28", "plan-broken", "C", "1", "2026-09-28",
	    AR_LOG_BY)}, "1:step 2"},
	{"another day was told of", {.open = ONE, .plans = PLAN("28"),
	    .log = FACT("28", "plan-broken", "C", "1", "2026-09-27",
	    AR_LOG_BY)}, "1:broken plan"},
	{"a promise before a plan", {.open = ONE, .plans = PLAN("28"),
	    .promises = PROMISE("10", "29", "100", "")}, "1:promise " TODAY},
	{"a plan after a kept promise", {.open = ONE, .plans = PLAN("29"),
	    .promises = PROMISE("11", "25", "40", ""), .payments =
	    PAID("20", "40")}, "1:plan"},
	{"a plan after too many promises", {.open = ONE, .plans =
	    PLAN("29"), .promises = PROMISE("10", "29", "100", ""), .log =
	    BROKEN("20", "8", "10") BROKEN("28", "9", "10")}, "1:plan"},
	{"a plan after one that was told of", {.open = ONE, .plans =
	    PLAN("29"), .promises = PROMISE("10", "28", "100", ""), .log =
	    BROKEN("28", "1", "28")}, "1:plan"},
	{"nothing is broken in an action of today", {.open = ONE,
	    .promises = PROMISE("10", "28", "100", ""), .log =
	    PLANNED("29", "C", "over", "1", "1")}, "1:already-today"},
	{"waiting", {.open = OPEN("") ITEM("1", "10-06", "1\n")},
	    "1:waiting"},
	{"rolled over the account's holidays", {.open = OPEN("") ITEM("1",
	    "09-30", "1\n"), .policy = POLICY(",roll")
	    "p,1,0,email,prev\n", .holidays = "date,calendar\n"
	    "2026-09-30,x\n", .customers = CHILD(",,x,")}, "1:step 1"},
	{"the end", {.open = ONE, .log = PLANNED("21", "C", "over", "1",
	    "2")}, "1:ladder-end"},
	{"a gap", {.open = ONE, .log = PLANNED("25", "C", "over", "1",
	    "1")}, "1:gap"},
	{"after it", {.open = ONE, .log = PLANNED("24", "C", "over", "1",
	    "1")}, "1:step 2"},
	{"after a call", {.open = ONE, .log = PLANNED("25", "C", "over",
	    "1", "1") PLANNED("28", "C", "broken", "1", "")}, "1:step 2"},
	{"a repeat", {.open = ONE, .policy = POLICY(",repeat")
	    "p,1,0,email,7\n", .log = PLANNED("22", "C", "over", "1",
	    "1")}, "1:step 1 again"},
	{"steps of another policy", {.open = ONE, .policy = POLICY("")
	    "q,1,0,email\n", .log = PLANNED("21", "C", "over", "1", "2")},
	    "1:step 1"},
	{"each instalment by itself", {.open = OPEN(",instalment")
	    ITEM("1", "09-01", "1,1\n") ITEM("1", "09-01", "1,2\n"), .log =
	    PLANNED("21", "C", "over", "1", "2")}, "1.1:step 2 1.2:step 2"},
	{"history of the whole", {.open = OPEN(",instalment")
	    ITEM("1", "09-01", "1,1\n") ITEM("1", "09-01", "1,2\n"), .log =
	    "T,2026-09-21,,sent,C,1,,EUR,,,2,,,,,,,,anna,\n"},
	    "1.1:ladder-end 1.2:ladder-end"},
	{"leave is to be asked", {.open = ONE, .policy = ASKS}, "1:step 1"},
	{"was asked", {.open = ONE, .policy = ASKS, .log =
	    PLANNED("28", "C", "approve", "1", "1")}, "1:approval"},
	{"was given", {.open = ONE, .policy = ASKS, .log =
	    PLANNED("28", "C", "approve", "1", "1") STATE("28",
	    ID("C", "approve", "28"), "approved")}, "1:step 1 approved"},
	{"was refused", {.open = ONE, .policy = ASKS, .log =
	    PLANNED("28", "C", "approve", "1", "1") STATE("28",
	    ID("C", "approve", "28"), "refused")}, "1:approval-refused"},
	{"was cancelled", {.open = ONE, .policy = ASKS, .log =
	    PLANNED("28", "C", "approve", "1", "1") STATE("28",
	    ID("C", "approve", "28"), "cancelled")}, "1:step 1"},
	{"no leave is needed any more", {.open = ONE, .log =
	    PLANNED("28", "C", "approve", "1", "2")}, "1:step 2"},
	{"a person", {.open = ONE, .policy = CALLS, .customers =
	    CUSTOMERS("C,,,,,,y\n"), .log =
	    PLANNED("28", "C", "approve", "1", "1")}, "1:approval"},
	{"no person", {.open = ONE, .policy = CALLS, .log =
	    PLANNED("28", "C", "approve", "1", "1")}, "1:step 1"},
	{"the settled are not judged", {.open = OPEN(",paid_date")
	    ITEM("1", "09-01", "1,2026-09-28\n"), .customers =
	    CUSTOMERS("C,,,y,,,\n"), .log =
	    PLANNED("21", "C", "over", "1", "1")}, "1:step 0"},
};

static void
put_verdict(struct ar_buf *to, const struct ar_debt *debt)
{
	static const char *const broken[] = {"", "broken promise",
	    "broken plan"};

	if (to->n > 0)
		ar_buf_addf(to, " ");
	dun_put_key(to, &debt->key);
	ar_buf_addf(to, ":%s", ar_hold_words[debt->hold]);
	if (debt->stop != AR_HOLD_NONE && debt->stop != debt->hold)
		ar_buf_addf(to, "(%s)", ar_hold_words[debt->stop]);
	if (debt->until != AR_NO_DAY)
		dun_put_day(to, debt->until);
	if (debt->hold == AR_HOLD_NONE && debt->broken != AR_BROKEN_NONE)
		ar_buf_addf(to, "%s", broken[debt->broken]);
	else if (debt->hold == AR_HOLD_NONE)
		ar_buf_addf(to, "step %u%s%s", debt->next == NULL ? 0 :
		    debt->next->number, debt->again ? " again" : "",
		    debt->approved ? " approved" : "");
}

static int
read_and_judge(struct dun *u, const struct dun_texts *in)
{
	int result = dun_read(u, in);

	ar_judge_all(&u->d);
	return result;
}

static void
put_verdicts(struct ar_buf *to, const struct dun_row *row,
    const struct dun *u)
{
	for (size_t k = 0; k < u->d.debts.n; k++) {
		const struct ar_debt *debt = &u->d.debts.debt[k];

		put_verdict(to, debt);
		if (debt->next != NULL && (debt->hold != AR_HOLD_NONE ||
		    debt->broken != AR_BROKEN_NONE))
			fail_msg("%s: and a step", row->name);
	}
}

static void
test_rows(void **state)
{
	(void)state;
	dun_check(rows, ROWS(rows), TWO_STEPS, read_and_judge, put_verdicts);
}

/* Of a customer, and of his account. */
static const struct leave_row {
	const char *name, *policy, *customers;
	bool want;
} leave_rows[] = {
	{"nobody asks", POLICY("") "p,1,0,call\n", CHILD(",,,n"), false},
	{"the step does", POLICY(",approval") "p,1,0,email,y\n",
	    CHILD(",,,"), true},
	{"a person, a letter", POLICY("") "p,1,0,letter\n",
	    CUSTOMERS("C,,,,,,y\n"), false},
	{"a person, a call", POLICY("") "p,1,0,call\n",
	    CUSTOMERS("C,,,,,,y\n"), true},
	{"a person, a fee", POLICY(",fee") "p,1,0,email,1\n",
	    CUSTOMERS("C,,,,,,y\n"), true},
	{"no person", POLICY("") "p,1,0,call\n", CUSTOMERS("C,,,,,,n\n"),
	    false},
	{"the account is one", POLICY("") "p,1,0,call\n", CHILD(",,,y"),
	    true},
	{"another is one", POLICY("") "p,1,0,call\n",
	    CUSTOMERS("C,P,n,,,,\nP,,,,,,y\n"), false},
};

static void
test_leave(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(leave_rows); i++) {
		const struct leave_row *row = &leave_rows[i];
		const struct dun_texts in = {.open = ONE,
		    .policy = row->policy, .customers = row->customers};
		const struct ar_debt *debt;
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		debt = &u.d.debts.debt[0];
		if (ar_judge_needs_leave(&u.d, debt, debt->policy->step) !=
		    row->want)
			fail_msg("%s", row->name);
		dun_expect_end(row->name, &u, result, "");
	}
}

/* A day far ahead stands for ever; days that are over are told all the same. */
static const struct block_row {
	const char *name;
	struct dun_texts in;
	const char *customer, *document;        /* "": none; "ever" */
} block_rows[] = {
	{"none", {.open = ONE}, "", ""},
	{"for ever", {.open = OPEN(",block") ITEM("1", "09-01", "1,y\n"),
	    .customers = CUSTOMERS("C,,,y,,,\n")}, "ever", "ever"},
	{"through a day", {.open = OPEN(",block,block_until") ITEM("1",
	    "09-01", "1,y,2026-09-03\n"), .customers =
	    CUSTOMERS("C,,,y,2026-09-02,,\n")}, "2026-09-02", "2026-09-03"},
	{"grace is none", {.open = OPEN(",block_until") ITEM("1", "09-01",
	    "1,2026-09-03\n"), .customers =
	    CUSTOMERS("C,,,,2026-09-02,,\n")}, "", ""},
	{"in the log", {.open = ONE, .log = LOG_BLOCK("block", "C", "",
	    "2026-09-02") LOG_BLOCK("block", "C", "1", "2026-09-03")},
	    "2026-09-02", "2026-09-03"},
	{"of another", {.open = ONE, .log = LOG_BLOCK("block", "D", "", "")
	    LOG_BLOCK("block", "C", "2", "")}, "", ""},
	{"the later one", {.open = OPEN(",block,block_until") ITEM("1",
	    "09-01", "1,y,2026-09-03\n"), .log =
	    LOG_BLOCK("block", "C", "1", "2026-09-04")}, "", "2026-09-04"},
	{"of an account", {.open = ONE, .customers =
	    CHILD("y,2026-09-02,,"), .log =
	    LOG_BLOCK("block", "P", "", "2026-09-01")}, "2026-09-02", ""},
};

static ar_day
day_or_ever(const char *text)
{
	return strcmp(text, "ever") == 0 ? AR_DAY_MAX : text[0] == '\0' ?
	    AR_NO_DAY : day_of(text);
}

static void
test_blocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(block_rows); i++) {
		const struct block_row *row = &block_rows[i];
		const struct ar_debt *debt;
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &row->in);
		debt = &u.d.debts.debt[0];
		if (ar_judge_customer_block(&u.d, debt) !=
		    day_or_ever(row->customer) ||
		    ar_judge_document_block(&u.d, debt) !=
		    day_or_ever(row->document))
			fail_msg("%s", row->name);
		dun_expect_end(row->name, &u, result, "");
	}
}

static const struct free_row {
	const char *today, *holidays;
	bool want;
} free_rows[] = {
	{TODAY, NULL, false},
	{"2026-09-26", NULL, true},
	{"2026-09-27", NULL, true},
	{TODAY, "date,calendar\n" TODAY ",\n", true},
	{TODAY, "date,calendar\n" TODAY ",x\n", true},
	{TODAY, "date,calendar\n" TODAY ",y\n2026-09-30,x\n", false},
};

static void
test_is_free(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(free_rows); i++) {
		const struct dun_texts in = {.open = ONE,
		    .today = free_rows[i].today,
		    .holidays = free_rows[i].holidays,
		    .customers = CUSTOMERS("C,,,,,x,\n")};
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		if (ar_judge_is_free(&u.d, u.d.debts.debt[0].account) !=
		    free_rows[i].want)
			fail_msg("row %zu", i);
		dun_expect_end("free", &u, result, "");
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_leave), TEST(test_blocks),
		TEST(test_is_free),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
