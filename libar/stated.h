/*
 * libar/stated.h
 * Purpose: an amount as an option states it, with or without its currency.
 *
 * Without currency it is of the one that there is, and can be read only when
 * that is known.
 */
#ifndef AR_STATED_H
#define AR_STATED_H

#include "libar/money.h"

struct ar_stated {
	struct ar_ccy ccy;
	bool any_ccy;           /* CUR was left out */
	struct ar_slice text;
	int64_t amount;
};

/* "[CUR:]AMOUNT"; the text is borrowed.  AR_EDATA if it is not of the form. */
AR_MUST int ar_stated_parse(struct ar_stated *, const char *text);

/*
 * One without currency becomes an amount of this.  AR_EDATA if it is none,
 * and of the currency all the same.
 */
AR_MUST int ar_stated_in(struct ar_stated *, const struct ar_ccy *);

#endif
