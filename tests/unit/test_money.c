/*
 * tests/unit/test_money.c
 * Purpose: amounts and ratios as text, currencies, rounding, splitting.
 */
#include "libar/money.h"

#include <stdlib.h>

#include "libar/mem.h"
#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define SUM_MAX ((ar_sum)(((ar_sum)1 << 126) - 1) * 2 + 1)
#define SUM_MIN (-SUM_MAX - 1)
#define SUM_MAX_TEXT "170141183460469231731687303715884105727"
#define SUM_MIN_TEXT "-170141183460469231731687303715884105728"

static int
sign(int v)
{
	return (v > 0) - (v < 0);
}

static const struct ccy_row {
	const char *name;
	const char *input;
	int digits;             /* -1: refused */
} ccy_rows[] = {
	{"unnamed", "", 2},
	{"euro", "EUR", 2},
	{"dollar", "USD", 2},
	{"same-day dollar", "USN", 2},
	{"no decimals", "JPY", 0},
	{"no decimals, fund", "UYI", 0},
	{"three decimals", "KWD", 3},
	{"three decimals, last letter", "TND", 3},
	{"four decimals", "CLF", 4},
	{"four decimals, Uruguay", "UYW", 4},
	{"very first", "AED", 2},
	{"very last", "ZWG", 2},
	{"alone under its letter", "OMR", 3},
	{"added: leone", "SLE", 2},
	{"added: bolivar", "VED", 2},
	{"added: guilder", "XCG", 2},
	{"added: dinar", "XAD", 2},
	{"withdrawn: kuna", "HRK", -1},
	{"withdrawn: convertible peso", "CUC", -1},
	{"withdrawn: old leone", "SLL", -1},
	{"withdrawn: dollar", "ZWL", -1},
	{"withdrawn: old guilder", "ANG", -1},
	{"withdrawn: lev", "BGN", -1},
	{"gold", "XAU", -1},
	{"drawing right", "XDR", -1},
	{"none", "XXX", -1},
	{"test", "XTS", -1},
	{"small letters", "eur", -1},
	{"one small letter", "EUr", -1},
	{"too short", "EU", -1},
	{"too long", "EURO", -1},
	{"blank", "EU ", -1},
	{"blank in front", " EUR", -1},
	{"below A", "@ED", -1},
	{"above Z", "[ED", -1},
	{"not ASCII", "\xe2\x82\xac", -1},
	{"over two entries", "D2 ", -1}
};

static void
test_ccy(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ccy_rows); i++) {
		const struct ccy_row *row = &ccy_rows[i];
		struct ar_ccy got = {"???", 99};
		int err = ar_ccy_parse(&got, ar_slice_of(row->input));

		if (row->digits < 0) {
			check(row->name, err == AR_EDATA);
			check(row->name, got.digits == 99);
			continue;
		}
		check(row->name, err == AR_OK);
		check(row->name, got.digits == row->digits);
		check(row->name, strcmp(got.code, row->input) == 0);
	}
}

/* Give back how many codes of three capitals are taken, by decimals. */
static void
count_currencies(int count[5])
{
	enum { LETTERS = 26 };
	struct ar_ccy ccy;

	for (int i = 0; i < LETTERS * LETTERS * LETTERS; i++) {
		char code[] = {
			(char)('A' + i / (LETTERS * LETTERS)),
			(char)('A' + i / LETTERS % LETTERS),
			(char)('A' + i % LETTERS)
		};

		if (ar_ccy_parse(&ccy, ar_slice(code, sizeof(code))) != AR_OK)
			continue;
		assert_true(ccy.digits <= 4);
		assert_memory_equal(ccy.code, code, sizeof(code));
		count[ccy.digits]++;
	}
}

static void
test_ccy_count(void **state)
{
	int count[5] = {0};

	(void)state;
	count_currencies(count);
	assert_int_equal(count[0], 17);
	assert_int_equal(count[1], 0);
	assert_int_equal(count[2], 139);
	assert_int_equal(count[3], 7);
	assert_int_equal(count[4], 2);
}

static const struct parse_row {
	const char *name;
	const char *input;
	size_t digits;
	int64_t want;
	enum ar_money_err err;
} parse_rows[] = {
	{"cents", "12.34", 2, 1234, AR_MONEY_OK},
	{"negative", "-12.34", 2, -1234, AR_MONEY_OK},
	{"missing decimals", "12", 2, 1200, AR_MONEY_OK},
	{"one of two decimals", "12.3", 2, 1230, AR_MONEY_OK},
	{"no decimals", "12", 0, 12, AR_MONEY_OK},
	{"nine decimals", "1.234567891", 9, 1234567891, AR_MONEY_OK},
	{"zero", "0", 2, 0, AR_MONEY_OK},
	{"negative zero", "-0.00", 2, 0, AR_MONEY_OK},
	{"zeros in front", "0000000000000000000000001.50", 2, 150,
	    AR_MONEY_OK},
	{"largest", "92233720368547758.07", 2, INT64_MAX, AR_MONEY_OK},
	{"smallest", "-92233720368547758.07", 2, -INT64_MAX, AR_MONEY_OK},
	{"largest whole", "9223372036854775807", 0, INT64_MAX, AR_MONEY_OK},
	{"above the largest", "92233720368547758.08", 2, 0, AR_MONEY_RANGE},
	{"below the smallest", "-92233720368547758.08", 2, 0,
	    AR_MONEY_RANGE},
	{"too large by its missing decimals", "92233720368547759", 2, 0,
	    AR_MONEY_RANGE},
	{"64 bits", "18446744073709551615", 0, 0, AR_MONEY_RANGE},
	{"65 bits", "18446744073709551616", 0, 0, AR_MONEY_RANGE},
	{"65 bits and one", "18446744073709551617", 0, 0, AR_MONEY_RANGE},
	{"wraps when scaled", "184467440737095517", 2, 0, AR_MONEY_RANGE},
	{"scaled by nine digits", "18446744074", 9, 0, AR_MONEY_RANGE},
	{"very long", "10000000000000000000000000000000000000000", 2, 0,
	    AR_MONEY_RANGE},
	{"excess decimals", "1.234", 2, 0, AR_MONEY_DECIMALS},
	{"excess zeros", "100.000", 2, 0, AR_MONEY_DECIMALS},
	{"decimals of a yen", "100.0", 0, 0, AR_MONEY_DECIMALS},
	{"excess decimals before range", "99999999999999999999.999", 2, 0,
	    AR_MONEY_DECIMALS},
	{"empty", "", 2, 0, AR_MONEY_EMPTY},
	{"sign alone", "-", 2, 0, AR_MONEY_FORM},
	{"point alone", ".", 2, 0, AR_MONEY_FORM},
	{"no decimals after the point", "1.", 2, 0, AR_MONEY_FORM},
	{"no digit before the point", ".5", 2, 0, AR_MONEY_FORM},
	{"sign and point", "-.5", 2, 0, AR_MONEY_FORM},
	{"plus", "+5", 2, 0, AR_MONEY_FORM},
	{"two signs", "--5", 2, 0, AR_MONEY_FORM},
	{"sign behind", "5-", 2, 0, AR_MONEY_FORM},
	{"two points", "1.2.3", 2, 0, AR_MONEY_FORM},
	{"blank in front", " 5", 2, 0, AR_MONEY_FORM},
	{"blank behind", "5 ", 2, 0, AR_MONEY_FORM},
	{"exponent", "1e5", 2, 0, AR_MONEY_FORM},
	{"hexadecimal", "0x10", 2, 0, AR_MONEY_FORM},
	{"in parentheses", "(5.00)", 2, 0, AR_MONEY_FORM},
	{"currency sign", "$5.00", 2, 0, AR_MONEY_FORM},
	{"form before range", "99999999999999999999999x", 2, 0,
	    AR_MONEY_FORM},
	{"byte below the digits", "1/2", 2, 0, AR_MONEY_FORM},
	{"byte above the digits", "1:2", 2, 0, AR_MONEY_FORM},
	{"full-width digit", "\xef\xbc\x95", 2, 0, AR_MONEY_FORM},
	{"not a number", "nan", 2, 0, AR_MONEY_FORM},
	{"comma", "12,34", 2, 0, AR_MONEY_COMMA},
	{"comma, negative", "-12,34", 2, 0, AR_MONEY_COMMA},
	{"comma of thousands", "1,000", 2, 0, AR_MONEY_COMMA},
	{"comma out of range", "99999999999999999999,00", 2, 0,
	    AR_MONEY_COMMA},
	{"comma and point", "1,000.00", 2, 0, AR_MONEY_FORM},
	{"point and comma", "1.000,00", 2, 0, AR_MONEY_FORM},
	{"two commas", "1,000,000", 2, 0, AR_MONEY_FORM},
	{"comma in front", ",5", 2, 0, AR_MONEY_FORM},
	{"comma behind", "5,", 2, 0, AR_MONEY_FORM}
};

/* The bytes alone: a read beyond them is one beyond their memory. */
static char *
bare(const char *text)
{
	struct ar_slice from = ar_slice_of(text);
	char *p = ar_alloc(from.n);

	memcpy(p, from.p, from.n);
	return p;
}

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(parse_rows); i++) {
		const struct parse_row *row = &parse_rows[i];
		char *p = bare(row->input);
		struct ar_slice text = ar_slice(p, strlen(row->input));
		int64_t got = 4711;
		enum ar_money_err err;

		err = ar_money_parse(&got, text, (unsigned)row->digits);
		check(row->name, err == row->err);
		check(row->name,
		    got == (err == AR_MONEY_OK ? row->want : 4711));
		check(row->name, ar_decimal_is(text) == (err == AR_MONEY_OK ||
		    err == AR_MONEY_DECIMALS || err == AR_MONEY_RANGE));
		free(p);
	}
}

/* Whether it is an amount that is read at once. */
static bool
is_wide(struct ar_slice text, unsigned digits, size_t room)
{
	size_t sign = text.n > 0 && text.p[0] == '-', n = text.n - sign;

	return ar_decimal_is(text) && digits >= 1 && digits <= 4 &&
	    n <= 16 && n > digits && room >= 16 + sign &&
	    text.p[text.n - digits - 1] == '.';
}

static void
compare_wide(const char *bytes, size_t n, unsigned digits, size_t room)
{
	struct ar_slice text = ar_slice(bytes, n);
	int64_t want = 4711, got = 4711;

	if (is_wide(text, digits, room))
		assert_int_equal(ar_money_parse(&want, text, digits),
		    AR_MONEY_OK);
	if (ar_money_parse_wide(&got, text, digits, room) !=
	    is_wide(text, digits, room) || got != want)
		fail_msg("'%.*s', %u digits", (int)n, bytes, digits);
}

/* Each byte replaced by one that may not be there, or not at this place. */
static void
compare_odd(char *bytes, size_t n, unsigned digits, size_t room)
{
	static const char odd[] = "/:.,-+ 09\xb0\xff\x0ep";

	for (size_t i = 0; i < n * sizeof odd; i++) {
		char *at = bytes + i / sizeof odd, was = *at;

		*at = odd[i % sizeof odd];
		compare_wide(bytes, n, digits, room);
		*at = was;
	}
}

/* As much room behind the text as is said, and no byte more. */
static void
compare_rooms(const char *text, size_t n, unsigned digits)
{
	enum { MOST = 17 };
	char *bytes = ar_alloc(n + MOST);

	memcpy(bytes, text, n + MOST);
	for (size_t behind = 0; behind <= MOST; behind++) {
		char *at = bytes + MOST - behind;

		memcpy(at, text, n);
		compare_wide(at, n, digits, n + behind);
		if (n > 0)
			at[0] = '-';
		compare_wide(at, n, digits, n + behind);
	}
	free(bytes);
}

/* All lengths and places of the point, whatever stands behind. */
static void
test_parse_wide(void **state)
{
	enum { ROOM = 40, LENGTHS = 20, DIGITS = 6 };

	(void)state;
	for (size_t i = 0; i < LENGTHS * LENGTHS * DIGITS; i++) {
		unsigned digits = (unsigned)(i % DIGITS);
		size_t point = i / DIGITS % LENGTHS;
		size_t n = i / DIGITS / LENGTHS;
		char text[ROOM];

		for (size_t k = 0; k < ROOM; k++)
			text[k] = (char)('0' + (k * 7 + n + 9) % 10);
		text[point] = '.';
		compare_wide(text, n, digits, ROOM);
		compare_odd(text, n, digits, ROOM);
		compare_rooms(text, n, digits);
	}
}

static void
test_parse_nul(void **state)
{
	int64_t got = 0;

	(void)state;
	assert_int_equal(ar_money_parse(&got, AR_S("1\0"), 2), AR_MONEY_FORM);
	assert_int_equal(ar_money_parse(&got, AR_S("\0"), 2), AR_MONEY_FORM);
}

static const struct format_row {
	const char *name;
	ar_sum input;
	unsigned digits;
	const char *want;
} format_rows[] = {
	{"zero", 0, 2, "0.00"},
	{"zero, no decimals", 0, 0, "0"},
	{"one cent", 1, 2, "0.01"},
	{"minus one cent", -1, 2, "-0.01"},
	{"one", 100, 2, "1.00"},
	{"no decimals", -1234, 0, "-1234"},
	{"three decimals", 1234, 3, "1.234"},
	{"nine decimals", 1, 9, "0.000000001"},
	{"largest amount", INT64_MAX, 2, "92233720368547758.07"},
	{"64 bits", UINT64_MAX, 0, "18446744073709551615"},
	{"65 bits", (ar_sum)UINT64_MAX + 1, 0, "18446744073709551616"},
	{"ten to the 20", (ar_sum)10000000000 * 10000000000, 2,
	    "1000000000000000000.00"},
	{"largest sum", SUM_MAX, 0, SUM_MAX_TEXT},
	{"smallest sum", SUM_MIN, 0, SUM_MIN_TEXT},
	{"smallest sum, decimals", SUM_MIN, 9,
	    "-170141183460469231731687303715.884105728"}
};

static void
test_format(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(format_rows); i++) {
		const struct format_row *row = &format_rows[i];
		char buf[AR_MONEY_MAX];
		size_t n = ar_money_format(buf, row->input, row->digits);

		check(row->name, ar_slice_eq(ar_slice(buf, n),
		    ar_slice_of(row->want)));
	}
}

/* xorshift, the same numbers in each run. */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Of any size, as many small ones as large ones. */
static int64_t
next_amount(uint64_t *state)
{
	int64_t amount = (int64_t)(next_random(state) >> 1);

	amount >>= (int)(next_random(state) % 63);
	return next_random(state) % 2 == 0 ? amount : -amount;
}

static void
test_round_trip(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t amount = next_amount(&seed);
		unsigned digits = (unsigned)(next_random(&seed) % 10);
		char buf[AR_MONEY_MAX];
		size_t n = ar_money_format(buf, amount, digits);
		int64_t back = 0;

		assert_int_equal(ar_money_parse(&back, ar_slice(buf, n),
		    digits), AR_MONEY_OK);
		assert_true(back == amount);
	}
}

static const struct sum_row {
	const char *name, *input;
	unsigned digits;
	ar_sum want;
	int err;
} sum_rows[] = {
	{"cents", "12.34", 2, 1234, AR_OK},
	{"below nothing", "-0.05", 2, -5, AR_OK},
	{"no cents", "350", 0, 350, AR_OK},
	{"cents that are not written", "12", 2, 0, AR_EDATA},
	{"one is missing", "12.3", 2, 0, AR_EDATA},
	{"one too many", "12.340", 2, 0, AR_EDATA},
	{"no number", "12,34", 2, 0, AR_EDATA},
	{"nothing", "", 0, 0, AR_EDATA},
	{"largest", SUM_MAX_TEXT, 0, SUM_MAX, AR_OK},
	{"smallest", "-170141183460469231731687303715884105728", 0, SUM_MIN,
	    AR_OK},
	{"a digit above", "170141183460469231731687303715884105728", 0, 0,
	    AR_EDATA},
	{"a digit below", "-170141183460469231731687303715884105729", 0, 0,
	    AR_EDATA},
	{"ten times the largest", SUM_MAX_TEXT ".0", 1, 0, AR_EDATA},
	{"largest, with cents", "1701411834604692317316873037158841057.27", 2,
	    SUM_MAX, AR_OK},
	{"smallest, with cents", "-1701411834604692317316873037158841057.28",
	    2, SUM_MIN, AR_OK},
	{"the one decimal is missing", "12", 1, 0, AR_EDATA},
};

static void
test_sum_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(sum_rows); i++) {
		const struct sum_row *row = &sum_rows[i];
		char *p = bare(row->input);
		ar_sum got = 0;

		check(row->name, ar_sum_parse(&got, ar_slice(p,
		    strlen(row->input)), row->digits) == row->err &&
		    got == row->want);
		free(p);
	}
}

/* A cell of a line: what stands beside it is not read. */
static void
test_cells_in_a_line(void **state)
{
	static const char line[] = "-5.123";
	static const struct ar_slice empty = {line, 0};
	static const struct ar_slice none = {0};
	int64_t minor = 4711;
	ar_sum sum = 4711;

	(void)state;
	assert_int_equal(ar_money_parse(&minor, empty, 2), AR_MONEY_EMPTY);
	assert_int_equal(ar_money_parse(&minor, ar_slice(line, 1), 2),
	    AR_MONEY_FORM);
	assert_int_equal(ar_money_parse(&minor, ar_slice(line, 2), 2),
	    AR_MONEY_OK);
	assert_int_equal(minor, -500);
	assert_int_equal(ar_money_parse(&minor, none, 2), AR_MONEY_EMPTY);
	assert_int_equal(ar_decimal_cmp(empty, AR_S("0")), 0);
	assert_true(ar_decimal_cmp(ar_slice("00", 1), AR_S("5")) < 0);
	assert_int_equal(ar_sum_parse(&sum, empty, 0), AR_EDATA);
	assert_int_equal(ar_sum_parse(&sum, none, 0), AR_EDATA);
	assert_int_equal(ar_sum_parse(&sum, ar_slice(line + 3, 2), 2),
	    AR_EDATA);
	assert_int_equal(ar_sum_parse(&sum, ar_slice(line + 3, 3), 2),
	    AR_EDATA);
	assert_true(sum == 4711);
}

static const struct add_row {
	const char *name;
	int err;
	ar_sum into, add, want;
} add_rows[] = {
	{"small", AR_OK, 1, 2, 3},
	{"to the largest", AR_OK, SUM_MAX - 1, 1, SUM_MAX},
	{"past the largest", AR_EDATA, SUM_MAX, 1, SUM_MAX},
	{"to the smallest", AR_OK, SUM_MIN + 1, -1, SUM_MIN},
	{"past the smallest", AR_EDATA, SUM_MIN, -1, SUM_MIN},
	{"both ends", AR_OK, SUM_MIN, SUM_MAX, -1}
};

static void
test_add(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(add_rows); i++) {
		const struct add_row *row = &add_rows[i];
		ar_sum into = row->into;

		check(row->name, ar_sum_add(&into, row->add) == row->err);
		check(row->name, into == row->want);
	}
}

static void
test_cmp(void **state)
{
	(void)state;
	assert_true(ar_sum_cmp(SUM_MIN, SUM_MAX) < 0);
	assert_true(ar_sum_cmp(-1, 0) < 0);
	assert_true(ar_sum_cmp(7, 7) == 0);
	assert_true(ar_sum_cmp(SUM_MAX, SUM_MAX - 1) > 0);
}

static const struct narrow_row {
	const char *name;
	ar_sum sum;
	int err;
} narrow_rows[] = {
	{"nothing", 0, AR_OK},
	{"largest amount", INT64_MAX, AR_OK},
	{"above it", (ar_sum)INT64_MAX + 1, AR_EDATA},
	{"smallest amount", -INT64_MAX, AR_OK},
	{"below it", INT64_MIN, AR_EDATA}
};

static void
test_narrow(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(narrow_rows); i++) {
		const struct narrow_row *row = &narrow_rows[i];
		int64_t got = 4711;

		check(row->name, ar_sum_narrow(&got, row->sum) == row->err);
		check(row->name,
		    got == (row->err == AR_OK ? row->sum : 4711));
	}
}

static const struct divide_row {
	const char *name;
	ar_sum num, den;
	ar_sum away, even;
} divide_rows[] = {
	{"exact", 6, 3, 2, 2},
	{"exact negative", -6, 3, -2, -2},
	{"zero", 0, 7, 0, 0},
	{"below half", 1, 3, 0, 0},
	{"below half, negative", -1, 3, 0, 0},
	{"above half", 2, 3, 1, 1},
	{"above half, negative", -2, 3, -1, -1},
	{"0.5", 1, 2, 1, 0},
	{"-0.5", -1, 2, -1, 0},
	{"1.5", 3, 2, 2, 2},
	{"-1.5", -3, 2, -2, -2},
	{"2.5", 5, 2, 3, 2},
	{"-2.5", -5, 2, -3, -2},
	{"2.5 of tens", 25, 10, 3, 2},
	{"just above 2.5", 251, 100, 3, 3},
	{"just below 2.5", 249, 100, 2, 2},
	{"by one", SUM_MAX, 1, SUM_MAX, SUM_MAX},
	{"by one, smallest", SUM_MIN, 1, SUM_MIN, SUM_MIN},
	{"by itself", SUM_MAX, SUM_MAX, 1, 1},
	{"smallest by largest", SUM_MIN, SUM_MAX, -1, -1},
	{"half of the largest", SUM_MAX / 2, SUM_MAX, 0, 0},
	{"more than that half", SUM_MAX / 2 + 1, SUM_MAX, 1, 1},
	{"half at the edge", SUM_MAX, 2, (ar_sum)1 << 126,
	    (ar_sum)1 << 126}
};

static void
test_divide(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(divide_rows); i++) {
		const struct divide_row *row = &divide_rows[i];
		ar_sum away = 0;
		ar_sum even = 0;

		check(row->name, ar_sum_divide(&away, row->num, row->den,
		    AR_HALF_AWAY) == AR_OK && away == row->away);
		check(row->name, ar_sum_divide(&even, row->num, row->den,
		    AR_HALF_EVEN) == AR_OK && even == row->even);
	}
}

static void
test_divide_by_nothing(void **state)
{
	ar_sum got = 4711;

	(void)state;
	assert_int_equal(ar_sum_divide(&got, 1, 0, AR_HALF_AWAY), AR_EDATA);
	assert_int_equal(ar_sum_divide(&got, 1, -1, AR_HALF_AWAY), AR_EDATA);
	assert_true(got == 4711);
}

static const struct share_row {
	const char *name;
	ar_rate rate;
	ar_sum amount;
	ar_sum away, even;
	int err;
} share_rows[] = {
	{"nothing", 0, 12345, 0, 0, AR_OK},
	{"all", AR_RATE_ONE, 12345, 12345, 12345, AR_OK},
	{"one per cent", 1000000, 12345, 123, 123, AR_OK},
	{"0.5", 1000000, 50, 1, 0, AR_OK},
	{"-0.5", 1000000, -50, -1, 0, AR_OK},
	{"1.5", 1000000, 150, 2, 2, AR_OK},
	{"-1.5", 1000000, -150, -2, -2, AR_OK},
	{"2.5", 1000000, 250, 3, 2, AR_OK},
	{"-2.5", 1000000, -250, -3, -2, AR_OK},
	{"smallest rate", 1, AR_RATE_ONE / 2, 1, 0, AR_OK},
	{"below half", 1, AR_RATE_ONE / 2 - 1, 0, 0, AR_OK},
	{"half beyond whole hundreds", 1, AR_RATE_ONE + AR_RATE_ONE / 2, 2,
	    2, AR_OK},
	{"all of the largest", AR_RATE_ONE, SUM_MAX, SUM_MAX, SUM_MAX,
	    AR_OK},
	{"all of the smallest", AR_RATE_ONE, SUM_MIN, SUM_MIN, SUM_MIN,
	    AR_OK},
	{"half of the largest", AR_RATE_ONE / 2, SUM_MAX,
	    (ar_sum)1 << 126, (ar_sum)1 << 126, AR_OK},
	{"too much", AR_RATE_ONE + 1, SUM_MAX, 0, 0, AR_EDATA},
	{"too little", AR_RATE_ONE + 1, SUM_MIN, 0, 0, AR_EDATA},
	{"far too much", INT64_MAX, SUM_MAX, 0, 0, AR_EDATA},
	/* What is below AR_RATE_ONE, and the rounding, are the last straw. */
	{"twice half, rounded up", 2 * AR_RATE_ONE, SUM_MAX / 2 + 1, 0, 0,
	    AR_EDATA},
	{"half a unit too much", AR_RATE_ONE / 2 * 3, SUM_MAX / 3 * 2 + 1, 0,
	    0, AR_EDATA},
	{"just not too much", AR_RATE_ONE / 2 * 3, SUM_MAX / 3 * 2, SUM_MAX - 1,
	    SUM_MAX - 1, AR_OK},
};

static void
test_share(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(share_rows); i++) {
		const struct share_row *row = &share_rows[i];
		ar_sum away = 0;
		ar_sum even = 0;

		check(row->name, ar_sum_share(&away, row->amount, row->rate,
		    AR_HALF_AWAY) == row->err && away == row->away);
		check(row->name, ar_sum_share(&even, row->amount, row->rate,
		    AR_HALF_EVEN) == row->err && even == row->even);
	}
}

enum { PARTS = 4 };

static const struct split_row {
	const char *name;
	int64_t total;
	size_t n;
	int64_t weight[PARTS], want[PARTS];
	int err;
} split_rows[] = {
	{"alone", 100, 1, {7}, {100}, AR_OK},
	{"thirds", 100, 3, {1, 1, 1}, {33, 33, 34}, AR_OK},
	{"thirds, negative", -100, 3, {1, 1, 1}, {-33, -33, -34}, AR_OK},
	{"halves round away", 1, 2, {1, 1}, {1, 0}, AR_OK},
	{"never more than is left", 2, 4, {1, 1, 1, 1}, {1, 1, 0, 0}, AR_OK},
	{"nor when negative", -2, 4, {1, 1, 1, 1}, {-1, -1, 0, 0}, AR_OK},
	{"in proportion", 1000, 3, {5, 3, 2}, {500, 300, 200}, AR_OK},
	{"no weight, nothing", 10, 3, {0, 1, 1}, {0, 5, 5}, AR_OK},
	{"nothing to split", 0, 2, {1, 2}, {0, 0}, AR_OK},
	{"largest", INT64_MAX, 2, {INT64_MAX, INT64_MAX},
	    {INT64_MAX / 2 + 1, INT64_MAX / 2}, AR_OK},
	{"smallest", INT64_MIN, 2, {INT64_MAX, 0}, {INT64_MIN, 0}, AR_OK},
	{"no parts", 100, 0, {0}, {0}, AR_EDATA},
	{"weights of nothing", 100, 2, {0, 0}, {0}, AR_EDATA},
	{"negative weight", 100, 2, {3, -1}, {0}, AR_EDATA},
	{"negative weight, alone", 100, 1, {-1}, {0}, AR_EDATA}
};

static void
test_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(split_rows); i++) {
		const struct split_row *row = &split_rows[i];
		int64_t part[PARTS] = {0};

		check(row->name, ar_money_split(part, row->total, row->weight,
		    row->n) == row->err);
		for (size_t k = 0; k < PARTS; k++)
			check(row->name, part[k] == row->want[k]);
	}
}

static void
test_split_adds_up(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t total = next_amount(&seed);
		size_t n = 1 + next_random(&seed) % PARTS;
		int64_t weight[PARTS] = {1, 1, 1, 1};
		int64_t part[PARTS] = {0};
		ar_sum sum = 0;

		for (size_t k = 0; k < n; k++)
			weight[k] = next_amount(&seed) & INT64_MAX;
		weight[0] |= 1;
		assert_int_equal(ar_money_split(part, total, weight, n),
		    AR_OK);
		for (size_t k = 0; k < n; k++) {
			assert_true(part[k] == 0 ||
			    (part[k] < 0) == (total < 0));
			sum += part[k];
		}
		assert_true(sum == total);
	}
}

static const struct rate_row {
	const char *name;
	const char *input;
	ar_rate want;           /* -1: refused */
} rate_rows[] = {
	{"none", "0", 0},
	{"all", "100", AR_RATE_ONE},
	{"all, decimals", "100.000000", AR_RATE_ONE},
	{"half", "50", AR_RATE_ONE / 2},
	{"one per cent", "1", 1000000},
	{"two and a half", "2.5", 2500000},
	{"smallest", "0.000001", 1},
	{"too fine", "0.0000001", -1},
	{"above all", "100.000001", -1},
	{"negative", "-1", -1},
	{"negative, smallest", "-0.000001", -1},
	{"empty", "", -1},
	{"sign of per cent", "5%", -1},
	{"comma", "2,5", -1},
	{"far too large", "99999999999999999999", -1}
};

static void
test_rate(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rate_rows); i++) {
		const struct rate_row *row = &rate_rows[i];
		ar_rate got = -1;
		int err = ar_rate_parse(&got, ar_slice_of(row->input));

		check(row->name, got == row->want);
		check(row->name, (err == AR_OK) == (row->want >= 0));
	}
}

static const struct ratio_row {
	const char *name;
	ar_sum num, den;
	unsigned digits;
	const char *want;
} ratio_rows[] = {
	{"two thirds", 2, 3, 4, "0.6667"},
	{"one third", 1, 3, 9, "0.333333333"},
	{"both negative", -2, -3, 2, "0.67"},
	{"negative", 2, -3, 2, "-0.67"},
	{"half", 1, 2, 0, "1"},
	{"minus half", -1, 2, 0, "-1"},
	{"below half", 49, 100, 0, "0"},
	{"above half by a little", 500001, 1000000, 0, "1"},
	{"half of the last digit", 5, 1000, 2, "0.01"},
	{"below half of it", 4999, 1000000, 2, "0.00"},
	{"no negative zero", -4999, 1000000, 2, "0.00"},
	{"no negative zero, no decimals", 1, -3, 0, "0"},
	{"carries on", 9995, 1000, 2, "10.00"},
	{"carries into a new digit", 999999, 1000000, 3, "1.000"},
	{"rounded once, not twice", 445, 1000, 1, "0.4"},
	{"zero", 0, 5, 3, "0.000"},
	{"whole", 21, 7, 1, "3.0"},
	{"days", 10957, 30, 1, "365.2"},
	{"largest", SUM_MAX, 1, 9, SUM_MAX_TEXT ".000000000"},
	{"smallest", SUM_MIN, 1, 9, SUM_MIN_TEXT ".000000000"},
	{"smallest by minus one", SUM_MIN, -1, 0,
	    "170141183460469231731687303715884105728"},
	{"half of the largest", SUM_MAX, 2, 1,
	    "85070591730234615865843651857942052863.5"},
	{"the largest by ten", SUM_MAX, 10, 0,
	    "17014118346046923173168730371588410573"},
	{"one by the largest", 1, SUM_MAX, 9, "0.000000000"},
	{"next to one", SUM_MAX - 1, SUM_MAX, 9, "1.000000000"},
	{"largest by smallest", SUM_MAX, SUM_MIN, 9, "-1.000000000"},
	{"smallest by itself", SUM_MIN, SUM_MIN, 9, "1.000000000"},
	{"a third of the largest", SUM_MAX / 3, SUM_MAX, 9, "0.333333333"},
	{"two thirds of the smallest", SUM_MIN / 3 * 2, SUM_MIN, 9,
	    "0.666666667"},
	{"an eighth of the smallest", SUM_MIN / 8, SUM_MIN, 2, "0.13"}
};

static void
test_ratio(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(ratio_rows); i++) {
		const struct ratio_row *row = &ratio_rows[i];
		char buf[AR_MONEY_MAX];
		size_t n = ar_ratio_format(buf, row->num, row->den,
		    row->digits);

		check(row->name, ar_slice_eq(ar_slice(buf, n),
		    ar_slice_of(row->want)));
	}
}

/* Small enough ratios are also a quotient of what is scaled first. */
static void
test_ratio_by_divide(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t num = next_amount(&seed);
		int64_t den = (next_amount(&seed) & INT64_MAX) | 1;
		char got[AR_MONEY_MAX];
		char want[AR_MONEY_MAX];
		size_t n = ar_ratio_format(got, num, den, 6);
		ar_sum quotient = 0;

		assert_int_equal(ar_sum_divide(&quotient,
		    (ar_sum)num * 1000000, den, AR_HALF_AWAY), AR_OK);
		assert_int_equal(n, ar_money_format(want, quotient, 6));
		assert_memory_equal(got, want, n);
	}
}

static const struct decimal_row {
	const char *name;
	const char *a, *b;
	int want;
} decimal_rows[] = {
	{"same", "1.5", "1.5", 0},
	{"zeros at either end", "1.5", "001.500", 0},
	{"whole and decimals", "2", "2.000", 0},
	{"negative zero", "-0.00", "0", 0},
	{"zeros of any length", "-000", "-0.0", 0},
	{"digits count", "9", "10", -1},
	{"not as text", "10", "9", 1},
	{"decimals are text", "1.09", "1.1", -1},
	{"more decimals", "1.5", "1.51", -1},
	{"signs", "-1", "1", -1},
	{"sign and zero", "-0.01", "0", -1},
	{"both negative", "-2", "-1", -1},
	{"both negative, digits count", "-10", "-9", -1},
	{"both negative, decimals", "-1.09", "-1.1", 1},
	{"beyond any integer", "100000000000000000000000000000000000000000",
	    "99999999999999999999999999999999999999999", 1},
	{"unchecked: nothing", "", "0", 0},
	{"unchecked: a sign", "-", "", 0},
	{"unchecked: a point", ".", "0.0", 0}
};

static void
test_decimal_cmp(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(decimal_rows); i++) {
		const struct decimal_row *row = &decimal_rows[i];
		struct ar_slice a = ar_slice_of(row->a);
		struct ar_slice b = ar_slice_of(row->b);

		check(row->name, sign(ar_decimal_cmp(a, b)) == row->want);
		check(row->name, sign(ar_decimal_cmp(b, a)) == -row->want);
	}
}

static void
test_rate_format(void **state)
{
	static const char *const rows[] = {
		"0", "2", "1.5", "100", "0.000001", "99.999999", "33.33",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		char text[AR_MONEY_MAX];
		ar_rate rate;

		assert_int_equal(ar_rate_parse(&rate, ar_slice_of(rows[i])),
		    AR_OK);
		assert_true(ar_slice_eq(ar_slice(text, ar_rate_format(text,
		    rate)), ar_slice_of(rows[i])));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rate_format),
		cmocka_unit_test(test_ccy),
		cmocka_unit_test(test_ccy_count),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_wide),
		cmocka_unit_test(test_parse_nul),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_sum_parse),
		cmocka_unit_test(test_cells_in_a_line),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_cmp),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_divide),
		cmocka_unit_test(test_divide_by_nothing),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_adds_up),
		cmocka_unit_test(test_rate),
		cmocka_unit_test(test_ratio),
		cmocka_unit_test(test_ratio_by_divide),
		cmocka_unit_test(test_decimal_cmp)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
