/*
 * tests/unit/test_cellkind.c
 * Purpose: what cells hold, by the name of their column alone.
 */
#include "libar/cellkind.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *name;
	enum ar_cell_kind kind;
} rows[] = {
	{"amount", AR_CELL_MONEY}, {"Open Balance", AR_CELL_MONEY},
	{" to_pay ", AR_CELL_MONEY}, {"credit_limit", AR_CELL_MONEY},
	{"line_net", AR_CELL_MONEY}, {"current", AR_CELL_MONEY},
	{"d1_30", AR_CELL_MONEY}, {"d91_plus", AR_CELL_MONEY},
	{"D61-90", AR_CELL_TEXT}, {"d_30", AR_CELL_TEXT},
	{"d1", AR_CELL_TEXT}, {"d1_", AR_CELL_TEXT}, {"d1_x", AR_CELL_TEXT},
	{"due_date", AR_CELL_DATE}, {"run-date", AR_CELL_DATE},
	{"block_until", AR_CELL_DATE}, {"promise_date", AR_CELL_DATE},
	{"quantity", AR_CELL_DECIMAL}, {"unit_price", AR_CELL_DECIMAL},
	{"tax_rate", AR_CELL_DECIMAL}, {"discount_pct", AR_CELL_DECIMAL},
	{"dso", AR_CELL_DECIMAL}, {"invoice_id", AR_CELL_LINE},
	{"kind", AR_CELL_LINE}, {"currency", AR_CELL_LINE},
	{"instalment", AR_CELL_LINE}, {"terms", AR_CELL_LINE},
	{"to", AR_CELL_LINE}, {"address", AR_CELL_LINE},
	{"customer_name", AR_CELL_LINE}, {"note of mine", AR_CELL_TEXT},
	{"", AR_CELL_TEXT},
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(rows[i].name, ar_cell_kind(ar_slice_of(rows[i].name)) ==
		    rows[i].kind);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
