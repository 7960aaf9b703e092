/*
 * tests/unit/test_periodin.c
 * Purpose: rows of a period table: which are read, and what they say.
 */
#include "libar/periodin.h"

#include "libar/table.h"
#include "tests/unit/scratch.h"

static const struct {
	const char *header;
	bool want;
} headers[] = {
	{"period_end,credit_sales,receivables", true},
	{"a,b,period_end", true}, {"period_end", true},
	{"Period End,x", true}, {"PERIOD-END,x", true},
	{"credit_sales,x", true}, {"x,Receivables", true},
	{"period_start,days", false}, {"current,currency", false},
	{"period_ends,x", false}, {"invoice_id,amount", false},
	{"invoice_id,period_end", false}, {"period_end,Invoice ID", false},
	{"invoice_id,credit_sales,receivables", false},
	{"period_end,invoice_ids", true}, {"period_end,period_end", true},
};

static struct ar_table *
open_table(const char *text, struct ar_diag *diag)
{
	struct ar_table *table;

	assert_int_equal(ar_table_open(&table, scratch_write("in",
	    ar_slice_of(text)), 0, diag), AR_OK);
	return table;
}

static void
test_is(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");

	(void)state;
	for (size_t i = 0; i < ROWS(headers); i++) {
		struct ar_buf text = {0};
		struct ar_table *table;

		ar_buf_addf(&text, "%s\n%c", headers[i].header, '\0');
		table = open_table(text.p, diag);
		if (ar_periodin_is(ar_table_header(table)) !=
		    headers[i].want)
			fail_msg("%s", headers[i].header);
		ar_table_close(table);
		ar_buf_free(&text);
	}
	ar_diag_free(diag);
}

#define NEED "period_end,credit_sales,receivables"
#define CELLS "2026-03-31,100,50"

/* Beside the three required columns; one row. */
static const struct row {
	const char *name, *columns, *cells;
	const char *want;       /* start, end, key, currency, amounts; [code] */
} rows[] = {
	{"least", "", "", "- 2026-03-31 '' '' - 10000 5000 -"},
	{"period_start", ",period_start", ",2026-03-01",
	    "2026-03-01 2026-03-31 '' '' - 10000 5000 -"},
	{"one day", ",period_start", ",2026-03-31",
	    "2026-03-31 2026-03-31 '' '' - 10000 5000 -"},
	{"period_start is empty", ",period_start", ",",
	    "- 2026-03-31 '' '' - 10000 5000 -"},
	{"begins later", ",period_start", ",2026-04-01", "[bad-period]"},
	{"begins later, days", ",period_start,days", ",2026-04-01,0",
	    "[bad-period]"},
	{"days", ",days", ",31",
	    "2026-03-01 2026-03-31 '' '' - 10000 5000 -"},
	{"one of days", ",days", ",1",
	    "2026-03-31 2026-03-31 '' '' - 10000 5000 -"},
	{"days are empty", ",days", ",",
	    "- 2026-03-31 '' '' - 10000 5000 -"},
	{"back to the first day", ",days", ",739706",
	    "0001-01-01 2026-03-31 '' '' - 10000 5000 -"},
	{"one day more", ",days", ",739707", "[bad-days]"},
	{"more than 64 bits", ",days", ",99999999999999999999", "[bad-days]"},
	{"no days", ",days", ",0", "[bad-days]"},
	{"less than none", ",days", ",-31", "[bad-days]"},
	{"half a day", ",days", ",31.5", "[bad-days]"},
	{"decimals", ",days", ",31.0", "[bad-days]"},
	{"a word", ",days", ",month", "[bad-days]"},
	{"both agree", ",period_start,days", ",2026-03-01,31",
	    "2026-03-01 2026-03-31 '' '' - 10000 5000 -"},
	{"one less", ",period_start,days", ",2026-03-01,30", "[other-days]"},
	{"one more", ",period_start,days", ",2026-03-01,32", "[other-days]"},
	{"start and no days", ",period_start,days", ",2026-03-01,",
	    "2026-03-01 2026-03-31 '' '' - 10000 5000 -"},
	{"start and bad days", ",period_start,days", ",2026-03-01,0",
	    "[bad-days]"},
	{"start and a word", ",period_start,days", ",2026-03-01,x",
	    "[bad-days]"},
	{"days with a blank", ",days", ", 31", "[padded]"},
	{"amounts", ",beginning_receivables,current", ",70,-0.25",
	    "- 2026-03-31 '' '' 7000 10000 5000 -25"},
	{"amounts are empty", ",beginning_receivables,current", ",,",
	    "- 2026-03-31 '' '' - 10000 5000 -"},
	{"zero is filled", ",beginning_receivables,current", ",0,0.00",
	    "- 2026-03-31 '' '' 0 10000 5000 0"},
	{"currency", ",currency", ",JPY",
	    "- 2026-03-31 '' 'JPY' - 100 50 -"},
	{"no such currency", ",currency", ",XQX", "[bad-currency]"},
	{"decimals of the currency", ",currency,current", ",JPY,1.5",
	    "[decimals]"},
	{"bad start", ",period_start", ",2026-02-30", "[no-such-day]"},
	{"key", ",who", ",a", "- 2026-03-31 'a' '' - 10000 5000 -"},
	{"empty key", ",who", ",", "- 2026-03-31 '' '' - 10000 5000 -"},
	{"a field is missing", ",who", "", "[field-count]"},
	{"other columns", ",note,dso", ",x,y",
	    "- 2026-03-31 '' '' - 10000 5000 -"},
}, bound[] = {          /* what does not bind; with all of the header */
	{"no end", "period_start,credit_sales,receivables", "a,b,c",
	    "[no-column]"},
	{"no sales", "period_end,receivables", "a,b", "[no-column]"},
	{"no receivables", "period_end,credit_sales", "a,b", "[no-column]"},
	{"an end twice", NEED ",Period End", "a,b,c,d", "[repeated-column]"},
	{"an optional one twice", NEED ",days,Days", "a,b,c,d,e",
	    "[repeated-column]"},
	{"a key twice", NEED ",who,Who", "a,b,c,d,e", "[repeated-column]"},
}, cells[] = {          /* of the required columns */
	{"no end", NEED, ",100,50", "[empty]"},
	{"no sales", NEED, "2026-03-31,,50", "[empty]"},
	{"no receivables", NEED, "2026-03-31,100,", "[empty]"},
	{"bad end", NEED, "31.3.2026,100,50", "[bad-date]"},
	{"bad sales", NEED, "2026-03-31,1e2,50", "[bad-amount]"},
	{"decimal comma", NEED, "2026-03-31,100,\"50,5\"", "[decimal-comma]"},
	{"too many decimals", NEED, "2026-03-31,100,50.125", "[decimals]"},
	{"below 0", NEED, "2026-03-31,-100,-50",
	    "- 2026-03-31 '' '' - -10000 -5000 -"},
	{"last day of the calendar", NEED, "9999-12-31,1,1",
	    "- 9999-12-31 '' '' - 100 100 -"},
};

static void
add_day(struct ar_buf *b, ar_day day)
{
	char text[AR_DAY_TEXT];

	if (day != AR_NO_DAY)
		ar_day_format(text, day);
	ar_buf_add(b, day == AR_NO_DAY ? AR_S("-") :
	    ar_slice(text, sizeof text));
}

static void
add_amount(struct ar_buf *b, struct ar_amount amount)
{
	if (amount.filled)
		ar_buf_addf(b, " %lld", (long long)amount.minor);
	else
		ar_buf_addf(b, " -");
}

static void
add_period(struct ar_buf *b, const struct ar_period_row *p)
{
	add_day(b, p->period_start);
	ar_buf_addf(b, " ");
	add_day(b, p->period_end);
	ar_buf_addf(b, " '%.*s' '%s'", (int)p->key[0].n,
	    p->key[0].n == 0 ? "" : p->key[0].p, p->ccy.code);
	add_amount(b, p->beginning_receivables);
	add_amount(b, p->credit_sales);
	add_amount(b, p->receivables);
	add_amount(b, p->current);
}

/* The key is the column who, where there is one. */
static void
read_one(struct ar_buf *got, struct ar_table *table, const char *text,
    struct ar_diag *diag)
{
	struct ar_period_row p;
	struct ar_keys keys;
	struct ar_periodin in;
	struct ar_row row;

	assert_int_equal(ar_keys_parse(&keys, strstr(text, "who") == NULL ?
	    "" : "who"), AR_OK);
	if (ar_periodin_bind(&in, &keys, ar_table_header(table), diag) !=
	    AR_OK) {
		ar_buf_addf(got, "[%s]", scratch_code());
		return;
	}
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	if (ar_periodin_row(&in, &row, &p, diag) == AR_OK)
		add_period(got, &p);
	else
		ar_buf_addf(got, "[%s]", scratch_code());
}

static void
check(const struct row *row, const char *need, const char *filled)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf text = {0}, got = {0};
	struct ar_table *table;

	ar_buf_addf(&text, "%s%s\n%s%s\n%c", need, row->columns, filled,
	    row->cells, '\0');
	table = open_table(text.p, diag);
	scratch_listen();
	read_one(&got, table, text.p, diag);
	(void)scratch_stop(NULL);
	if (!ar_slice_eq(ar_buf_slice(&got), ar_slice_of(row->want)))
		fail_msg("%s: %.*s", row->name, (int)got.n, got.p);
	ar_table_close(table);
	ar_buf_free(&text);
	ar_buf_free(&got);
	ar_diag_free(diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check(&rows[i], NEED, CELLS);
	for (size_t i = 0; i < ROWS(bound); i++)
		check(&bound[i], "", "");
	for (size_t i = 0; i < ROWS(cells); i++)
		check(&cells[i], "", "");
}

/* A group column has to be there, whatever else there is. */
static void
test_no_key(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_table *table = open_table(NEED "\n" CELLS "\n", diag);
	struct ar_periodin in;
	struct ar_keys keys;

	(void)state;
	assert_int_equal(ar_keys_parse(&keys, "who"), AR_OK);
	scratch_listen();
	assert_int_equal(ar_periodin_bind(&in, &keys, ar_table_header(table),
	    diag), AR_ESTOP);
	assert_string_equal(scratch_code(), "no-column");
	assert_non_null(strstr(scratch.heard, "'who'"));
	(void)scratch_stop(NULL);
	ar_table_close(table);
	ar_diag_free(diag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_is),
		cmocka_unit_test_teardown(test_rows, scratch_stop),
		cmocka_unit_test_teardown(test_no_key, scratch_stop),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
