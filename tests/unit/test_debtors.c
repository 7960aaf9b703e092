/*
 * tests/unit/test_debtors.c
 * Purpose: customers have numbers, accounts, blocks and names.
 */
#include "libar/debtors.h"

#include "tests/unit/check.h"
#include "tests/unit/days.h"
#include "tests/unit/scratch.h"

enum { GAP = 5 };

static struct ar_diag *diag;
static struct ar_customers *customers;
static struct ar_debtors *debtors;

static int
begin(void **state)
{
	diag = ar_diag_new("t");
	customers = NULL;
	debtors = NULL;
	return scratch_make(state);
}

static void
drop(void)
{
	ar_debtors_free(debtors);
	ar_customers_free(customers);
	debtors = NULL;
	customers = NULL;
}

static int
end(void **state)
{
	(void)scratch_stop(state);
	drop();
	ar_diag_free(diag);
	return scratch_remove(state);
}

static int
load(const char *text)
{
	assert_int_equal(ar_customers_load(&customers, scratch_write("in",
	    ar_slice_of(text)), diag), AR_OK);
	return ar_debtors_new(&debtors, customers, GAP, diag);
}

static const struct ar_debtor *
debtor_of(const char *id)
{
	return ar_debtors_at(debtors, ar_debtors_number(debtors,
	    ar_slice_of(id)));
}

static const struct {
	const char *name, *customers, *id, *want;
} accounts[] = {
	{"alone", "A,,\n", "A", "A"},
	{"a parent only", "A,P,\n", "A", "A"},
	{"n", "A,P,n\n", "A", "A"},
	{"y", "A,P,y\n", "A", "P"},
	{"y without parent", "A,,y\n", "A", "A"},
	{"his own parent", "A,A,y\n", "A", "A"},
	{"one step only", "A,P,y\nP,Q,y\n", "A", "P"},
	{"whatever the order", "P,Q,y\nA,P,y\n", "A", "P"},
	{"of the parent", "A,P,y\nP,,\n", "P", "P"},
	{"a parent without a row", "A,P,y\n", "P", "P"},
	{"unknown", "A,P,y\n", "X", "X"},
};

static void
test_account(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(accounts); i++) {
		struct ar_buf in = {0};
		struct ar_slice got;

		ar_buf_addf(&in, "customer_id,parent_id,consolidate\n%s%c",
		    accounts[i].customers, '\0');
		assert_int_equal(load(in.p), AR_OK);
		got = ar_debtors_id(debtors,
		    debtor_of(accounts[i].id)->account);
		check(accounts[i].name, ar_slice_eq(got,
		    ar_slice_of(accounts[i].want)));
		ar_buf_free(&in);
		drop();
	}
}

/* A number for ever, also where no file knows the customer. */
static void
test_number(void **state)
{
	size_t a, x;

	(void)state;
	assert_int_equal(ar_debtors_new(&debtors, NULL, GAP, diag), AR_OK);
	a = ar_debtors_number(debtors, AR_S("A"));
	x = ar_debtors_number(debtors, AR_S("X"));
	assert_int_not_equal(a, x);
	assert_int_equal(ar_debtors_number(debtors, AR_S("A")), a);
	assert_slice(ar_debtors_id(debtors, a), AR_S("A"));
	assert_slice(ar_debtors_id(debtors, x), AR_S("X"));
	assert_false(ar_debtors_has(debtors, AR_REACH_EMAIL));
	assert_slice(ar_debtors_cell(debtors, a, AR_REACH_EMAIL), AR_S(""));
	ar_debtors_free(NULL);
}

#define HEAD "customer_id,policy,block,block_until,calendar,contact_gap," \
	"risk,late_rule,natural_person\n"

static const struct of_row {
	const char *name, *customers;
	const char *policy, *calendar, *late_rule;
	const char *until, *grace;      /* of a block; of a date of grace */
	int32_t gap;
	uint8_t risk;
	bool natural;
} of_rows[] = {
	{"unknown", "", "", "", "", "", "", GAP, 2, false},
	{"empty", "A,,,,,,,,\n", "", "", "", "", "", GAP, 2, false},
	{"full", "A,key,y,2026-09-30,de,0,D,eu,y\n", "key", "de", "eu",
	    "2026-09-30", "", 0, 4, true},
	{"the other words", "A,,n,2026-09-30,,3660,A,,n\n", "", "", "", "",
	    "2026-09-30", 3660, 1, false},
	{"for ever", "A,,law suit,,,7,B,,\n", "", "", "", "9999-12-31", "",
	    7, 2, false},
	{"a date alone", "A,,,2026-09-30,,7.0,C,,\n", "", "", "", "",
	    "2026-09-30", 7, 3, false},
};

static void
test_settings(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(of_rows); i++) {
		const struct of_row *row = &of_rows[i];
		const struct ar_debtor *d;
		struct ar_buf in = {0};

		ar_buf_addf(&in, HEAD "%s%c", row->customers, '\0');
		assert_int_equal(load(in.p), AR_OK);
		d = debtor_of("A");
		check(row->name, ar_slice_eq(d->policy,
		    ar_slice_of(row->policy)) && ar_slice_eq(d->calendar,
		    ar_slice_of(row->calendar)) && ar_slice_eq(d->late_rule,
		    ar_slice_of(row->late_rule)));
		check(row->name, d->blocked_until == day_of(row->until) &&
		    d->grace_until == day_of(row->grace));
		check(row->name, d->contact_gap == row->gap &&
		    d->risk == row->risk && d->natural_person ==
		    row->natural);
		ar_buf_free(&in);
		drop();
	}
}

static const struct {
	const char *block, *until, *blocked, *grace;
} blocks[] = {
	{"", "", "", ""},
	{"n", "", "", ""},
	{"", "2026-09-30", "", "2026-09-30"},
	{"n", "2026-09-30", "", "2026-09-30"},
	{"y", "2026-09-30", "2026-09-30", ""},
	{"y", "", "9999-12-31", ""},
	{"N", "", "9999-12-31", ""},
	{"no", "2026-09-30", "2026-09-30", ""},
};

static void
test_block(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(blocks); i++) {
		ar_day blocked = 7, grace = 7;

		ar_block_read(&blocked, &grace, ar_slice_of(blocks[i].block),
		    day_of(blocks[i].until));
		check(blocks[i].block, blocked == day_of(blocks[i].blocked) &&
		    grace == day_of(blocks[i].grace));
	}
}

static const struct {
	const char *day, *name, *want;
} names[] = {
	{"2026-09-02", "", ""},
	{"2026-09-02", "B", "B"},
	{"2026-09-01", "Z", "B"},
	{"2026-09-02", "A", "B"},
	{"2026-09-02", "C", "C"},
	{"2026-09-03", "A", "A"},
	{"2026-09-04", "", "A"},
	{"2026-09-03", "Ab", "Ab"},
	{"2026-09-05", "Ab", "Ab"},
	{"2026-09-04", "Z", "Ab"},
};

/* The latest one, of those of one day the greatest. */
static void
test_name(void **state)
{
	size_t a;

	(void)state;
	assert_int_equal(ar_debtors_new(&debtors, NULL, GAP, diag), AR_OK);
	a = ar_debtors_number(debtors, AR_S("A"));
	for (size_t i = 0; i < ROWS(names); i++) {
		char text[8];

		(void)snprintf(text, sizeof text, "%s", names[i].name);
		ar_debtors_name(debtors, a, day_of(names[i].day),
		    ar_slice_of(text));
		memset(text, '?', sizeof text);
		assert_slice(ar_debtors_at(debtors, a)->name,
		    ar_slice_of(names[i].want));
	}
	assert_slice(debtor_of("B")->name, AR_S(""));
}

static void
test_reach(void **state)
{
	struct ar_buf in = {0};
	size_t a;

	(void)state;
	ar_buf_addf(&in, "customer_id");
	for (size_t i = 0; i < AR_REACH_COLUMNS; i++)
		ar_buf_addf(&in, i == AR_REACH_PHONE ? "" : ",%s",
		    ar_reach_names[i]);
	ar_buf_addf(&in, "\nA");
	for (size_t i = 0; i < AR_REACH_COLUMNS; i++)
		ar_buf_addf(&in, i == AR_REACH_PHONE ? "" : ",%zu", i);
	ar_buf_addf(&in, "\n%c", '\0');
	assert_int_equal(load(in.p), AR_OK);
	ar_buf_free(&in);
	a = ar_debtors_number(debtors, AR_S("A"));
	for (int i = 0; i < AR_REACH_COLUMNS; i++) {
		enum ar_reach column = (enum ar_reach)i;
		char want[12] = "";

		if (column != AR_REACH_PHONE)
			(void)snprintf(want, sizeof want, "%d", i);
		assert_int_equal(ar_debtors_has(debtors, column),
		    column != AR_REACH_PHONE);
		assert_slice(ar_debtors_cell(debtors, a, column),
		    ar_slice_of(want));
		assert_slice(ar_debtors_cell(debtors, ar_debtors_number(
		    debtors, AR_S("X")), column), AR_S(""));
	}
}

#define WANT_GAP " is not valid here; want a whole number of days, " \
	"0 to 3660 [bad-setting]\n"

static const struct {
	const char *name, *in, *said;
} faults[] = {
	{"gap", "customer_id,contact_gap\nA,\nB,3661\n",
	    "/in:3:contact_gap: '3661'" WANT_GAP},
	{"gap below 0", "customer_id,contact_gap\nA,-1\n",
	    "/in:2:contact_gap: '-1'" WANT_GAP},
	{"half a day", "customer_id,contact_gap\nA,1.5\n",
	    "/in:2:contact_gap: '1.5'" WANT_GAP},
	{"all of them", "customer_id,contact_gap\nA,-1\nB,1\nC,x\n",
	    "2 of 3 records refused (1 bad-amount, 1 bad-setting)"},
	{"consolidate", "customer_id,consolidate\nA,yes\n",
	    "/in:2:consolidate: 'yes'"},
	{"risk", "customer_id,risk\nA,E\n", "/in:2:risk: 'E'"},
	{"natural_person", "customer_id,natural_person\nA,Y\n",
	    "/in:2:natural_person: 'Y'"},
	{"block_until", "customer_id,block_until\nA,never\n",
	    "/in:2:block_until: 'never'"},
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(faults); i++) {
		ar_diag_free(diag);
		diag = ar_diag_new("t");
		scratch_listen();
		assert_int_equal(load(faults[i].in), AR_ESTOP);
		if (strstr(scratch_heard(), faults[i].said) == NULL)
			fail_msg("%s: %s", faults[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		drop();
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_account), TEST(test_number), TEST(test_settings),
		TEST(test_block), TEST(test_name),
		TEST(test_reach), TEST(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
