/*
 * libar/recoveryin.c
 * Purpose: a file of ages and shares becomes a table of recovery.
 */
#include "libar/recoveryin.h"

#include "libar/duncolumns.h"
#include "libar/side.h"

struct loading {
	struct ar_recovery *recovery;
	struct ar_header header;
	struct ar_diag *diag;
};

static int
keep(void *to, const struct ar_side_record *item)
{
	const struct ar_share_row *record = item->record;
	const struct loading *l = to;
	const struct ar_recovery *r = l->recovery;
	struct ar_recovery_point point;

	if (record->days.places > 0 || record->days.units < 0 ||
	    record->days.units > AR_DAY_MAX)
		return ar_cell_refuse(l->diag, &l->header, item->row, "days",
		    "a whole number of days, 0 to 3652059");
	point.days = (int32_t)record->days.units;
	if (r->n == 0 ? point.days != 0 :
	    point.days <= r->point[r->n - 1].days)
		return ar_cell_refuse(l->diag, &l->header, item->row, "days",
		    "0 in the first row, and more in each later one");
	if (ar_decimal_minor(&point.share, record->share,
	    AR_DECIMAL_PLACES) != AR_OK ||
	    ar_recovery_add(l->recovery, point) != AR_OK)
		return ar_cell_refuse(l->diag, &l->header, item->row, "share",
		    "0 to 1, and no more than in the row before");
	return AR_OK;
}

static int
refuse_empty(const struct loading *l)
{
	ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_SETTING, l->header.at,
	    {0}, {"a header alone", "at least one row, of 0 days"}});
	return AR_ESTOP;
}

int
ar_recovery_load(struct ar_recovery *recovery, const char *path,
    struct ar_diag *diag)
{
	struct loading l = {.recovery = recovery, .diag = diag};
	const struct ar_side side = {&ar_shares_stream,
	    sizeof(struct ar_share_row), keep, &l};
	struct ar_arena arena = {0};
	int result;

	*recovery = (struct ar_recovery){0};
	result = ar_side_read(path, &side, &l.header, &arena, diag);
	if (result == AR_OK && recovery->n == 0)
		result = refuse_empty(&l);
	ar_arena_free(&arena);
	return result;
}
