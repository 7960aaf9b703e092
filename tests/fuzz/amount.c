/*
 * tests/fuzz/amount.c
 * Purpose: numbers mean what their digits say, or are refused.
 *
 * A text is read as an amount of each number of decimals, as a decimal, a
 * rate, a sum and as a foreign amount, and again digit by digit.  What was
 * read is written, and read back.  Of two numbers with a blank between them
 * arithmetic is checked as well.
 */
#include "libar/decimal.h"
#include "libar/foreignproduct.h"
#include "tests/fuzz/plain.h"
#include "tests/fuzz/target.h"

enum { DIGITS = 10, RATE_DECIMALS = 6 };

const char *const fuzz_words[] = {
	"0", ".", "1", ",", "-", "00", "9", "5", " ", "1,234", "12,34,567",
	"92233720368547758", "9223372036854775807", "9223372036854775808",
	"170141183460469231731687303715884105727", "999999", "0000005", "(",
	")", "\xc2\xa0", "\xe2\x80\xaf", "'", "\xe2\x88\x92", "Cr", "Dr.",
	"EUR", "\xe2\x82\xac", "$", "+", "\t", "1.234.567,89", NULL
};

const size_t fuzz_most = 400;

static plain_value
magnitude_of(ar_sum v)
{
	return v < 0 ? -(plain_value)v : (plain_value)v;
}

/* Whether it is the number that was read, of so many decimals. */
static bool
is_of(ar_sum v, const struct plain *p, plain_value units)
{
	return magnitude_of(v) == units && (v == 0 || (v < 0) == p->negative);
}

/* The one comma as a point. */
static bool
is_comma(struct ar_slice text)
{
	struct ar_buf b = {0};
	bool is = memchr(text.p, ',', text.n) != NULL &&
	    memchr(text.p, '.', text.n) == NULL;

	ar_buf_add(&b, text);
	for (size_t i = 0; i < b.n; i++)
		if (b.p[i] == ',')
			b.p[i] = '.';
	is = is && plain_read(ar_buf_slice(&b)).form;
	ar_buf_free(&b);
	return is;
}

static enum ar_money_err
want_of(struct ar_slice text, const struct plain *p, unsigned digits,
    plain_value *units)
{
	if (text.n == 0)
		return AR_MONEY_EMPTY;
	if (!p->form)
		return is_comma(text) ? AR_MONEY_COMMA : AR_MONEY_FORM;
	if (p->decimals > digits)
		return AR_MONEY_DECIMALS;
	return plain_units(units, p, digits, INT64_MAX) ? AR_MONEY_OK :
	    AR_MONEY_RANGE;
}

/* What is written is the plain form, and read back as the same. */
static void
write_back(ar_sum sum, unsigned digits)
{
	char text[AR_MONEY_MAX];
	struct ar_slice s = ar_slice(text, ar_money_format(text, sum, digits));
	struct plain p = plain_read(s);
	ar_sum again = 0;

	need(p.form && !p.over && p.decimals == digits &&
	    is_of(sum, &p, p.value), "a sum is written as it is");
	need(sum != 0 || !p.negative, "a zero has no sign");
	need(s.p[p.negative] != '0' || s.n == 1U + (digits > 0) + digits +
	    p.negative, "nothing is written in front of a number");
	need(ar_sum_parse(&again, s, digits) == AR_OK && again == sum,
	    "a sum is read back");
}

/* With bytes behind it that are not of it: the same, or left to others. */
static void
read_wide(struct ar_slice text, unsigned digits, enum ar_money_err want,
    int64_t minor)
{
	enum { BEHIND = 20 };
	struct ar_buf b = {0};
	int64_t again = -77;
	bool taken;

	ar_buf_add(&b, text);
	ar_buf_addf(&b, "%0*d", (int)BEHIND, 5);
	taken = ar_money_parse_wide(&again, ar_slice(b.p, text.n), digits,
	    b.n);
	need(taken ? want == AR_MONEY_OK && again == minor : again == -77,
	    "an amount read at once is the same");
	ar_buf_free(&b);
}

static void
read_amount(struct ar_slice text, const struct plain *p, unsigned digits)
{
	enum ar_money_err want;
	plain_value units = 0;
	int64_t minor = -77;
	ar_sum sum;

	want = want_of(text, p, digits, &units);
	need(ar_money_parse(&minor, text, digits) == want,
	    "an amount is taken or refused for the right reason");
	need(want == AR_MONEY_OK ? is_of(minor, p, units) : minor == -77,
	    "an amount is what its digits say");
	read_wide(text, digits, want, minor);
	if (want == AR_MONEY_OK)
		write_back(minor, digits);
	if (ar_sum_parse(&sum, text, digits) != AR_OK) {
		need(!p->form || p->decimals != digits || p->over ||
		    p->value >> 127 != 0, "a sum is refused for a reason");
		return;
	}
	need(p->form && !p->over && p->decimals == digits &&
	    is_of(sum, p, p->value), "a sum is what its digits say");
	write_back(sum, digits);
}

static void
read_decimal(struct ar_slice text, const struct plain *p)
{
	struct ar_decimal d = {0}, again = {0};
	unsigned places = p->decimals < AR_DECIMAL_PLACES ?
	    (unsigned)p->decimals : AR_DECIMAL_PLACES;
	plain_value units = 0;
	char buf[AR_MONEY_MAX];

	need(ar_decimal_is(text) == p->form, "a form is a form");
	if (ar_decimal_parse(&d, text) != AR_MONEY_OK) {
		need(want_of(text, p, places, &units) != AR_MONEY_OK,
		    "a decimal is refused for a reason");
		return;
	}
	need(want_of(text, p, places, &units) == AR_MONEY_OK && d.filled &&
	    d.places == places && is_of(d.units, p, units),
	    "a decimal is what its digits say");
	need(ar_decimal_parse(&again, ar_slice(buf, ar_decimal_format(buf,
	    d))) == AR_MONEY_OK && again.units == d.units &&
	    again.places == d.places, "a decimal is read back");
	for (unsigned digits = 0; digits < DIGITS; digits++) {
		plain_value unit = plain_power(places);
		plain_value all = units * plain_power(digits);
		int64_t minor = -77;
		bool fits = all % unit == 0 && all / unit <= INT64_MAX;

		need((ar_decimal_minor(&minor, d, digits) == AR_OK) == fits &&
		    (fits ? is_of(minor, p, all / unit) : minor == -77),
		    "a decimal in minor units is the same number");
	}
}

static void
read_rate(struct ar_slice text, const struct plain *p)
{
	plain_value units = 0;
	bool is = p->form && p->decimals <= RATE_DECIMALS &&
	    plain_units(&units, p, RATE_DECIMALS, AR_RATE_ONE) &&
	    (!p->negative || units == 0);
	ar_rate rate, again;
	char buf[AR_MONEY_MAX];

	need((ar_rate_parse(&rate, text) == AR_OK) == is,
	    "a rate is of 0 to 100 per cent");
	if (!is)
		return;
	need((plain_value)rate == units, "a rate is what its digits say");
	need(ar_rate_parse(&again, ar_slice(buf, ar_rate_format(buf,
	    rate))) == AR_OK && again == rate, "a rate is read back");
}

/* Whether the text holds the bytes, ASCII case aside. */
static bool
holds(struct ar_slice text, struct ar_slice what)
{
	for (size_t i = 0; i + what.n <= text.n; i++)
		if (ar_slice_eq_nocase(ar_slice(text.p + i, what.n), what))
			return true;
	return false;
}

/* All digits of the text and none else, but a 0 before a point. */
static void
check_reading(struct ar_slice text, const struct ar_reading *r)
{
	size_t at = 0, i = 0;

	while (at < text.n && !ar_is_digit(text.p[at]))
		at++;
	if (r->n > 1 && r->text[0] == '0' && r->text[1] == '.' && (at == 0 ?
	    text.p[0] != '0' : text.p[at - 1] == '.' ||
	    text.p[at - 1] == ',' || at == text.n))
		i++;
	for (; i < r->n; i++) {
		if (r->text[i] == '.')
			continue;
		while (at < text.n && !ar_is_digit(text.p[at]))
			at++;
		need(at < text.n ? text.p[at++] == r->text[i] :
		    r->n == 1 && r->text[0] == '0', "each digit is read");
	}
	while (at < text.n && !ar_is_digit(text.p[at]))
		at++;
	need(at == text.n, "no digit is left out");
}

/* The reading as an amount: exact, or within half a millionth of a unit. */
static void
check_minor(const struct ar_foreign_amount *f, unsigned mark, unsigned digits)
{
	const struct ar_reading *r = &f->under[mark];
	struct plain p = plain_read(ar_slice(r->text, r->n));
	enum ar_money_err err;
	int64_t minor = 0;
	bool noise = false;
	size_t more;
	plain_value units, off;

	need(p.form && !p.negative, "a reading is a number");
	err = ar_foreign_minor(&minor, &noise, f, 1U << mark, digits);
	if (err != AR_MONEY_OK || p.over || p.decimals > 30)
		return;
	more = p.decimals > digits ? p.decimals - digits : 0;
	if (more == 0)
		p.value *= plain_power(digits - p.decimals);
	units = magnitude_of(minor) * plain_power(more);
	off = units > p.value ? units - p.value : p.value - units;
	need(noise ? off > 0 && off * 2000000 <= plain_power(more) : off == 0,
	    "a foreign amount is exact but for noise");
	need(minor == 0 || (minor < 0) == f->negative, "and has its sign");
}

static void
read_foreign(struct ar_slice text, const struct plain *p, const char *code)
{
	struct ar_foreign_amount f;
	bool minus;

	if (ar_foreign_amount(&f, text, code) != AR_MONEY_OK) {
		need(!p->form || text.n > AR_FOREIGN_MAX - 2,
		    "a plain number is an amount everywhere");
		return;
	}
	minus = holds(text, AR_S("-")) || holds(text, AR_S("\xe2\x88\x92")) ||
	    holds(text, AR_S("(")) || holds(text, AR_S("cr"));
	need(f.negative == minus, "a sign is a sign");
	need(!p->form || f.under[AR_POINT].n > 0,
	    "a plain number has a point");
	for (unsigned mark = 0; mark < AR_DECIMAL_MARKS; mark++) {
		if (f.under[mark].n == 0)
			continue;
		check_reading(text, &f.under[mark]);
		for (unsigned digits = 0; digits < DIGITS; digits++)
			check_minor(&f, mark, digits);
	}
}

static void
swap_marks(struct ar_buf *to, struct ar_slice text)
{
	ar_buf_add(to, text);
	for (size_t i = 0; i < to->n; i++)
		to->p[i] = to->p[i] == '.' ? ',' : to->p[i] == ',' ? '.' :
		    to->p[i];
}

/* Points and commas are treated alike, but in Cr. and Dr. */
static void
swap(struct ar_slice text)
{
	struct ar_foreign_amount f, g;
	struct ar_buf b = {0};

	if (holds(text, AR_S("r.")) || holds(text, AR_S("r,")))
		return;
	swap_marks(&b, text);
	need(ar_foreign_amount(&f, text, "") == ar_foreign_amount(&g,
	    ar_buf_slice(&b), ""), "an amount is one by either mark");
	for (unsigned mark = 0; mark < AR_DECIMAL_MARKS; mark++)
		need(ar_slice_eq(ar_slice(f.under[mark].text,
		    f.under[mark].n), ar_slice(g.under[1 - mark].text,
		    g.under[1 - mark].n)), "both marks are treated alike");
	ar_buf_free(&b);
}

/* The quotient a / b in units of 10 to the -digits, as it is rounded. */
static plain_value
quotient(plain_value a, plain_value b, unsigned digits)
{
	plain_value n = a * plain_power(digits), q = n / b;

	return q + (n % b >= b - n % b);
}

static void
divide(int64_t a, int64_t b)
{
	plain_value x = magnitude_of(a), y = magnitude_of(b);
	const int64_t weight[] = {(int64_t)(x / 8), (int64_t)(y / 8), 1};
	int64_t part[3];

	if (ar_money_split(part, a, weight, 3) == AR_OK)
		need((ar_sum)part[0] + part[1] + part[2] == a,
		    "the parts are the whole");
	for (unsigned digits = 0; b != 0 && digits < DIGITS; digits++) {
		char buf[AR_MONEY_MAX];
		struct plain p = plain_read(ar_slice(buf, ar_ratio_format(buf,
		    a, b, digits)));

		need(p.form && p.decimals == digits &&
		    p.value == quotient(x, y, digits) &&
		    p.negative == (p.value != 0 && (a < 0) != (b < 0)),
		    "a ratio is rounded once");
	}
}

/* In units of the last place that decimals may have. */
static plain_sum
in_nine(const struct plain *p)
{
	plain_sum v = (plain_sum)(p->value *
	    plain_power(AR_DECIMAL_PLACES - p->decimals));

	return p->negative ? -v : v;
}

static int
order_of(struct ar_slice one, struct ar_slice other)
{
	int order = ar_decimal_cmp(one, other);

	return (order > 0) - (order < 0);
}

static void
read_two(struct ar_slice one, struct ar_slice other)
{
	struct plain p = plain_read(one), q = plain_read(other);
	struct ar_decimal a, b, c;
	plain_sum less;
	int order = p.form && q.form ? order_of(one, other) : 0;

	need(!p.form || !q.form || order == -order_of(other, one),
	    "an order can be turned");
	if (ar_decimal_parse(&a, one) != AR_MONEY_OK ||
	    ar_decimal_parse(&b, other) != AR_MONEY_OK)
		return;
	less = in_nine(&p) - in_nine(&q);
	need(order == (less > 0) - (less < 0) &&
	    order == ar_decimal_compare(a, b), "decimals are in order");
	if (ar_decimal_subtract(&c, a, b) == AR_OK)
		need(c.units * (plain_sum)plain_power(
		    (size_t)AR_DECIMAL_PLACES - c.places) == less,
		    "a difference is exact");
	divide(a.units, b.units);
}

static void
multiply(struct ar_slice one, struct ar_slice other)
{
	struct ar_foreign_amount f, g;
	int64_t product = 0, turned = 0;

	if (ar_foreign_amount(&f, one, "") != AR_MONEY_OK ||
	    ar_foreign_amount(&g, other, "") != AR_MONEY_OK)
		return;
	for (unsigned marks = 1; marks <= AR_ANY_MARK; marks++)
		need(ar_foreign_product(&product, &f, &g, marks, 2, true) ==
		    ar_foreign_product(&turned, &g, &f, marks, 2, true) &&
		    product == turned, "a product can be turned");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n), other = text, one;
	struct plain p = plain_read(text);

	for (unsigned digits = 0; digits < DIGITS; digits++)
		read_amount(text, &p, digits);
	read_decimal(text, &p);
	read_rate(text, &p);
	read_foreign(text, &p, "");
	read_foreign(text, &p, "EUR");
	swap(text);
	one = ar_slice_cut(&other, ' ');
	read_two(one, other);
	multiply(one, other);
	return 0;
}
