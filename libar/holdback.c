/*
 * libar/holdback.c
 * Purpose: rows that wait until it is sure that they may be seen.
 */
#include "libar/holdback.h"

int
ar_rows_spool(struct ar_out *rows, struct ar_spool *spool, size_t least)
{
	struct ar_slice all = ar_out_rows(rows);

	if (all.n < least)
		return AR_OK;
	if (ar_spool_add(spool, all) != AR_OK)
		return AR_ESTOP;
	ar_out_clear(rows);
	return AR_OK;
}

static int
hand_on(void *out, struct ar_slice rows)
{
	return ar_out_pass(out, rows);
}

int
ar_rows_replay(struct ar_spool *spool, struct ar_out *out)
{
	return ar_spool_replay(spool, hand_on, out);
}

int
ar_holdback_open(struct ar_holdback *h, const char *path,
    struct ar_diag *diag)
{
	*h = (struct ar_holdback){0};
	if (ar_out_open(&h->out, path, diag) != AR_OK)
		return AR_ESTOP;
	h->rows = ar_out_memory();
	h->spool = ar_spool_new(diag);
	return AR_OK;
}

int
ar_holdback_settle(struct ar_holdback *h)
{
	return ar_rows_spool(h->rows, h->spool, AR_ROWS_MANY);
}

int
ar_holdback_release(struct ar_holdback *h)
{
	if (ar_rows_replay(h->spool, h->out) != AR_OK ||
	    ar_spool_clear(h->spool) != AR_OK ||
	    hand_on(h->out, ar_out_rows(h->rows)) != AR_OK)
		return AR_ESTOP;
	ar_out_clear(h->rows);
	return AR_OK;
}

int
ar_holdback_close(struct ar_holdback *h, bool complete)
{
	int result;

	if (h->out == NULL)
		return AR_OK;
	result = ar_out_close(h->out, complete);
	ar_out_drop(h->rows);
	ar_spool_free(h->spool);
	*h = (struct ar_holdback){0};
	return result;
}
