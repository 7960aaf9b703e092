/*
 * tests/unit/test_importgroup.c
 * Purpose: which rows are one document, and what it then says.
 */
#include "libar/importgroup.h"

#include "tests/unit/scratch.h"

/* part: of the amount, what is added up; ALL of it. */
struct line {
	const char *id, *customer, *currency, *name;
	int64_t amount, part;
	const char *kind;
};

enum { ALL = -1 };

static const struct {
	const char *name;
	struct line first, second;
	int want;                       /* of the second */
	int64_t amount;                 /* of the first document then */
	const char *customer_name, *code;
} rows[] = {
	{"one document", {"1", "a", "", "N", 100, ALL, ""},
	    {"1", "a", "", "N", 250, ALL, ""}, AR_OK, 350, "N", ""},
	{"an empty cell", {"1", "a", "", "N", 100, ALL, ""},
	    {"1", "a", "", "", 1, ALL, ""}, AR_OK, 101, "N", ""},
	{"filled later", {"1", "a", "", "", 100, ALL, ""},
	    {"1", "a", "", "N", 1, ALL, ""}, AR_OK, 101, "N", ""},
	{"disagrees", {"1", "a", "", "N", 100, ALL, ""},
	    {"1", "a", "", "M", 1, ALL, ""}, AR_EDATA, 100, "N", "disagrees"},
	{"too much", {"1", "a", "", "", INT64_MAX, ALL, ""},
	    {"1", "a", "", "", 1, ALL, ""}, AR_EDATA, INT64_MAX, "",
	    "out-of-range"},
	{"too little", {"1", "a", "", "", -INT64_MAX, ALL, ""},
	    {"1", "a", "", "", -1, ALL, ""}, AR_EDATA, -INT64_MAX, "",
	    "out-of-range"},
	{"a part", {"1", "a", "", "", 70, -30, ""},
	    {"1", "a", "", "", 90, -10, ""}, AR_OK, 60, "", ""},
	{"parts of two amounts", {"1", "a", "", "", 70, -30, ""},
	    {"1", "a", "", "", 91, -10, ""}, AR_EDATA, 70, "", "disagrees"},
	{"no part", {"1", "a", "", "", 70, 0, ""},
	    {"1", "a", "", "", 70, 0, ""}, AR_OK, 70, "", ""},
	{"another id", {"1", "a", "", "", 100, ALL, ""},
	    {"2", "a", "", "", 1, ALL, ""}, AR_ITEM, 100, "", ""},
	{"another customer", {"1", "a", "", "", 100, ALL, ""},
	    {"1", "b", "", "", 1, ALL, ""}, AR_ITEM, 100, "", ""},
	{"another currency", {"1", "a", "EUR", "", 100, ALL, ""},
	    {"1", "a", "eur", "", 1, ALL, ""}, AR_ITEM, 100, "", ""},
	{"a lost currency", {"1", "a", "EUR", "", 100, ALL, ""},
	    {"1", "a", "", "", 1, ALL, ""}, AR_EDATA, 100, "", "disagrees"},
	{"a currency found", {"1", "a", "", "", 100, ALL, ""},
	    {"1", "a", "EUR", "", 1, ALL, ""}, AR_EDATA, 100, "",
	    "disagrees"},
	{"another kind", {"1", "a", "", "", 100, ALL, "invoice"},
	    {"1", "a", "", "", 1, ALL, "credit_note"}, AR_ITEM, 100, "", ""},
	{"a lost kind", {"1", "a", "", "", 100, ALL, "invoice"},
	    {"1", "a", "", "", 1, ALL, ""}, AR_EDATA, 100, "", "disagrees"},
	{"no lines", {"1", "a", "EUR", "", 100, ALL, "payment"},
	    {"1", "a", "", "", 100, ALL, "Payment"}, AR_ITEM, 100, "", ""},
	{"no id", {"", "a", "", "", 100, ALL, ""},
	    {"", "a", "", "", 1, ALL, ""}, AR_ITEM, 100, "", ""},
};

static struct ar_import_options options = {.currency = {"", 2}};

static int
add(struct ar_import_groups *g, const struct line *l,
    struct ar_import_texts *t, struct ar_diag *diag)
{
	static const uint32_t cut[] = {0, 2};
	const struct ar_row row = {.base = "x", .cut = cut, .n = 1,
	    .raw = AR_S("x")};
	const struct ar_import_reading r = {&options, NULL, {0, 3}, diag, {0}};
	struct ar_import_record rec = {.filled = AR_BIT(AR_INV_AMOUNT)};

	ar_import_texts_init(t);
	ar_import_texts_set(t, AR_INV_INVOICE_ID, ar_slice_of(l->id));
	ar_import_texts_set(t, AR_INV_CUSTOMER_ID, ar_slice_of(l->customer));
	ar_import_texts_set(t, AR_INV_CURRENCY, ar_slice_of(l->currency));
	ar_import_texts_set(t, AR_INV_CUSTOMER_NAME, ar_slice_of(l->name));
	ar_import_texts_set(t, AR_INV_KIND, ar_slice_of(l->kind));
	for (size_t i = 0; i < AR_COLUMNS_KNOWN; i++) {
		rec.text[i] = t->text[i];
		rec.filled |= t->text[i].n > 0 ? AR_BIT(i) : 0;
	}
	rec.minor[AR_INV_AMOUNT] = l->amount;
	rec.summed[AR_INV_AMOUNT] = l->part == ALL ? l->amount : l->part;
	return ar_import_groups_add(g, &r, t, &rec, &row);
}

/* Documents that have a row. */
static int
count(const struct ar_import_groups *g)
{
	int n = 0;

	for (size_t i = 0; i < g->map.n; i++)
		n += ((const struct ar_import_group *)ar_map_value(&g->map,
		    i))->record != NULL;
	return n;
}

static void
test_groups(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		const struct ar_import_group *first;
		struct ar_import_groups g;
		struct ar_import_texts t;
		int result;

		ar_import_groups_init(&g);
		scratch_listen();
		assert_int_equal(add(&g, &rows[i].first, &t, diag), AR_ITEM);
		result = add(&g, &rows[i].second, &t, diag);
		first = ar_map_value(&g.map, 0);
		if (result != rows[i].want ||
		    strcmp(scratch_code(), rows[i].code) != 0 ||
		    count(&g) != (result == AR_ITEM ? 2 : 1) ||
		    first->broken != (result == AR_EDATA) ||
		    (first->first->next != NULL) != (result == AR_OK) ||
		    first->record->minor[AR_INV_AMOUNT] != rows[i].amount ||
		    !ar_slice_eq(first->record->text[AR_INV_CUSTOMER_NAME],
		    ar_slice_of(rows[i].customer_name)))
			fail_msg("%s: %d %s", rows[i].name, result,
			    scratch_heard());
		(void)scratch_stop(NULL);
		ar_import_groups_break(&g, &options.map, &t);
		first = ar_map_value(&g.map, g.map.n - 1);
		assert_true(first->broken);
		ar_import_groups_release(&g);
		ar_diag_free(diag);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_groups, scratch_stop),
	};

	ar_import_map_init(&options.map,
	    ar_import_stream_of(AR_S("invoices")));
	options.map.whole = AR_BIT(AR_KIND_PAYMENT);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
