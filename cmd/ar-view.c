/*
 * ar-view - reports as tables, pages and workbooks, for people
 *
 * Reads any table of the family, or another CSV file, and writes it as text,
 * HTML, the body of a mail, Markdown, or for a spreadsheet.
 * Manual: ar-view(1).
 */
#include "libar/cli.h"
#include "libar/operands.h"
#include "libar/options.h"
#include "libar/schema.h"
#include "libar/table.h"
#include "libar/terminal.h"
#include "libar/utf8.h"
#include "libar/viewmail.h"
#include "libar/viewwrite.h"

#include <stdio.h>

static const char synopsis[] =
    "[-v] [-f FORMAT] [-n ROWS] [-o FILE] [-s COLUMN[:desc]]\n"
    "[-t TITLE] [-w COLUMNS] [--ascii] [--color=WHEN]\n"
    "[--locale=us|eu] [--max-errors=N] [FILE...]";

static const char examples[] =
    "ar-age open.csv | ar-view -s total:desc -n 10\n"
    "ar-age open.csv | ar-view -f html -o aging.html";

enum {
	ASCII = AR_OPT_FIRST, COLOR, FORMAT, LOCALE, SORT, TITLE, TOP, WIDTH
};

static const struct ar_option options[] = {
	{0, "ascii", NULL, "bars and marks of a table in ASCII", ASCII},
	{0, "color", "WHEN", "colour in a table: auto, always or never (auto)",
	    COLOR},
	{'f', "format", "FORMAT",
	    "table, html, mail, markdown, excel or xlsx (table)", FORMAT},
	AR_OPTION_HELP,
	{0, "locale", "us|eu", "marks of excel's cells and decimals (us)",
	    LOCALE},
	AR_OPTION_MAX_ERRORS,
	AR_OPTION_OUTPUT,
	{'s', "sort", "COLUMN[:desc]", "sort by a column of the input", SORT},
	{'t', "title", "TITLE", "the heading", TITLE},
	{'n', "top", "ROWS", "show the first rows, and the rest as one",
	    TOP},
	{'v', "verbose", NULL, "say what was read, and what excel guards",
	    AR_OPT_VERBOSE},
	AR_OPTION_VERSION,
	{'w', "width", "COLUMNS", "width of a table (that of the terminal)",
	    WIDTH},
};

enum when { AUTO, ALWAYS, NEVER };

struct opts {
	struct ar_view_options view;
	enum when color;
	struct ar_slice sort;           /* name of a column, or n 0 */
	bool descending;
	const char *title;
	int64_t top, width;             /* 0: not said */
};

/* The place of the value among the words; -1: it is none of them. */
static int
word_of(const char *value, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	return -1;
}

static int
set_format(struct opts *o, const char *value, const char **want)
{
	static const char *const words[] = {
		"table", "html", "mail", "markdown", "excel", "xlsx", NULL
	};
	int found = word_of(value, words);

	*want = "table, html, mail, markdown, excel or xlsx";
	o->view.format = found < 0 ? AR_FORMAT_TABLE :
	    (enum ar_view_format)found;
	return found < 0 ? AR_EDATA : AR_OK;
}

static int
set_color(struct opts *o, const char *value, const char **want)
{
	static const char *const words[] = {"auto", "always", "never", NULL};
	int found = word_of(value, words);

	*want = "auto, always or never";
	o->color = found < 0 ? AUTO : (enum when)found;
	return found < 0 ? AR_EDATA : AR_OK;
}

static int
set_locale(struct opts *o, const char *value, const char **want)
{
	static const char *const words[] = {"us", "eu", NULL};
	int found = word_of(value, words);

	*want = "us or eu";
	o->view.locale = found < 0 ? AR_LOCALE_US : (enum ar_view_locale)found;
	return found < 0 ? AR_EDATA : AR_OK;
}

static int
set_sort(struct opts *o, const char *value, const char **want)
{
	struct ar_slice text = ar_slice_of(value);
	static const char desc[] = ":desc";
	size_t n = sizeof desc - 1;

	o->descending = text.n >= n &&
	    memcmp(text.p + text.n - n, desc, n) == 0;
	o->sort = ar_slice(text.p, o->descending ? text.n - n : text.n);
	*want = "a column, with :desc behind it for the greatest first";
	return o->sort.n > 0 ? AR_OK : AR_EDATA;
}

static int
set_title(struct opts *o, const char *value, const char **want)
{
	o->title = value;
	*want = "a text in UTF-8";
	return value[0] != '\0' && ar_utf8_valid(ar_slice_of(value)) ?
	    AR_OK : AR_EDATA;
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	enum { ROWS_MAX = 1000000000, NARROWEST = 20, WIDEST = 10000 };
	struct opts *o = opts;

	switch (id) {
	case ASCII:
		o->view.terminal.ascii = true;
		return AR_OK;
	case COLOR:
		return set_color(o, value, want);
	case FORMAT:
		return set_format(o, value, want);
	case LOCALE:
		return set_locale(o, value, want);
	case SORT:
		return set_sort(o, value, want);
	case TITLE:
		return set_title(o, value, want);
	case TOP:
		*want = "a number of rows, 1 or more";
		return ar_number_parse(&o->top, ar_slice_of(value), 1,
		    ROWS_MAX);
	default:
		*want = "a number of columns, 20 to 10000";
		return ar_number_parse(&o->width, ar_slice_of(value),
		    NARROWEST, WIDEST);
	}
}

static const struct ar_tool tool = {
	.name = "ar-view",
	.purpose = "reports as tables, pages and workbooks, for people",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
};

/* All that a run of the tool holds. */
struct run {
	struct ar_cli cli;
	struct opts opts;
	struct ar_view view;
	struct ar_view_order order;
	uint64_t rows;                  /* that were read */
};

/* What a table is written to decides how it is drawn. */
static void
look_at_terminal(struct run *r)
{
	struct ar_view_terminal *to = &r->opts.view.terminal;
	struct ar_terminal t = {0};

	if (r->cli.common.output == NULL)
		ar_terminal_look(&t);
	to->width = r->opts.width > 0 ? (size_t)r->opts.width :
	    t.columns > 0 ? t.columns : SIZE_MAX;
	to->ascii = to->ascii || (t.is_one && !t.utf8);
	to->colour = r->opts.color == ALWAYS ||
	    (r->opts.color == AUTO && t.colour);
}

static int
find_order(struct run *r)
{
	const struct ar_header *header = &r->view.header;

	if (r->opts.sort.n == 0)
		return AR_OK;
	if (ar_column_find(&r->order.column, header, r->opts.sort,
	    r->cli.diag) != AR_OK)
		return AR_ESTOP;
	if (r->order.column >= 0)
		return AR_OK;
	ar_column_missing(header, r->opts.sort, NULL, r->cli.diag);
	return AR_ESTOP;
}

static int
read_rows(struct run *r, struct ar_table *table)
{
	struct ar_row row;
	int result = ar_view_header(&r->view, ar_table_header(table),
	    r->cli.diag);

	if (result != AR_OK || find_order(r) != AR_OK)
		return AR_ESTOP;
	while ((result = ar_table_next(table, &row)) == AR_ITEM ||
	    result == AR_EDATA) {
		r->rows++;
		if (result == AR_ITEM)
			(void)!ar_view_add(&r->view, &row, r->cli.diag);
	}
	return result;
}

static int
read_all(struct run *r)
{
	const struct ar_common *c = &r->cli.common;

	for (size_t i = 0; i < c->noperands; i++) {
		struct ar_table *table;
		int result = ar_table_open(&table, c->operand[i],
		    ar_diag_file(r->cli.diag, c->operand[i]), r->cli.diag);

		if (result != AR_OK)
			return AR_ESTOP;
		result = read_rows(r, table);
		ar_table_close(table);
		if (result != AR_OK)
			return AR_ESTOP;
	}
	ar_view_settle(&r->view);
	return AR_OK;
}

/* Nothing is opened for writing before all of it is there. */
static int
put(struct run *r, const struct ar_view_blocks *blocks)
{
	struct ar_view_page page;
	struct ar_buf text = {0};
	struct ar_sink *sink;
	int result;

	ar_view_page_init(&page, &r->view, blocks, r->opts.title);
	result = ar_view_write(&text, &page, &r->opts.view, r->cli.diag);
	if (result == AR_OK)
		result = ar_sink_open(&sink, r->cli.common.output,
		    r->cli.diag);
	if (result == AR_OK) {
		(void)ar_sink_write(sink, ar_buf_slice(&text));
		result = ar_sink_commit(sink);
	}
	ar_buf_free(&text);
	ar_view_page_free(&page);
	return result;
}

static void
say_rows(struct run *r, const struct ar_view_blocks *blocks)
{
	char note[96];

	(void)snprintf(note, sizeof note,
	    "%llu rows read, blocks: %zu",
	    (unsigned long long)r->view.n, blocks->n);
	ar_diag_note(r->cli.diag, note);
}

static void
show(struct run *r)
{
	struct ar_view_blocks blocks;

	if (ar_view_cut(&blocks, &r->view, &r->order, r->cli.diag) == AR_OK) {
		if (r->cli.common.verbose)
			say_rows(r, &blocks);
		(void)put(r, &blocks);
	}
	ar_view_blocks_free(&blocks);
}

static int
check_options(struct run *r)
{
	struct opts *o = &r->opts;

	o->view.verbose = r->cli.common.verbose;
	if (o->top == 0 && o->view.format == AR_FORMAT_MAIL)
		o->top = AR_MAIL_TOP;
	r->order = (struct ar_view_order){-1, o->descending, (size_t)o->top};
	look_at_terminal(r);
	return ar_operands_check(&r->cli.common, NULL, r->cli.diag);
}

static void
run(struct run *r)
{
	if (check_options(r) == AR_OK && read_all(r) == AR_OK &&
	    ar_diag_refused(r->cli.diag) == 0)
		show(r);
	ar_diag_verdict(r->cli.diag, r->rows, "");
	ar_view_free(&r->view);
}

int
main(int argc, char **argv)
{
	struct run r = {0};

	ar_cli_begin(&r.cli, &tool);
	if (ar_cli_parse(&r.cli, argc, argv, &r.opts) == AR_OK)
		run(&r);
	return ar_cli_end(&r.cli);
}
