/*
 * libar/letterfiles.h
 * Purpose: a file for each document, under a name of its own.
 *
 * No two documents share a name, and none replaces a link, a folder or a file
 * that the run reads.
 */
#ifndef AR_LETTERFILES_H
#define AR_LETTERFILES_H

#include "libar/letter.h"

struct ar_letterfiles {
	struct ar_letter *letter;
	struct ar_sheet *pattern;       /* of the names; NULL: no files */
	struct ar_map taken;            /* name -> its first row */
	struct ar_buf name;             /* of the last; a NUL follows */
};

void ar_letterfiles_init(struct ar_letterfiles *, struct ar_letter *);
void ar_letterfiles_release(struct ar_letterfiles *);

/*
 * Whether the document may have its name.  AR_EDATA: it was refused.
 * AR_ESTOP after a message.
 */
AR_MUST int ar_letterfiles_check(struct ar_letterfiles *,
    struct ar_letter_doc *);

/* Write its file, whole or not at all.  AR_ESTOP after a message. */
AR_MUST int ar_letterfiles_write(struct ar_letterfiles *,
    struct ar_letter_doc *, struct ar_slice text);

#endif
