/*
 * libar/viewmail.h
 * Purpose: a page for the body of a mail.
 *
 * Mail programs know little of HTML: everything stands in tables, styles at
 * each element, bars are cells with a colour and a width.  A row is a name
 * with its amount and a line of details, which fits a telephone.
 */
#ifndef AR_VIEWMAIL_H
#define AR_VIEWMAIL_H

#include "libar/viewpage.h"

enum {
	AR_MAIL_TOP = 20,       /* rows, unless the user says otherwise */
	AR_MAIL_MAX = 100 * 1024        /* bytes; mail programs cut the rest */
};

void ar_view_mail(struct ar_buf *into, const struct ar_view_page *);

#endif
