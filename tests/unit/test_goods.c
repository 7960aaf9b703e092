/*
 * tests/unit/test_goods.c
 * Purpose: what a line comes to, and a record whose cells are all empty.
 */
#include "libar/goods.h"

#include "tests/unit/wares.h"

static const struct {
	const char *name, *quantity, *price, *per, *discount;
	uint8_t digits;
	int result;
	int64_t net;
} rows[] = {
	{"plain", "3", "12.50", "", "0", 2, AR_OK, 3750},
	{"per 1 where it is empty", "3", "0.335", "", "0", 2, AR_OK, 101},
	{"per 1", "3", "0.335", "1", "0", 2, AR_OK, 101},
	{"per 100", "250", "12.340", "100", "0", 2, AR_OK, 3085},
	{"per half", "1", "2", "0.5", "0", 2, AR_OK, 400},
	{"discount", "250", "12.340", "100", "2.5", 2, AR_OK, 3008},
	{"all of it off", "3", "12.50", "", "100", 2, AR_OK, 0},
	{"a return", "-3", "0.335", "", "0", 2, AR_OK, -101},
	{"nothing", "0", "12.50", "", "0", 2, AR_OK, 0},
	{"for nothing", "3", "0", "", "0", 2, AR_OK, 0},
	{"yen", "3", "333.5", "", "0", 0, AR_OK, 1001},
	{"dinar", "1", "0.0015", "", "0", 3, AR_OK, 2},
	{"the most", "1", "92233720368547758.07", "", "0", 2, AR_OK,
	    INT64_MAX},
	{"a cent more", "2", "46116860184273879.04", "", "0", 2, AR_EDATA,
	    0},
	{"the same in yen", "2", "46116860184273879.04", "", "0", 0, AR_OK,
	    92233720368547758},
	{"per 0", "1", "1", "0", "0", 2, AR_EDATA, 0},
	{"per below 0", "1", "1", "-1", "0", 2, AR_EDATA, 0},
};

static void
test_net(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_goods g = ware(rows[i].quantity, rows[i].price, "19");
		int64_t net = 0;
		int result;

		g.price_per = ware_number(rows[i].per);
		g.discount_pct = ware_rate(rows[i].discount);
		g.ccy.digits = rows[i].digits;
		result = ar_goods_net(&net, &g);
		if (result != rows[i].result || net != rows[i].net)
			fail_msg("%s: %lld", rows[i].name, (long long)net);
	}
}

static void
test_none(void **state)
{
	const struct ar_goods *g = &ar_goods_none;
	const struct ar_slice cells[] = {
		g->shipment_id, g->line, g->customer_id, g->customer_name,
		g->order_id, g->po_number, g->item, g->description, g->unit,
		g->terms, g->collector,
	};

	(void)state;
	for (size_t i = 0; i < ROWS(cells); i++)
		assert_true(cells[i].p != NULL && cells[i].n == 0);
	assert_int_equal(g->ship_date, AR_NO_DAY);
	assert_int_equal(g->receipt_date, AR_NO_DAY);
	assert_false(g->quantity.filled || g->unit_price.filled ||
	    g->price_per.filled);
	assert_int_equal(g->discount_pct + g->tax_rate, 0);
	assert_int_equal(g->tax_category, AR_TAX_NONE);
	assert_string_equal(g->ccy.code, "");
	assert_int_equal(g->ccy.digits, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_net), cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
