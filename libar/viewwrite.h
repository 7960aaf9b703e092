/*
 * libar/viewwrite.h
 * Purpose: a page in the format that was asked for.
 */
#ifndef AR_VIEWWRITE_H
#define AR_VIEWWRITE_H

#include "libar/viewexcel.h"
#include "libar/viewterm.h"

enum ar_view_format {
	AR_FORMAT_TABLE, AR_FORMAT_HTML, AR_FORMAT_MAIL, AR_FORMAT_MARKDOWN,
	AR_FORMAT_EXCEL, AR_FORMAT_XLSX
};

struct ar_view_options {
	enum ar_view_format format;
	enum ar_view_locale locale;
	struct ar_view_terminal terminal;
	bool verbose;
};

/*
 * Append the page.  AR_ESTOP or AR_EDATA after a message: it cannot be
 * written in this format.
 */
AR_MUST int ar_view_write(struct ar_buf *into, const struct ar_view_page *,
    const struct ar_view_options *, struct ar_diag *);

#endif
