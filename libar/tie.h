/*
 * libar/tie.h
 * Purpose: every cent lands once, and the run proves it.
 *
 * Per currency: what came in = what is out + settled + filtered + refused,
 * in records and in amounts; and what is out is added up once more from the
 * cells as they were printed.  A payment comes in as a negative amount.  Of
 * a document, the open part is out and the rest is settled; one that does
 * not count on the day is filtered.  A refused record whose amount cannot be
 * read leaves the proof undone, which is said and never hidden.
 */
#ifndef AR_TIE_H
#define AR_TIE_H

#include "libar/diag.h"
#include "libar/map.h"
#include "libar/openbal.h"
#include "libar/out.h"
#include "libar/stated.h"

/* debits and credits are the parts of `out` above and below 0. */
struct ar_tie_sums {
	uint64_t count_in, count_out, count_settled, count_filtered,
	    count_refused;
	ar_sum in, out, settled, filtered, refused, debits, credits, printed;
	bool unproven, differs;
};

struct ar_tie {
	struct ar_map map;      /* currency code -> struct ar_tie_sums */
	char last[4];           /* the code that was asked for last, */
	size_t number;          /* and its number, if there is any */
};

void ar_tie_init(struct ar_tie *);
void ar_tie_release(struct ar_tie *);

/* A record of this amount, of which so much is open on the day. */
void ar_tie_add(struct ar_tie *, const struct ar_ccy *, int64_t amount,
    const struct ar_open *);

/* A refused record; amount NULL: it cannot be read. */
void ar_tie_refuse(struct ar_tie *, const struct ar_ccy *,
    const int64_t *amount);

/* Add all that another one has heard of records. */
void ar_tie_merge(struct ar_tie *, const struct ar_tie *from);

/* Cells of one row of the report, read back. */
void ar_tie_printed(struct ar_tie *, const struct ar_ccy *, ar_sum);

/* AR_ESTOP after a message if a currency does not tie out. */
AR_MUST int ar_tie_check(struct ar_tie *, struct ar_diag *);

/*
 * An amount stated without currency is of the one that good records have.
 * AR_ESTOP after a message that names the option: there are several, or the
 * amount is not one of it.
 */
AR_MUST int ar_tie_only_currency(struct ar_stated *, const struct ar_tie *,
    const char *option, struct ar_diag *);

/*
 * Say what differs from the ledger's own figures.  AR_ESTOP after a message if the currency is needed and
 * not given: then nothing may be printed.
 */
AR_MUST int ar_tie_expect(struct ar_tie *, const struct ar_stated *,
    size_t n, struct ar_diag *);

/* One line a currency on stderr, for -v. */
void ar_tie_explain(const struct ar_tie *, const struct ar_diag *);

/*
 * Before anything is printed: AR_ESTOP after a message if the file is there
 * and cannot be read, or is no control file.
 */
AR_MUST int ar_tie_control_check(const char *path, struct ar_diag *);

/*
 * Append one row a currency to the control file under a lock.
 * AR_ESTOP after a message.
 */
AR_MUST int ar_tie_control(const struct ar_tie *, const char *path,
    const char *tool, ar_day as_of, struct ar_diag *);

#endif
