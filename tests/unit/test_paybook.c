/*
 * tests/unit/test_paybook.c
 * Purpose: payments, their claims, and the documents these are about.
 */
#include "libar/paybook.h"

#include "tests/unit/scratch.h"

#define HEAD "payment_id,payment_date,customer_id,amount,currency," \
	"invoice_id,instalment,kind\n"

static int
load(struct ar_paybook *book, const char *payments, struct ar_diag *diag)
{
	struct ar_buf in = {0};
	int result;

	ar_buf_addf(&in, HEAD "%s", payments);
	result = ar_paybook_load(book, scratch_write("in",
	    ar_buf_slice(&in)), diag);
	ar_buf_free(&in);
	return result;
}

static const struct row {
	const char *name, *payments;
	const char *code;               /* NULL: good */
} rows[] = {
	{"none", "", NULL},
	{"one for two", "p,2026-01-31,c,1,,1,,\np,2026-01-31,c,1,,2,,\n",
	    NULL},
	{"one for two instalments", "p,2026-01-31,c,1,,1,1,\n"
	    "p,2026-01-31,c,1,,1,2,\n", NULL},
	{"twice", "p,2026-01-31,c,1,,1,,\np,2026-01-30,c,2,,1,,\n",
	    "[duplicate-payment]"},
	{"unapplied twice", "p,2026-01-31,c,1,,,,\np,2026-01-31,c,1,,,,\n",
	    "[duplicate-payment]"},
	{"refund", "p,2026-01-31,c,-1,EUR,1,,refund\n", NULL},
	{"refund above 0", "p,2026-01-31,c,1,EUR,1,,refund\n", "[sign]"},
	{"decimals", "p,2026-01-31,c,1.5,JPY,1,,\n", "[decimals]"},
	{"decimals of whatever it is", "p,2026-01-31,c,1.555,,1,,\n", NULL},
};

static void
test_load(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const char *code = rows[i].code == NULL ? "" : rows[i].code;
		struct ar_paybook book;
		int result;

		scratch_listen();
		result = load(&book, rows[i].payments, diag);
		if (result != (rows[i].code == NULL ? AR_OK : AR_ESTOP) ||
		    strstr(scratch_heard(), code) == NULL)
			fail_msg("%s: %s", rows[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_paybook_release(&book);
		ar_diag_free(diag);
	}
}

static void
test_claim(void **state)
{
	struct ar_doc doc = {.customer_id = AR_S("c"), .ccy = {"EUR", 2}};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_paybook book;
	struct ar_claim *claim;
	const struct ar_booked *b;

	(void)state;
	assert_int_equal(load(&book, "p,2026-01-31,c,1,EUR,1,2,\n"
	    "q,2026-01-31,c,5,EUR,,,\nr,2026-01-31,c,3,EUR,1,,\n", diag),
	    AR_OK);
	assert_null(ar_paybook_claim(&book, AR_S("2")));
	assert_null(ar_paybook_at(&book, AR_NONE));
	assert_int_equal(ar_paybook_at(&book, 1)->claim, AR_NONE);
	claim = ar_paybook_claim(&book, AR_S("1"));
	assert_true(claim != NULL && claim->has_whole);
	assert_null(ar_paybook_find(&book, claim, &doc));
	assert_null(ar_target_first(&book,
	    ar_paybook_target(&book, claim, &doc)));
	book.booked[0].target = book.booked[2].target = 0;
	b = ar_target_first(&book, book.target);
	assert_slice(b->p.payment_id, AR_S("p"));
	b = ar_target_next(&book, book.target, b);
	assert_slice(b->p.payment_id, AR_S("r"));
	assert_int_equal(b->minor, 300);
	assert_null(ar_target_next(&book, book.target, b));
	doc.ccy.code[0] = 'X';
	assert_null(ar_paybook_find(&book, claim, &doc));
	assert_true(ar_paybook_target(&book, claim, &doc) !=
	    &book.target[0]);
	assert_null(ar_target_part(&book.target[0], 1));
	ar_paybook_release(&book);
	ar_diag_free(diag);
}

static void
test_price(void **state)
{
	static const struct ar_ccy eur = {"EUR", 2}, jpy = {"JPY", 0};
	struct ar_booked b = {.p.amount = AR_S("1.5")};
	struct ar_diag *diag = ar_diag_new("t");

	(void)state;
	ar_booked_price(&b, &eur);
	assert_true(b.priced && b.minor == 150);
	assert_int_equal(ar_booked_check(&b, diag), AR_OK);
	scratch_listen();
	ar_booked_price(&b, &jpy);
	assert_int_equal(b.minor, 0);
	assert_int_equal(ar_booked_check(&b, diag), AR_EDATA);
	assert_string_equal(scratch_code(), "decimals");
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_load), TEST(test_claim), TEST(test_price),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
