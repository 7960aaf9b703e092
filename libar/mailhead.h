/*
 * libar/mailhead.h
 * Purpose: fields of a mail's head, as RFC 5322 and RFC 2047 have them.
 *
 * A field is folded before its blanks so that lines stay within 78 bytes
 * where they can.  Text that is not plain ASCII, controls among them, or that
 * would be taken for an encoded word, is written in encoded words.  Texts hold
 * no line ends: whoever calls has seen to that.
 */
#ifndef AR_MAILHEAD_H
#define AR_MAILHEAD_H

#include "libar/mem.h"

/* A field that is being written; begins at the buffer's end. */
struct ar_mailhead {
	struct ar_buf *to;
	size_t line;            /* where the present line begins */
};

void ar_mailhead_begin(struct ar_mailhead *, struct ar_buf *,
    struct ar_slice name);
void ar_mailhead_end(struct ar_mailhead *);

/* Any text, as of a subject. */
void ar_mailhead_text(struct ar_mailhead *, struct ar_slice);

/* An address with a name, which may be empty; more: not the first. */
void ar_mailhead_address(struct ar_mailhead *, struct ar_slice name,
    struct ar_slice address, bool more);

/* Whether it is name@host in plain letters, as every mailer takes it. */
bool ar_mail_is_address(struct ar_slice);

/* A head field's name. */
bool ar_mail_is_field(struct ar_slice);

#endif
