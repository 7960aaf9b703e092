/*
 * tests/unit/test_decimal.c
 * Purpose: quantities and prices: text, order, differences, what lines cost.
 */
#include "libar/decimal.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define MAX_TEXT "9223372036854775807"
#define MAX_PLACES "9223372036.854775807"

static struct ar_decimal
decimal_of(const char *text)
{
	struct ar_decimal d = {0};

	check(text, ar_decimal_parse(&d, ar_slice_of(text)) == AR_MONEY_OK);
	return d;
}

/* Whether the decimal is written as this text. */
static bool
is_written(struct ar_decimal d, const char *text)
{
	char buf[AR_MONEY_MAX];

	return ar_slice_eq(ar_slice(buf, ar_decimal_format(buf, d)),
	    ar_slice_of(text));
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

/* Of any size up to so many bits, and any places up to so many. */
static struct ar_decimal
next_decimal(uint64_t *state, unsigned bits, unsigned places)
{
	uint64_t units = next_random(state) >> (64 - bits);
	struct ar_decimal d = {.filled = true};

	d.units = (int64_t)(units >> next_random(state) % bits);
	if (next_random(state) % 2 == 0)
		d.units = -d.units;
	d.places = (uint8_t)(next_random(state) % (places + 1));
	return d;
}

static const struct parse_row {
	const char *name, *input;
	int64_t units;
	int places;
	enum ar_money_err err;
} parse_rows[] = {
	{"whole", "12", 12, 0, AR_MONEY_OK},
	{"places", "12.345", 12345, 3, AR_MONEY_OK},
	{"zeros behind are kept", "10.50", 1050, 2, AR_MONEY_OK},
	{"only zeros behind", "3.000", 3000, 3, AR_MONEY_OK},
	{"zeros in front", "007.5", 75, 1, AR_MONEY_OK},
	{"negative", "-0.25", -25, 2, AR_MONEY_OK},
	{"zero", "0", 0, 0, AR_MONEY_OK},
	{"negative zero", "-0", 0, 0, AR_MONEY_OK},
	{"negative zero, places", "-0.000", 0, 3, AR_MONEY_OK},
	{"nine places", "0.000000001", 1, 9, AR_MONEY_OK},
	{"largest", MAX_TEXT, INT64_MAX, 0, AR_MONEY_OK},
	{"smallest, places", "-" MAX_PLACES, -INT64_MAX, 9, AR_MONEY_OK},
	{"above the largest", "9223372036854775808", 0, 0, AR_MONEY_RANGE},
	{"below the smallest", "-9223372036854775808", 0, 0, AR_MONEY_RANGE},
	{"too large by a zero behind", MAX_TEXT ".0", 0, 0, AR_MONEY_RANGE},
	{"ten places", "0.0000000001", 0, 0, AR_MONEY_DECIMALS},
	{"ten places, all zeros", "1.0000000000", 0, 0, AR_MONEY_DECIMALS},
	{"places beyond a byte", "1." MAX_TEXT MAX_TEXT MAX_TEXT MAX_TEXT
	    MAX_TEXT MAX_TEXT MAX_TEXT MAX_TEXT MAX_TEXT MAX_TEXT MAX_TEXT
	    MAX_TEXT MAX_TEXT "000000000000", 0, 0, AR_MONEY_DECIMALS},
	{"empty", "", 0, 0, AR_MONEY_EMPTY},
	{"comma", "1,5", 0, 0, AR_MONEY_COMMA},
	{"comma, many places", "1,0000000000", 0, 0, AR_MONEY_COMMA},
	{"a sign", "-", 0, 0, AR_MONEY_FORM},
	{"a point", ".", 0, 0, AR_MONEY_FORM},
	{"nothing before the point", ".5", 0, 0, AR_MONEY_FORM},
	{"nothing after the point", "5.", 0, 0, AR_MONEY_FORM},
	{"two points", "1.2.3", 0, 0, AR_MONEY_FORM},
	{"plus", "+1", 0, 0, AR_MONEY_FORM},
	{"blank behind", "1 ", 0, 0, AR_MONEY_FORM},
	{"unit behind", "1.5kg", 0, 0, AR_MONEY_FORM},
	{"exponent", "1e3", 0, 0, AR_MONEY_FORM}
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(parse_rows); i++) {
		const struct parse_row *row = &parse_rows[i];
		struct ar_decimal got = {.units = 4711, .places = 7};

		check(row->name, ar_decimal_parse(&got,
		    ar_slice_of(row->input)) == row->err);
		if (row->err != AR_MONEY_OK) {
			check(row->name, got.units == 4711 &&
			    got.places == 7 && !got.filled);
			continue;
		}
		check(row->name, got.units == row->units &&
		    got.places == row->places && got.filled);
	}
}

/* What is read is written back, but for zeros in front and a zero's sign. */
static void
test_written_back(void **state)
{
	static const char *const same[] = {
		"0", "0.00", "10.50", "-0.5", "-12.000000000", "0.000000001",
		MAX_TEXT, "-9223372036.854775807"
	};

	(void)state;
	for (size_t i = 0; i < ROWS(same); i++)
		check(same[i], is_written(decimal_of(same[i]), same[i]));
	assert_true(is_written(decimal_of("-0.00"), "0.00"));
	assert_true(is_written(decimal_of("007.50"), "7.50"));
	assert_true(is_written((struct ar_decimal){0}, "0"));
}

static const struct order_row {
	const char *a, *b;
	int want;
} order_rows[] = {
	{"1.5", "1.500", 0},
	{"-0.00", "0", 0},
	{"2", "10", -1},
	{"1.09", "1.1", -1},
	{"-1.09", "-1.1", 1},
	{"-1", "0.000000001", -1},
	{"0", "-0.000000001", 1},
	{MAX_TEXT, MAX_PLACES, 1},
	{MAX_TEXT, "-" MAX_TEXT, 1},
	{MAX_TEXT, "9223372036854775806", 1},
	{"-" MAX_TEXT, "-" MAX_PLACES, -1},
	{"9223372036.854775806", MAX_PLACES, -1},
	{"9223372036", MAX_PLACES, -1},
	{"9223372037", MAX_PLACES, 1},
	{"18446744073", "0.000000001", 1},
	{MAX_TEXT, "0.999999999", 1}
};

static void
test_compare(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(order_rows); i++) {
		const struct order_row *row = &order_rows[i];
		struct ar_decimal a = decimal_of(row->a);
		struct ar_decimal b = decimal_of(row->b);

		check(row->a, ar_decimal_compare(a, b) == row->want);
		check(row->a, ar_decimal_compare(b, a) == -row->want);
		check(row->a, ar_decimal_compare(a, a) == 0);
	}
}

static void
test_compare_as_texts_do(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct ar_decimal a = next_decimal(&seed, 63, 9);
		struct ar_decimal b = next_decimal(&seed, 63, 9);
		char x[AR_MONEY_MAX];
		char y[AR_MONEY_MAX];
		int want = ar_decimal_cmp(
		    ar_slice(x, ar_decimal_format(x, a)),
		    ar_slice(y, ar_decimal_format(y, b)));

		assert_int_equal(ar_decimal_compare(a, b),
		    (want > 0) - (want < 0));
	}
}

static const struct subtract_row {
	const char *a, *b, *want;       /* "": does not fit */
} subtract_rows[] = {
	{"10", "3", "7"},
	{"10.50", "3", "7.50"},
	{"10", "3.125", "6.875"},
	{"1.5", "1.50", "0.00"},
	{"3", "10", "-7"},
	{"-3", "-10.5", "7.5"},
	{"0.000000001", "1", "-0.999999999"},
	{MAX_TEXT, "1", "9223372036854775806"},
	{"0", MAX_TEXT, "-" MAX_TEXT},
	{MAX_TEXT, "-1", ""},
	{"-1", MAX_TEXT, ""},
	{"-2", MAX_TEXT, ""},
	{"-" MAX_TEXT, MAX_TEXT, ""},
	{MAX_TEXT, "0.0", ""},
	{MAX_PLACES, "0", MAX_PLACES},
	{"9223372036", "0.000000001", "9223372035.999999999"},
	{"9223372037", "0.000000001", ""},
	{"9223372037", "0.145224193", MAX_PLACES},
	{"9223372037", "0.145224192", ""}
};

static void
test_subtract(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(subtract_rows); i++) {
		const struct subtract_row *row = &subtract_rows[i];
		struct ar_decimal got = {.units = 4711};
		int err = ar_decimal_subtract(&got, decimal_of(row->a),
		    decimal_of(row->b));

		if (*row->want == '\0') {
			check(row->a, err == AR_EDATA && got.units == 4711);
			continue;
		}
		check(row->a, err == AR_OK && is_written(got, row->want));
		check(row->a, got.filled);
	}
}

/* Filled is what has a text behind it. */
static void
test_filled(void **state)
{
	const struct ar_decimal empty = {0};
	struct ar_decimal got = {0};

	(void)state;
	assert_int_equal(ar_decimal_subtract(&got, empty, empty), AR_OK);
	assert_false(got.filled);
	assert_int_equal(ar_decimal_subtract(&got, empty, decimal_of("2")),
	    AR_OK);
	assert_true(got.filled);
	assert_true(is_written(got, "-2"));
	assert_int_equal(ar_decimal_subtract(&got, decimal_of("2"), empty),
	    AR_OK);
	assert_true(got.filled);
	assert_true(is_written(got, "2"));
	assert_false(ar_decimal_negate(empty).filled);
	assert_true(ar_decimal_negate(got).filled);
}

static void
test_negate(void **state)
{
	(void)state;
	assert_true(is_written(ar_decimal_negate(decimal_of("1.50")),
	    "-1.50"));
	assert_true(is_written(ar_decimal_negate(decimal_of("-1.50")),
	    "1.50"));
	assert_true(is_written(ar_decimal_negate(decimal_of("0.0")), "0.0"));
	assert_true(is_written(ar_decimal_negate(decimal_of("-" MAX_PLACES)),
	    MAX_PLACES));
}

/* Wanted is what decimal and fractions of Python make of it; "": refused. */
static const struct net_row {
	const char *name, *quantity, *price, *per, *discount;
	unsigned digits;
	const char *want;
} net_rows[] = {
	{"a half, up", "3", "0.335", "1", "0", 2, "1.01"},
	{"a half, down", "-3", "0.335", "1", "0", 2, "-1.01"},
	{"a half, negative price", "3", "-0.335", "1", "0", 2, "-1.01"},
	{"both negative", "-3", "-0.335", "1", "0", 2, "1.01"},
	{"below a half", "3", "0.3349", "1", "0", 2, "1.00"},
	{"just below a half", "1", "0.004999999", "1", "0", 2, "0.00"},
	{"just below a half, negative", "-1", "0.004999999", "1", "0", 2,
	    "0.00"},
	{"smallest half", "1", "0.005", "1", "0", 2, "0.01"},
	{"smallest half, negative", "-1", "0.005", "1", "0", 2, "-0.01"},
	{"half of an even number", "1", "0.025", "1", "0", 2, "0.03"},
	{"rounded once, not twice", "1", "0.00445", "1", "0", 2, "0.00"},
	{"nothing", "0", "12.34", "1", "0", 2, "0.00"},
	{"negative nothing", "-0.00", "12.34", "1", "0", 2, "0.00"},
	{"for nothing", "5", "0.00", "1", "0", 2, "0.00"},
	{"whole", "10", "19.99", "1", "0", 2, "199.90"},
	{"weighed", "0.750", "12.40", "1", "0", 2, "9.30"},
	{"weighed, rounded", "1.234", "5.678", "1", "0", 2, "7.01"},
	{"hours", "7.75", "125.50", "1", "0", 2, "972.63"},
	{"taken back", "-2", "49.95", "1", "0", 2, "-99.90"},
	{"yen", "3", "33.5", "1", "0", 0, "101"},
	{"yen, a half", "1", "0.5", "1", "0", 0, "1"},
	{"yen, a half, negative", "-1", "0.5", "1", "0", 0, "-1"},
	{"yen, below a half", "1", "0.499999999", "1", "0", 0, "0"},
	{"yen, discount", "7", "1980", "1", "12.5", 0, "12128"},
	{"dinars", "3", "0.3335", "1", "0", 3, "1.001"},
	{"dinars, negative half", "-1", "0.0005", "1", "0", 3, "-0.001"},
	{"dinars, discount", "12.5", "1.2345", "1", "7.5", 3, "14.274"},
	{"four decimals", "1.5", "37000.12345", "1", "0", 4, "55500.1852"},
	{"nine decimals", "1.000000001", "1.000000001", "1", "0", 9,
	    "1.000000002"},
	{"per 3", "10", "1.00", "3", "0", 2, "3.33"},
	{"per 3, up", "20", "1.00", "3", "0", 2, "6.67"},
	{"per 3, negative", "-20", "1.00", "3", "0", 2, "-6.67"},
	{"per 12", "7", "5.50", "12", "0", 2, "3.21"},
	{"per 12, a half", "3", "0.02", "12", "0", 2, "0.01"},
	{"per 12, a half, negative", "-3", "0.02", "12", "0", 2, "-0.01"},
	{"per 100", "250", "12.345", "100", "0", 2, "30.86"},
	{"per 100, dinars", "250", "12.345", "100", "0", 3, "30.863"},
	{"per 1000", "123456", "0.98765", "1000", "0", 2, "121.93"},
	{"per 1000, a half", "5", "1", "1000", "0", 2, "0.01"},
	{"per 0.5", "3", "1.25", "0.5", "0", 2, "7.50"},
	{"per 0.000000001", "0.000000001", "7.25", "0.000000001", "0", 2,
	    "7.25"},
	{"per 2.500", "10", "1.999", "2.500", "0", 2, "8.00"},
	{"places of per count", "10", "3", "1.00", "0", 2, "30.00"},
	{"discount", "1", "99.99", "1", "10", 2, "89.99"},
	{"discount, a half", "1", "0.10", "1", "5", 2, "0.10"},
	{"discount, a half, negative", "-1", "0.10", "1", "5", 2, "-0.10"},
	{"discount of six decimals", "1000", "1234.56", "1", "33.333333", 2,
	    "823040.00"},
	{"the least discount", "1", "1000000", "1", "0.000001", 2,
	    "999999.99"},
	{"the least discount, a half", "1", "500000", "1", "0.000001", 2,
	    "500000.00"},
	{"the largest discount but one", "1", "1000000", "1", "99.999999", 2,
	    "0.01"},
	{"all off", "3", "9.99", "1", "100", 2, "0.00"},
	{"all off, negative", "-3", "9.99", "1", "100", 2, "0.00"},
	{"discount and per 3", "-100", "17.77", "3", "2.5", 2, "-577.53"},
	{"all at once", "-1234.567", "89.0123", "12", "3.141593", 3,
	    "-8869.942"},
	{"discount before rounding", "3", "0.335", "1", "50", 2, "0.50"},
	{"largest by one", "9223372036854775807", "1", "1", "0", 0,
	    "9223372036854775807"},
	{"smallest by one", "-9223372036854775807", "1", "1", "0", 0,
	    "-9223372036854775807"},
	{"largest as cents", "92233720368547758.07", "1", "1", "0", 2,
	    "92233720368547758.07"},
	{"largest price", "1", "92233720368547758.07", "1", "0", 2,
	    "92233720368547758.07"},
	{"largest by itself", "9223372036854775807", "9223372036854775807",
	    "9223372036854775807", "0", 0, "9223372036854775807"},
	{"largest by itself, discount", "-9223372036854775807",
	    "9223372036854775807", "9223372036854775807", "0.000001", 0,
	    "-9223371944621055438"},
	{"largest units", "9223372036.854775807", "9223372036.854775807",
	    "9223372036.854775807", "0", 9, "9223372036.854775807"},
	{"least by the largest", "0.000000001", "0.000000001",
	    "9223372036854775807", "99.999999", 0, "0"},
	{"largest by the smallest per", "9.223372036", "0.000000001",
	    "0.000000001", "0", 9, "9.223372036"},
	{"half below the largest", "1418980313362273201", "13", "2", "0", 0,
	    "9223372036854775807"},
	{"half below the smallest", "-1418980313362273201", "13", "2", "0", 0,
	    "-9223372036854775807"},
	{"less than half above it", "2689029748354162043", "343", "100", "0",
	    0, "9223372036854775807"},
	{"less than half above it, negative", "2689029748354162043", "-343",
	    "100", "0", 0, "-9223372036854775807"},
	{"half above it", "6148914691236517205", "3", "2", "0", 0, ""},
	{"half above it, negative", "-6148914691236517205", "3", "2", "0", 0,
	    ""},
	{"just fits by a discount", "9223372036854775807", "100000000", "1",
	    "99.999999", 0, "9223372036854775807"},
	{"minus two to the 63", "-2", "4611686018427387904", "1", "0", 0, ""},
	{"two to the 63", "2", "4611686018427387904", "1", "0", 0, ""},
	{"too much by its decimals", "92233720368547759", "1", "1", "0", 2,
	    ""},
	{"largest by largest", "9223372036854775807", "9223372036854775807",
	    "1", "0", 0, ""},
	{"largest by largest, negative", "-9223372036854775807",
	    "9223372036854775807", "1", "99.999999", 9, ""},
	{"too much by a small per", "9223372036854775807",
	    "9223372036854775807", "0.000000001", "0", 9, ""},
	{"64 bits too much", "4294967296", "4294967296", "1", "0", 0, ""},
	{"128 bits on the way", "9223372036854775807", "9223372036854775807",
	    "9223372036854775807", "33.333333", 0, "6148914721981090661"},
	{"129 bits over as many", "1350000.000000000", "1350000.000000000",
	    "3402823669500", "0", 0, "1"},
	{"no per", "1", "1", "0", "0", 2, ""},
	{"nothing of no per", "0", "1", "0.00", "0", 2, ""},
	{"negative per", "1", "1", "-1", "0", 2, ""}
};

static void
test_net(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(net_rows); i++) {
		const struct net_row *row = &net_rows[i];
		ar_rate discount = 0;
		int64_t got = 4711;
		int64_t want = 4711;
		int err;

		check(row->name, ar_rate_parse(&discount,
		    ar_slice_of(row->discount)) == AR_OK);
		err = ar_decimal_net(&got, decimal_of(row->quantity),
		    decimal_of(row->price), decimal_of(row->per), discount,
		    row->digits);
		check(row->name, (err == AR_OK) == (ar_money_parse(&want,
		    ar_slice_of(row->want), row->digits) == AR_MONEY_OK));
		check(row->name, err == AR_OK || err == AR_EDATA);
		check(row->name, got == want);
	}
}

static void
test_net_discount_is_a_share(void **state)
{
	struct ar_decimal one = decimal_of("1");
	int64_t got = 4711;

	(void)state;
	assert_int_equal(ar_decimal_net(&got, one, one, one, -1, 2),
	    AR_EDATA);
	assert_int_equal(ar_decimal_net(&got, one, one, one,
	    AR_RATE_ONE + 1, 2), AR_EDATA);
	assert_int_equal(ar_decimal_net(&got, one, one, one, INT64_MIN, 2),
	    AR_EDATA);
	assert_int_equal(got, 4711);
}

/* A number as one learns to write it: digits, the lowest first. */
struct longhand {
	unsigned char digit[80];
};

static void
longhand_multiply(struct longhand *n, uint64_t by)
{
	ar_sum carry = 0;

	for (size_t i = 0; i < sizeof n->digit; i++) {
		carry += (ar_sum)n->digit[i] * by;
		n->digit[i] = (unsigned char)(carry % 10);
		carry /= 10;
	}
	assert_true(carry == 0);
}

/* Over `by`, and without so many digits, by which it is rounded. */
static ar_sum
longhand_divide(const struct longhand *n, uint64_t by, size_t drop)
{
	const ar_sum over = (ar_sum)1 << 64;
	ar_sum rest = 0;
	ar_sum value = 0;

	for (size_t i = sizeof n->digit; i-- > drop - 1; ) {
		int digit;

		rest = rest * 10 + n->digit[i];
		digit = (int)(rest / by);
		rest %= by;
		if (i == drop - 1)
			return value + (digit >= 5);
		value = value < over ? value * 10 + digit : over;
	}
	return value;
}

static uint64_t
magnitude_of(int64_t v)
{
	return (uint64_t)(v < 0 ? -v : v);
}

static ar_sum
net_by_hand(struct ar_decimal quantity, struct ar_decimal price,
    struct ar_decimal per, ar_rate discount, unsigned digits)
{
	struct longhand n = {{1}};
	ar_sum net;

	longhand_multiply(&n, magnitude_of(quantity.units));
	longhand_multiply(&n, magnitude_of(price.units));
	longhand_multiply(&n, (uint64_t)(AR_RATE_ONE - discount));
	for (unsigned i = 0; i < digits + per.places; i++)
		longhand_multiply(&n, 10);
	net = longhand_divide(&n, magnitude_of(per.units),
	    8U + quantity.places + price.places);
	return (quantity.units < 0) == (price.units < 0) ? net : -net;
}

static void
test_net_as_by_hand(void **state)
{
	enum { TIMES = 20000 };
	uint64_t seed = 11;
	int fitted = 0;

	(void)state;
	for (int i = 0; i < TIMES; i++) {
		struct ar_decimal q = next_decimal(&seed, 63, 9);
		struct ar_decimal p = next_decimal(&seed, 63, 9);
		struct ar_decimal per = next_decimal(&seed, 40, 9);
		unsigned digits = (unsigned)(next_random(&seed) % 5);
		ar_rate off = (ar_rate)(next_random(&seed) % 201) *
		    (AR_RATE_ONE / 200);
		int64_t got = 4711;
		ar_sum want;
		int err;

		per.units = (int64_t)magnitude_of(per.units) + 1;
		if (i % 2 == 0)
			off = (ar_rate)(next_random(&seed) % AR_RATE_ONE);
		want = net_by_hand(q, p, per, off, digits);
		err = ar_decimal_net(&got, q, p, per, off, digits);
		if (want > INT64_MAX || want < -INT64_MAX) {
			assert_int_equal(err, AR_EDATA);
			continue;
		}
		assert_int_equal(err, AR_OK);
		assert_true(got == want);
		fitted += got != 0;
	}
	assert_in_range(fitted, TIMES / 4, TIMES * 9 / 10);
}

static const struct share_row {
	const char *name, *total, *part, *whole, *want;
} share_rows[] = {
	{"a third", "100", "1", "3", "33"},
	{"two thirds", "100", "2", "3", "67"},
	{"a third, negative", "-100", "1", "3", "-33"},
	{"negative part", "100", "-2", "3", "-67"},
	{"negative whole", "100", "2", "-3", "-67"},
	{"both negative", "100", "-2", "-3", "67"},
	{"all negative", "-100", "-2", "-3", "-67"},
	{"a half", "1", "1", "2", "1"},
	{"a half, negative", "-1", "1", "2", "-1"},
	{"a half, negative whole", "1", "1", "-2", "-1"},
	{"a half of an even number", "5", "1", "2", "3"},
	{"all", "12345", "7.50", "7.5", "12345"},
	{"none", "12345", "0", "7.5", "0"},
	{"of nothing", "0", "1", "3", "0"},
	{"places of the part", "1000", "0.125", "1", "125"},
	{"places of the whole", "1000", "1", "0.125", "8000"},
	{"places of both", "1000", "0.25", "0.750", "333"},
	{"below a half", "1000", "0.0004999", "1", "0"},
	{"a half in places", "1000", "0.0005", "1", "1"},
	{"more than all", "1000", "3", "2", "1500"},
	{"least of the largest", "9223372036854775807", "0.000000001",
	    "9223372036854775807", "0"},
	{"largest", "9223372036854775807", "9223372036854775807",
	    "9223372036854775807", "9223372036854775807"},
	{"smallest", "-9223372036854775807", "9223372036854775807",
	    "9223372036854775807", "-9223372036854775807"},
	{"largest by minus one", "9223372036854775807", "-1", "1",
	    "-9223372036854775807"},
	{"largest less one", "9223372036854775807", "9223372036854775806",
	    "9223372036854775807", "9223372036854775806"},
	{"half of the largest", "9223372036854775807", "1", "2",
	    "4611686018427387904"},
	{"more than 128 bits on the way", "9223372036854775807",
	    "4611686018.427387904", "9223372036.854775807",
	    "4611686018427387904"},
	{"half below the largest", "1418980313362273201", "13", "2",
	    "9223372036854775807"},
	{"less than half above it", "2689029748354162043", "343", "100",
	    "9223372036854775807"},
	{"half above it", "6148914691236517205", "3", "2", ""},
	{"half above it, negative", "6148914691236517205", "3", "-2", ""},
	{"two to the 63", "4611686018427387904", "2", "1", ""},
	{"minus two to the 63", "4611686018427387904", "2", "-1", ""},
	{"far too much", "9223372036854775807", "9223372036854775807",
	    "0.000000001", ""},
	{"of no whole", "100", "1", "0.00", ""},
	{"nothing of no whole", "0", "0", "0", ""}
};

static void
test_share(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(share_rows); i++) {
		const struct share_row *row = &share_rows[i];
		int64_t got = 4711;
		int64_t want = 4711;
		int err = ar_decimal_share(&got,
		    decimal_of(row->total).units, decimal_of(row->part),
		    decimal_of(row->whole));

		check(row->name, (err == AR_OK) == (ar_money_parse(&want,
		    ar_slice_of(row->want), 0) == AR_MONEY_OK));
		check(row->name, err == AR_OK || err == AR_EDATA);
		check(row->name, got == want);
	}
}

/* Small enough ones are also a quotient of sums. */
static void
test_share_by_divide(void **state)
{
	static const int64_t power[] = {1, 10, 100, 1000, 10000};
	uint64_t seed = 17;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t total = next_decimal(&seed, 60, 0).units;
		struct ar_decimal part = next_decimal(&seed, 40, 4);
		struct ar_decimal whole = next_decimal(&seed, 40, 4);
		int64_t got = 4711;
		ar_sum want = 0;
		ar_sum num = (ar_sum)total * part.units * power[whole.places];
		int err;

		if (whole.units == 0)
			whole.units = -1;
		err = ar_decimal_share(&got, total, part, whole);
		assert_int_equal(ar_sum_divide(&want,
		    whole.units < 0 ? -num : num,
		    (ar_sum)magnitude_of(whole.units) * power[part.places],
		    AR_HALF_AWAY), AR_OK);
		if (want > INT64_MAX || want < -INT64_MAX) {
			assert_int_equal(err, AR_EDATA);
			continue;
		}
		assert_int_equal(err, AR_OK);
		assert_true(got == want);
	}
}

static const struct {
	const char *text;
	int result;
	int32_t want;                   /* 77: left alone */
} whole_rows[] = {
	{"-3", AR_OK, -3}, {"0", AR_OK, 0}, {"10", AR_OK, 10},
	{"7.0", AR_OK, 7}, {"-4", AR_EDATA, 77}, {"11", AR_EDATA, 77},
	{"7.5", AR_EDATA, 77}, {"4294967297", AR_EDATA, 77},
};

static void
test_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof whole_rows / sizeof *whole_rows; i++) {
		struct ar_decimal d;
		int32_t got = 77;

		assert_int_equal(ar_decimal_parse(&d,
		    ar_slice_of(whole_rows[i].text)), AR_MONEY_OK);
		assert_int_equal(ar_decimal_whole(&got, d, -3, 10),
		    whole_rows[i].result);
		assert_int_equal(got, whole_rows[i].want);
	}
}


/* In minor units of a currency with so many digits; 77: left alone. */
static const struct {
	const char *text;
	unsigned digits;
	int64_t want;
} minor_rows[] = {
	{"12.34", 2, 1234}, {"12.3400", 2, 1234}, {"-0.5", 2, -50},
	{"100.00", 0, 100}, {"1.005", 3, 1005}, {"1.005", 2, 77},
	{"0.5", 0, 77}, {"92233720368547758.07", 2, INT64_MAX},
	{"92233720368547758.08", 2, 77}, {"9223372036854775807", 2, 77},
	{"92233720368547758.1", 2, 77}, {"-92233720368547758.1", 2, 77},
	{"-92233720368547758.07", 2, -INT64_MAX},
};

static void
test_minor(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof minor_rows / sizeof *minor_rows; i++) {
		struct ar_decimal d;
		int64_t got = 77;

		if (ar_decimal_parse(&d, ar_slice_of(minor_rows[i].text)) !=
		    AR_MONEY_OK)
			continue;
		assert_int_equal(ar_decimal_minor(&got, d,
		    minor_rows[i].digits), minor_rows[i].want == 77 ?
		    AR_EDATA : AR_OK);
		assert_int_equal(got, minor_rows[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_written_back),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_compare_as_texts_do),
		cmocka_unit_test(test_subtract),
		cmocka_unit_test(test_filled),
		cmocka_unit_test(test_negate),
		cmocka_unit_test(test_net),
		cmocka_unit_test(test_net_discount_is_a_share),
		cmocka_unit_test(test_net_as_by_hand),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_share_by_divide),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_minor)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
