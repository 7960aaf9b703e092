/*
 * tests/unit/test_logbook.c
 * Purpose: what the log says of actions, items and accounts, up to a day.
 */
#include "libar/logbook.h"

#include "libar/side.h"
#include "tests/unit/check.h"
#include "tests/unit/days.h"
#include "tests/unit/scratch.h"

/* The days of the tables are of September 2026; today is the 29th. */
#define DAY(d) "2026-09-" d
#define TODAY "2026-09-29"
#define ID(d, phase) "A-EUR-" phase "-202609" d

#define HEAD "run_date,event,action_id,phase,customer_id,invoice_id," \
	"instalment,currency,policy,step,amount,fee,ref_date,by,ts,channel," \
	"audience,to,interest,text\n"
#define ROW(d, event, id, phase, key, rest) DAY(d) "," event "," id "," \
	phase "," key "," rest ",T,,,,,\n"
/* Of invoice I of customer C, whose account is A. */
#define PLAN(d, phase, instalment, rest) \
	ROW(d, "planned", ID(d, phase), phase, "C,I," instalment ",EUR", rest)
#define STEP(d, phase, n) PLAN(d, phase, "", "std," n ",,,,ar-remind")
#define STATE(d, id, event) ROW(d, event, id, "", "A,,,EUR", ",,,,,anna")
#define SENT(d, instalment, policy, n) ROW(d, "sent", "", "", \
	"C,I," instalment ",EUR", policy "," n ",,,,anna")
#define FACT(d, event, instalment, ref) ROW(d, event, "", "", \
	"C,I," instalment ",EUR", ",,5,,2026-09-" ref ",ar-remind")
#define HAND(d, event, key, ref) ROW(d, event, "", "", key, ",,,," ref \
	",anna")

static struct ar_diag *diag;
static struct ar_customers *customers;
static struct ar_debtors *debtors;
static struct ar_logbook book;

static int
begin(void **state)
{
	if (scratch_make(state) != 0)
		return -1;
	diag = ar_diag_new("t");
	return ar_customers_load(&customers, scratch_write("c",
	    AR_S("customer_id,parent_id,consolidate\nC,A,y\n")), diag);
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	ar_customers_free(customers);
	ar_diag_free(diag);
	return scratch_remove(state);
}

static int
take(void *to, const struct ar_side_record *item)
{
	return ar_logbook_take(to, item->row, item->record);
}

/* The rows below a header become a new book. */
static int
load(const char *rows)
{
	const struct ar_side side = {&ar_log_stream,
	    sizeof(struct ar_log_row), take, &book};
	struct ar_arena arena = {0};
	struct ar_header header;
	struct ar_buf in = {0};
	int result;

	assert_int_equal(ar_debtors_new(&debtors, customers, 3, diag), AR_OK);
	ar_logbook_init(&book, day_of(TODAY), diag);
	book.debtors = debtors;
	ar_buf_addf(&in, HEAD "%s", rows);
	result = ar_side_read(scratch_write("l", ar_buf_slice(&in)), &side,
	    &header, &arena, diag);
	ar_buf_free(&in);
	ar_arena_free(&arena);
	ar_logbook_finish(&book);
	return result;
}

static void
load_good(const char *name, const char *rows)
{
	scratch_listen();
	if (load(rows) != AR_OK)
		fail_msg("%s: %s", name, scratch_heard());
	(void)scratch_stop(NULL);
}

static void
drop(void)
{
	ar_logbook_release(&book);
	ar_debtors_free(debtors);
}

static struct ar_item_key
item_of(uint16_t instalment)
{
	return (struct ar_item_key){AR_S("C"), AR_S("I"), instalment};
}

static ptrdiff_t
number_of(uint16_t instalment)
{
	struct ar_item_key key = item_of(instalment);

	return ar_logbook_item(&book, &key);
}

static ar_day
september(int day)
{
	return day == 0 ? AR_NO_DAY : ar_day_of((struct ar_ymd){2026, 9,
	    day});
}

static const struct past_row {
	const char *name, *rows;
	uint16_t instalment, step;
	uint32_t times;
	int notice, call;               /* days of September, 0: none */
} past_rows[] = {
	{"nothing", "", 0, 0, 0, 0, 0},
	{"over", STEP("20", "over", "3"), 0, 3, 1, 20, 0},
	{"pre", STEP("20", "pre", "1"), 0, 1, 1, 20, 0},
	{"task", STEP("20", "task", "8"), 0, 8, 1, 20, 0},
	{"approve is none", STEP("20", "approve", "9"), 0, 0, 0, 0, 0},
	{"cash is none", STEP("20", "cash", ""), 0, 0, 0, 0, 0},
	{"thanks are none", STEP("20", "thanks", "99"), 0, 0, 0, 0, 0},
	{"listed only", STEP("20", "over", ""), 0, 0, 0, 0, 0},
	{"a call", STEP("20", "broken", ""), 0, 0, 0, 0, 20},
	{"the last call", STEP("18", "broken", "") STEP("20", "broken", "")
	    STEP("19", "broken", ""), 0, 0, 0, 0, 20},
	{"a void call", STEP("20", "broken", "")
	    STATE("21", ID("20", "broken"), "cancelled"), 0, 0, 0, 0, 0},
	{"the highest", STEP("10", "over", "4") STEP("20", "over", "2"), 0,
	    4, 1, 20, 0},
	{"the latest", STEP("20", "over", "2") STEP("10", "over", "4"), 0,
	    4, 1, 20, 0},
	{"again", STEP("10", "over", "2") STEP("12", "over", "4")
	    STEP("20", "task", "4"), 0, 4, 2, 20, 0},
	{"failed", STEP("10", "over", "2") STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "failed"), 0, 2, 1, 10, 0},
	{"cancelled", STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "cancelled"), 0, 0, 0, 0, 0},
	{"sent, then failed", STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "sent")
	    STATE("21", ID("20", "over"), "failed"), 0, 0, 0, 0, 0},
	{"failed, then sent", STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "failed")
	    STATE("21", ID("20", "over"), "sent"), 0, 3, 1, 20, 0},
	{"failed, then planned", STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "failed") STEP("20", "over", "3"),
	    0, 3, 2, 20, 0},
	{"failed after the day, as is known", STEP("20", "over", "3")
	    STATE("30", ID("20", "over"), "failed"), 0, 0, 0, 0, 0},
	{"approved is no state", STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "failed")
	    STATE("20", ID("20", "over"), "approved"), 0, 0, 0, 0, 0},
	{"today", STEP("29", "over", "3"), 0, 3, 1, 29, 0},
	{"after the day", STEP("20", "over", "3") STEP("30", "over", "4"),
	    0, 3, 1, 20, 0},
	{"another policy", PLAN("10", "over", "", "std,2,,,,ar-remind")
	    PLAN("20", "over", "", "key,5,,,,ar-remind"), 0, 2, 1, 20,
	    0},
	{"another instalment", PLAN("20", "over", "1", "std,3,,,,ar-remind"),
	    2, 0, 0, 0, 0},
	{"planned as a whole", STEP("20", "over", "3"), 2, 0, 0, 0, 0},
	{"another customer", ROW("20", "planned", ID("20", "over"), "over",
	    "D,I,,EUR", "std,3,,,,ar-remind"), 0, 0, 0, 0, 0},
	{"history", SENT("12", "", "std", "3"), 0, 3, 1, 12, 0},
	{"history of all instalments", SENT("12", "", "std", "3"), 2, 3, 1,
	    12, 0},
	{"history of both", SENT("12", "", "std", "3")
	    SENT("14", "2", "std", "3"), 2, 3, 2, 14, 0},
	{"history of another instalment", SENT("12", "1", "std", "3"), 2, 0,
	    0, 0, 0},
	{"history of one is not of the whole", SENT("12", "1", "std", "3"),
	    0, 0, 0, 0, 0},
	{"history of whatever policy", SENT("12", "", "", "3"), 0, 3, 1, 12,
	    0},
	{"history of another policy", SENT("12", "", "key", "3"), 0, 0, 0,
	    12, 0},
	{"history after the day", SENT("30", "", "", "3"), 0, 0, 0, 0, 0},
	{"history and the log", SENT("12", "", "", "3")
	    STEP("20", "over", "3"), 0, 3, 2, 20, 0},
};

static void
test_past(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(past_rows); i++) {
		const struct past_row *row = &past_rows[i];
		struct ar_ladder_past past = {9, 9, 9, 9};

		load_good(row->name, row->rows);
		ar_logbook_past(&book, number_of(row->instalment),
		    number_of(0), AR_S("std"), &past);
		if (past.last_step != row->step || past.times != row->times ||
		    past.last_notice != september(row->notice) ||
		    past.last_call != september(row->call))
			fail_msg("%s: step %u, %u times", row->name,
			    past.last_step, past.times);
		drop();
	}
}

/* What is asked about the item C, I without instalment. */
static const struct item_row {
	const char *name, *rows;
	bool in_action, reminded, thanked;      /* reminded: since the 15th */
	int64_t fees;
} item_rows[] = {
	{"nothing", "", false, false, false, 0},
	{"today", STEP("29", "over", "3"), true, true, false, 0},
	{"today, void", STEP("29", "over", "3")
	    STATE("29", ID("29", "over"), "failed"), true, false, false, 0},
	{"today, listed only", STEP("29", "over", ""), true, false, false,
	    0},
	{"today, approve", STEP("29", "approve", "9"), true, false, false,
	    0},
	{"today, thanks", STEP("29", "thanks", "99"), false, false, true, 0},
	{"today, history", SENT("29", "", "std", "3"), false, false, false,
	    0},
	{"today, another instalment", PLAN("29", "over", "1",
	    "std,3,,7,,ar-remind"), false, false, false, 0},
	{"today, but later something else", STEP("29", "over", "3")
	    STEP("28", "over", "3"), true, true, false, 0},
	{"tomorrow", STEP("30", "over", "3"), false, false, false, 0},
	{"since the day", STEP("15", "pre", "3"), false, true, false, 0},
	{"before it", STEP("14", "over", "3"), false, false, false, 0},
	{"a task", STEP("16", "task", "3"), false, false, false, 0},
	{"thanks long ago", STEP("10", "thanks", "99"), false, false, true,
	    0},
	{"void thanks", STEP("10", "thanks", "99")
	    STATE("11", ID("10", "thanks"), "failed"), false, false, false,
	    0},
	{"fees", PLAN("10", "over", "", "std,3,,40,,ar-remind")
	    PLAN("16", "over", "", "std,4,,0.5,,ar-remind"), false, true,
	    false, 4050},
	{"a void fee", PLAN("10", "over", "", "std,3,,40,,ar-remind")
	    PLAN("11", "task", "", "std,4,,7,,ar-remind")
	    STATE("11", ID("10", "over"), "cancelled"), false, false, false,
	    700},
	{"no fees yet", PLAN("30", "over", "", "std,3,,40,,ar-remind"),
	    false, false, false, 0},
};

static void
test_item(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(item_rows); i++) {
		const struct item_row *row = &item_rows[i];
		ptrdiff_t item;

		load_good(row->name, row->rows);
		item = number_of(0);
		check(row->name, ar_logbook_is_in_action(&book, item) ==
		    row->in_action);
		check(row->name, ar_logbook_was_reminded(&book, item,
		    september(15)) == row->reminded);
		check(row->name, ar_logbook_was_thanked(&book, item) ==
		    row->thanked);
		check(row->name, ar_logbook_fees(&book, item) == row->fees);
		drop();
	}
}

#define ASKED(d) STEP(d, "approve", "9")
#define ANSWER(d, event) STATE(d, ID(d, "approve"), event)

static const struct {
	const char *name, *rows;
	enum ar_approval want;
} approvals[] = {
	{"nothing", "", AR_APPROVAL_NONE},
	{"asked", ASKED("10"), AR_APPROVAL_ASKED},
	{"given", ASKED("10") ANSWER("10", "approved"), AR_APPROVAL_GIVEN},
	{"refused", ASKED("10") ANSWER("10", "refused"),
	    AR_APPROVAL_REFUSED},
	{"sent is no answer", ASKED("10") ANSWER("10", "sent"),
	    AR_APPROVAL_ASKED},
	{"given, then sent", ASKED("10") ANSWER("10", "approved")
	    ANSWER("10", "sent"), AR_APPROVAL_GIVEN},
	{"given at last", ASKED("10") ANSWER("10", "refused")
	    ANSWER("10", "approved"), AR_APPROVAL_GIVEN},
	{"given tomorrow", ASKED("10") ROW("30", "approved",
	    ID("10", "approve"), "", "A,,,EUR", ",,,,,anna"),
	    AR_APPROVAL_GIVEN},
	{"void", ASKED("10") ANSWER("10", "approved")
	    ANSWER("10", "cancelled"), AR_APPROVAL_NONE},
	{"void, then the one before", ASKED("10") ANSWER("10", "refused")
	    ASKED("12") ANSWER("12", "failed"), AR_APPROVAL_REFUSED},
	{"the latest", ASKED("10") ANSWER("10", "approved") ASKED("12"),
	    AR_APPROVAL_ASKED},
	{"another step", STEP("10", "approve", "8"), AR_APPROVAL_NONE},
	{"another policy", PLAN("10", "approve", "", "key,9,,,,ar-remind"),
	    AR_APPROVAL_NONE},
	{"another phase", STEP("10", "over", "9"), AR_APPROVAL_NONE},
	{"history", SENT("10", "", "std", "9"), AR_APPROVAL_NONE},
	{"another instalment", PLAN("10", "approve", "1",
	    "std,9,,,,ar-remind"), AR_APPROVAL_NONE},
};

static void
test_approval(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(approvals); i++) {
		load_good(approvals[i].name, approvals[i].rows);
		check(approvals[i].name, ar_logbook_approval(&book,
		    number_of(0), AR_S("std"), 9) == approvals[i].want);
		drop();
	}
}

static const struct {
	const char *name, *rows;
	bool want;                      /* promise-broken, 2, of the 5th */
} facts[] = {
	{"nothing", "", false},
	{"it", FACT("20", "promise-broken", "2", "05"), true},
	{"today", FACT("29", "promise-broken", "2", "05"), true},
	{"tomorrow", FACT("30", "promise-broken", "2", "05"), false},
	{"another event", FACT("20", "promise-partly", "2", "05")
	    FACT("20", "promise-kept", "2", "05")
	    FACT("20", "plan-broken", "2", "05"), false},
	{"another day", FACT("20", "promise-broken", "2", "06"), false},
	{"blank stays blank", FACT("20", "promise-broken", "", "05"), false},
	{"another customer", ROW("20", "promise-broken", "", "", "D,I,2,EUR",
	    ",,5,,2026-09-05,ar-remind"), false},
	{"another invoice", ROW("20", "promise-broken", "", "", "C,J,2,EUR",
	    ",,5,,2026-09-05,ar-remind"), false},
};

static void
test_facts(void **state)
{
	static const enum ar_event events[] = {AR_EVENT_PROMISE_KEPT,
	    AR_EVENT_PROMISE_PARTLY, AR_EVENT_PROMISE_BROKEN,
	    AR_EVENT_PLAN_BROKEN};
	struct ar_item_key key = item_of(2);

	(void)state;
	for (size_t i = 0; i < ROWS(facts); i++) {
		load_good(facts[i].name, facts[i].rows);
		check(facts[i].name, ar_logbook_has_fact(&book,
		    AR_EVENT_PROMISE_BROKEN, &key, september(5)) ==
		    facts[i].want);
		drop();
	}
	load_good("all", FACT("20", "promise-kept", "2", "05")
	    FACT("20", "promise-partly", "2", "05")
	    FACT("20", "promise-broken", "2", "05")
	    FACT("20", "plan-broken", "2", "05"));
	for (size_t i = 0; i < ROWS(events); i++)
		assert_true(ar_logbook_has_fact(&book, events[i], &key,
		    september(5)));
	drop();
}

#define BLOCK(key, ref) HAND("20", "block", key ",EUR", ref)
#define UNBLOCK(key) HAND("21", "unblock", key ",EUR", "")

/* Last days of blocks of customer C, his invoice I, its instalment 2. */
static const struct block_row {
	const char *name, *rows;
	const char *customer, *invoice, *instalment;
} block_rows[] = {
	{"nothing", "", "", "", ""},
	{"customer", BLOCK("C,,", "2026-10-05"), "2026-10-05", "", ""},
	{"for ever", BLOCK("C,,", ""), "9999-12-31", "", ""},
	{"invoice", BLOCK("C,I,", "2026-10-05"), "", "2026-10-05",
	    "2026-10-05"},
	{"instalment", BLOCK("C,I,2", "2026-10-05"), "", "", "2026-10-05"},
	{"another instalment", BLOCK("C,I,1", ""), "", "", ""},
	{"another invoice", BLOCK("C,J,", ""), "", "", ""},
	{"another customer", BLOCK("D,I,2", "") BLOCK("D,,", ""), "", "",
	    ""},
	{"the last one", BLOCK("C,I,", "2026-10-05")
	    BLOCK("C,I,", "2026-10-01"), "", "2026-10-01", "2026-10-01"},
	{"unblocked", BLOCK("C,,", "") UNBLOCK("C,,"), "", "", ""},
	{"blocked again", BLOCK("C,,", "") UNBLOCK("C,,")
	    BLOCK("C,,", "2026-10-05"), "2026-10-05", "", ""},
	{"unblocked by another key", BLOCK("C,,", "") BLOCK("C,I,", "")
	    UNBLOCK("C,J,") UNBLOCK("C,I,1"), "9999-12-31", "9999-12-31",
	    "9999-12-31"},
	{"one of them unblocked", BLOCK("C,I,", "") UNBLOCK("C,I,2"), "",
	    "9999-12-31", ""},
	{"all blocked after that", BLOCK("C,I,2", "2026-10-05")
	    UNBLOCK("C,I,2") BLOCK("C,I,", "2026-10-06"), "", "2026-10-06",
	    "2026-10-06"},
	{"all unblocked", BLOCK("C,I,2", "") UNBLOCK("C,I,"), "", "", ""},
	{"one of them blocked", UNBLOCK("C,I,") BLOCK("C,I,2", ""), "", "",
	    "9999-12-31"},
	{"by the order of rows", HAND("28", "block", "C,,,EUR", "")
	    HAND("20", "unblock", "C,,,EUR", ""), "", "", ""},
	{"tomorrow", HAND("30", "block", "C,,,EUR", ""), "", "", ""},
	{"unblocked tomorrow", BLOCK("C,,", "")
	    HAND("30", "unblock", "C,,,EUR", ""), "9999-12-31", "", ""},
};

static void
test_blocks(void **state)
{
	const struct ar_item_key customer = {AR_S("C"), AR_S(""), 0};
	const struct ar_item_key invoice = item_of(0), part = item_of(2);

	(void)state;
	for (size_t i = 0; i < ROWS(block_rows); i++) {
		const struct block_row *row = &block_rows[i];

		load_good(row->name, row->rows);
		check(row->name, ar_logbook_blocked_until(&book, &customer) ==
		    day_of(row->customer));
		check(row->name, ar_logbook_blocked_until(&book, &invoice) ==
		    day_of(row->invoice));
		check(row->name, ar_logbook_blocked_until(&book, &part) ==
		    day_of(row->instalment));
		drop();
	}
}

#define BROKEN(d) FACT(d, "promise-broken", "", "05")

/* Of the account A: notice contact broken/before hold. */
static const struct {
	const char *name, *rows, *want;
} account_rows[] = {
	{"nothing", "", "0 0 0/0 -"},
	{"over", STEP("20", "over", "3"), "20 20 0/0 -"},
	{"pre", STEP("20", "pre", "3") STEP("18", "over", "2"),
	    "20 20 0/0 -"},
	{"listed only", STEP("20", "over", ""), "20 20 0/0 -"},
	{"today", STEP("20", "over", "3") STEP("29", "over", "3"),
	    "20 29 0/0 -"},
	{"a call on a promise", STEP("20", "broken", ""), "0 20 0/0 -"},
	{"no contact", STEP("20", "task", "8") STEP("20", "approve", "9")
	    STEP("20", "cash", "") STEP("20", "address", "")
	    STEP("20", "thanks", "99"), "0 0 0/0 -"},
	{"void", STEP("18", "over", "3") STEP("20", "over", "3")
	    STATE("20", ID("20", "over"), "failed"), "18 18 0/0 -"},
	{"void today", STEP("29", "over", "3")
	    STATE("29", ID("29", "over"), "failed"), "0 0 0/0 -"},
	{"whatever the currency", ROW("20", "planned",
	    "A-USD-over-20260920", "over", "C,I,,USD",
	    "std,3,,,,ar-remind"), "20 20 0/0 -"},
	{"another account", ROW("20", "planned", "D-EUR-over-20260920",
	    "over", "C,I,,EUR", "std,3,,,,ar-remind"), "0 0 0/0 -"},
	{"call, reply, promise", HAND("20", "call", "C,,,", "")
	    HAND("22", "reply", "A,,,EUR", "")
	    HAND("21", "promise", "C,I,,", ""), "0 22 0/0 -"},
	{"call", HAND("20", "call", "C,,,", ""), "0 20 0/0 -"},
	{"promise", HAND("20", "promise", "C,I,,", "2026-10-01"),
	    "0 20 0/0 -"},
	{"a note", HAND("20", "note", "C,,,", ""), "0 0 0/0 -"},
	{"call tomorrow", HAND("30", "call", "C,,,", ""), "0 0 0/0 -"},
	{"history", SENT("20", "", "std", "3"), "0 0 0/0 -"},
	{"broken", BROKEN("20") BROKEN("28") BROKEN("29") BROKEN("30"),
	    "0 0 3/2 -"},
	{"not broken", FACT("20", "promise-partly", "", "05")
	    FACT("20", "promise-kept", "", "05")
	    FACT("20", "plan-broken", "", "05"), "0 0 0/0 -"},
	{"a hold", HAND("20", "credit-hold", "A,,,EUR", ""),
	    "0 0 0/0 EUR anna"},
	{"ours", ROW("20", "credit-hold", ID("20", "over"), "", "A,,,USD",
	    ",,,,,ar-remind"), "0 0 0/0 USD us"},
	{"released", HAND("20", "credit-hold", "A,,,EUR", "")
	    HAND("21", "credit-release", "A,,,EUR", ""), "0 0 0/0 -"},
	{"held again", HAND("21", "credit-release", "A,,,EUR", "")
	    HAND("20", "credit-hold", "A,,,EUR", ""), "0 0 0/0 EUR anna"},
	{"the last one", ROW("20", "credit-hold", ID("20", "over"), "",
	    "A,,,USD", ",,,,,ar-remind")
	    HAND("20", "credit-hold", "A,,,EUR", ""), "0 0 0/0 EUR anna"},
	{"of the customer", HAND("20", "credit-hold", "C,,,EUR", ""),
	    "0 0 0/0 -"},
	{"a hold tomorrow", HAND("30", "credit-hold", "A,,,EUR", ""),
	    "0 0 0/0 -"},
};

/* A day of September, 0 for none. */
static int
day_number(ar_day day)
{
	return day == AR_NO_DAY ? 0 : ar_day_ymd(day).day;
}

static void
test_account(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(account_rows); i++) {
		const struct ar_account_past *a;
		char got[64];

		load_good(account_rows[i].name, account_rows[i].rows);
		a = ar_logbook_account(&book, ar_debtors_number(debtors,
		    AR_S("A")));
		(void)snprintf(got, sizeof got, "%d %d %u/%u %s%s",
		    day_number(a->last_notice), day_number(a->last_contact),
		    a->broken, a->broken_before,
		    a->on_hold ? a->hold_ccy.code : "-",
		    !a->on_hold ? "" : a->held_by_us ? " us" : " anna");
		if (strcmp(got, account_rows[i].want) != 0)
			fail_msg("%s: %s", account_rows[i].name, got);
		drop();
	}
}

/* Of the account A in EUR: cash address attempts calls today talk. */
static const struct {
	const char *name, *rows, *want;
} claim_rows[] = {
	{"nothing", "", "0 0 0 0 -- -"},
	{"cash", STEP("20", "cash", "") STEP("18", "cash", ""),
	    "20 0 0 0 -- -"},
	{"address", STEP("20", "address", ""), "0 20 0 0 -- -"},
	{"void tasks", STEP("20", "address", "") STEP("20", "cash", "")
	    STATE("20", ID("20", "cash"), "cancelled")
	    STATE("20", ID("20", "address"), "cancelled"), "0 0 0 0 -- -"},
	{"attempts", STEP("18", "pre", "1") STEP("20", "over", "2")
	    STEP("21", "broken", "") STEP("29", "over", "3"),
	    "0 0 4 0 -- -"},
	{"an action of two items", STEP("20", "over", "2")
	    PLAN("20", "over", "1", ",,,,,ar-remind"), "0 0 1 0 -- -"},
	{"no attempts", STEP("20", "task", "8") STEP("20", "approve", "9")
	    STEP("20", "thanks", "99") STEP("21", "over", "2")
	    STATE("21", ID("21", "over"), "failed"), "0 0 0 0 -- -"},
	{"another currency", ROW("20", "planned", "A-USD-over-20260920",
	    "over", "C,I,,USD", "std,3,,,,ar-remind")
	    HAND("20", "call", "C,,,USD", ""), "0 0 0 0 -- -"},
	{"another account", HAND("20", "call", "D,,,EUR", ""),
	    "0 0 0 0 -- -"},
	{"calls", HAND("20", "call", "C,,,EUR", "2026-09-25")
	    HAND("21", "call", "A,,,EUR", "2026-09-26"),
	    "0 0 0 2 -- call 26"},
	{"a call, then a note", HAND("20", "call", "C,,,EUR", "2026-09-25")
	    HAND("21", "note", "C,,,EUR", ""), "0 0 0 1 -- note 0"},
	{"a reply", HAND("20", "reply", "C,,,EUR", "2026-09-25"),
	    "0 0 0 0 -- reply 25"},
	{"a promise", HAND("20", "call", "C,,,EUR", "2026-09-25")
	    HAND("20", "promise", "C,I,,EUR", "2026-09-28"),
	    "0 0 0 1 -- promise 28"},
	{"by the order of rows", HAND("28", "note", "C,,,EUR", "")
	    HAND("20", "call", "C,,,EUR", "2026-09-25"),
	    "0 0 0 1 -- call 25"},
	{"a call tomorrow", HAND("30", "call", "C,,,EUR", ""),
	    "0 0 0 0 -- -"},
	{"broken today", BROKEN("29"), "0 0 0 0 P- -"},
	{"partly today", FACT("29", "promise-partly", "", "05"),
	    "0 0 0 0 P- -"},
	{"kept today", FACT("29", "promise-kept", "", "05"),
	    "0 0 0 0 -- -"},
	{"a plan today", FACT("29", "plan-broken", "", "05"),
	    "0 0 0 0 -L -"},
	{"broken before", BROKEN("28") FACT("28", "plan-broken", "", "05"),
	    "0 0 0 0 -- -"},
};

static void
test_claim(void **state)
{
	static const struct ar_ccy eur = {"EUR", 2};

	(void)state;
	for (size_t i = 0; i < ROWS(claim_rows); i++) {
		const struct ar_claim_past *c;
		char got[64], talk[32] = "-";

		load_good(claim_rows[i].name, claim_rows[i].rows);
		c = ar_logbook_claim(&book, ar_debtors_number(debtors,
		    AR_S("A")), &eur);
		if (c->talk > 0)
			(void)snprintf(talk, sizeof talk, "%s %d",
			    ar_event_words[c->talk_event - 1],
			    day_number(c->talk_date));
		(void)snprintf(got, sizeof got, "%d %d %u %u %c%c %s",
		    day_number(c->cash), day_number(c->address), c->attempts,
		    c->calls, c->promise_broken ? 'P' : '-',
		    c->plan_broken ? 'L' : '-', talk);
		if (strcmp(got, claim_rows[i].want) != 0)
			fail_msg("%s: %s", claim_rows[i].name, got);
		drop();
	}
}

/* Of two claims the one that was spoken of last has the higher order. */
static void
test_talk(void **state)
{
	static const struct ar_ccy eur = {"EUR", 2}, none = {"", 2};
	size_t a;

	(void)state;
	load_good("talk", HAND("20", "call", "C,,,EUR", "")
	    HAND("20", "note", "C,,,", "") HAND("20", "run", ",,,", ""));
	a = ar_debtors_number(debtors, AR_S("A"));
	assert_int_equal(ar_logbook_claim(&book, a, &eur)->talk, 1);
	assert_int_equal(ar_logbook_claim(&book, a, &none)->talk, 2);
	drop();
}

static void
test_action(void **state)
{
	const struct ar_past_action *a;

	(void)state;
	load_good("action", STEP("20", "over", "3")
	    ROW("21", "planned", "A-EUR-release-20260921", "release",
	    "A,,,EUR", ",,,,,ar-remind") STATE("21", ID("20", "over"), "sent")
	    STEP("22", "approve", "9") ANSWER("22", "refused")
	    STEP("30", "over", "3"));
	assert_null(ar_logbook_action(&book, AR_S(ID("21", "over"))));
	assert_null(ar_logbook_action(&book, AR_S(ID("30", "over"))));
	a = ar_logbook_action(&book, AR_S(ID("20", "over")));
	assert_non_null(a);
	assert_slice(ar_debtors_id(debtors, a->account), AR_S("A"));
	assert_string_equal(a->ccy.code, "EUR");
	assert_int_equal(a->day, september(20));
	assert_int_equal(a->phase, AR_PHASE_OVER);
	assert_int_equal(a->state, AR_EVENT_SENT);
	assert_int_equal(a->answer, AR_EVENT_NONE);
	a = ar_logbook_action(&book, AR_S(ID("22", "approve")));
	assert_int_equal(a->state, AR_EVENT_PLANNED);
	assert_int_equal(a->answer, AR_EVENT_REFUSED);
	a = ar_logbook_action(&book, AR_S("A-EUR-release-20260921"));
	assert_int_equal(a->phase, AR_PHASE_RELEASE);
	assert_int_equal(ar_logbook_item(&book, &(struct ar_item_key){
	    AR_S("A"), AR_S(""), 0}), -1);
	drop();
}

static const struct {
	uint8_t state;
	bool is_void;
} voids[] = {
	{AR_EVENT_PLANNED, false}, {AR_EVENT_SENT, false},
	{AR_EVENT_FAILED, true}, {AR_EVENT_CANCELLED, true},
};

static void
test_void(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(voids); i++)
		assert_int_equal(ar_past_action_is_void(
		    &(struct ar_past_action){.state = voids[i].state}),
		    voids[i].is_void);
}

#define RAN(d) ROW(d, "run", "", "", ",,,", ",,,,,ar-remind")

static const struct {
	const char *name, *rows;
	int last;
	bool today;
} runs[] = {
	{"never", "", 0, false},
	{"before", RAN("20") RAN("18"), 20, false},
	{"today", RAN("29") RAN("28"), 29, true},
	{"later", RAN("30") RAN("20"), 30, false},
	{"later and today", RAN("29") RAN("30"), 30, true},
	{"no run", STEP("29", "over", "3"), 0, false},
};

static void
test_runs(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(runs); i++) {
		load_good(runs[i].name, runs[i].rows);
		check(runs[i].name, book.last_run ==
		    september(runs[i].last) && book.ran_today ==
		    runs[i].today);
		drop();
	}
}

/* Parts of a key do not run into each other. */
static void
test_key(void **state)
{
	const struct ar_item_key keys[] = {
		{AR_S(""), AR_S("AB"), 0}, {AR_S("A"), AR_S("B"), 0},
		{AR_S("A"), AR_S("B"), 1}, {AR_S("A"), AR_S("B"), 2},
		{AR_S("A"), AR_S("B"), 256}, {AR_S("A"), AR_S("B"), 513},
		{AR_S("A"), AR_S("B\1"), 0}, {AR_S("AB"), AR_S(""), 0},
	};
	struct ar_buf before = {0}, key = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(keys); i++) {
		key.n = 0;
		ar_item_key_add(&key, &keys[i]);
		assert_true(i == 0 || ar_slice_cmp(ar_buf_slice(&before),
		    ar_buf_slice(&key)) < 0);
		before.n = 0;
		ar_buf_add(&before, ar_buf_slice(&key));
	}
	ar_buf_free(&before);
	ar_buf_free(&key);
}

#define NO_FIT(line, why) "/l:" line ": the row does not fit: " why \
	"; the log was changed by hand, put it back as it was [log-row]\n"
#define BAD_ID NO_FIT("2", \
	"its action_id is not that of its phase, day and currency")
#define BAD_STATE NO_FIT("2", "its action was never planned")
#define ODD(d, id, phase, ccy) ROW(d, "planned", id, phase, "C,I,," ccy, \
	"std,3,,,,ar-remind")

static const struct {
	const char *name, *rows, *said;
} faults[] = {
	{"no id", ODD("20", "", "over", "EUR"), BAD_ID},
	{"a form of none", ODD("20", "A-over", "over", "EUR"), BAD_ID},
	{"another phase", ODD("20", ID("20", "over"), "pre", "EUR"), BAD_ID},
	{"another day", ODD("20", ID("19", "over"), "over", "EUR"), BAD_ID},
	{"another currency", ODD("20", ID("20", "over"), "over", "USD"),
	    BAD_ID},
	{"no currency", ODD("20", ID("20", "over"), "over", ""), BAD_ID},
	{"sent", STATE("20", ID("20", "over"), "sent"), BAD_STATE},
	{"failed", STATE("20", ID("20", "over"), "failed"), BAD_STATE},
	{"cancelled", STATE("20", ID("20", "over"), "cancelled"), BAD_STATE},
	{"approved", STATE("20", ID("20", "approve"), "approved"),
	    BAD_STATE},
	{"refused", STATE("20", ID("20", "approve"), "refused"), BAD_STATE},
	{"failed without id", STATE("20", "", "failed"), BAD_STATE},
	{"sent before it was planned", STATE("20", ID("20", "over"), "sent")
	    STEP("20", "over", "3"), BAD_STATE},
	{"a fee", STEP("20", "over", "1") PLAN("21", "over", "",
	    "std,3,,0.001,,ar-remind"), NO_FIT("3",
	    "its fee is no amount of its currency")},
	{"a fee of before", ROW("20", "sent", "", "", "C,I,,JPY",
	    "std,3,,0.5,,anna"), NO_FIT("2",
	    "its fee is no amount of its currency")},
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(faults); i++) {
		scratch_listen();
		assert_int_equal(load(faults[i].rows), AR_ESTOP);
		if (strstr(scratch_heard(), faults[i].said) == NULL)
			fail_msg("%s: %s", faults[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		assert_int_equal(ar_diag_status(diag), AR_EXIT_DATA);
		drop();
	}
	load_good("not there yet", ODD("30", "", "over", "EUR"));
	drop();
	load_good("of an action of a later day", STEP("30", "over", "3")
	    STATE("30", ID("30", "over"), "sent"));
	drop();
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_past), TEST(test_item), TEST(test_approval),
		TEST(test_facts), TEST(test_blocks), TEST(test_account),
		TEST(test_claim), TEST(test_talk), TEST(test_action),
		TEST(test_void), TEST(test_runs), TEST(test_key),
		TEST(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
