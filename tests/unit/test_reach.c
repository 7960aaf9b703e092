/*
 * tests/unit/test_reach.c
 * Purpose: through which channel, and where, an account can be reached.
 */
#include "libar/reach.h"

#include "tests/unit/dunning.h"

#define ONE OPEN("") ITEM("1", "09-01", "1\n")
#define C(columns, cells) "customer_id," columns "\nC," cells "\n"
#define ALL C("email,phone,billing_email,ap_email,ap_phone,owner_email," \
	"owner_phone,address,contact,billing_contact,ap_contact," \
	"owner_contact,collector", \
	"e,p,be,ae,ap,oe,op,ad,c,bc,ac,oc,col")
#define NO_EMAIL(cells) C("email,address,phone,contact", cells)

static const struct row {
	const char *name, *customers, *open;
	enum ar_audience audience;
	enum ar_channel channel;
	bool falls_back;
	const char *want;               /* channel to contact reason */
} rows[] = {
	{"billing", ALL, ONE, AR_AUDIENCE_BILLING, AR_CHANNEL_EMAIL, true,
	    "email be bc "},
	{"billing, called", ALL, ONE, AR_AUDIENCE_BILLING, AR_CHANNEL_CALL,
	    true, "call p bc "},
	{"billing, by sms", ALL, ONE, AR_AUDIENCE_BILLING, AR_CHANNEL_SMS,
	    true, "sms p bc "},
	{"billing, by letter", ALL, ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_LETTER, true, "letter ad bc "},
	{"the manager", ALL, ONE, AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_EMAIL,
	    true, "email ae ac "},
	{"the manager, called", ALL, ONE, AR_AUDIENCE_AP_MANAGER,
	    AR_CHANNEL_CALL, true, "call ap ac "},
	{"the owner", ALL, ONE, AR_AUDIENCE_OWNER, AR_CHANNEL_EMAIL, true,
	    "email oe oc "},
	{"the owner, called", ALL, ONE, AR_AUDIENCE_OWNER, AR_CHANNEL_CALL,
	    true, "call op oc "},
	{"the owner, by sms", ALL, ONE, AR_AUDIENCE_OWNER, AR_CHANNEL_SMS,
	    true, "sms op oc "},
	{"the owner, by letter", ALL, ONE, AR_AUDIENCE_OWNER,
	    AR_CHANNEL_LETTER, true, "letter ad oc "},
	{"our managers", ALL, ONE, AR_AUDIENCE_MANAGEMENT,
	    AR_CHANNEL_EMAIL, true, "email   "},
	{"our collector", ALL, ONE, AR_AUDIENCE_COLLECTOR, AR_CHANNEL_CALL,
	    true, "call  col "},
	{"our people", ALL, ONE, AR_AUDIENCE_INTERNAL, AR_CHANNEL_TASK,
	    true, "task   "},
	{"a task", ALL, ONE, AR_AUDIENCE_BILLING, AR_CHANNEL_TASK, true,
	    "task   "},
	{"an address of all", C("email,billing_email,contact,"
	    "billing_contact", "e,,c,"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_EMAIL, true, "email e c "},
	{"of all for the manager", C("email,phone,contact", "e,p,c"), ONE,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_EMAIL, true, "email e c "},
	{"a phone of all for the manager", C("ap_phone,phone", ",p"), ONE,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_CALL, true, "call p  "},
	{"the owner has only his own", C("owner_email,email,owner_contact,"
	    "contact", ",e,,c"), ONE, AR_AUDIENCE_OWNER, AR_CHANNEL_EMAIL,
	    false, "   no-email"},
	{"and phone", C("owner_phone,phone", ",p"), ONE, AR_AUDIENCE_OWNER,
	    AR_CHANNEL_CALL, true, "   no-phone"},
	{"an email falls back", NO_EMAIL(",ad,p,c"), ONE,
	    AR_AUDIENCE_BILLING, AR_CHANNEL_EMAIL, true,
	    "letter ad c no-email"},
	{"or not", NO_EMAIL(",ad,p,c"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_EMAIL, false, "  c no-email"},
	{"an sms falls back", NO_EMAIL("e,ad,,c"), ONE,
	    AR_AUDIENCE_BILLING, AR_CHANNEL_SMS, true, "email e c no-phone"},
	{"twice", NO_EMAIL(",ad,,c"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_SMS, true, "letter ad c no-phone"},
	{"a call does not", NO_EMAIL("e,ad,,c"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_CALL, true, "  c no-phone"},
	{"nor a letter", C("email,address", "e,"), ONE,
	    AR_AUDIENCE_BILLING, AR_CHANNEL_LETTER, true, NULL},
	{"nothing", NO_EMAIL(",,p,c"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_EMAIL, true, "  c no-email"},
	{"no column", C("phone", "p"), ONE, AR_AUDIENCE_BILLING,
	    AR_CHANNEL_EMAIL, true, "email   "},
	{"no file", NULL, ONE, AR_AUDIENCE_OWNER, AR_CHANNEL_CALL, true,
	    "call   "},
	{"no column to fall back on", C("email", ""), ONE,
	    AR_AUDIENCE_BILLING, AR_CHANNEL_EMAIL, true,
	    "letter   no-email"},
	{"either column tells", C("ap_email", ""), ONE,
	    AR_AUDIENCE_AP_MANAGER, AR_CHANNEL_EMAIL, false, "   no-email"},
	{"another column does not", C("ap_email", ""), ONE,
	    AR_AUDIENCE_BILLING, AR_CHANNEL_EMAIL, false, "email   "},
	{"a column of the stream", NULL, OPEN(",email") ITEM("1", "09-01",
	    "1,\n"), AR_AUDIENCE_BILLING, AR_CHANNEL_EMAIL, false,
	    "   no-email"},
	{"a cell of the stream", C("billing_email", ""), OPEN(",email")
	    ITEM("1", "09-01", "1,s\n"), AR_AUDIENCE_BILLING,
	    AR_CHANNEL_EMAIL, false, "email s  "},
};

static void
put_reached(struct ar_buf *to, const struct ar_reached *r)
{
	ar_buf_add(to, ar_word(ar_channel_words, (uint8_t)r->channel));
	ar_buf_addf(to, " %.*s %.*s %.*s", (int)r->to.n, r->to.p,
	    (int)r->contact.n, r->contact.p, (int)r->reason.n, r->reason.p);
}

static void
test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		const struct dun_texts in = {.open = row->open,
		    .customers = row->customers};
		struct ar_account_items items;
		struct ar_buf got = {0};
		struct ar_reached r;
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		items = ar_account_items_at(&u.d, 0);
		r = ar_reach_find(&u.d, &items, row->audience, row->channel,
		    row->falls_back);
		put_reached(&got, &r);
		if (row->want == NULL)          /* whatever its reason is */
			assert_int_equal(r.channel, AR_CHANNEL_NONE);
		dun_expect(row->name, &got, row->want == NULL ? got.p :
		    row->want);
		dun_expect_end(row->name, &u, result, "");
	}
}

/* Column, and what of C and of documents 1, 2 and the settled 3 is filled. */
static const struct cell_row {
	const char *name, *customers, *open;
	enum ar_reach column;
	bool thanks;
	const char *want;
} cell_rows[] = {
#define CELLS(one, two, three) OPEN(",paid_date,email") ITEM("1", "09-01", \
	"1,," one "\n") ITEM("2", "09-02", "1,," two "\n") ITEM("3", \
	"08-31", "1,2026-09-28," three "\n")
	{"his own", C("email", "c"), CELLS("a", "b", "t"), AR_REACH_EMAIL,
	    false, "c"},
	{"the first item's", C("email", ""), CELLS("a", "b", "t"),
	    AR_REACH_EMAIL, false, "a"},
	{"that is filled", NULL, CELLS("", "b", "t"), AR_REACH_EMAIL, false,
	    "b"},
	{"not of what is settled", NULL, CELLS("", "", "t"),
	    AR_REACH_EMAIL, false, ""},
	{"but for thanks", NULL, CELLS("", "", "t"), AR_REACH_EMAIL, true,
	    "t"},
	{"of open items first", NULL, CELLS("", "b", "t"), AR_REACH_EMAIL,
	    true, "b"},
	{"none", NULL, CELLS("", "", ""), AR_REACH_EMAIL, true, ""},
	{"no column", NULL, CELLS("a", "b", "t"), AR_REACH_PHONE, true, ""},
	{"a language", C("language", "de"), CELLS("", "", ""),
	    AR_REACH_LANGUAGE, false, "de"},
	{"no language", NULL, OPEN(",language") ITEM("1", "09-01",
	    "1,en\n"), AR_REACH_LANGUAGE, true, ""},
	{"a collector", C("collector", ""), OPEN(",collector") ITEM("1",
	    "09-01", "1,me\n"), AR_REACH_COLLECTOR, false, "me"},
	{"terms", NULL, OPEN(",terms") ITEM("1", "09-01", "1,net 30\n"),
	    AR_REACH_TERMS, false, "net 30"},
	{"the account's", "customer_id,parent_id,consolidate,email\n"
	    "C,P,y,c\nP,,,\n", CELLS("a", "b", "t"), AR_REACH_EMAIL, false,
	    "a"},
};

static void
test_cell(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(cell_rows); i++) {
		const struct cell_row *row = &cell_rows[i];
		const struct dun_texts in = {.open = row->open,
		    .customers = row->customers,
		    .log = PLANNED("15", "C", "over", "3", "1")};
		struct ar_account_items items;
		struct ar_member member = {.debt = NULL};
		struct ar_buf got = {0};
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		items = ar_account_items_at(&u.d, 0);
		member.debt = &items.debt[0];
		items.thanked = &member;
		items.nthanked = row->thanks && items.debt[0].open <= 0;
		ar_buf_add(&got, ar_reach_cell(&u.d, &items, row->column));
		dun_expect(row->name, &got, row->want);
		dun_expect_end(row->name, &u, result, "");
	}
}

static const struct name_row {
	const char *name, *customers, *open, *want;
} name_rows[] = {
	{"none", NULL, ONE, ""},
	{"the customer's", C("customer_name", "N"), ONE, "N"},
	{"a document's first", C("customer_name", "N"),
	    OPEN(",customer_name") ITEM("1", "09-01", "1,D\n"), "D"},
	{"the account's", "customer_id,parent_id,consolidate,customer_name\n"
	    "C,P,y,N\nP,,,M\n", ONE, "M"},
	{"of the account's documents", "customer_id,parent_id,consolidate\n"
	    "C,P,y\n", OPEN(",customer_name") ITEM("1", "09-01", "1,D\n")
	    OF("P", "2", "09-02", "1,E\n"), "E"},
};

static void
test_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(name_rows); i++) {
		const struct name_row *row = &name_rows[i];
		const struct dun_texts in = {.open = row->open,
		    .customers = row->customers};
		struct ar_buf got = {0};
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		ar_buf_add(&got, ar_reach_name(&u.d,
		    u.d.debts.debt[0].account));
		dun_expect(row->name, &got, row->want);
		dun_expect_end(row->name, &u, result, "");
	}
}

static const struct {
	const char *name, *customers, *want;
} call_rows[] = {
	{"his phone", C("ap_phone,phone,ap_contact", "1,2,M"), "call 1 M"},
	{"the phone of all", C("ap_phone,phone,contact", ",2,N"),
	    "call 2 N"},
	{"no column", C("email", "e"), "call  "},
	{"no phone", C("phone,contact", ",N"), "task  N"},
};

static void
test_call(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(call_rows); i++) {
		const struct dun_texts in = {.open = ONE,
		    .customers = call_rows[i].customers};
		struct ar_account_items items;
		struct ar_buf got = {0};
		struct ar_reached r;
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &in);
		items = ar_account_items_at(&u.d, 0);
		r = ar_reach_call(&u.d, &items);
		r.reason = AR_S("");
		put_reached(&got, &r);
		got.n--;
		dun_expect(call_rows[i].name, &got, call_rows[i].want);
		dun_expect_end(call_rows[i].name, &u, result, "");
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_find), TEST(test_cell), TEST(test_name),
		TEST(test_call),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
