/*
 * tests/unit/test_importdoc.c
 * Purpose: what a row leaves unsaid: sign, kind, due date, number.
 */
#include "libar/importdoc.h"

#include "tests/unit/scratch.h"

/* One run: each row is a document of customer a, on the same day. */
static const struct doc_row {
	const char *name, *id;
	bool by_kind, no_date;
	uint8_t kind, status;
	int64_t amount;
	int begin, finish;
	int64_t want;                   /* amount, kind and number then */
	uint8_t kind_then;
	const char *number, *code;
} rows[] = {
	{"invoice", "1", false, false, AR_KIND_NONE, 0, 100, AR_ITEM, AR_OK,
	    100, AR_KIND_NONE, "1", ""},
	{"the same", "1", false, false, AR_KIND_NONE, 0, 100, AR_ITEM,
	    AR_EDATA, 100, AR_KIND_NONE, "1", "duplicate"},
	{"negative", "2", false, false, AR_KIND_NONE, 0, -5, AR_ITEM, AR_OK,
	    -5, AR_KIND_CREDIT_NOTE, "2", ""},
	{"turned", "3", true, false, AR_KIND_CREDIT_NOTE, 0, 5, AR_ITEM,
	    AR_OK, -5, AR_KIND_CREDIT_NOTE, "3", ""},
	{"negative as it is", "4", true, false, AR_KIND_PAYMENT, 0, -5,
	    AR_ITEM, AR_OK, -5, AR_KIND_PAYMENT, "4", ""},
	{"not by kind", "5", false, false, AR_KIND_CREDIT_NOTE, 0, 5, AR_ITEM,
	    AR_EDATA, 5, AR_KIND_CREDIT_NOTE, "5", "sign"},
	{"no number", "", false, false, AR_KIND_NONE, 0, 1, AR_ITEM, AR_OK, 1,
	    AR_KIND_NONE, "invoice/2026-01-31/1", ""},
	{"nor this", "", false, false, AR_KIND_NONE, 0, -1, AR_ITEM, AR_OK,
	    -1, AR_KIND_CREDIT_NOTE, "credit_note/2026-01-31/2", ""},
	{"no date", "6", false, true, AR_KIND_NONE, 0, 1, AR_ITEM, AR_EDATA,
	    1, AR_KIND_NONE, "6", "empty"},
	{"draft", "7", false, false, AR_KIND_NONE, AR_STATUS_DRAFT, 1,
	    AR_ITEM, AR_OK, 1, AR_KIND_NONE, "7", ""},
	{"draft without id", "", false, false, AR_KIND_NONE, AR_STATUS_DRAFT,
	    1, AR_OK, AR_OK, 1, AR_KIND_NONE, "", ""},
	{"draft without date", "8", false, true, AR_KIND_NONE,
	    AR_STATUS_DRAFT, 1, AR_OK, AR_OK, 1, AR_KIND_NONE, "8", ""},
};

static struct ar_import_options options = {.currency = {"", 2}};
static const struct ar_import_file file = {.has = AR_BIT(AR_INV_DUE_DATE)};

static struct ar_import_record
record_of(const struct doc_row *row)
{
	struct ar_import_record rec = {.ccy = {"", 2},
	    .at = {0, (uint64_t)(row - rows) + 2},
	    .filled = AR_BIT(AR_INV_CUSTOMER_ID) | AR_BIT(AR_INV_AMOUNT)};

	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++)
		rec.text[i] = AR_S("");
	rec.text[AR_INV_CUSTOMER_ID] = AR_S("a");
	rec.text[AR_INV_INVOICE_ID] = ar_slice_of(row->id);
	rec.day[AR_INV_INVOICE_DATE] = ar_day_of((struct ar_ymd){2026, 1, 31});
	rec.minor[AR_INV_AMOUNT] = row->amount;
	rec.word[AR_INV_KIND] = row->kind;
	rec.word[AR_INV_STATUS] = row->status;
	rec.filled |= (row->id[0] != '\0' ? AR_BIT(AR_INV_INVOICE_ID) : 0) |
	    (row->no_date ? 0 : AR_BIT(AR_INV_INVOICE_DATE)) |
	    (row->kind != 0 ? AR_BIT(AR_INV_KIND) : 0) |
	    (row->status != 0 ? AR_BIT(AR_INV_STATUS) : 0);
	return rec;
}

static void
check(struct ar_import_docs *d, const struct doc_row *row)
{
	struct ar_import_record rec = record_of(row);
	struct ar_import_counts n = {0};
	int begin, finish = AR_OK;

	options.map.by_kind = row->by_kind;
	scratch_listen();
	begin = ar_import_begin(d, &rec, &n);
	if (begin == AR_ITEM)
		finish = ar_import_finish(d, &rec, &file, &n);
	if (begin != row->begin || finish != row->finish ||
	    strcmp(scratch_code(), row->code) != 0 ||
	    rec.minor[AR_INV_AMOUNT] != row->want ||
	    rec.word[AR_INV_KIND] != row->kind_then ||
	    !ar_slice_eq(rec.text[AR_INV_INVOICE_ID],
	    ar_slice_of(row->number)))
		fail_msg("%s: %d %d %s", row->name, begin, finish,
		    scratch_heard());
	(void)scratch_stop(NULL);
	assert_int_equal(n.turned, row->amount != row->want);
	assert_int_equal(n.drafts, begin == AR_OK);
	assert_true(rec.numbered == (strcmp(row->id, row->number) != 0));
	if (begin == AR_ITEM && !row->no_date)
		assert_int_equal(rec.day[AR_INV_DUE_DATE],
		    rec.day[AR_INV_INVOICE_DATE]);
}

static void
test_documents(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_docs d;

	(void)state;
	ar_import_docs_init(&d, &options, diag);
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&d, &rows[i]);
	ar_import_docs_release(&d);
	ar_diag_free(diag);
}

/* Payments: what is negative went out, unless it is said to be a refund. */
static const struct {
	int64_t amount;
	uint8_t kind;
	bool outgoing;
	int want;
} payments[] = {
	{100, 0, true, AR_ITEM}, {-100, 0, true, AR_OK}, {0, 0, true, AR_ITEM},
	{-100, 0, false, AR_ITEM}, {-100, AR_PAYMENT_REFUND, true, AR_ITEM},
};

static void
test_outgoing(void **state)
{
	struct ar_import_options o = {.currency = {"", 2}};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_import_docs d;

	(void)state;
	ar_import_map_init(&o.map, ar_import_stream_of(AR_S("payments")));
	ar_import_docs_init(&d, &o, diag);
	for (size_t i = 0; i < ROWS(payments); i++) {
		struct ar_import_record rec = {.ccy = {"", 2}};
		struct ar_import_counts n = {0};

		o.map.outgoing = payments[i].outgoing;
		rec.minor[AR_PAY_AMOUNT] = payments[i].amount;
		rec.word[AR_PAY_KIND] = payments[i].kind;
		assert_int_equal(ar_import_begin(&d, &rec, &n),
		    payments[i].want);
		assert_int_equal(n.outgoing, payments[i].want == AR_OK);
	}
	ar_import_docs_release(&d);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_documents, scratch_stop),
		cmocka_unit_test(test_outgoing),
	};

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("invoices")));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
