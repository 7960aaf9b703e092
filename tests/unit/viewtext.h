/*
 * tests/unit/viewtext.h
 * Purpose: for tests: a page from the text of a table, and what it becomes.
 */
#ifndef AR_VIEWTEXT_H
#define AR_VIEWTEXT_H

#include "libar/table.h"
#include "libar/viewpage.h"

#include "tests/unit/scratch.h"

struct sample {
	struct ar_diag *diag;
	struct ar_view view;
	struct ar_view_blocks blocks;
	struct ar_view_page page;
};

/* The rows of a table; refusals are said. */
static inline void
sample_read(struct sample *s, struct ar_slice text)
{
	int fd = memfd_create("table", 0);
	struct ar_table *table;
	struct ar_row row;
	int result;

	*s = (struct sample){.diag = ar_diag_new("t")};
	scratch_put(fd, text);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(ar_table_start(&table, ar_csvin_over(fd,
	    ar_diag_file(s->diag, "in"), text.n, s->diag), 1, s->diag),
	    AR_OK);
	if (ar_view_header(&s->view, ar_table_header(table), s->diag) ==
	    AR_OK)
		while ((result = ar_table_next(table, &row)) != AR_OK)
			if (result == AR_ITEM)
				(void)!ar_view_add(&s->view, &row, s->diag);
	ar_view_settle(&s->view);
	ar_table_close(table);
}

/* The same, and its page with so many rows; 0: all. */
static inline void
sample_page(struct sample *s, struct ar_slice text, size_t top)
{
	const struct ar_view_order order = {-1, false, top};

	sample_read(s, text);
	assert_int_equal(ar_view_cut(&s->blocks, &s->view, &order, s->diag),
	    AR_OK);
	ar_view_page_init(&s->page, &s->view, &s->blocks, NULL);
}

static inline void
sample_free(struct sample *s)
{
	ar_view_page_free(&s->page);
	ar_view_blocks_free(&s->blocks);
	ar_view_free(&s->view);
	ar_diag_free(s->diag);
}

/* Fails with the name of the row and both texts. */
static inline void
check_text(const char *name, struct ar_buf *got, const char *want)
{
	struct ar_slice text = ar_buf_slice(got);

	if (!ar_slice_eq(text, ar_slice_of(want)))
		fail_msg("failing row: %s: '%.*s', want '%s'", name,
		    (int)text.n, text.p, want);
	got->n = 0;
}

#endif
