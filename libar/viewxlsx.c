/*
 * libar/viewxlsx.c
 * Purpose: a page as a workbook with typed cells, a sheet for each currency.
 */
#include "libar/viewxlsx.h"

#include "libar/viewbook.h"
#include "libar/viewfit.h"
#include "libar/viewsheet.h"

static void
put_sheets(struct ar_zip *zip, struct ar_view_texts *texts,
    const struct ar_view_page *page)
{
	struct ar_buf name = {0};

	for (size_t i = 0; i < page->blocks->n; i++) {
		name.n = 0;
		ar_view_book_sheet(&name, i);
		ar_zip_begin(zip, ar_buf_slice(&name));
		ar_view_sheet_put(zip, texts, page, i);
		ar_zip_end(zip);
	}
	ar_buf_free(&name);
}

static void
put_texts(struct ar_zip *zip, const struct ar_view_texts *texts)
{
	ar_zip_begin(zip, AR_S(AR_BOOK_TEXTS));
	ar_view_texts_put(zip, texts);
	ar_zip_end(zip);
}

int
ar_view_xlsx(struct ar_buf *into, const struct ar_view_page *page,
    struct ar_diag *diag)
{
	struct ar_view_texts texts;
	struct ar_zip zip;
	int result = ar_view_fits(page, diag);

	if (result != AR_OK)
		return result;
	ar_view_texts_init(&texts);
	ar_zip_open(&zip, into);
	ar_view_book_frame(&zip, page);
	put_sheets(&zip, &texts, page);
	put_texts(&zip, &texts);
	ar_view_texts_release(&texts);
	if (ar_zip_close(&zip) == AR_OK)
		return AR_OK;
	ar_diag_say(diag, &(struct ar_say){AR_M_CANNOT_WRITE,
	    {ar_diag_file(diag, "workbook"), 0}, {0},
	    {"a part of it would reach 4 GiB; say --top, or use another "
	    "format"}});
	return AR_ESTOP;
}
