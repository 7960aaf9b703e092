/*
 * libar/err.h
 * Purpose: the results that functions of libar return.
 *
 * A function that can fail returns int: AR_OK, or one of the negative values
 * below.  A function that hands out one item after another returns AR_ITEM
 * for an item and AR_OK at a clean end.  Whoever returns a negative value has
 * already said why through struct ar_diag, unless its header says otherwise;
 * the exit status follows from what was said, not from these values.
 */
#ifndef AR_ERR_H
#define AR_ERR_H

enum ar_err {
	AR_ITEM = 1,
	AR_OK = 0,
	AR_EDATA = -1,   /* this value or record is refused; go on */
	AR_ESTOP = -2    /* the run is over */
};

/* The result must be looked at. */
#define AR_MUST __attribute__((warn_unused_result))

#endif
