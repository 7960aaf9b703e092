/*
 * tests/unit/test_invoice.c
 * Purpose: lines of an invoice, what they add up to and have in common.
 */
#include "libar/invoice.h"

#include "tests/unit/wares.h"

static void
test_add(void **state)
{
	struct ar_invoice inv = ware_invoice("I1");

	(void)state;
	for (int64_t i = 0; i < 100; i++) {
		struct ar_goods g = ware("1", "1", "0");
		struct ar_invoice_line *l;

		g.quantity.units = i;
		l = ar_invoice_add(&inv, &g, 3 * i);
		assert_ptr_equal(l, &inv.line[i]);
		l->credits_line = i + 1;
	}
	assert_int_equal(inv.nlines, 100);
	for (int64_t i = 0; i < 100; i++) {
		assert_int_equal(inv.line[i].goods.quantity.units, i);
		assert_int_equal(inv.line[i].net, 3 * i);
		assert_int_equal(inv.line[i].credits_line, i + 1);
	}
	ar_invoice_free(&inv);
}

/* Lines in order, and what they make. */
static const struct {
	const char *name;
	struct {
		const char *price, *rate;
	} line[5];
	const char *want;       /* group of each line; base and tax; totals */
} rows[] = {
	{"no tax", {{"1", "0"}, {"2.50", "0"}}, "0 0; 350 0; 350 0 350"},
	{"one rate, rounded once", {{"0.03", "19"}, {"0.03", "19"},
	    {"0.03", "19"}}, "0 0 0; 9 2; 9 2 11"},
	{"half away from zero", {{"0.50", "7"}}, "0; 50 4; 50 4 54"},
	{"rates apart", {{"10", "7"}, {"20", "19"}, {"30", "7"},
	    {"5", "0"}}, "0 1 0 2; 4000 280; 2000 380; 500 0; 6500 660 7160"},
	{"nothing", {{"0", "19"}}, "0; 0 0; 0 0 0"},
};

static void
put_totals(struct ar_buf *to, const struct ar_invoice *inv)
{
	const struct ar_bill *b = &inv->bill;

	for (size_t i = 0; i < inv->nlines; i++)
		ar_buf_addf(to, "%s%zu", i == 0 ? "" : " ",
		    inv->line[i].group);
	for (size_t i = 0; i < b->ngroups; i++)
		ar_buf_addf(to, "; %lld %lld", (long long)b->group[i].base,
		    (long long)b->group[i].tax);
	ar_buf_addf(to, "; %lld %lld %lld", (long long)b->net,
	    (long long)b->tax, (long long)b->amount);
}

/* One invoice for all rows, so that it is used again; each counted twice. */
static void
test_total(void **state)
{
	struct ar_invoice inv = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf got = {0};

		ar_invoice_clear(&inv);
		for (size_t k = 0; k < ROWS(rows[i].line) &&
		    rows[i].line[k].price != NULL; k++) {
			struct ar_goods g = ware("1", rows[i].line[k].price,
			    rows[i].line[k].rate);

			(void)ware_bill(&inv, &g);
		}
		assert_int_equal(ar_invoice_total(&inv), AR_OK);
		assert_int_equal(ar_invoice_total(&inv), AR_OK);
		put_totals(&got, &inv);
		if (!ar_slice_eq(ar_buf_slice(&got),
		    ar_slice_of(rows[i].want)))
			fail_msg("%s: %.*s", rows[i].name, (int)got.n, got.p);
		ar_buf_free(&got);
	}
	ar_invoice_free(&inv);
}

static const struct {
	const char *name, *rate, *second;
	int64_t net[2];
	int result;
} large[] = {
	{"just fits", "0", "0", {INT64_MAX - 1, 1}, AR_OK},
	{"a group", "0", "0", {INT64_MAX, 1}, AR_EDATA},
	{"two groups", "0", "7", {INT64_MAX, 1}, AR_EDATA},
	{"with its tax", "19", "19", {INT64_MAX - 1, 1}, AR_EDATA},
	{"below 0", "0", "0", {-INT64_MAX, -1}, AR_EDATA},
	{"both signs", "0", "0", {INT64_MAX, -INT64_MAX}, AR_OK},
};

static void
test_too_large(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(large); i++) {
		struct ar_goods first = ware("1", "1", large[i].rate),
		    second = ware("1", "1", large[i].second);
		struct ar_invoice inv = ware_invoice("I1");

		(void)ar_invoice_add(&inv, &first, large[i].net[0]);
		(void)ar_invoice_add(&inv, &second, large[i].net[1]);
		if (ar_invoice_total(&inv) != large[i].result)
			fail_msg("failing row: %s", large[i].name);
		ar_invoice_free(&inv);
	}
}

static const struct {
	const char *cell[3], *want;
} commons[] = {
	{{"a", NULL}, "a"}, {{"", NULL}, ""},
	{{"a", "a", "a"}, "a"}, {{"a", "a", "b"}, ""}, {{"a", "b", "a"}, ""},
	{{"b", "a", "a"}, ""}, {{"a", "A", NULL}, ""}, {{"a", "", "a"}, ""},
	{{"", "a", NULL}, ""}, {{"a", "ab", NULL}, ""},
};

static void
test_common(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(commons); i++) {
		struct ar_invoice inv = ware_invoice("I1");

		for (size_t k = 0; k < 3 && commons[i].cell[k] != NULL; k++) {
			struct ar_goods g = ware("1", "1", "0");

			g.order_id = ar_slice_of(commons[i].cell[k]);
			(void)ware_bill(&inv, &g);
		}
		if (!ar_slice_eq(AR_COMMON(&inv, order_id),
		    ar_slice_of(commons[i].want)))
			fail_msg("failing row: %zu", i);
		assert_slice(AR_COMMON(&inv, shipment_id), AR_S("S1"));
		assert_slice(AR_COMMON(&inv, customer_id), AR_S("c"));
		ar_invoice_free(&inv);
	}
}

static const ar_day days[][5] = {   /* shipped, then first and last */
	{7, 7, 7, 7, 7}, {1, 2, 3, 1, 3}, {3, 2, 1, 1, 3}, {2, 1, 3, 1, 3},
	{2, 3, 1, 1, 3}, {2, 2, 1, 1, 2}, {1, 2, 2, 1, 2},
};

static void
test_shipped(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(days); i++) {
		struct ar_invoice inv = ware_invoice("I1");

		for (size_t k = 0; k < 3; k++) {
			struct ar_goods g = ware("1", "1", "0");

			g.ship_date = days[i][k];
			(void)ware_bill(&inv, &g);
		}
		if (ar_invoice_shipped_first(&inv) != days[i][3] ||
		    ar_invoice_shipped_last(&inv) != days[i][4])
			fail_msg("failing row: %zu", i);
		ar_invoice_free(&inv);
	}
}

enum { CELLS = 11 };

static const struct ar_terms_entry no_terms = {0};

/* Which of the cells views bytes of others. */
static void
list_cells(struct ar_slice *cell[CELLS], struct ar_goods *g)
{
	struct ar_slice *const all[CELLS] = {
		&g->shipment_id, &g->line, &g->customer_id,
		&g->customer_name, &g->order_id, &g->po_number, &g->item,
		&g->description, &g->unit, &g->terms, &g->collector,
	};

	memcpy(cell, all, sizeof all);
}

/* An invoice that views all of the letters. */
static struct ar_invoice
view_letters(const char *letters)
{
	struct ar_invoice inv = ware_invoice("");
	struct ar_goods g = ware("2", "10", "19");
	struct ar_slice *cell[CELLS];

	list_cells(cell, &g);
	for (size_t i = 0; i < CELLS; i++)
		*cell[i] = ar_slice(letters + i, i + 1);
	inv.kind = AR_KIND_CREDIT_NOTE;
	inv.terms = &no_terms;
	inv.base_is_net = true;
	inv.id = ar_slice(letters + 20, 2);
	inv.credits_id = ar_slice(letters + 22, 3);
	(void)ware_bill(&inv, &g);
	ware_bill(&inv, &g)->credits_line = 7;
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	return inv;
}

/* The source is another when the copy is looked at. */
static void
test_copy(void **state)
{
	static const char all[] = "abcdefghijklmnopqrstuvwxyz";
	char *letters = ar_alloc(sizeof all);
	struct ar_invoice inv = view_letters(letters), copy;
	struct ar_slice *cell[CELLS];
	struct ar_arena arena = {0};

	(void)state;
	memcpy(letters, all, sizeof all);
	ar_invoice_copy(&copy, &arena, &inv);
	memset(letters, '?', sizeof all);
	ar_invoice_free(&inv);
	assert_slice(copy.id, AR_S("uv"));
	assert_slice(copy.credits_id, AR_S("wxy"));
	assert_int_equal(copy.number, 1);
	assert_int_equal(copy.kind, AR_KIND_CREDIT_NOTE);
	assert_int_equal(copy.date, ware_day("2026-06-30"));
	assert_true(copy.base_is_net);
	assert_ptr_equal(copy.terms, &no_terms);
	assert_int_equal(copy.nlines, 2);
	assert_int_equal(copy.bill.amount, 4760);
	assert_int_equal(copy.line[1].net, 2000);
	assert_int_equal(copy.line[1].credits_line, 7);
	for (size_t l = 0; l < 2; l++) {
		list_cells(cell, &copy.line[l].goods);
		for (size_t i = 0; i < CELLS; i++)
			assert_slice(*cell[i], ar_slice(all + i, i + 1));
	}
	ar_invoice_free(&copy);
	ar_arena_free(&arena);
	free(letters);
}

static void
test_clear(void **state)
{
	struct ar_invoice inv = ware_invoice("I1");
	struct ar_goods g = ware("1", "1", "19");

	(void)state;
	inv.terms = &no_terms;
	inv.base_is_net = true;
	inv.credits_id = AR_S("I0");
	(void)ware_bill(&inv, &g);
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	ar_invoice_clear(&inv);
	assert_int_equal(inv.nlines + inv.bill.ngroups, 0);
	assert_int_equal(inv.bill.net | inv.bill.tax | inv.bill.amount, 0);
	assert_true(inv.id.p != NULL && inv.id.n == 0);
	assert_true(inv.credits_id.p != NULL && inv.credits_id.n == 0);
	assert_true(inv.number == 0 && inv.kind == 0 && inv.date == 0);
	assert_true(inv.terms == NULL && !inv.base_is_net);
	for (int i = 0; i < 50; i++)
		(void)ware_bill(&inv, &g);
	assert_int_equal(ar_invoice_total(&inv), AR_OK);
	assert_int_equal(inv.bill.amount, 5950);
	ar_invoice_free(&inv);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add), cmocka_unit_test(test_total),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_common), cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_copy), cmocka_unit_test(test_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
