/*
 * tests/unit/test_farewell.c
 * Purpose: thanks for what was paid, and the end of credit holds.
 */
#include "libar/farewell.h"

#include "tests/unit/dunning.h"

#define THANKS POLICY(",anchor,until") \
	"p,1,1,email,due,\np,98,0,email,paid,1\np,99,2,letter,paid,3\n"
#define PAID(id, day) ITEM(id, "09-01", "1,2026-09-" day)
#define SETTLED(day) OPEN(",paid_date") PAID("1", day "\n")
#define REMINDED(id) PLANNED("15", "C", "over", id, "1")
#define HOLDS POLICY(",credit_hold") "p,1,1,email,\np,2,10,email,y\n" \
	"p,3,40,email,\n"
#define HELD FACT("20", "credit-hold", "C", "", "", AR_LOG_BY)
#define WHO "customer_id,block,block_until,calendar,email\n"
#define OWED(due) OPEN("") ITEM("1", due, "1\n")

/* Each action of farewell: account, phase, step, channel, to, documents. */
static const struct dun_row rows[] = {
	{"nobody", {.open = OPEN("")}, ""},
	{"thanks", {.open = SETTLED("29"), .log = REMINDED("1")},
	    "C thanks 98 email/billing 1:98"},
	{"to its last day", {.open = SETTLED("28"), .log = REMINDED("1")},
	    "C thanks 98 email/billing 1:98"},
	{"the next step's", {.open = SETTLED("27"), .log = REMINDED("1")},
	    "C thanks 99 letter/billing 1:99"},
	{"too late", {.open = SETTLED("25"), .log = REMINDED("1")}, ""},
	{"too early", {.open = SETTLED("29"), .log = REMINDED("1"), .policy =
	    POLICY(",anchor") "p,1,1,email,due\np,9,1,email,paid\n"}, ""},
	{"never too late", {.open = SETTLED("20"), .log = REMINDED("1"),
	    .policy = POLICY(",anchor")
	    "p,1,1,email,due\np,9,1,email,paid\n"},
	    "C thanks 9 email/billing 1:9"},
	{"the first step of two", {.open = SETTLED("29"), .log =
	    REMINDED("1"), .policy = POLICY(",anchor") "p,1,1,email,due\n"
	    "p,9,0,email,paid\np,8,0,letter,paid\n"},
	    "C thanks 8 letter/billing 1:8"},
	{"no such step", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .policy = POLICY("") "p,1,1,email\n"}, ""},
	{"for both, by the highest step", {.open = OPEN(",paid_date")
	    PAID("2", "27\n") PAID("1", "29\n"), .log = REMINDED("1")
	    REMINDED("2")}, "C thanks 99 letter/billing 1:98 2:99"},
	{"never reminded", {.open = SETTLED("29"), .log = REMINDED("2")},
	    ""},
	{"only before it was due", {.open = OPEN(",paid_date") ITEM("1",
	    "09-16", "1,2026-09-29\n"), .log = REMINDED("1")}, ""},
	{"on the day", {.open = OPEN(",paid_date") ITEM("1", "09-15",
	    "1,2026-09-29\n"), .log = PLANNED("15", "C", "pre", "1", "1")},
	    "C thanks 98 email/billing 1:98"},
	{"only listed", {.open = SETTLED("29"), .log = PLANNED("15", "C",
	    "over", "1", "")}, ""},
	{"only a task", {.open = SETTLED("29"), .log = PLANNED("15", "C",
	    "task", "1", "1")}, ""},
	{"in vain", {.open = SETTLED("29"), .log = REMINDED("1")
	    STATE("15", ID("C", "over", "15"), "failed")}, ""},
	{"thanked before", {.open = SETTLED("28"), .log = REMINDED("1")
	    PLANNED("28", "C", "thanks", "1", "98")}, ""},
	{"in vain, and so again", {.open = SETTLED("28"), .log =
	    REMINDED("1") PLANNED("28", "C", "thanks", "1", "98")
	    STATE("28", ID("C", "thanks", "28"), "failed")},
	    "C thanks 98 email/billing 1:98"},
	{"but not today", {.open = SETTLED("28"), .log = REMINDED("1")
	    PLANNED("29", "C", "thanks", "1", "98") STATE("29",
	    ID("C", "thanks", "29"), "failed")}, ""},
	{"a customer's block", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .customers = WHO "C,y,,,e\n"}, ""},
	{"through today", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .customers = WHO "C,y," TODAY ",,e\n"}, ""},
	{"that is over", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .customers = WHO "C,y,2026-09-28,,e\n"},
	    "C thanks 98 email/billing e 1:98"},
	{"grace does not matter", {.open = SETTLED("29"), .log =
	    REMINDED("1"), .customers = WHO "C,,2026-10-01,,e\n"},
	    "C thanks 98 email/billing e 1:98"},
	{"an invoice's block", {.open = SETTLED("29"), .log = REMINDED("1")
	    FACT("20", "block", "C", "1", "", "anna")}, ""},
	{"through its day", {.open = SETTLED("29"), .log = REMINDED("1")
	    FACT("20", "block", "C", "1", "2026-09-28", "anna")},
	    "C thanks 98 email/billing 1:98"},
	{"his holiday", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .customers = WHO "C,,,x,e\n", .holidays =
	    "date,calendar\n" TODAY ",x\n"}, ""},
	{"no address", {.open = SETTLED("29"), .log = REMINDED("1"),
	    .customers = WHO "C,,,,\n"}, ""},
	{"nor by another channel", {.open = SETTLED("29"), .log =
	    REMINDED("1"), .customers = "customer_id,email,address\n"
	    "C,,Road 1\n"}, ""},
	{"only those that can be", {.open = OPEN(",paid_date") PAID("1",
	    "29\n") PAID("2", "27\n"), .log = REMINDED("1") REMINDED("2"),
	    .customers = "customer_id,email,address\nC,,Road 1\n"},
	    "C thanks 99 letter/billing Road 1 2:99"},
	{"an address of the document", {.open = OPEN(",paid_date,email")
	    PAID("1", "29,s\n"), .log = REMINDED("1")},
	    "C thanks 98 email/billing s 1:98"},
	{"for one account", {.open = OPEN(",paid_date") OF("D", "1",
	    "09-01", "1,2026-09-29\n") PAID("2", "29\n"), .log =
	    REMINDED("2") PLANNED("16", "D", "over", "1", "1"), .customers =
	    "customer_id,parent_id,consolidate\nD,C,y\n"},
	    "C thanks 98 email/billing 1:98 2:98"},
	{"what is open is another matter", {.open = OPEN(",paid_date")
	    PAID("1", "29\n") ITEM("2", "11-01", "1,\n"), .log =
	    REMINDED("1")}, "C thanks 98 email/billing 1:98"},
	{"a release", {.open = OPEN(""), .policy = HOLDS, .log = HELD},
	    "C release 0 task/internal credit-release"},
	{"by hand it is not ours", {.open = OPEN(""), .policy = HOLDS,
	    .log = FACT("20", "credit-hold", "C", "", "", "anna")}, ""},
	{"by hand after ours", {.open = OPEN(""), .policy = HOLDS, .log =
	    HELD FACT("21", "credit-hold", "C", "", "", "anna")}, ""},
	{"released before", {.open = OPEN(""), .policy = HOLDS, .log =
	    HELD FACT("21", "credit-release", "C", "", "", "anna")}, ""},
	{"released by us", {.open = OPEN(""), .policy = HOLDS, .log = HELD
	    FACT("21", "credit-release", "C", "", "", AR_LOG_BY)}, ""},
	{"held again", {.open = OPEN(""), .policy = HOLDS, .log = HELD
	    FACT("21", "credit-release", "C", "", "", AR_LOG_BY)
	    FACT("22", "credit-hold", "C", "", "", AR_LOG_BY)},
	    "C release 0 task/internal credit-release"},
	{"never held", {.open = OPEN(""), .policy = HOLDS, .log = ""}, ""},
	{"planned today", {.open = OPEN(""), .policy = HOLDS, .log = HELD
	    PLANNED("29", "C", "release", "", "")}, ""},
	{"his holiday, held", {.open = OPEN(""), .policy = HOLDS, .log =
	    HELD, .customers = WHO "C,,,x,e\n", .holidays =
	    "date,calendar\n" TODAY ",x\n"}, ""},
	{"it has gone too far", {.open = OWED("09-01"), .policy = HOLDS,
	    .log = HELD PLANNED("20", "C", "over", "1", "2")}, ""},
	{"and farther", {.open = OWED("09-01"), .policy = HOLDS, .log =
	    HELD PLANNED("20", "C", "over", "1", "3")}, ""},
	{"not so far", {.open = OWED("09-25"), .policy = HOLDS, .log =
	    HELD PLANNED("20", "C", "over", "1", "1")},
	    "C release 0 task/internal credit-release"},
	{"today it goes so far", {.open = OWED("09-01"), .policy = HOLDS,
	    .log = HELD PLANNED("20", "C", "over", "1", "1")}, ""},
	{"it would, but waits", {.open = OWED("09-01"), .policy = HOLDS,
	    .log = HELD PLANNED("20", "C", "over", "1", "1")
	    PLANNED("28", "C", "over", "9", "1")},
	    "C release 0 task/internal credit-release"},
	{"in another currency", {.open = OPEN("")
	    "1,C,2026-08-01,2026-09-01,CHF,1\n", .policy = HOLDS, .log =
	    HELD "T,2026-09-20,C-CHF-over-20260920,planned,C,1,,CHF,over,p,"
	    "2,email,billing,,1,,,," AR_LOG_BY ",\n"}, ""},
	{"another customer's of the account", {.open = OPEN("") OF("D",
	    "1", "09-01", "1\n"), .policy = HOLDS, .log = HELD
	    PLANNED("20", "D", "over", "1", "2"), .customers =
	    "customer_id,parent_id,consolidate\nD,C,y\n"}, ""},
	{"another's", {.open = OPEN("") OF("D", "1", "09-01", "1\n"),
	    .policy = HOLDS, .log = HELD PLANNED("20", "D", "over", "1",
	    "2")}, "C release 0 task/internal credit-release"},
	{"it was paid", {.open = OPEN(",paid_date") PAID("1", "20\n"),
	    .policy = HOLDS, .log = HELD PLANNED("15", "C", "over", "1",
	    "2")}, "C release 0 task/internal credit-release"},
	{"by another policy", {.open = OWED("09-25"), .policy = HOLDS
	    "q,1,1,email,\n", .customers = "customer_id,policy\nC,q\n",
	    .log = HELD PLANNED("20", "C", "over", "1", "2")},
	    "C release 0 task/internal credit-release"},
};

static void
put_text(struct ar_buf *to, const char *before, struct ar_slice text)
{
	if (text.n > 0)
		ar_buf_addf(to, "%s%.*s", before, (int)text.n, text.p);
}

/* Nothing is asked for. */
static void
check_silence(const char *row, const struct ar_action *a)
{
	bool asks = a->total != 0 || a->unapplied != 0 || a->fee != 0 ||
	    a->interest != 0 || a->oldest_days != 0;

	for (size_t i = 0; i < a->n; i++)
		asks = asks || a->member[i].listed != 0 ||
		    !ar_slice_eq(a->member[i].reason, AR_S("paid"));
	if (asks || a->nreasons != 1 || !ar_slice_eq(a->reason[0],
	    a->phase == AR_PHASE_THANKS ? AR_S("paid") :
	    AR_S("credit-release")) || strcmp(a->ccy.code, "EUR") != 0)
		fail_msg("%s: it asks for something", row);
}

static void
put_action(struct ar_buf *to, const struct dun *u, const struct ar_action *a)
{
	put_text(to, to->n > 0 ? "; " : "", ar_debtors_id(u->d.debtors,
	    a->account));
	put_text(to, " ", ar_word(ar_phase_words, (uint8_t)a->phase));
	ar_buf_addf(to, " %u", a->step);
	put_text(to, " ", ar_word(ar_channel_words, (uint8_t)a->channel));
	put_text(to, "/", ar_word(ar_audience_words, (uint8_t)a->audience));
	put_text(to, " ", a->to);
	for (size_t i = 0; i < a->n; i++) {
		ar_buf_addf(to, " ");
		dun_put_key(to, &a->member[i].key);
		ar_buf_addf(to, ":%u", a->member[i].step);
	}
	if (a->phase == AR_PHASE_RELEASE)
		put_text(to, " ", a->name);
}

static void
put_farewells(struct ar_buf *to, const struct dun_row *row,
    const struct dun *u)
{
	for (size_t k = 0; k < u->actions.n; k++) {
		const struct ar_action *a = &u->actions.action[k];

		if (a->phase != AR_PHASE_THANKS &&
		    a->phase != AR_PHASE_RELEASE)
			continue;
		check_silence(row->name, a);
		put_action(to, u, a);
	}
}

static void
test_rows(void **state)
{
	(void)state;
	dun_check(rows, ROWS(rows), THANKS, dun_plan, put_farewells);
}

/* By themselves, each adds what is its own. */
static void
test_apart(void **state)
{
	const struct dun_texts in = {.open = SETTLED("29"), .policy =
	    POLICY(",anchor,name,template") "p,1,1,email,due,,\n"
	    "p,9,0,email,paid,N,T\n", .log = REMINDED("1") HELD, .customers =
	    "customer_id,contact\nC,You\n"};
	struct ar_account_items items;
	const struct ar_action *a;
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	items = ar_account_items_at(&u.d, 0);
	ar_farewell_thank(&u.d, &u.actions, &items);
	assert_int_equal(u.actions.n, 1);
	a = u.actions.action;
	assert_int_equal(a->phase, AR_PHASE_THANKS);
	assert_slice(a->id, AR_S("C-EUR-thanks-20260929"));
	assert_slice(a->name, AR_S("N"));
	assert_slice(a->template, AR_S("T"));
	assert_slice(a->contact, AR_S("You"));
	assert_slice(a->member->policy, AR_S("p"));
	assert_int_equal(a->member->due, day_of("2026-09-01"));
	ar_farewell_release(&u.d, &u.actions);
	assert_int_equal(u.actions.n, 2);
	assert_slice(u.actions.action[1].id, AR_S("C-EUR-release-20260929"));
	dun_expect_end("apart", &u, result, "");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_apart),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
