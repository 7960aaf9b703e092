/*
 * tests/unit/test_billed.c
 * Purpose: lines of shipments are found again, and compared with then.
 */
#include "libar/billed.h"

#include "tests/unit/wares.h"

/* Shipment and line; the invoice, NULL: never billed. */
static const struct {
	const char *shipment, *line, *invoice;
} keys[] = {
	{"S1", "1", "I1"}, {"S1", "2", "I1"}, {"S2", "1", "I2"},
	{"a", "bc", "I2"}, {"ab", "c", "I3"}, {"s1", "1", "I3"},
	{"S1", "01", "I3"}, {"", "x", "I3"}, {"x", "", "I3"},
	{"S1", "3", NULL}, {"S3", "1", NULL}, {"abc", "", NULL},
	{"1", "S1", NULL}, {"", "", NULL},
};

static struct ar_goods
goods_of(const char *shipment, const char *line)
{
	struct ar_goods g = ware("2", "10.50", "19");

	g.shipment_id = ar_slice_of(shipment);
	g.line = ar_slice_of(line);
	g.customer_id = ar_slice_of(shipment);
	g.discount_pct = ware_rate("2");
	return g;
}

/* Invoices one by one, from bytes that change behind them. */
static void
add_all(struct ar_billed *b)
{
	for (size_t i = 0; i < ROWS(keys); i++) {
		struct ar_invoice inv = {0};
		char id[4], shipment[4], line[4];
		struct ar_goods g;

		if (keys[i].invoice == NULL)
			continue;
		(void)snprintf(id, sizeof id, "%s", keys[i].invoice);
		(void)snprintf(shipment, sizeof shipment, "%s",
		    keys[i].shipment);
		(void)snprintf(line, sizeof line, "%s", keys[i].line);
		g = goods_of(shipment, line);
		inv.id = ar_slice_of(id);
		(void)ar_invoice_add(&inv, &g, (int64_t)i);
		assert_int_equal(ar_billed_add(b, &inv), AR_OK);
		memset(id, '?', sizeof id);
		memset(shipment, '?', sizeof shipment);
		memset(line, '?', sizeof line);
		ar_invoice_free(&inv);
	}
}

static void
test_find(void **state)
{
	struct ar_billed b;

	(void)state;
	ar_billed_init(&b);
	add_all(&b);
	for (size_t i = 0; i < ROWS(keys); i++) {
		struct ar_goods g = goods_of(keys[i].shipment, keys[i].line);
		const struct ar_billed_line *was = ar_billed_find(&b, &g);

		if ((was == NULL) != (keys[i].invoice == NULL))
			fail_msg("%s, %s", keys[i].shipment, keys[i].line);
		if (was == NULL)
			continue;
		assert_slice(was->invoice_id, ar_slice_of(keys[i].invoice));
		assert_slice(was->customer_id, g.customer_id);
		assert_int_equal(was->quantity.units, 2);
		assert_int_equal(was->unit_price.units, 1050);
		assert_int_equal(was->discount_pct, g.discount_pct);
		assert_int_equal(was->net, i);
	}
	ar_billed_release(&b);
}

/* All lines of one invoice, each with its own values. */
static void
test_lines(void **state)
{
	struct ar_invoice inv = ware_invoice("I1");
	char line[100][4];
	struct ar_billed b;

	(void)state;
	ar_billed_init(&b);
	for (int64_t i = 0; i < 100; i++) {
		struct ar_goods g;

		(void)snprintf(line[i], sizeof line[i], "%d", (int)i);
		g = goods_of("S1", line[i]);
		g.customer_id = i % 3 == 0 ? AR_S("c") : AR_S("d");
		(void)ar_invoice_add(&inv, &g, i);
	}
	assert_int_equal(ar_billed_add(&b, &inv), AR_OK);
	for (int64_t i = 0; i < 100; i++) {
		const struct ar_billed_line *was = ar_billed_find(&b,
		    &inv.line[i].goods);

		assert_int_equal(was->net, i);
		assert_slice(was->customer_id, i % 3 == 0 ? AR_S("c") :
		    AR_S("d"));
	}
	ar_invoice_free(&inv);
	ar_billed_release(&b);
}

#define EUR {"EUR", 2}

/* What comes now; then: 2 of 10.50 for c with 2 per cent off, 20.58. */
static const struct {
	const char *name, *customer, *quantity, *price, *discount;
	int64_t net;
	struct ar_ccy ccy;
	const char *column, *value;     /* NULL: none */
} rows[] = {
	{"the same", "c", "2", "10.50", "2", 2058, EUR, NULL, ""},
	{"written otherwise", "c", "2.000", "10.5", "2.0", 2058, EUR, NULL,
	    ""},
	{"customer", "d", "2", "10.50", "2", 2058, EUR, "customer_id", "c"},
	{"case of it", "C", "2", "10.50", "2", 2058, EUR, "customer_id", "c"},
	{"quantity", "c", "2.01", "10.50", "2", 2058, EUR, "quantity", "2"},
	{"its sign", "c", "-2", "10.50", "2", 2058, EUR, "quantity", "2"},
	{"price", "c", "2", "10.51", "2", 2058, EUR, "unit_price", "10.50"},
	{"discount", "c", "2", "10.50", "2.5", 2058, EUR, "discount_pct", "2"},
	{"net", "c", "2", "10.50", "2", 2100, EUR, "line_net", "20.58"},
	{"currency", "c", "2", "10.50", "2", 2058, {"USD", 2}, "currency",
	    "EUR"},
	{"and its digits", "c", "2", "10.50", "2", 2058, {"JPY", 0},
	    "currency", "EUR"},
	{"no currency", "c", "2", "10.50", "2", 2058, {"", 2}, "currency",
	    "EUR"},
	{"customer first", "d", "3", "11", "3", 1, EUR, "customer_id", "c"},
	{"then quantity", "c", "3", "11", "3", 1, EUR, "quantity", "2"},
	{"then price", "c", "2", "11", "3", 1, EUR, "unit_price", "10.50"},
	{"then discount", "c", "2", "10.50", "3", 1, EUR, "discount_pct", "2"},
};

static bool
differs_so(size_t i, const char *column, struct ar_slice value)
{
	const char *want = rows[i].column;

	return ar_slice_eq(value, ar_slice_of(rows[i].value)) &&
	    (want == NULL ? column == NULL :
	    column != NULL && strcmp(column, want) == 0);
}

static void
test_differs(void **state)
{
	const struct ar_billed_line was = {AR_S("I1"), AR_S("c"),
	    ware_number("2"), ware_number("10.50"), ware_rate("2"), 2058,
	    {"EUR", 2}};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_goods g = ware(rows[i].quantity, rows[i].price, "0");
		struct ar_buf value = {0};
		const char *column;

		g.customer_id = ar_slice_of(rows[i].customer);
		g.discount_pct = ware_rate(rows[i].discount);
		g.ccy = rows[i].ccy;
		column = ar_billed_differs(&was, &g, rows[i].net, &value);
		if (!differs_so(i, column, ar_buf_slice(&value)))
			fail_msg("%s: %s '%.*s'", rows[i].name,
			    column == NULL ? "none" : column, (int)value.n,
			    value.p);
		ar_buf_free(&value);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find), cmocka_unit_test(test_lines),
		cmocka_unit_test(test_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
