/*
 * libar/viewwrite.c
 * Purpose: a page in the format that was asked for.
 */
#include "libar/viewwrite.h"

#include <stdio.h>

#include "libar/viewhtml.h"
#include "libar/viewmail.h"
#include "libar/viewmarkdown.h"
#include "libar/viewxlsx.h"

static void
write_mail(struct ar_buf *into, const struct ar_view_page *page,
    struct ar_diag *diag)
{
	char bytes[24];

	ar_view_mail(into, page);
	if (into->n <= AR_MAIL_MAX)
		return;
	(void)snprintf(bytes, sizeof bytes, "%zu", into->n);
	ar_diag_say(diag, &(struct ar_say){AR_M_LONG_MAIL, {0}, {0},
	    {bytes}});
}

static void
write_excel(struct ar_buf *into, const struct ar_view_page *page,
    const struct ar_view_options *o, struct ar_diag *diag)
{
	uint64_t guarded;
	char note[64];

	ar_view_excel(into, &guarded, page, o->locale);
	if (!o->verbose)
		return;
	(void)snprintf(note, sizeof note,
	    "%llu cells guarded against formulas",
	    (unsigned long long)guarded);
	ar_diag_note(diag, note);
}

int
ar_view_write(struct ar_buf *into, const struct ar_view_page *page,
    const struct ar_view_options *o, struct ar_diag *diag)
{
	switch (o->format) {
	case AR_FORMAT_TABLE:
		ar_view_table(into, page, &o->terminal);
		return AR_OK;
	case AR_FORMAT_HTML:
		ar_view_html(into, page);
		return AR_OK;
	case AR_FORMAT_MAIL:
		write_mail(into, page, diag);
		return AR_OK;
	case AR_FORMAT_MARKDOWN:
		ar_view_markdown(into, page);
		return AR_OK;
	case AR_FORMAT_EXCEL:
		write_excel(into, page, o, diag);
		return AR_OK;
	case AR_FORMAT_XLSX:
		return ar_view_xlsx(into, page, diag);
	}
	return AR_ESTOP;
}
