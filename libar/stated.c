/*
 * libar/stated.c
 * Purpose: an amount as an option states it, with or without its currency.
 */
#include "libar/stated.h"

int
ar_stated_parse(struct ar_stated *s, const char *text)
{
	struct ar_slice rest = ar_slice_of(text);

	*s = (struct ar_stated){
		.any_ccy = memchr(rest.p, ':', rest.n) == NULL,
	};
	if (ar_ccy_parse(&s->ccy,
	    s->any_ccy ? AR_S("") : ar_slice_cut(&rest, ':')) != AR_OK)
		return AR_EDATA;
	s->text = rest;
	if (s->any_ccy)
		return ar_decimal_is(rest) ? AR_OK : AR_EDATA;
	return ar_stated_in(s, &s->ccy);
}

int
ar_stated_in(struct ar_stated *s, const struct ar_ccy *ccy)
{
	s->ccy = *ccy;
	return ar_money_parse(&s->amount, s->text, ccy->digits) ==
	    AR_MONEY_OK ? AR_OK : AR_EDATA;
}
