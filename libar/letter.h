/*
 * libar/letter.h
 * Purpose: the text of a document, and the names of its files.
 */
#ifndef AR_LETTER_H
#define AR_LETTER_H

#include "libar/letterdata.h"
#include "libar/mail.h"
#include "libar/templates.h"

struct ar_letter {
	struct ar_letterdata data;
	struct ar_mail mail;
	bool mbox;                      /* a mail is one of several */
	struct ar_slice ts;             /* of mails */
};

/* ts: the date of mails, YYYY-MM-DDTHH:MM:SSZ, which is borrowed. */
void ar_letter_init(struct ar_letter *, struct ar_letters *, bool mbox,
    struct ar_slice ts);
void ar_letter_release(struct ar_letter *);

/*
 * Append the document by the sheet.  AR_EDATA: it was refused.  AR_ESTOP
 * after a message: the template cannot be used.
 */
AR_MUST int ar_letter_write(struct ar_letter *, const struct ar_sheet *,
    struct ar_letter_doc *, struct ar_buf *);

/* Append a name for the document by a pattern; its values are safe. */
AR_MUST int ar_letter_name(struct ar_letter *, const struct ar_sheet *,
    struct ar_letter_doc *, struct ar_buf *);

/* Values of a pattern behind '.', '-' or '_', which a name may lack. */
enum { AR_LETTER_OPTIONAL = 4 };

unsigned ar_letter_optional(const struct ar_sheet *);

/*
 * The same name as ar_letter_name() makes, without some of these values and
 * the mark before each: bit i for the i-th from behind.  A value that is empty
 * is left out in any case.
 */
AR_MUST int ar_letter_name_without(struct ar_letter *,
    const struct ar_sheet *, struct ar_letter_doc *, unsigned without,
    struct ar_buf *);

#endif
