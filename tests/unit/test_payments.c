/*
 * tests/unit/test_payments.c
 * Purpose: which document a payment belongs to, and what becomes cash.
 */
#include "libar/payments.h"

#include "tests/unit/scratch.h"

#define HEAD "payment_id,payment_date,customer_id,amount,currency," \
	"invoice_id,instalment,kind\n"
#define PAY(day, who, amount, rest) "p" day ",0001-01-" day \
	"," who "," amount "," rest ",\n"

enum { KINDS = AR_PAYMENT_REFUND + 1 };

struct document {
	const char *id, *who, *ccy;
	uint16_t instalment;
	int64_t amount;
	ar_day day;
	uint8_t status;
};

/* The last day of all; paid on the first document, and cash, in cents. */
static const struct row {
	const char *name, *payments;
	struct document doc[3];
	int64_t paid, cash;
	const char *code;               /* NULL: they fit */
	bool skip_unknown;
} rows[] = {
#define ONE {{"1", "c", "EUR", 0, 100, 5, 0}}
#define TWO {{"1", "c", "EUR", 1, 100, 5, 0}, \
	{"1", "c", "EUR", 2, 200, 5, 0}}
	{"whole", PAY("06", "c", "1.00", "EUR,1,"), ONE, 100, 0, NULL, 0},
	{"two", PAY("06", "c", "0.30", "EUR,1,") PAY("07", "c", "0.20",
	    ",1,"), ONE, 50, 0, NULL, 0},
	{"too much", PAY("06", "c", "3", "EUR,1,"), ONE, 300, 0, NULL, 0},
	{"refund", PAY("06", "c", "3", ",1,") "r,0001-01-07,c,-2,,1,,refund\n",
	    ONE, 100, 0, NULL, 0},
	{"by number", PAY("06", "c", "0.70", ",1,1"), TWO, 70, 0, NULL, 0},
	{"of another number", PAY("06", "c", "0.70", ",1,2"), TWO, 0, 0,
	    NULL, 0},
	{"over instalments", PAY("06", "c", "1.20", ",1,"), TWO, 100, 0,
	    NULL, 0},
	{"excess on the last", PAY("06", "c", "9", ",1,"), TWO, 100, 0, NULL,
	    0},
	{"unapplied", PAY("06", "c", "0.70", "EUR,,"), ONE, 0, -70, NULL, 0},
	{"unapplied refund", "r,0001-01-07,c,-2,EUR,,,refund\n", ONE, 0, 200,
	    NULL, 0},
	{"needs a currency", PAY("06", "c", "0.70", ",,"), ONE, 0, 0,
	    "needs-currency", 0},
	{"void", PAY("06", "c", "1", ",1,"),
	    {{"1", "c", "EUR", 0, 100, 5, AR_STATUS_VOID}}, 100, -100, NULL,
	    0},
	{"before its document", PAY("04", "c", "1", ",1,"), ONE, 100, -100,
	    NULL, 0},
	{"unknown", PAY("06", "c", "1", ",2,"), ONE, 0, 0, "unknown-invoice",
	    0},
	{"unknown is skipped", PAY("06", "c", "1", ",2,"), ONE, 0, 0, NULL,
	    true},
	{"other customer", PAY("06", "d", "1", ",1,"), ONE, 0, 0,
	    "other-customer", 0},
	{"none is skipped that has a document", PAY("06", "d", "1", ",1,"),
	    ONE, 0, 0, "other-customer", true},
	{"other currency", PAY("06", "c", "1", "USD,1,"), ONE, 0, 0,
	    "other-currency", 0},
	{"other instalment", PAY("06", "c", "1", ",1,3"), TWO, 0, 0,
	    "other-instalment", 0},
	{"of two customers", PAY("06", "c", "1", ",1,"), {{"1", "c", "EUR",
	    0, 100, 5, 0}, {"1", "d", "EUR", 0, 100, 5, 0}}, 100, 0, NULL, 0},
	{"of two currencies", PAY("06", "c", "1", ",1,"), {{"1", "c", "EUR",
	    0, 100, 5, 0}, {"1", "c", "USD", 0, 100, 5, 0}}, 0, 0,
	    "ambiguous-invoice", 0},
	{"the same document twice", PAY("06", "c", "1", ",1,"), {{"1", "c",
	    "EUR", 0, 100, 5, 0}, {"1", "c", "EUR", 0, 100, 5, 0}}, 0, 0,
	    "ambiguous-invoice", 0},
	{"with and without instalment", PAY("06", "c", "1", ",1,"), {{"1",
	    "c", "EUR", 0, 100, 5, 0}, {"1", "c", "EUR", 1, 100, 5, 0}}, 0,
	    0, "mixed-instalments", 0},
	{"decimals of the document", PAY("06", "c", "1.5", ",1,"), {{"1",
	    "c", "JPY", 0, 100, 5, 0}}, 0, 0, "decimals", 0},
};

static struct ar_doc
doc_of(const struct document *d)
{
	struct ar_doc doc = {.invoice_id = ar_slice_of(d->id),
	    .customer_id = ar_slice_of(d->who), .instalment = d->instalment,
	    .amount = {d->amount, true}, .invoice_date = d->day,
	    .status = d->status};

	assert_int_equal(ar_ccy_parse(&doc.ccy, ar_slice_of(d->ccy)), AR_OK);
	return doc;
}

static void
check_sums(struct ar_payments *p, const struct row *row)
{
	struct ar_doc doc = doc_of(&row->doc[0]);
	struct ar_paid_list list = ar_payments_on(p, &doc);
	struct ar_cash cash;
	ar_sum paid = 0, open = 0;

	for (size_t i = 0; i < list.n; i++)
		paid += list.paid[i].amount;
	while (ar_payments_cash(p, &cash) == AR_ITEM) {
		assert_int_equal(cash.doc.kind, AR_KIND_PAYMENT);
		assert_int_equal(cash.row->n, 8);
		open += cash.doc.amount.minor;
	}
	if (paid != row->paid || open != row->cash)
		fail_msg("%s: paid %d, cash %d", row->name, (int)paid,
		    (int)open);
}

/* The payments, when the documents have gone by. */
static struct ar_payments *
load(const char *name, const char *payments, const struct document doc[3],
    bool skip_unknown, struct ar_diag *diag)
{
	struct ar_buf in = {0};
	struct ar_payments *p;

	ar_buf_addf(&in, "%s%s", HEAD, payments);
	assert_int_equal(ar_payments_load(&p, scratch_write("in",
	    ar_buf_slice(&in)), skip_unknown, diag), AR_OK);
	for (size_t i = 0; i < 3 && doc[i].id != NULL; i++) {
		struct ar_doc met = doc_of(&doc[i]);
		bool waits;

		ar_payments_meet(p, &met, (struct ar_where){
		    ar_diag_file(diag, "docs"), 2 + i}, &waits);
		if (waits && met.instalment == 0)
			fail_msg("%s: waits", name);
	}
	ar_buf_free(&in);
	return p;
}

static void
check_row(const struct row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_payments *p = load(row->name, row->payments, row->doc,
	    row->skip_unknown, diag);
	int result;

	scratch_listen();
	result = ar_payments_settle(p, AR_CURRENCIES_SOME);
	if (result != (row->code == NULL ? AR_OK : AR_ESTOP) ||
	    strcmp(scratch_code(), row->code == NULL ? "" : row->code) != 0)
		fail_msg("%s: %d %s", row->name, result, scratch_heard());
	(void)scratch_stop(NULL);
	if (result == AR_OK)
		check_sums(p, row);
	ar_payments_free(p);
	ar_diag_free(diag);
}

/* What each document has of each kind, letter and cents, then open cash. */
static const struct kind_row {
	const char *name, *payments;
	struct document doc[3];
	const char *want;
} kind_rows[] = {
#define KIND(day, amount, rest, kind) "p" day kind ",0001-01-" day ",c," \
	amount "," rest "," kind "\n"
	{"a receipt where there is none", KIND("06", "1", ",1,", ""), ONE,
	    "r100|"},
	{"receipt", KIND("06", "1", ",1,", "receipt"), ONE, "r100|"},
	{"credit", KIND("06", "1", ",1,", "credit"), ONE, "c100|"},
	{"discount", KIND("06", "1", ",1,", "discount"), ONE, "d100|"},
	{"write-off", KIND("06", "1", ",1,", "write_off"), ONE, "w100|"},
	{"adjustment", KIND("06", "1", ",1,", "adjustment"), ONE, "a100|"},
	{"refund", KIND("06", "-1", ",1,", "refund"), ONE, "f-100|"},
	{"several", KIND("06", "0.60", ",1,", "") KIND("06", "0.30", ",1,",
	    "discount") KIND("07", "0.10", ",1,", "credit"), ONE,
	    "r60c10d30|"},
	{"on the day of its document", KIND("05", "1", ",1,", "credit"), ONE,
	    "c100|"},
	{"before it", KIND("04", "1", ",1,", "credit"), ONE, "n100|c100"},
	{"a receipt before it", KIND("04", "1", ",1,", ""), ONE,
	    "n100|r100"},
	{"before it and after", KIND("04", "0.70", ",1,", "credit")
	    KIND("06", "0.30", ",1,", "credit"), ONE, "n70c30|c70"},
	{"open cash", KIND("06", "1", "EUR,,", "") KIND("06", "2", "EUR,,",
	    "credit") KIND("06", "-3", "EUR,,", "refund"), ONE,
	    "|r100c200f-300"},
	{"over instalments", KIND("06", "1.20", ",1,", "credit"), TWO,
	    "c100|c20|"},
	{"by number", KIND("06", "0.70", ",1,2", "credit"), TWO, "|c70|"},
	{"a number moves it on", KIND("06", "1", ",1,", "credit")
	    KIND("08", "0.60", ",1,1", ""), TWO, "n-60r60c100|n60|"},
	{"before the instalments", KIND("04", "1.20", ",1,", "credit"), TWO,
	    "n100|n20|c120"},
	{"by number before it", KIND("04", "0.70", ",1,2", "credit"), TWO,
	    "|n70|c70"},
	{"before the second alone", KIND("06", "1.50", ",1,", "credit"),
	    {{"1", "c", "EUR", 1, 100, 5, 0},
	    {"1", "c", "EUR", 2, 200, 8, 0}}, "n-50c150|n50|"},
	{"by number before the second", KIND("06", "0.70", ",1,2", "credit"),
	    {{"1", "c", "EUR", 1, 100, 5, 0},
	    {"1", "c", "EUR", 2, 200, 8, 0}}, "|n70|c70"},
};

static void
put_kinds(struct ar_buf *text, const int64_t sum[KINDS])
{
	for (size_t kind = 0; kind < KINDS; kind++)
		if (sum[kind] != 0)
			ar_buf_addf(text, "%c%lld", "nrcdwaf"[kind],
			    (long long)sum[kind]);
}

static void
check_kinds(const struct kind_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_payments *p = load(row->name, row->payments, row->doc,
	    false, diag);
	struct ar_buf text = {0};
	int64_t open[KINDS] = {0};
	struct ar_cash cash;

	assert_int_equal(ar_payments_settle(p, AR_CURRENCIES_SOME), AR_OK);
	for (size_t i = 0; i < 3 && row->doc[i].id != NULL; i++) {
		struct ar_doc doc = doc_of(&row->doc[i]);
		struct ar_paid_list list = ar_payments_on(p, &doc);
		int64_t sum[KINDS] = {0};

		for (size_t k = 0; k < list.n; k++)
			sum[list.paid[k].kind] +=
			    (int64_t)list.paid[k].amount;
		put_kinds(&text, sum);
		ar_buf_addf(&text, "|");
	}
	while (ar_payments_cash(p, &cash) == AR_ITEM)
		open[cash.kind] -= cash.doc.amount.minor;
	put_kinds(&text, open);
	if (!ar_slice_eq(ar_buf_slice(&text), ar_slice_of(row->want)))
		fail_msg("%s: %.*s", row->name, (int)text.n, text.p);
	ar_buf_free(&text);
	ar_payments_free(p);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(kind_rows); i++)
		check_kinds(&kind_rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
