/*
 * tests/unit/test_debtsin.c
 * Purpose: the documents of the operands become open items.
 */
#include "libar/debtsin.h"

#include "tests/unit/dunning.h"

#define CONSOLIDATED "customer_id,parent_id,consolidate,policy\n"
#define POLICIES POLICY("") "a,1,0,email\nstd,1,0,email\nb,1,0,email\n"
#define KNOWN PLANNED("15", "C", "over", "1", "1")
#define PAY(id, day, amount, invoice, kind) \
	id ",C,2026-" day ",EUR," amount "," invoice "," kind "\n"
#define DISPUTE(amount) DISPUTES "1,C,2026-09-10," amount "\n"

/* Each: account/customer/invoice currency open/amount; what else there is. */
static const struct row {
	const char *name;
	struct dun_texts in;
	const char *want;
	const char *code;
} rows[] = {
	{"none", {.open = OPEN("")}, "", ""},
	{"one", {.open = OPEN("") ITEM("1", "09-01", "10.50\n")},
	    "C/C/1 EUR 1050/1050\n", ""},
	{"by account, currency and item", {.open = OPEN(",instalment")
	    OF("D", "1", "09-01", "1,\n") OF("C", "2", "09-02", "2,\n")
	    OF("C", "2", "09-01", "3,2\n") OF("C", "2", "09-01", "4,1\n")
	    OF("C", "1", "09-01", "5,\n")
	    "0,C,2026-08-01,2026-09-03,CHF,6,\n", .second = OPEN("")
	    OF("B", "9", "10-01", "7\n")},
	    "B/B/9 EUR 700/700\nC/C/0 CHF 600/600\nC/C/1 EUR 500/500\n"
	    "C/C/2.1 EUR 400/400\nC/C/2.2 EUR 300/300\nC/C/2 EUR 200/200\n"
	    "D/D/1 EUR 100/100\n", ""},
	{"of one account", {.open = OPEN("") OF("D", "1", "09-02", "1\n")
	    OF("C", "2", "09-01", "1\n") OF("B", "3", "09-01", "1\n")
	    OF("P", "4", "09-03", "1\n"), .customers = CONSOLIDATED
	    "C,P,y,\nD,P,y,\nB,P,n,\n"}, "B/B/3 EUR 100/100\n"
	    "P/C/2 EUR 100/100\nP/D/1 EUR 100/100\nP/P/4 EUR 100/100\n", ""},
	{"neither void, draft nor later", {.open = OPEN(",status")
	    ITEM("1", "09-01", "1,void\n") ITEM("2", "09-01", "1,draft\n")
	    "3,C,2026-09-30,2026-10-30,EUR,1,\n"
	    "4,C,2026-09-29,2026-10-29,EUR,1,\n"},
	    "C/C/4 EUR 100/100\n", ""},
	{"neither settled nor credits", {.open = OPEN(",paid_date")
	    ITEM("1", "09-01", "1,2026-09-29\n")
	    ITEM("2", "09-01", "1,2026-09-30\n")
	    ITEM("3", "09-01", "-1,\n") ITEM("4", "09-01", "0,\n")},
	    "C/C/2 EUR 100/100\ncredit C EUR 100\n", ""},
	{"credits of an account and a currency", {.open = OPEN("")
	    OF("D", "1", "09-01", "-1\n") ITEM("2", "09-01", "-2\n")
	    "3,C,2026-08-01,2026-09-01,CHF,-4\n"
	    ITEM("4", "09-01", "8\n"), .customers = CONSOLIDATED "D,C,y,\n",
	    .payments = PAYMENTS PAY("p", "09-28", "16", "", "receipt")
	    PAY("q", "09-30", "32", "", "receipt")
	    PAY("r", "09-28", "-64", "", "refund")
	    PAY("s", "09-28", "3", "4", "receipt")},
	    "C/C/4 EUR 500/800 steps 2\ncredit C CHF 400\n"
	    "credit C EUR -4500\n", ""},
	{"more than all was paid", {.open = OPEN("") ITEM("1", "09-01",
	    "8\n"), .payments = PAYMENTS PAY("p", "09-28", "9", "1",
	    "receipt")}, "credit C EUR 100\n", ""},
	{"twice", {.open = OPEN("") ITEM("1", "09-01", "1\n") ITEM("1",
	    "09-02", "2\n")}, "", "duplicate"},
	{"twice in two files", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .second = OPEN("") ITEM("1", "09-02", "2\n")}, "", "duplicate"},
	{"also where one is settled, and one later", {.open =
	    OPEN(",paid_date") ITEM("1", "09-01", "1,2026-09-01\n")
	    "1,C,2026-10-01,2026-10-01,EUR,1,\n"}, "", "duplicate"},
	{"another key, or what never counts", {.open =
	    OPEN(",instalment,status") ITEM("1", "09-01", "1,,\n")
	    ITEM("1", "09-01", "1,1,\n") OF("D", "1", "09-01", "1,,\n")
	    ITEM("1", "09-01", "1,,void\n") ITEM("1", "09-01", "1,,draft\n")
	    ITEM("1", "09-01", "-1,,\n") ITEM("1", "09-01", "-1,,\n")},
	    "C/C/1 EUR 100/100\nC/C/1.1 EUR 100/100\nD/D/1 EUR 100/100\n"
	    "credit C EUR 200\n", ""},
	{"disputed", {.open = OPEN(",disputed_amount") ITEM("1", "09-01",
	    "1,0.40\n") ITEM("2", "09-01", "1,1\n") ITEM("3", "09-01",
	    "1,5\n") ITEM("4", "09-01", "1,0\n")},
	    "C/C/1 EUR 100/100 disputed 40\nC/C/2 EUR 100/100 disputed 100\n"
	    "C/C/3 EUR 100/100 disputed 100\nC/C/4 EUR 100/100\n", ""},
	{"below 0", {.open = OPEN(",disputed_amount") ITEM("1", "09-01",
	    "1,-0.01\n")}, "", "bad-setting"},
	{"more by the file", {.open = OPEN(",disputed_amount") ITEM("1",
	    "09-01", "1,0.40\n"), .disputes = DISPUTE("0.50")},
	    "C/C/1 EUR 100/100 disputed 50 covered\n", ""},
	{"less by the file", {.open = OPEN(",disputed_amount") ITEM("1",
	    "09-01", "1,0.40\n"), .disputes = DISPUTE("0.30")},
	    "C/C/1 EUR 100/100 disputed 40 covered\n", ""},
	{"the default policy", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .policy = POLICIES}, "C/C/1 EUR 100/100 std\n", ""},
	{"or the first", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .policy = POLICY("") "b,1,0,email\na,1,0,email\n"},
	    "C/C/1 EUR 100/100 b\n", ""},
	{"its own, the customer's, the account's", {.open = OPEN(",policy")
	    OF("C", "1", "09-01", "1,a\n") OF("C", "2", "09-01", "1,\n")
	    OF("D", "3", "09-01", "1,\n"), .policy = POLICY("")
	    "std,1,0,email\na,1,0,email\nb,1,0,email\nc,1,0,email\n",
	    .customers = CONSOLIDATED "C,P,y,b\nD,P,y,\nP,,,c\n"},
	    "P/C/1 EUR 100/100 a\nP/C/2 EUR 100/100 b\n"
	    "P/D/3 EUR 100/100 c\n", ""},
	{"not of a parent who is no account", {.open = OPEN("") ITEM("1",
	    "09-01", "1\n"), .policy = POLICIES, .customers =
	    CONSOLIDATED "C,P,n,\nP,,,b\n"}, "C/C/1 EUR 100/100 std\n", ""},
	{"an unknown policy", {.open = OPEN(",policy") ITEM("1", "09-01",
	    "1,x\n") ITEM("2", "09-01", "1,y\n")}, "", "bad-policy"},
	{"a customer's", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .customers = CONSOLIDATED "C,,,x\n"}, "", "bad-policy"},
	{"of nobody here", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .customers = CONSOLIDATED "D,,,x\n"}, "C/C/1 EUR 100/100\n", ""},
	{"blocks, dates and orders", {.open =
	    OPEN(",block,block_until,po_number") ITEM("1", "09-01",
	    "1,y,2026-10-01,o\n") ITEM("2", "09-01", "1,n,2026-10-01,\n")
	    ITEM("3", "09-01", "1,y,,\n") ITEM("4", "09-01", "1,,,\n")},
	    "C/C/1 EUR 100/100 block 2026-10-01 order o\n"
	    "C/C/2 EUR 100/100 grace 2026-10-01\n"
	    "C/C/3 EUR 100/100 block 9999-12-31\nC/C/4 EUR 100/100\n", ""},
	{"a bad cell", {.open = OPEN(",block_until") ITEM("1", "09-01",
	    "1,x\n")}, "", "bad-date"},
	{"cells that reach", {.open = OPEN(",email,phone") ITEM("1",
	    "09-01", "1,a@x,\n") ITEM("2", "09-01", "1,,\n") ITEM("3",
	    "09-01", "1,,7\n") ITEM("4", "09-01", "1,a@x,\n"), .second =
	    OPEN("") ITEM("5", "09-01", "1\n")},
	    "C/C/1 EUR 100/100 email a@x\nC/C/2 EUR 100/100\n"
	    "C/C/3 EUR 100/100 phone 7\nC/C/4 EUR 100/100 email a@x\n"
	    "C/C/5 EUR 100/100\n", ""},
	{"columns of each file", {.open = OPEN(",block,email") ITEM("1",
	    "09-01", "1,y,a@x\n"), .second = OPEN(",email,po_number")
	    ITEM("2", "09-01", "1,b@x,o\n")}, "C/C/1 EUR 100/100 block "
	    "9999-12-31 email a@x\nC/C/2 EUR 100/100 order o email b@x\n",
	    ""},
	{"what the log knows", {.open = OPEN("") ITEM("1", "09-01", "1\n"),
	    .log = KNOWN}, "C/C/1 EUR 100/100 known\n", ""},
	{"settled, and known", {.open = OPEN(",paid_date") ITEM("1",
	    "09-01", "1,2026-09-28\n") ITEM("2", "09-01", "1,2026-09-28\n"),
	    .log = KNOWN}, "C/C/1 EUR 0/100 known closed 2026-09-28\n", ""},
	{"nobody knows when", {.open = OPEN(",status") ITEM("1", "09-01",
	    "1,paid\n"), .log = KNOWN}, "", ""},
	{"written off", {.open = OPEN(",paid_date,status") ITEM("1",
	    "09-01", "1,2026-09-28,written_off\n"), .log = KNOWN}, "", ""},
	{"by payments", {.open = OPEN("") ITEM("1", "09-01", "3\n"),
	    .payments = PAYMENTS PAY("p", "09-10", "1", "1", "receipt")
	    PAY("q", "09-20", "2", "1", "receipt"), .log = KNOWN},
	    "C/C/1 EUR 0/300 steps 3 known closed 2026-09-20\n", ""},
	{"for good", {.open = OPEN("") ITEM("1", "09-01", "3\n"),
	    .payments = PAYMENTS PAY("p", "09-10", "3", "1", "receipt")
	    PAY("q", "09-12", "-2", "1", "refund")
	    PAY("r", "09-20", "2", "1", "receipt"), .log = KNOWN},
	    "C/C/1 EUR 0/300 steps 4 known closed 2026-09-20\n", ""},
	{"a later refund is not yet there", {.open = OPEN("") ITEM("1",
	    "09-01", "3\n"), .payments = PAYMENTS
	    PAY("p", "09-10", "3", "1", "receipt")
	    PAY("q", "09-30", "-2", "1", "refund"), .log = KNOWN},
	    "C/C/1 EUR 0/300 steps 3 known closed 2026-09-10\n", ""},
	{"by a write-off", {.open = OPEN("") ITEM("1", "09-01", "3\n"),
	    .payments = PAYMENTS PAY("p", "09-10", "2", "1", "receipt")
	    PAY("q", "09-20", "1", "1", "write_off"), .log = KNOWN}, "",
	    ""},
	{"nobody knows its policy", {.open = OPEN(",paid_date,policy")
	    ITEM("1", "09-01", "1,2026-09-28,x\n"), .log = KNOWN}, "",
	    "bad-policy"},
	{"agreements meet them", {.open = OPEN("") ITEM("1", "09-01", "1\n")
	    ITEM("2", "09-01", "1\n"), .promises = PROMISES
	    "1,C,2026-09-10,2026-10-01,1,\n"},
	    "C/C/1 EUR 100/100 covered\nC/C/2 EUR 100/100\n", ""},
	{"agreements that cannot be", {.open = OPEN("") ITEM("1", "09-01",
	    "1\n"), .promises = PROMISES "1,C,2026-09-10,2026-10-01,1.001,"
	    "\n"}, "", "decimals"},
};

static void
put_sums(struct ar_buf *to, const struct ar_debt *debt)
{
	ar_buf_addf(to, " %s %lld/%lld", debt->ccy.code,
	    (long long)debt->open, (long long)debt->amount);
	if (debt->disputed != 0)
		ar_buf_addf(to, " disputed %lld", (long long)debt->disputed);
	if (debt->step != NULL)
		ar_buf_addf(to, " steps %zu", debt->nsteps);
	if (debt->covered != AR_NOT_COVERED)
		ar_buf_addf(to, " covered");
	if (debt->past >= 0)
		ar_buf_addf(to, " known");
	if (debt->closed != AR_NO_DAY) {
		ar_buf_addf(to, " closed");
		dun_put_day(to, debt->closed);
	}
}

static void
put_cell(struct ar_buf *to, const char *name, struct ar_slice cell)
{
	if (cell.n > 0)
		ar_buf_addf(to, " %s %.*s", name, (int)cell.n, cell.p);
}

static void
put_cells(struct ar_buf *to, const struct ar_debt *debt)
{
	if (debt->blocked_until != AR_NO_DAY) {
		ar_buf_addf(to, " block");
		dun_put_day(to, debt->blocked_until);
	}
	if (debt->grace_until != AR_NO_DAY) {
		ar_buf_addf(to, " grace");
		dun_put_day(to, debt->grace_until);
	}
	put_cell(to, "order", debt->po_number);
	if (debt->reach != NULL) {
		put_cell(to, "email", debt->reach[AR_REACH_EMAIL]);
		put_cell(to, "phone", debt->reach[AR_REACH_PHONE]);
	}
}

/* The policies of the rows that name one. */
static void
put_debts(struct ar_buf *to, const struct dun *u, bool policies)
{
	for (size_t i = 0; i < u->d.debts.n; i++) {
		const struct ar_debt *debt = &u->d.debts.debt[i];

		ar_buf_add(to, ar_debtors_id(u->d.debtors, debt->account));
		ar_buf_add(to, AR_S("/"));
		ar_buf_add(to, debt->key.customer_id);
		ar_buf_add(to, AR_S("/"));
		dun_put_key(to, &debt->key);
		put_sums(to, debt);
		put_cells(to, debt);
		if (policies)
			ar_buf_addf(to, " %.*s", (int)debt->policy->name.n,
			    debt->policy->name.p);
		ar_buf_add(to, AR_S("\n"));
	}
}

/* Of C. */
static void
put_credits(struct ar_buf *to, struct dun *u)
{
	static const struct ar_ccy ccy[] = {{"CHF", 2}, {"EUR", 2}};
	size_t account = ar_debtors_number(u->d.debtors, AR_S("C"));

	for (size_t i = 0; i < ROWS(ccy); i++) {
		ar_sum sum = ar_debts_credit(&u->d.debts, account, &ccy[i]);

		if (sum != 0)
			ar_buf_addf(to, "credit C %s %lld\n", ccy[i].code,
			    (long long)sum);
	}
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		struct ar_buf got = {0};
		struct dun u;
		int result;

		scratch_listen();
		result = dun_read(&u, &row->in);
		if (result == AR_OK) {
			put_debts(&got, &u, row->in.policy != NULL);
			put_credits(&got, &u);
		}
		dun_expect(row->name, &got, row->want);
		dun_expect_end(row->name, &u, result, row->code);
	}
}

/* What is open is out, credits and cash are filtered, and all ties out. */
static void
test_tie(void **state)
{
	const struct dun_texts in = {.open = OPEN(",paid_date,status")
	    ITEM("1", "09-01", "1,,\n") ITEM("2", "09-01",
	    "2,2026-09-02,\n") ITEM("3", "09-01", "-4,,\n") ITEM("4",
	    "09-01", "8,,void\n")};
	const struct ar_tie_sums *sums;
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	sums = ar_map_value(&u.tie.map, 0);
	assert_int_equal(sums->out, 100);
	assert_int_equal(sums->settled, 200);
	assert_int_equal(sums->filtered, -400 + 800);
	dun_expect_end("tie", &u, result, "");
}

static const struct said_row {
	const char *name;
	struct dun_texts in;
	const char *said;
	enum ar_exit status;
	size_t n;                       /* items that are left */
} said_rows[] = {
	{"twice", {.open = OPEN("") ITEM("1", "09-01", "1\n"), .second =
	    OPEN("") ITEM("1", "09-02", "2\n"), .rejects = true},
	    "t: second:2:invoice_id: '1' ", AR_EXIT_DATA, 1},
	{"where it stood", {.open = OPEN("") ITEM("1", "09-01", "1\n")
	    ITEM("1", "09-02", "2\n"), .rejects = true},
	    "seen before, in open line 2; remove", AR_EXIT_DATA, 1},
	{"below 0", {.open = OPEN(",disputed_amount") ITEM("1", "09-01",
	    "1,-0.01\n") ITEM("2", "09-01", "1,\n"), .rejects = true},
	    "t: open:2:disputed_amount: '-0.01'", AR_EXIT_DATA, 1},
	{"an unknown policy, once", {.open = OPEN(",policy") ITEM("1",
	    "09-01", "1,x\n") ITEM("2", "09-01", "1,y\n"), .rejects = true},
	    "t: open:2:policy: there is no policy 'x'; see "
	    "ar-policy(5) [bad-policy]\n", AR_EXIT_USAGE, 0},
};

static void
test_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(said_rows); i++) {
		const struct said_row *row = &said_rows[i];
		struct dun u;
		bool stops = row->n == 0;
		int result, status;

		scratch_listen();
		result = dun_read(&u, &row->in);
		if (result != (stops ? AR_ESTOP : AR_OK) ||
		    (!stops && u.d.debts.n != row->n) ||
		    strstr(scratch_heard(), row->said) == NULL ||
		    (stops && strcmp(scratch.heard, row->said) != 0))
			fail_msg("%s: %d, %zu, %s", row->name, result,
			    u.d.debts.n, scratch_heard());
		status = dun_end(&u);
		(void)scratch_stop(NULL);
		if (status != (int)row->status)
			fail_msg("%s: status %d", row->name, status);
	}
}

/* Payments on it, and before the first of them nothing. */
static void
test_steps(void **state)
{
	const struct dun_texts in = {.open = OPEN("") ITEM("1", "09-01",
	    "8\n") ITEM("2", "09-01", "8\n"), .payments = PAYMENTS
	    PAY("p", "09-28", "3", "1", "receipt")};
	const struct ar_debt *debt;
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	debt = u.d.debts.debt;
	assert_int_equal(debt[0].nsteps, 2);
	assert_int_equal(debt[0].step[0].day, day_of("2026-08-01"));
	assert_int_equal(debt[0].step[0].change, 800);
	assert_int_equal(debt[0].step[1].day, day_of("2026-09-28"));
	assert_int_equal(debt[0].step[1].change, -300);
	assert_null(debt[1].step);
	dun_expect_end("steps", &u, result, "");
}

static void
test_names(void **state)
{
	const struct dun_texts in = {.open = OPEN(",customer_name")
	    "1,C,2026-08-01,2026-09-01,EUR,1,Old\n"
	    "2,C,2026-08-02,2026-09-01,EUR,1,New\n"
	    "3,C,2026-09-30,2026-10-01,EUR,1,Future\n"};
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	assert_slice(ar_debtors_at(u.d.debtors,
	    u.d.debts.debt[0].customer)->name, AR_S("New"));
	dun_expect_end("names", &u, result, "");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_tie), TEST(test_said),
		TEST(test_steps), TEST(test_names),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
