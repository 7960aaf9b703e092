/*
 * libar/mail.h
 * Purpose: a mail from the pieces of a template.
 *
 * The template's text up to its first empty line is the head, what follows
 * the body.  Bytes of the template and bytes of values are told apart to the
 * end: only the template names fields, separates addresses and ends the head,
 * so that no value can add a field, an address or a mail.  A line end in a
 * value of the head is refused.
 *
 * Nothing is printed: what is wrong is in the fault.
 */
#ifndef AR_MAIL_H
#define AR_MAIL_H

#include "libar/date.h"
#include "libar/mem.h"

enum ar_mail_fault {
	AR_MAIL_FINE,
	AR_MAIL_BREAK,          /* a value in the head holds a line end */
	AR_MAIL_ADDRESS,        /* this is no address */
	AR_MAIL_NOBODY,         /* no address in this field */
	AR_MAIL_HEAD,           /* this line of the head is no field */
	AR_MAIL_OURS,           /* a field that no template writes */
	AR_MAIL_LACKS           /* a field that every mail needs is missing */
};

/* Where a byte of the head is from. */
enum ar_mail_of { AR_OF_TEMPLATE = 't', AR_OF_VALUE = 'v' };

/* {0} is a mail of which nothing is there. */
struct ar_mail {
	struct ar_buf head;
	struct ar_buf from;     /* a byte for each of head: enum ar_mail_of */
	struct ar_buf body;
	struct ar_buf about;    /* of the fault */
	struct ar_buf name;     /* of the value with a line end, or field */
	bool in_body;
	bool html;              /* values of the body are in HTML */
	enum ar_mail_fault fault;
};

void ar_mail_clear(struct ar_mail *);           /* for the next */
void ar_mail_release(struct ar_mail *);

/* The first fault stays. */
void ar_mail_fail(struct ar_mail *, enum ar_mail_fault,
    struct ar_slice about);

/* Pieces in order; a value has the name by which a message calls it. */
void ar_mail_text(struct ar_mail *, struct ar_slice);
void ar_mail_value(struct ar_mail *, struct ar_slice name,
    struct ar_slice value, bool raw);

/*
 * Append the mail.  id: what its Message-ID is made of; n 0: of what it says.
 * ts: its date, YYYY-MM-DDTHH:MM:SSZ.  mbox: as one of several in a file.
 * AR_EDATA: see fault and about.
 */
AR_MUST int ar_mail_write(struct ar_mail *, struct ar_slice id,
    struct ar_slice ts, bool mbox, struct ar_buf *to);

#endif
