/*
 * libar/importaccount.h
 * Purpose: on which side of an entry the customer's account stands.
 *
 * A journal of two accounts an entry has the customer on either side, known by
 * the numbers that customers have.  An amount speaks of the first account; of
 * the other it is the opposite.
 */
#ifndef AR_IMPORTACCOUNT_H
#define AR_IMPORTACCOUNT_H

#include "libar/importabove.h"

enum ar_account {
	AR_ACCOUNT_FIRST,       /* or the map knows no numbers */
	AR_ACCOUNT_OTHER,
	AR_ACCOUNT_NEITHER,     /* no customer's entry */
	AR_ACCOUNT_BOTH,
	AR_ACCOUNT_UNREAD       /* a cell is no number of an account */
};

/* The range of the map that holds of this file; NULL: none does. */
const struct ar_map_range *ar_import_account_range(
    const struct ar_import_map *, const struct ar_import_above *);

/* other: NULL: the row names one account. */
enum ar_account ar_import_account_side(const struct ar_map_range *,
    struct ar_slice first, const struct ar_slice *other);

#endif
