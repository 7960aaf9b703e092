/*
 * libar/foreignamount.c
 * Purpose: amounts as the world writes them, under either decimal mark.
 */
#include "libar/foreignamount.h"

#include <stdint.h>

enum { GROUP = 3, LAKH_GROUP = 2, NOISE_DIGITS = 7, PLAIN_DIGITS = 32 };

#define MINUS "\xe2\x88\x92"

static const char *const blanks[] = {
	" ", "\t", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", NULL
};

static const char *const groupers[] = {
	".", ",", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "'",
	"\xe2\x80\x99", NULL
};

/* Currencies that use a mark; "" for those that have none of their own. */
static const struct {
	const char *mark, *codes;
} currency_marks[] = {
	{"\xe2\x82\xac", "EUR"},
	{"\xc2\xa3", "GBP FKP GIP SHP EGP LBP SDG SSP SYP"},
	{"\xc2\xa5", "JPY CNY"},
	{"\xef\xbf\xa5", "JPY CNY"},
	{"\xe2\x82\xb9", "INR"},
	{"$", ""},
};

enum { MARKS = sizeof currency_marks / sizeof *currency_marks };

/* What stands around the digits, each at most once. */
struct around {
	bool minus, credit;
	unsigned marks, signs, opened, closed;
	const char *mark;
};

/* Take the literal off the front, or off the back, if it is there. */
static bool
take(struct ar_slice *rest, const char *literal, bool back)
{
	size_t n = strlen(literal);

	if (n == 0 || rest->n < n || !ar_slice_eq_nocase(
	    ar_slice(back ? rest->p + rest->n - n : rest->p, n),
	    ar_slice(literal, n)))
		return false;
	if (!back)
		rest->p += n;
	rest->n -= n;
	return true;
}

/* The number in the list of what was taken, -1 if nothing was. */
static int
take_one_of(struct ar_slice *rest, const char *const *literal, bool back)
{
	for (int i = 0; literal[i] != NULL; i++)
		if (take(rest, literal[i], back))
			return i;
	return -1;
}

static bool
take_mark(struct ar_slice *rest, struct around *a, bool back)
{
	for (int i = 0; i < MARKS; i++)
		if (take(rest, currency_marks[i].mark, back)) {
			a->mark = currency_marks[i].mark;
			a->marks++;
			return true;
		}
	return false;
}

static bool
take_sign(struct ar_slice *rest, struct around *a, bool back)
{
	static const char *const sides[] = {"dr.", "dr", "cr.", "cr", NULL};
	int side = back ? take_one_of(rest, sides, true) : -1;

	a->credit = a->credit || side >= 2;     /* behind "dr." and "dr" */
	if (side >= 0) {
		a->signs++;
		return true;
	}
	if (take(rest, back ? ")" : "(", back)) {
		(*(back ? &a->closed : &a->opened))++;
		return true;
	}
	if (take(rest, "-", back) || take(rest, MINUS, back))
		a->minus = true;
	else if (back || !take(rest, "+", back))
		return false;
	a->signs++;
	return true;
}

/* Peel off all that is neither digit nor group nor mark. */
static struct ar_slice
peel(struct ar_slice text, struct around *a, const char *code, bool back)
{
	while (text.n > 0 && !ar_is_digit(text.p[back ? text.n - 1 : 0])) {
		if (take(&text, code, back))    /* IDR ends like a debit */
			a->marks++;
		else if (take_one_of(&text, blanks, back) < 0 &&
		    !take_sign(&text, a, back) && !take_mark(&text, a, back))
			break;
	}
	return text;
}

/* Length of the digits at the front. */
static size_t
digits_of(struct ar_slice s)
{
	size_t n = 0;

	while (n < s.n && ar_is_digit(s.p[n]))
		n++;
	return n;
}

static void
put(struct ar_reading *to, struct ar_slice s)
{
	memcpy(to->text + to->n, s.p, s.n);
	to->n += s.n;
}

/* Sizes of the groups from the second on. */
struct groups {
	unsigned n, threes, twos;
	size_t last;
};

static bool
are_groups(size_t first, const struct groups *g)
{
	if (g->last != GROUP)
		return false;
	if (g->threes == g->n)
		return first <= GROUP;
	return first <= LAKH_GROUP && g->threes == 1 &&
	    g->twos == g->n - 1;
}

/* The whole part: digits, plain or in groups. */
static bool
read_whole(struct ar_reading *to, struct ar_slice s)
{
	struct groups g = {0};
	size_t first = digits_of(s);
	int by = -1;

	put(to, ar_slice(s.p, first));
	if (first == s.n)
		return true;
	if (first == 0 || s.p[0] == '0')
		return false;
	s = ar_slice(s.p + first, s.n - first);
	while (s.n > 0) {
		int other = take_one_of(&s, groupers, false);
		size_t n = digits_of(s);

		if (other < 0 || (by >= 0 && other != by))
			return false;
		by = other;
		g.n++;
		g.threes += n == GROUP;
		g.twos += n == LAKH_GROUP;
		g.last = n;
		put(to, ar_slice(s.p, n));
		s = ar_slice(s.p + n, s.n - n);
	}
	return are_groups(first, &g);
}

static void
read_under(struct ar_reading *to, struct ar_slice core, char mark)
{
	struct ar_slice fraction = core;
	struct ar_slice whole = ar_slice_cut(&fraction, mark);
	bool has_mark = whole.n < core.n;

	*to = (struct ar_reading){.n = 0};
	if (core.n > sizeof to->text - 2 || (whole.n == 0 && !has_mark) ||
	    (has_mark && (fraction.n == 0 ||
	    digits_of(fraction) < fraction.n)) ||
	    !read_whole(to, whole)) {
		to->n = 0;
		return;
	}
	if (whole.n == 0)
		put(to, AR_S("0"));
	if (has_mark) {
		put(to, AR_S("."));
		put(to, fraction);
	}
}

/*
 * The common form: digits, and perhaps a point and one digit or two behind
 * it, which under a comma would be no group.  false: another form.
 */
static bool
read_plain(struct ar_foreign_amount *f, struct ar_slice text)
{
	struct ar_reading *point = &f->under[AR_POINT];
	struct ar_reading *comma = &f->under[AR_COMMA];
	size_t whole, decimals;

	f->negative = text.n > 0 && text.p[0] == '-';
	text = ar_slice(text.p + f->negative, text.n - f->negative);
	whole = digits_of(text);
	decimals = text.n - whole;
	if (whole == 0 || whole > PLAIN_DIGITS || decimals == 1 ||
	    decimals > 3 || (decimals > 0 && (text.p[whole] != '.' ||
	    !ar_slice_is_digits(ar_slice(text.p + whole + 1, decimals - 1)))))
		return false;
	f->mark = "";
	point->n = comma->n = 0;
	put(point, text);
	if (decimals == 0)
		put(comma, text);
	return true;
}

enum ar_money_err
ar_foreign_amount(struct ar_foreign_amount *f, struct ar_slice text,
    const char *code)
{
	struct around a = {.mark = ""};
	struct ar_slice core;

	if (read_plain(f, text))
		return AR_MONEY_OK;
	core = peel(text, &a, code, false);
	*f = (struct ar_foreign_amount){.mark = ""};
	if (text.n == 0)
		return AR_MONEY_EMPTY;
	core = peel(core, &a, code, true);
	if (a.opened != a.closed || a.opened + a.signs > 1 || a.marks > 1)
		return AR_MONEY_FORM;
	if (core.n == 0 && a.minus)
		core = AR_S("0");
	f->negative = a.minus || a.opened > 0 || a.credit;
	f->mark = a.mark;
	read_under(&f->under[AR_POINT], core, '.');
	read_under(&f->under[AR_COMMA], core, ',');
	return ar_foreign_amount_marks(f) != 0 ? AR_MONEY_OK : AR_MONEY_FORM;
}

unsigned
ar_foreign_amount_marks(const struct ar_foreign_amount *f)
{
	unsigned marks = 0;

	for (int i = 0; i < AR_DECIMAL_MARKS; i++)
		if (f->under[i].n > 0)
			marks |= 1U << i;
	return marks;
}

bool
ar_foreign_amount_agrees(const struct ar_foreign_amount *f, unsigned marks)
{
	const struct ar_reading *a = &f->under[AR_POINT];
	const struct ar_reading *b = &f->under[AR_COMMA];

	if (marks != AR_ANY_MARK || a->n == 0 || b->n == 0)
		return true;
	return ar_slice_eq(ar_slice(a->text, a->n), ar_slice(b->text, b->n));
}

struct ar_slice
ar_foreign_amount_reading(const struct ar_foreign_amount *f, unsigned marks)
{
	const struct ar_reading *r = &f->under[(marks & 1U << AR_POINT) != 0 &&
	    f->under[AR_POINT].n > 0 ? AR_POINT : AR_COMMA];

	return ar_slice(r->text, r->n);
}

/*
 * What the decimals beyond the currency's say, as a share of one minor unit:
 * 0 nothing, -1 noise above a whole unit, 1 noise below one, 2 too much.
 */
static int
excess_of(struct ar_slice excess)
{
	static const char half[] = "0000005", over[] = "9999995";
	size_t n = excess.n < NOISE_DIGITS ? excess.n : NOISE_DIGITS;
	char head[NOISE_DIGITS] = {'0', '0', '0', '0', '0', '0', '0'};
	bool rest = false;

	memcpy(head, excess.p, n);
	for (size_t i = n; i < excess.n; i++)
		rest = rest || excess.p[i] != '0';
	if (memcmp(head, over, NOISE_DIGITS) >= 0)
		return 1;
	if (memcmp(head, half, NOISE_DIGITS) > 0 ||
	    (memcmp(head, half, NOISE_DIGITS) == 0 && rest))
		return 2;
	return rest || memcmp(head, "0000000", NOISE_DIGITS) != 0 ? -1 : 0;
}

enum ar_money_err
ar_foreign_minor(int64_t *minor, bool *noise,
    const struct ar_foreign_amount *f, unsigned marks, unsigned digits)
{
	struct ar_slice number = ar_foreign_amount_reading(f, marks);
	struct ar_slice fraction = number;
	struct ar_slice whole = ar_slice_cut(&fraction, '.');
	enum ar_money_err err;
	int excess = 0;

	if (fraction.n > digits) {
		excess = excess_of(ar_slice(fraction.p + digits,
		    fraction.n - digits));
		number.n = whole.n + (digits > 0 ? 1 + digits : 0);
	}
	if (excess > 1)
		return AR_MONEY_DECIMALS;
	err = ar_money_parse(minor, number, digits);
	if (err != AR_MONEY_OK)
		return err;
	if (excess == 1 && __builtin_add_overflow(*minor, 1, minor))
		return AR_MONEY_RANGE;
	if (f->negative)
		*minor = -*minor;
	*noise = excess != 0;
	return AR_MONEY_OK;
}

static bool
lists(const char *codes, const char *code)
{
	return strstr(codes, code) != NULL;
}

bool
ar_mark_fits(const char *mark, const char *code)
{
	bool owned = false;

	if (mark[0] == '\0' || code[0] == '\0')
		return true;
	for (int i = 0; i < MARKS; i++) {
		bool listed = lists(currency_marks[i].codes, code);

		if (strcmp(mark, currency_marks[i].mark) == 0 &&
		    currency_marks[i].codes[0] != '\0')
			return listed;
		owned = owned || listed;
	}
	return !owned;
}
