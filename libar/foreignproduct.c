/*
 * libar/foreignproduct.c
 * Purpose: a quantity times a price, as the world writes them, exactly.
 */
#include "libar/foreignproduct.h"

enum { DIGITS = 18, BASE = 10 };

/* digits / 10^decimals */
struct factor {
	int64_t digits;
	unsigned decimals;
};

static bool
read_factor(struct factor *to, const struct ar_foreign_amount *f,
    unsigned marks)
{
	struct ar_slice fraction = ar_foreign_amount_reading(f, marks);
	struct ar_slice whole = ar_slice_cut(&fraction, '.');
	unsigned n = 0;

	while (fraction.n > 0 && fraction.p[fraction.n - 1] == '0')
		fraction.n--;
	*to = (struct factor){0, (unsigned)fraction.n};
	for (size_t i = 0; i < whole.n + fraction.n; i++) {
		char c = i < whole.n ? whole.p[i] : fraction.p[i - whole.n];

		n += n > 0 || c != '0';
		if (n > DIGITS)
			return false;
		to->digits = to->digits * BASE + (c - '0');
	}
	return true;
}

/* The value over 10^n; *rest: something was cut; *half: a half or more. */
static ar_sum
shift_down(ar_sum value, unsigned n, bool *rest, bool *half)
{
	*rest = *half = false;
	for (; n > 0; n--) {
		*rest = *rest || value % BASE != 0;
		*half = value % BASE >= BASE / 2;
		value /= BASE;
	}
	return value;
}

enum ar_money_err
ar_foreign_product(int64_t *minor, const struct ar_foreign_amount *f,
    const struct ar_foreign_amount *g, unsigned marks, unsigned digits,
    bool round)
{
	struct factor a, b;
	unsigned decimals;
	bool rest = false, half = false;
	ar_sum value;

	if (!read_factor(&a, f, marks) || !read_factor(&b, g, marks))
		return AR_MONEY_RANGE;
	value = (ar_sum)a.digits * b.digits;
	decimals = a.decimals + b.decimals;
	if (decimals > digits)
		value = shift_down(value, decimals - digits, &rest, &half);
	for (; decimals < digits && value <= INT64_MAX; decimals++)
		value *= BASE;
	if (rest && !round)
		return AR_MONEY_DECIMALS;
	value += half;
	if (value > INT64_MAX)
		return AR_MONEY_RANGE;
	*minor = f->negative != g->negative ? -(int64_t)value : (int64_t)value;
	return AR_MONEY_OK;
}
