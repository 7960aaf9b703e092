/*
 * tests/unit/test_schema.c
 * Purpose: cells become values, or are refused with their column.
 */
#include "libar/columns.h"

#include "libar/table.h"
#include "tests/unit/scratch.h"

#define HEAD "invoice_id,customer_id,invoice_date,amount,currency,balance," \
	"due_date,kind,instalment,customer_name,note\n"

static const struct row {
	const char *name;
	struct ar_slice record;
	const char *code;               /* NULL: good */
} rows[] = {
#define IN(literal) {literal, sizeof(literal) - 1}
	{"full", IN("1,c,2026-01-31,1.5,EUR,-0.5,2026-02-28,deposit,999,n,x"),
	    NULL},
	{"sparse", IN("1,c,2026-01-31,1,,,,,,,"), NULL},
	{"blanks in a text", IN("1,c,2026-01-31,1,,,,,, n ,"), NULL},
	{"a line break in an unknown column",
	    IN("1,c,2026-01-31,1,,,,,,,\"x\ny\""), NULL},
	{"a line break", IN("1,c,2026-01-31,1,,,,,,\"x\ny\","), "line-break"},
	{"records in a cell", IN("1,c,2026-01-31,1,,,,,,,\"x\n"
	    "1,c,2026-01-31,1,,,,,,,x\""), "line-break"},
	{"few fields", IN("1,c,2026-01-31,1"), "field-count"},
	{"many fields", IN("1,c,2026-01-31,1,,,,,,,,"), "field-count"},
	{"NUL", IN("1,c,2026-01-31,1,,,,,,,\0"), "nul-byte"},
	{"Latin-1", IN("1,c,2026-01-31,1,,,,,,,\xfc"), "not-utf8"},
	{"empty id", IN(",c,2026-01-31,1,,,,,,,"), "empty"},
	{"empty amount", IN("1,c,2026-01-31,,,,,,,,"), "empty"},
	{"padded id", IN(" 1,c,2026-01-31,1,,,,,,,"), "padded"},
	{"padded word", IN("1,c,2026-01-31,1,,,,deposit ,,,"), "padded"},
	{"no date", IN("1,c,31.01.2026,1,,,,,,,"), "bad-date"},
	{"no day", IN("1,c,2026-01-31,1,,,2026-02-29,,,,"), "no-such-day"},
	{"no amount", IN("1,c,2026-01-31,1e3,,,,,,,"), "bad-amount"},
	{"comma", IN("1,c,2026-01-31,\"1,5\",,,,,,,"), "decimal-comma"},
	{"decimals", IN("1,c,2026-01-31,1.5,JPY,,,,,,"), "decimals"},
	{"range", IN("1,c,2026-01-31,92233720368547758.08,,,,,,,"),
	    "out-of-range"},
	{"currency", IN("1,c,2026-01-31,1,eur,,,,,,"), "bad-currency"},
	{"word", IN("1,c,2026-01-31,1,,,,Deposit,,,"), "bad-word"},
	{"0", IN("1,c,2026-01-31,1,,,,,0,,"), "bad-count"},
	{"01", IN("1,c,2026-01-31,1,,,,,01,,"), "bad-count"},
	{"1000", IN("1,c,2026-01-31,1,,,,,1000,,"), "bad-count"},
	{"1x", IN("1,c,2026-01-31,1,,,,,1x,,"), "bad-count"},
#undef IN
};

/* The record below a header; the result of binding one or the other. */
static int
read_stream(const struct ar_stream *s, uint64_t want, const char *head,
    struct ar_slice record, void *to, struct ar_diag *diag)
{
	struct ar_buf in = {0};
	struct ar_table *table;
	struct ar_bind bind;
	struct ar_row row;
	int result;

	ar_buf_add(&in, ar_slice_of(head));
	ar_buf_add(&in, record);
	ar_buf_add(&in, AR_S("\n"));
	assert_int_equal(ar_table_open(&table, scratch_write("in",
	    ar_buf_slice(&in)), ar_diag_file(diag, "in"), diag), AR_OK);
	assert_int_equal(ar_table_next(table, &row), AR_ITEM);
	result = ar_bind_make(&bind, s, want, s->required,
	    ar_table_header(table), diag);
	if (result == AR_OK)
		result = ar_bind_row(&bind, &row, to, diag);
	ar_table_close(table);
	ar_buf_free(&in);
	return result;
}

static int
read_one(const char *head, struct ar_slice record, struct ar_doc *doc,
    struct ar_diag *diag)
{
	memset(doc, 0, sizeof *doc);
	return read_stream(&ar_invoices_stream, AR_BIT(AR_INV_READ) - 1,
	    head, record, doc, diag);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *code = rows[i].code == NULL ? "" : rows[i].code;
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_doc doc;
		int result;

		scratch_listen();
		result = read_one(HEAD, rows[i].record, &doc, diag);
		if (result != (rows[i].code == NULL ? AR_OK : AR_EDATA) ||
		    strcmp(scratch_code(), code) != 0)
			fail_msg("%s: %s", rows[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

static void
test_values(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_doc doc;

	(void)state;
	assert_int_equal(read_one(HEAD, rows[0].record, &doc, diag), AR_OK);
	assert_string_equal(doc.ccy.code, "EUR");
	assert_int_equal(doc.amount.minor, 150);
	assert_int_equal(doc.balance.minor, -50);
	assert_int_equal(doc.kind, AR_KIND_DEPOSIT);
	assert_int_equal(doc.instalment, AR_INSTALMENT_MAX);
	assert_int_equal(doc.due_date - doc.invoice_date, 28);
	assert_int_equal(doc.paid_date, AR_NO_DAY);
	assert_int_equal(read_one(HEAD, rows[1].record, &doc, diag), AR_OK);
	assert_true(doc.amount.filled && !doc.balance.filled);
	assert_int_equal(doc.ccy.digits, 2);
	ar_diag_free(diag);
}

/*
 * Rows read at once hold what each holds by itself, up to the first one that
 * is refused; behind the good record there is one of each kind.
 */
static void
test_rows_at_once(void **state)
{
	enum { GOOD = 3, ALL = GOOD + 2 };
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_doc one, many[ALL];

	(void)state;
	ar_diag_hush(diag);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf in = {0};
		struct ar_table *table;
		struct ar_row row[ALL];
		struct ar_bind bind;
		size_t n, good, want = 0;

		ar_buf_add(&in, AR_S(HEAD));
		for (size_t k = 0; k < ALL; k++) {
			ar_buf_add(&in, rows[k == GOOD ? i : k % 3].record);
			ar_buf_add(&in, AR_S("\n"));
		}
		assert_int_equal(ar_table_open(&table, scratch_write("in",
		    ar_buf_slice(&in)), 0, diag), AR_OK);
		assert_int_equal(ar_table_rows(table, row, ALL, &n), AR_ITEM);
		assert_int_equal(ar_bind_make(&bind, &ar_invoices_stream,
		    AR_BIT(AR_INV_READ) - 1, ar_invoices_stream.required,
		    ar_table_header(table), diag), AR_OK);
		memset(many, 0, sizeof many);
		good = ar_bind_rows(&bind, row, n, many, sizeof *many);
		for (; want < n; want++) {
			memset(&one, 0, sizeof one);
			if (ar_bind_row(&bind, &row[want], &one, diag) !=
			    AR_OK)
				break;
			if (want < good)
				assert_memory_equal(&one, &many[want],
				    sizeof one);
		}
		if (good != want && row[good].is_text &&
		    !row[good].many_lines)
			fail_msg("%s: %zu of %zu", rows[i].name, good, want);
		ar_table_close(table);
		ar_buf_free(&in);
	}
	ar_diag_free(diag);
}

/* What could be read stands in the record; one fault is said. */
static void
test_after_a_fault(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_doc doc;

	(void)state;
	scratch_listen();
	assert_int_equal(read_one(HEAD, AR_S("1,c,x,1,EUR,,y,,,,"), &doc,
	    diag), AR_EDATA);
	assert_true(doc.amount.filled && doc.amount.minor == 100);
	assert_non_null(strstr(scratch_heard(), "in:2:invoice_date: 'x'"));
	assert_int_equal(ar_diag_refused(diag), 1);
	assert_int_equal(read_one(HEAD, AR_S("1,c,2026-01-31,1,E,,,,,,"),
	    &doc, diag), AR_EDATA);
	assert_false(doc.amount.filled);
	ar_diag_free(diag);
}

static const struct {
	const char *head, *said;        /* NULL: good */
} heads[] = {
	{"Invoice ID,CUSTOMER_ID,invoice-date,amount\n", NULL},
	{"invoice_id,customer_id,invoice_date,amount,Tax,tax\n", NULL},
	{"invoice_id,customer_id,invoice_date,amout\n", "near: 'amout'"},
	{"invoice_id,customer_id,invoice_date\n", "no column 'amount'"},
	{"invoice_id,customer_id,invoice_date,amount,kind,Kind\n",
	    "[repeated-column]"},
	{"invoice_id;amount\n", "ar-import -d ';'"},
};

static void
test_heads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(heads); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_doc doc;
		int result;

		scratch_listen();
		result = read_one(heads[i].head, AR_S("x"), &doc, diag);
		if (result != (heads[i].said == NULL ? AR_EDATA : AR_ESTOP) ||
		    strstr(scratch_heard(), heads[i].said == NULL ?
		    "[field-count]" : heads[i].said) == NULL)
			fail_msg("%s: %s", heads[i].head, scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

struct number_record {
	int64_t whole;
	struct ar_decimal number;
	ar_rate percent;
};

static const struct ar_column number_columns[] = {
	{"whole", AR_WHOLE, false, offsetof(struct number_record, whole),
	    NULL},
	{"number", AR_NUMBER, false, offsetof(struct number_record, number),
	    NULL},
	{"percent", AR_PERCENT, false,
	    offsetof(struct number_record, percent), NULL},
};

static const struct ar_stream number_stream = {
	"numbers", number_columns, ROWS(number_columns), 7, false,
	{{NULL}},
};

static const struct {
	const char *record, *code;      /* NULL: good */
	struct number_record want;
} numbers[] = {
	{"1,2,3", NULL, {1, {2, 0, true}, AR_RATE_ONE / 100 * 3}},
	{",,", NULL, {0, {0, 0, false}, 0}},
	{"9223372036854775807,,", NULL, {INT64_MAX, {0, 0, false}, 0}},
	{"9223372036854775808,,", "bad-number", {0}},
	{"0,,", "bad-number", {0}}, {"01,,", "bad-number", {0}},
	{"-1,,", "bad-number", {0}}, {"+1,,", "bad-number", {0}},
	{"1.0,,", "bad-number", {0}}, {"1x,,", "bad-number", {0}},
	{" 1,,", "padded", {0}},
	{",-1.50,", NULL, {0, {-150, 2, true}, 0}},
	{",0,", NULL, {0, {0, 0, true}, 0}},
	{",0.123456789,", NULL, {0, {123456789, 9, true}, 0}},
	{",0.1234567890,", "decimals", {0}},
	{",\"1,5\",", "decimal-comma", {0}}, {",1e3,", "bad-amount", {0}},
	{",1.,", "bad-amount", {0}}, {",+1,", "bad-amount", {0}},
	{",9223372036854775808,", "out-of-range", {0}},
	{",9223372036.854775808,", "out-of-range", {0}},
	{",1 ,", "padded", {0}},
	{",,0", NULL, {0}},
	{",,0.000001", NULL, {0, {0, 0, false}, 1}},
	{",,100.000000", NULL, {0, {0, 0, false}, AR_RATE_ONE}},
	{",,100.000001", "bad-percent", {0}},
	{",,0.0000001", "bad-percent", {0}}, {",,-1", "bad-percent", {0}},
	{",,19%", "bad-percent", {0}}, {",,\"7,5\"", "bad-percent", {0}},
	{",,7 ", "padded", {0}},
};

static bool
is_record(const struct number_record *a, const struct number_record *b)
{
	return a->whole == b->whole && a->percent == b->percent &&
	    a->number.units == b->number.units &&
	    a->number.places == b->number.places &&
	    a->number.filled == b->number.filled;
}

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(numbers); i++) {
		const char *code = numbers[i].code;
		struct ar_diag *diag = ar_diag_new("t");
		struct number_record got = {0};
		int result;

		scratch_listen();
		result = read_stream(&number_stream, 7,
		    "whole,number,percent\n",
		    ar_slice_of(numbers[i].record), &got, diag);
		if (result != (code == NULL ? AR_OK : AR_EDATA) ||
		    strcmp(scratch_code(), code == NULL ? "" : code) != 0 ||
		    (code == NULL && !is_record(&got, &numbers[i].want)))
			fail_msg("%s: %s", numbers[i].record,
			    scratch_heard());
		(void)scratch_stop(NULL);
		ar_diag_free(diag);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_values), TEST(test_rows_at_once),
		TEST(test_after_a_fault),
		TEST(test_heads), TEST(test_numbers),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
