/*
 * libar/viewterm.c
 * Purpose: a page as text in columns, as wide as a terminal.
 */
#include "libar/viewterm.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

#include "libar/ruler.h"
#include "libar/viewgrid.h"
#include "libar/viewpara.h"

enum { GAP = 2, FLOOR = 12 };

/* A grid on its way to the terminal. */
struct sheet {
	const struct ar_grid *grid;
	const struct ar_grid_marks *marks;
	const struct ar_view_terminal *to;
	size_t *width;          /* of each column */
	size_t *floor;          /* below which it does not go */
	size_t columns;         /* that are shown */
	size_t heads;           /* lines of headings */
	struct ar_arena arena;
};

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* The width of the longest word of a heading. */
static size_t
longest_word(struct ar_slice heading)
{
	size_t width = 0;

	while (heading.n > 0)
		width = larger(width, ar_ruler_width(
		    ar_slice_cut(&heading, ' ')));
	return width;
}

static void
measure(struct sheet *s)
{
	const struct ar_grid *g = s->grid;

	for (size_t i = 0; i < g->n; i++) {
		size_t word = longest_word(g->column[i].heading), w = word;

		for (size_t j = 0; j < g->lines; j++)
			w = larger(w, ar_ruler_width(ar_grid_cell(g, j, i)));
		s->width[i] = w;
		s->floor[i] = !g->column[i].cuts || w < FLOOR ? w :
		    larger(word, FLOOR);
	}
}

static size_t
total_width(const struct sheet *s)
{
	size_t sum = s->columns == 0 ? 0 : GAP * (s->columns - 1);

	for (size_t i = 0; i < s->columns; i++)
		sum += s->width[i];
	return sum;
}

/* The widest text gives, as long as there is one above its floor. */
static bool
shrink(struct sheet *s)
{
	size_t sum = total_width(s);

	while (sum > s->to->width) {
		size_t most = s->columns;

		for (size_t i = 0; i < s->columns; i++)
			if (s->width[i] > s->floor[i] && (most ==
			    s->columns || s->width[i] > s->width[most]))
				most = i;
		if (most == s->columns)
			return false;
		s->width[most]--;
		sum--;
	}
	return true;
}

/* Leave out bars, then shares, until it fits; false if it never does. */
static bool
fit(struct sheet *s)
{
	const struct ar_grid *g = s->grid;

	for (size_t out = 0; out <= g->extra; out++) {
		s->columns = g->n - out;
		measure(s);
		if (shrink(s))
			return true;
	}
	return false;
}

/* As many words as fit into the column, off the front of the heading. */
static struct ar_slice
take_words(struct ar_slice *rest, size_t width)
{
	struct ar_slice words = ar_slice_cut(rest, ' ');

	while (rest->n > 0) {
		struct ar_slice after = *rest;
		struct ar_slice word = ar_slice_cut(&after, ' ');
		struct ar_slice longer = ar_slice(words.p,
		    (size_t)(word.p + word.n - words.p));

		if (ar_ruler_width(longer) > width)
			break;
		words = longer;
		*rest = after;
	}
	return words;
}

static size_t
head_lines(const struct sheet *s, size_t column)
{
	struct ar_slice rest = s->grid->column[column].heading;
	size_t n = 0;

	do
		(void)take_words(&rest, s->width[column]);
	while (n++, rest.n > 0);
	return n;
}

/* The part of a heading in a line of them; headings stand on the last. */
static struct ar_slice
head_cell(const struct sheet *s, size_t line, size_t column)
{
	size_t skipped = s->heads - head_lines(s, column);
	struct ar_slice rest = s->grid->column[column].heading, words;

	if (line < skipped)
		return AR_S("");
	do
		words = take_words(&rest, s->width[column]);
	while (skipped++ < line);
	return words;
}

static const char *
cut_cell(struct sheet *s, struct ar_slice text, size_t column)
{
	struct ar_buf cut = {0};
	const char *kept;

	ar_ruler_cut(&cut, text, s->width[column],
	    ar_slice_of(s->marks->more));
	kept = ar_arena_copy(&s->arena, ar_buf_slice(&cut)).p;
	ar_buf_free(&cut);
	return kept;
}

/* NULL only where the library had no memory. */
static char *
print(struct sheet *s, struct libscols_table *table)
{
	const struct ar_grid *g = s->grid;
	char *text = NULL;

	if (scols_table_enable_noheadings(table, 1) != 0 ||
	    scols_table_enable_noencoding(table, 1) != 0 ||
	    scols_table_set_column_separator(table, "  ") != 0 ||
	    scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS) != 0 ||
	    scols_table_set_termwidth(table, total_width(s) + GAP) != 0)
		return NULL;
	for (size_t i = 0; i < s->columns; i++)
		if (scols_table_new_column(table, "", 0,
		    g->column[i].right ? SCOLS_FL_RIGHT : 0) == NULL)
			return NULL;
	for (size_t j = 0; j < s->heads + g->lines; j++) {
		struct libscols_line *line = scols_table_new_line(table,
		    NULL);

		for (size_t i = 0; i < s->columns; i++)
			if (line == NULL || scols_line_set_data(line, i,
			    cut_cell(s, j < s->heads ? head_cell(s, j, i) :
			    ar_grid_cell(g, j - s->heads, i), i)) != 0)
				return NULL;
	}
	return scols_print_table_to_string(table, &text) == 0 ? text : NULL;
}

static struct ar_slice
without_blanks_behind(struct ar_slice line)
{
	while (line.n > 0 && line.p[line.n - 1] == ' ')
		line.n--;
	return line;
}

/* From light to dark for those who see no colours, too. */
static const char *const colours[AR_VIEW_SHADES] = {
	"\x1b[38;5;117m", "\x1b[38;5;74m", "\x1b[38;5;220m",
	"\x1b[38;5;208m", "\x1b[38;5;160m"
};

/* The shade that the bar begins with. */
static size_t
first_shade(const struct sheet *s, struct ar_slice bar)
{
	size_t shade = AR_VIEW_SHADES - 1;

	while (shade > 0 && (strlen(s->marks->shade[shade]) > bar.n ||
	    memcmp(bar.p, s->marks->shade[shade],
	    strlen(s->marks->shade[shade])) != 0))
		shade--;
	return shade;
}

static void
add_coloured_bar(struct ar_buf *into, const struct sheet *s,
    struct ar_slice bar)
{
	size_t before = AR_VIEW_SHADES;

	while (bar.n > 0) {
		size_t shade = first_shade(s, bar);
		size_t n = strlen(s->marks->shade[shade]);

		if (shade != before)
			ar_buf_add(into, ar_slice_of(colours[shade]));
		ar_buf_add(into, ar_slice(bar.p, n));
		bar = ar_slice(bar.p + n, bar.n - n);
		before = shade;
	}
	ar_buf_add(into, AR_S("\x1b[0m"));
}

/* number: of the grid, or below 0 for a heading. */
static void
add_line(struct ar_buf *into, const struct sheet *s, struct ar_slice line,
    ptrdiff_t number)
{
	const struct ar_grid *g = s->grid;
	bool bold = number < 0 || (size_t)number >= g->body;
	struct ar_slice bar = AR_S("");

	if (s->to->colour && number >= 0 && s->columns == g->n &&
	    g->extra > 0)
		bar = ar_grid_cell(g, (size_t)number, g->n - 1);
	if (s->to->colour && bold)
		ar_buf_add(into, AR_S("\x1b[1m"));
	ar_buf_add(into, ar_slice(line.p, line.n - bar.n));
	if (s->to->colour && bold)
		ar_buf_add(into, AR_S("\x1b[0m"));
	if (bar.n > 0)
		add_coloured_bar(into, s, bar);
	ar_buf_add(into, AR_S("\n"));
}

static void
add_rule(struct ar_buf *into, const struct sheet *s)
{
	for (size_t n = total_width(s); n > 0; n--)
		ar_buf_add(into, ar_slice_of(s->marks->rule));
	ar_buf_add(into, AR_S("\n"));
}

static void
add_table(struct ar_buf *into, struct sheet *s)
{
	struct libscols_table *table = scols_new_table();
	char *text = table == NULL ? NULL : print(s, table);
	struct ar_slice rest;

	if (text == NULL)
		ar_out_of_memory();
	rest = ar_slice_of(text);
	for (size_t j = 0; j < s->heads + s->grid->lines; j++) {
		if (j == s->heads || j == s->heads + s->grid->body)
			add_rule(into, s);
		add_line(into, s, without_blanks_behind(ar_slice_cut(&rest,
		    '\n')), (ptrdiff_t)j - (ptrdiff_t)s->heads);
	}
	if (s->grid->lines == 0)
		add_rule(into, s);
	free(text);
	scols_unref_table(table);
}

/* Whether bars are in it. */
static bool
add_block(struct ar_buf *into, const struct ar_view_page *page,
    const struct ar_view_block *block, const struct ar_grid_marks *marks,
    const struct ar_view_terminal *to)
{
	struct ar_grid grid;
	struct sheet s = {.grid = &grid, .marks = marks, .to = to};
	bool bars;

	ar_grid_init(&grid, page, block, marks);
	s.width = ar_alloc(grid.n * sizeof *s.width);
	s.floor = ar_alloc(grid.n * sizeof *s.floor);
	bars = fit(&s) && s.columns == grid.n && page->nbuckets > 0;
	if (total_width(&s) > to->width)
		ar_view_paragraphs(into, &grid, marks, to->width);
	else {
		for (size_t i = 0; i < s.columns; i++)
			s.heads = larger(s.heads, head_lines(&s, i));
		ar_buf_add(into, AR_S("\n"));
		add_table(into, &s);
	}
	ar_arena_free(&s.arena);
	free(s.width);
	free(s.floor);
	ar_grid_free(&grid);
	return bars;
}

void
ar_view_table(struct ar_buf *into, const struct ar_view_page *page,
    const struct ar_view_terminal *to)
{
	const struct ar_grid_marks *marks = to->ascii ? &ar_grid_ascii :
	    &ar_grid_unicode;
	struct ar_ruler ruler;
	bool bars = false;

	ar_ruler_begin(&ruler);
	for (size_t i = 0; i < page->blocks->n; i++) {
		struct ar_buf caption = {0};

		if (i > 0)
			ar_buf_add(into, AR_S("\n"));
		ar_view_caption(&caption, page, &page->blocks->block[i]);
		ar_ruler_cut(into, ar_buf_slice(&caption), SIZE_MAX, AR_S(""));
		ar_buf_add(into, AR_S("\n"));
		ar_buf_free(&caption);
		bars |= add_block(into, page, &page->blocks->block[i], marks,
		    to);
	}
	if (bars) {
		ar_buf_add(into, AR_S("\n"));
		ar_grid_legend(into, page, marks);
	}
	ar_ruler_end(&ruler);
}
