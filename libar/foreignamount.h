/*
 * libar/foreignamount.h
 * Purpose: amounts as the world writes them, under either decimal mark.
 *
 * An amount such as 1,234 is 1234 where the decimal mark is a point and 1.234
 * where it is a comma; both readings are given, and which mark a file uses
 * is not decided here.
 *
 * Groups are of three digits, or lakh (1,28,500), set apart by the other
 * mark, a blank, a no-break or narrow no-break or thin space, or an
 * apostrophe, the same throughout; the first group does not begin with 0.
 * The sign is one of a minus before or behind (also U+2212), parentheses, and
 * Cr (negative) or Dr behind.  A currency mark, or the code of the row's
 * currency, may stand before or behind; it never sets the currency.  A lone
 * minus is 0.
 *
 * Functions are pure and print no message.
 */
#ifndef AR_FOREIGNAMOUNT_H
#define AR_FOREIGNAMOUNT_H

#include "libar/money.h"

enum ar_decimal_mark { AR_POINT, AR_COMMA, AR_DECIMAL_MARKS };

/* Bits of both marks. */
enum { AR_ANY_MARK = (1 << AR_DECIMAL_MARKS) - 1, AR_FOREIGN_MAX = 64 };

/* A number without groups under one mark: [0-9]+(\.[0-9]+)?, "" if none. */
struct ar_reading {
	char text[AR_FOREIGN_MAX];
	size_t n;
};

struct ar_foreign_amount {
	struct ar_reading under[AR_DECIMAL_MARKS];
	bool negative;
	const char *mark;               /* "" or the currency mark it had */
};

/*
 * AR_MONEY_OK: an amount under one mark at least.  AR_MONEY_FORM: under
 * none.  code: of the row's currency, "" if it has none.
 */
AR_MUST enum ar_money_err ar_foreign_amount(struct ar_foreign_amount *,
    struct ar_slice text, const char *code);

/* Bits of the marks under which it is an amount. */
unsigned ar_foreign_amount_marks(const struct ar_foreign_amount *);

/* Whether all marks among these give the same amount. */
bool ar_foreign_amount_agrees(const struct ar_foreign_amount *,
    unsigned marks);

/* The reading under the first of these marks that has one. */
struct ar_slice ar_foreign_amount_reading(const struct ar_foreign_amount *,
    unsigned marks);

/*
 * The amount in minor units under the first of these marks that reads it.
 * Zeros beyond the currency's decimals are dropped; other excess decimals
 * are AR_MONEY_DECIMALS, unless the amount lies within half a millionth of
 * a minor unit of a whole one, as what binary fractions leave behind: then
 * it is that one, and *noise is set.
 */
AR_MUST enum ar_money_err ar_foreign_minor(int64_t *minor, bool *noise,
    const struct ar_foreign_amount *, unsigned marks, unsigned digits);

/* Whether the mark can stand for the currency: no mark or no code, always. */
bool ar_mark_fits(const char *mark, const char *code);

#endif
