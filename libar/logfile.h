/*
 * libar/logfile.h
 * Purpose: the log of reminders and contacts on disk.
 *
 * Append-only; writers take turns under a lock, readers need none.  A run of
 * ar-remind is one batch of rows that ends with a row `run`; rows of a run at
 * the end without it, and a last line without an end, were torn by a crash:
 * they were never printed, a reader leaves them out, and the next writer moves
 * them to a file of the same name with .torn behind it.
 */
#ifndef AR_LOGFILE_H
#define AR_LOGFILE_H

#include "libar/duncolumns.h"
#include "libar/out.h"
#include "libar/row.h"
#include "libar/statefile.h"

/* Who writes planned actions and what follows from them. */
#define AR_LOG_BY "ar-remind"

enum { AR_LOG_COLUMNS = 20 };

struct ar_logfile;

/* How to open it, and who reads it. */
struct ar_logfile_wish {
	enum ar_statefile_mode mode;    /* READ: without a lock */
	int wait;                       /* seconds for the lock, 0: none */
	/*
	 * Each row; views are good during the call.  Returns AR_EDATA after
	 * it refused the row.  NULL: ar_logfile_read() does it later.
	 */
	int (*each)(void *to, const struct ar_row *,
	    const struct ar_log_row *);
	void *to;
};

/*
 * Open, lock, mend, and read all rows.  AR_ESTOP after a message: missing (not
 * in AR_STATEFILE_CREATE, which makes it and says so), no regular file or a
 * link (IO), locked by another run (BUSY), another header (USAGE), rows
 * refused (DATA).  The caller closes.
 */
AR_MUST int ar_logfile_open(struct ar_logfile **, const char *path,
    const struct ar_logfile_wish *, struct ar_diag *);

/*
 * Read all rows that stood there when it was opened, as often as is wanted;
 * `each` as in the wish.  AR_ESTOP after rows were refused.
 */
AR_MUST int ar_logfile_read(const struct ar_logfile *,
    int (*each)(void *to, const struct ar_row *, const struct ar_log_row *),
    void *to);

/* Number of the file in messages. */
uint32_t ar_logfile_file(const struct ar_logfile *);

/* Bytes of its whole lines, what was torn left out once it was moved. */
uint64_t ar_logfile_size(const struct ar_logfile *);

/* Put a row, for the next append.  It is checked by no one. */
void ar_logfile_add(struct ar_logfile *, const struct ar_log_row *);

/*
 * Append and sync what was added, in one piece, with a header before it in a
 * new file.  AR_ESTOP after a message: then nothing of it is in the file, or
 * what is in it is torn, as ar_logfile_is_doubtful() tells.
 */
AR_MUST int ar_logfile_append(struct ar_logfile *);

bool ar_logfile_is_doubtful(const struct ar_logfile *);

/* NULL is allowed. */
void ar_logfile_close(struct ar_logfile *);

/* The header of a log, and a row of one, as CSV. */
void ar_log_header(struct ar_out *);
void ar_log_put(struct ar_out *, const struct ar_log_row *);

/* The action of an id, ACCOUNT-CUR-PHASE-YYYYMMDD; views of it. */
struct ar_action_id {
	struct ar_slice account, currency;
	uint8_t phase;
	ar_day day;
};

/* AR_EDATA: not of the form. */
AR_MUST int ar_action_id_parse(struct ar_action_id *, struct ar_slice text);
void ar_action_id_format(struct ar_buf *, const struct ar_action_id *);

#endif
