/*
 * libar/statefile.h
 * Purpose: an append-only CSV file that many runs share, under a lock.
 *
 * Whoever writes holds an exclusive flock(2) lock, whoever only reads a
 * shared one, or none; the kernel frees it when the holder dies.  What a run
 * appends goes out in one write(2) where the system takes it at once, is cut
 * off again if it does not fit, and is synced before the call returns.  A line
 * without an end was torn when its writer died, and is no part of the file.
 * The file belongs on a local file system.
 */
#ifndef AR_STATEFILE_H
#define AR_STATEFILE_H

#include <sys/types.h>

#include "libar/csvin.h"
#include "libar/diag.h"
#include "libar/spool.h"

enum ar_statefile_mode {
	AR_STATEFILE_LOOK,      /* read, without a lock */
	AR_STATEFILE_READ,
	AR_STATEFILE_WRITE,
	AR_STATEFILE_CREATE     /* write, and make it where it is missing */
};

/* How to open it. */
struct ar_statefile_wish {
	enum ar_statefile_mode mode;
	int wait;               /* seconds for the lock, 0: none */
	mode_t bits;            /* of a file that is made, less the umask */
	const char *missing;    /* a remedy if it is not there, or NULL */
};

struct ar_statefile;

/*
 * Open and lock; a torn line is left where it is.  AR_ESTOP after a message:
 * missing, no regular file or a link (IO), or locked or just replaced by
 * another run (BUSY).  While there is time to wait, a file that was replaced
 * is opened anew.  The caller closes.
 */
AR_MUST int ar_statefile_open(struct ar_statefile **, const char *path,
    const struct ar_statefile_wish *, struct ar_diag *);

/* Whether it was not there before. */
bool ar_statefile_is_new(const struct ar_statefile *);

/* Bytes up to the end of the last whole line. */
uint64_t ar_statefile_size(const struct ar_statefile *);

/* Bytes up to the end of the file, the torn line too. */
uint64_t ar_statefile_end(const struct ar_statefile *);

/*
 * Read so many bytes at this place.  AR_ESTOP after a message; AR_ITEM and no
 * message if they are gone, as a writer may cut them off beside a reader
 * without a lock.
 */
AR_MUST int ar_statefile_get(const struct ar_statefile *, char *bytes,
    size_t n, uint64_t at);

/* Find its end again.  AR_ESTOP after a message. */
AR_MUST int ar_statefile_measure(struct ar_statefile *);

/*
 * A reader of its first bytes, as many as `limit`, above 0; of this very file,
 * whatever has its name by now.  One at a time; before anything is appended.
 * The caller closes it.  AR_ESTOP after a message.
 */
AR_MUST int ar_statefile_csv(const struct ar_statefile *,
    struct ar_csvin **, uint64_t limit);

/* Whether the last whole line is a newline alone, or there is none. */
AR_MUST int ar_statefile_ends_blank(const struct ar_statefile *, bool *blank);

/*
 * *tears: whether what lies behind the last whole line, if anything does, is
 * the beginning of this text.  AR_ESTOP after a message.
 */
AR_MUST int ar_statefile_tears(const struct ar_statefile *,
    struct ar_slice text, bool *tears);

/* Whether anything lies there, after an append that could not be undone. */
bool ar_statefile_is_torn(const struct ar_statefile *);

/* Number of the file in messages. */
uint32_t ar_statefile_file(const struct ar_statefile *);

/*
 * Cut the file to so many bytes, at most its size; where it may be written.
 * Synced with what is appended next.
 */
AR_MUST int ar_statefile_cut(struct ar_statefile *, uint64_t size);

/*
 * Move what lies from this place on, at most its size, to the end of another
 * file, which is synced first, and made with the bits of the wish where it is
 * missing.  AR_ESTOP after a message: then nothing was cut off.
 */
AR_MUST int ar_statefile_set_aside(struct ar_statefile *, uint64_t from,
    const char *path);

/*
 * Append all that is in the spool, whole lines, in place of a torn one, and
 * sync.  On failure the file is cut back to its size before, and AR_ESTOP
 * returned after a message.
 */
AR_MUST int ar_statefile_append(struct ar_statefile *, struct ar_spool *);

void ar_statefile_close(struct ar_statefile *);         /* NULL is allowed */

/*
 * For a file that is opened otherwise: *size, that of the file, becomes where
 * its last whole line ends.  false: see errno.
 */
AR_MUST bool ar_statefile_whole_lines(int fd, off_t *size);

#endif
