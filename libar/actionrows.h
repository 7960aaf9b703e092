/*
 * libar/actionrows.h
 * Purpose: rows of actions, of their items, and of items that are held.
 */
#ifndef AR_ACTIONROWS_H
#define AR_ACTIONROWS_H

#include "libar/action.h"
#include "libar/report.h"

/*
 * The columns; items: those of the items behind them.  sums: the totals add
 * up to what the report shows.
 */
void ar_action_columns(struct ar_report *, bool items, bool sums);

/* The row of the action, or a row for each of its items. */
void ar_action_rows(const struct ar_dunning *, struct ar_report *,
    struct ar_out *, const struct ar_action *, bool items);

void ar_hold_columns(struct ar_report *);

/* A row for each item of the account that is held, whole or in part. */
void ar_hold_rows(const struct ar_dunning *, struct ar_report *,
    struct ar_out *, const struct ar_account_items *);

#endif
