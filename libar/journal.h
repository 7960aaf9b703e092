/*
 * libar/journal.h
 * Purpose: the journal of what was billed, a row a line, never changed.
 *
 * A batch is all that one run billed; an empty line ends it.  A batch without
 * that end was interrupted: what its last invoice lacks of its lines makes it
 * torn, and it is no part of the journal; whole invoices are, and the next
 * run that writes goes on in the same batch.
 */
#ifndef AR_JOURNAL_H
#define AR_JOURNAL_H

#include "libar/columns.h"
#include "libar/invoice.h"
#include "libar/out.h"
#include "libar/statefile.h"

/* The highest number that an invoice can have. */
#define AR_NUMBER_MAX INT64_C(999999999999999)

/* A whole invoice as it was billed; views are good during the call. */
struct ar_journal_item {
	struct ar_invoice *invoice;
	uint64_t batch;                 /* its number, from 1 */
};

/* Who reads the journal, and what for. */
struct ar_journal_reader {
	bool keys;              /* columns up to AR_JOURNAL_KEYS will do */
	struct ar_termsbook *terms;
	int (*each)(void *to, const struct ar_journal_item *);
	void *to;
};

struct ar_journal {
	struct ar_diag *diag;
	struct ar_statefile *file;
	int64_t highest;                /* number, 0: none yet */
	ar_day latest;                  /* invoice_date, AR_NO_DAY: none yet */
	uint64_t batches;
	bool empty;                     /* not even a header */
	bool unfinished;                /* the last batch has no end */
	struct ar_out *rows;            /* to be appended */
	struct ar_spool *spool;
};

/*
 * Lock the file and read it to its end; in a writing mode what is torn is cut
 * off.  AR_ESTOP after a message.  {0}-filled before, and closed by the
 * caller in any case.
 */
AR_MUST int ar_journal_open(struct ar_journal *, const char *path,
    enum ar_statefile_mode, const struct ar_journal_reader *,
    struct ar_diag *);

/* Rows of an invoice, for the next commit. */
AR_MUST int ar_journal_add(struct ar_journal *, const struct ar_invoice *);

/* Whether rows wait for a commit. */
bool ar_journal_waits(const struct ar_journal *);

/*
 * Append and sync what was added.  ends: the batch is complete.  AR_ESTOP
 * after a message: then nothing was appended, unless the file could not be
 * cut back either, as ar_journal_is_doubtful() tells.
 */
AR_MUST int ar_journal_commit(struct ar_journal *, bool ends);

bool ar_journal_is_doubtful(const struct ar_journal *);

void ar_journal_close(struct ar_journal *);

#endif
