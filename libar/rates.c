/*
 * libar/rates.c
 * Purpose: cells that say what money costs: a share, by the year, and why not.
 */
#include "libar/rates.h"

enum { PERCENT = 100, YEAR = 365 };

void
ar_note_add(struct ar_buf *note, const char *word)
{
	ar_buf_addf(note, "%s%s", note->n == 0 ? "" : " ", word);
}

static void
put_effective(struct ar_out *out, const struct ar_costing *c,
    unsigned digits, struct ar_buf *note)
{
	char text[AR_MONEY_MAX];
	size_t n = 0;

	if (ar_flow_effective(text, &n, c->flow, c->nflows, digits) !=
	    AR_FLOW_FINE) {
		ar_note_add(note, "ear:too_high");
		n = 0;
	}
	ar_out_raw(out, ar_slice(text, n));
}

void
ar_rates_put(struct ar_out *out, const struct ar_costing *c, unsigned digits,
    struct ar_buf *note)
{
	(void)ar_out_ratio(out, c->cost * PERCENT, c->face, digits);
	if (c->paid_out <= 0) {
		ar_out_raw(out, AR_S(""));
		ar_out_raw(out, AR_S(""));
		ar_note_add(note, "apr:nothing_paid");
		ar_note_add(note, "ear:nothing_paid");
		return;
	}
	(void)ar_out_ratio(out, c->cost * YEAR * PERCENT,
	    c->paid_out * c->days, digits);
	put_effective(out, c, digits, note);
}
