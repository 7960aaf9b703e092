/*
 * libar/viewxlsx.c
 * Purpose: a page as a workbook with typed cells, a sheet for each currency.
 */
#include "libar/viewxlsx.h"

#if __has_include(<xlsxwriter.h>)

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "libar/apart.h"
#include "libar/fd.h"
#include "libar/viewbook.h"
#include "libar/viewcell.h"
#include "libar/viewfit.h"

enum {
	NARROW = 6, WIDE = 60,  /* columns, in characters */
	EPOCH = 719163          /* 1970-01-01 as a number of a day */
};

struct book {
	const struct ar_view_page *page;
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *head, *text, *date, *bold;
	/* by decimals; plain ones are not grouped, as years are not */
	lxw_format *number[AR_CELL_PLACES], *sum[AR_CELL_PLACES],
	    *plain[AR_CELL_PLACES];
	struct ar_buf cell;     /* the text at hand, with a NUL */
	size_t *cells;          /* put into each sheet; shared with the child */
	size_t nsheets;
	const char *name;       /* of the file */
	lxw_error failed;
};

bool
ar_view_xlsx_is_there(void)
{
	return true;
}

static void
keep(struct book *b, lxw_error error)
{
	if (b->failed == LXW_NO_ERROR)
		b->failed = error;
}

/* A cell was put into the sheet at hand. */
static void
count_cell(struct book *b, lxw_error error)
{
	keep(b, error);
	b->cells[b->nsheets - 1]++;
}

static lxw_format *
new_format(struct book *b, const char *shape, bool bold)
{
	lxw_format *f = workbook_add_format(b->workbook);

	if (f == NULL)
		ar_out_of_memory();
	if (shape != NULL)
		format_set_num_format(f, shape);
	if (bold)
		format_set_bold(f);
	return f;
}

static void
make_formats(struct book *b)
{
	enum { PLAIN = 4 };     /* where the shape without groups begins */
	char shape[32] = "#,##0";

	b->head = new_format(b, NULL, true);
	format_set_bottom(b->head, LXW_BORDER_THIN);
	format_set_text_wrap(b->head);
	b->text = new_format(b, "@", false);
	b->bold = new_format(b, NULL, true);
	b->date = new_format(b, "yyyy-mm-dd", false);
	for (size_t i = 0; i < AR_CELL_PLACES; i++) {
		b->number[i] = new_format(b, shape, false);
		b->sum[i] = new_format(b, shape, true);
		b->plain[i] = new_format(b, shape + PLAIN, false);
		if (i == 0)
			shape[strlen("#,##0")] = '.';
		shape[strlen(shape)] = '0';
	}
}

/* The text as a C string; good until the next one. */
static const char *
string_of(struct book *b, struct ar_slice text)
{
	b->cell.n = 0;
	ar_cell_text(&b->cell, text);
	return b->cell.p;
}

static bool
put_date(struct book *b, lxw_row_t row, lxw_col_t column,
    struct ar_slice text)
{
	struct ar_ymd ymd;
	lxw_datetime date = {0};

	if (!ar_cell_day(&ymd, text))
		return false;
	date.year = ymd.year;
	date.month = ymd.month;
	date.day = ymd.day;
	count_cell(b, worksheet_write_datetime(b->sheet, row, column, &date,
	    b->date));
	return true;
}

static void
put_cell(struct book *b, lxw_row_t row, size_t column,
    struct ar_slice text)
{
	const struct ar_view_column *c = &b->page->view->column[column];
	lxw_col_t at = (lxw_col_t)column;
	int places = ar_view_is_right(c) ? ar_cell_places(text, !c->known) : -1;

	if (text.n == 0 || (c->kind == AR_VIEW_DATE &&
	    put_date(b, row, at, text)))
		return;
	if (places >= 0)
		count_cell(b, worksheet_write_number(b->sheet, row, at,
		    strtod(string_of(b, text), NULL),
		    c->kind == AR_VIEW_NUMBER ? b->plain[places] :
		    b->number[places]));
	else
		count_cell(b, worksheet_write_string(b->sheet, row, at,
		    string_of(b, text), c->kind == AR_VIEW_ID ? b->text :
		    NULL));
}

static void
put_line(struct book *b, lxw_row_t row, const struct ar_view_line *line)
{
	struct ar_buf text = {0};

	for (size_t i = 0; i < b->page->view->header.n; i++) {
		text.n = 0;
		ar_view_line_raw(&text, line, i);
		put_cell(b, row, i, ar_buf_slice(&text));
	}
	ar_buf_free(&text);
}

/* A formula would leave out what is text. */
static bool
all_numbers(const struct ar_view_line *total, size_t column)
{
	struct ar_buf text = {0};
	bool all = true;

	for (size_t i = 0; all && i < ar_view_lines(total->block); i++) {
		struct ar_view_line line = ar_view_line(total->page,
		    total->block, i);

		text.n = 0;
		ar_view_line_raw(&text, &line, column);
		all = text.n == 0 ||
		    ar_cell_places(ar_buf_slice(&text), false) >= 0;
	}
	ar_buf_free(&text);
	return all;
}

/* A formula, with our own sum as what it comes to; else the sum as text. */
static void
put_sum(struct book *b, lxw_row_t row, size_t column, struct ar_slice sum,
    const struct ar_view_line *total)
{
	char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
	char formula[64];
	int places = ar_cell_places(sum, false);
	lxw_col_t at = (lxw_col_t)column;

	if (places < 0 || !all_numbers(total, column)) {
		count_cell(b, worksheet_write_string(b->sheet, row, at,
		    string_of(b, sum), b->bold));
		return;
	}
	lxw_rowcol_to_cell(first, 1, at);
	lxw_rowcol_to_cell(last, row - 1, at);
	(void)snprintf(formula, sizeof formula, "=SUM(%s:%s)", first, last);
	count_cell(b, worksheet_write_formula_num(b->sheet, row, at, formula,
	    b->sum[places], strtod(string_of(b, sum), NULL)));
}

static void
put_total(struct book *b, lxw_row_t row, const struct ar_view_line *total)
{
	struct ar_buf text = {0};

	for (size_t i = 0; i < b->page->view->header.n; i++) {
		text.n = 0;
		ar_view_line_raw(&text, total, i);
		if (text.n == 0)
			continue;
		if (i == b->page->label)
			count_cell(b, worksheet_write_string(b->sheet, row,
			    (lxw_col_t)i, string_of(b, ar_buf_slice(&text)),
			    b->bold));
		else
			put_sum(b, row, i, ar_buf_slice(&text), total);
	}
	ar_buf_free(&text);
}

/* As wide as the longest cell, within reason. */
static void
set_widths(struct book *b, const struct ar_view_block *block)
{
	const struct ar_view *v = b->page->view;

	for (size_t i = 0; i < v->header.n; i++) {
		size_t wide = NARROW;

		for (size_t j = 0; j < block->n && wide < WIDE; j++) {
			size_t n = ar_cell_length(block->row[j]->cell[i]);

			wide = n > wide ? n : wide;
		}
		keep(b, worksheet_set_column(b->sheet, (lxw_col_t)i,
		    (lxw_col_t)i, (double)(wide > WIDE ? WIDE : wide) + 4,
		    NULL));
	}
}

static void
put_block(struct book *b, const struct ar_view_block *block)
{
	const struct ar_view *v = b->page->view;
	size_t n = ar_view_lines(block);

	b->sheet = workbook_add_worksheet(b->workbook,
	    block->ccy.code[0] == '\0' ? "table" : block->ccy.code);
	if (b->sheet == NULL)
		ar_out_of_memory();
	b->cells[b->nsheets++] = 0;
	for (size_t i = 0; i < v->header.n; i++)
		count_cell(b, worksheet_write_string(b->sheet, 0, (lxw_col_t)i,
		    string_of(b, v->header.name[i]), b->head));
	for (size_t i = 0; i < n; i++) {
		struct ar_view_line line = ar_view_line(b->page, block, i);

		put_line(b, (lxw_row_t)i + 1, &line);
	}
	if (b->page->has_totals && n > 0) {
		struct ar_view_line total = ar_view_line(b->page, block, n);

		put_total(b, (lxw_row_t)n + 1, &total);
	}
	set_widths(b, block);
	worksheet_freeze_panes(b->sheet, 1, 0);
	if (n > 0)
		keep(b, worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t)n,
		    (lxw_col_t)(v->header.n - 1)));
}

/* The day of the rows, so that the file does not know when it was made. */
static void
set_properties(struct book *b)
{
	enum { SECONDS = 86400, UNKNOWN = 722815 };     /* 1980-01-01 */
	const struct ar_view_page *p = b->page;
	lxw_doc_properties properties = {0};
	ar_day day;
	struct ar_buf title = {0};

	ar_view_caption(&title, p, NULL);
	ar_buf_add(&title, AR_S("\0"));
	if (p->day < 0 || p->view->n == 0 || ar_day_parse(&day,
	    p->view->row[0].cell[p->day]) != AR_DAY_OK || day <= EPOCH)
		day = UNKNOWN;
	properties.title = title.p;
	properties.created = (time_t)(day - EPOCH) * SECONDS;
	keep(b, workbook_set_properties(b->workbook, &properties));
	ar_buf_free(&title);
}

static int
say_failed(struct ar_diag *diag, const char *why)
{
	ar_diag_say(diag, &(struct ar_say){AR_M_CANNOT_WRITE,
	    {ar_diag_file(diag, "workbook"), 0}, {0}, {why}});
	return AR_ESTOP;
}

/* Some of what the library leaves out for want of memory it never says. */
static void
check_memory(void)
{
	if (errno == ENOMEM)
		ar_out_of_memory();
}

/* In a process of its own: the library may not survive it. */
static int
fill(void *book)
{
	struct book *b = book;

	errno = 0;
	b->workbook = workbook_new(b->name);
	if (b->workbook == NULL)
		ar_out_of_memory();
	make_formats(b);
	set_properties(b);
	check_memory();
	for (size_t i = 0; i < b->page->blocks->n; i++) {
		put_block(b, &b->page->blocks->block[i]);
		check_memory();
	}
	keep(b, workbook_close(b->workbook));
	check_memory();
	ar_buf_free(&b->cell);
	return b->failed == LXW_NO_ERROR ? 0 : 1;
}

static int
read_back(struct ar_buf *into, int fd, struct ar_diag *diag)
{
	enum { PIECE = 65536 };
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return say_failed(diag, strerror(errno));
	do {
		ar_buf_room(into, PIECE);
		n = ar_fd_read(fd, into->p + into->n, PIECE);
		if (n > 0)
			into->n += (size_t)n;
	} while (n > 0);
	return n == 0 ? AR_OK : say_failed(diag, strerror(errno));
}

/* Fill the file, read it back, and look whether all cells are there. */
static int
make(struct ar_buf *into, struct book *b, int fd, struct ar_diag *diag)
{
	static const char reason[] = "a part of it could not be written; is "
	    "there memory, and room in /tmp?";
	int result = ar_apart(fill, b);

	if (result != AR_OK)
		return say_failed(diag, result == AR_ESTOP ?
		    strerror(errno) : reason);
	if (read_back(into, fd, diag) != AR_OK)
		return AR_ESTOP;
	return ar_view_book_check(ar_buf_slice(into), b->cells,
	    b->page->blocks->n) == AR_OK ? AR_OK : say_failed(diag, reason);
}

/* The library writes by name; this one is memory that only we can open. */
static int
make_in_memory(struct ar_buf *into, struct book *b, struct ar_diag *diag)
{
	int fd = memfd_create("workbook", MFD_CLOEXEC), result;
	char name[64];

	if (fd < 0)
		return say_failed(diag, strerror(errno));
	(void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	b->name = name;
	result = make(into, b, fd, diag);
	(void)close(fd);
	return result;
}

int
ar_view_xlsx(struct ar_buf *into, const struct ar_view_page *page,
    struct ar_diag *diag)
{
	struct book b = {.page = page};
	size_t room = (page->blocks->n + 1) * sizeof *b.cells;
	int result = ar_view_fits(page, diag);

	if (result != AR_OK)
		return result;
	b.cells = mmap(NULL, room, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b.cells == MAP_FAILED)
		return say_failed(diag, strerror(errno));
	result = make_in_memory(into, &b, diag);
	(void)munmap(b.cells, room);
	return result;
}

#else

bool
ar_view_xlsx_is_there(void)
{
	return false;
}

int
ar_view_xlsx(struct ar_buf *into, const struct ar_view_page *page,
    struct ar_diag *diag)
{
	(void)into;
	(void)page;
	ar_diag_say(diag, &(struct ar_say){.msg = AR_M_NO_XLSX});
	return AR_ESTOP;
}

#endif
