/*
 * libar/viewsheet.c
 * Purpose: a block of a page as a sheet of a workbook.
 */
#include "libar/viewsheet.h"

#include "libar/viewbook.h"

enum {
	NARROW = 6, WIDE = 60,  /* columns, in characters */
	PIECE = 64 * 1024       /* packed at once, about */
};

struct sheet {
	struct ar_zip *zip;
	struct ar_view_texts *texts;
	const struct ar_view_page *page;
	struct ar_buf xml;      /* not packed yet */
	size_t row;             /* at hand, from 1 on */
};

void
ar_view_texts_init(struct ar_view_texts *t)
{
	*t = (struct ar_view_texts){0};
	ar_map_init(&t->text, 0);
}

void
ar_view_texts_release(struct ar_view_texts *t)
{
	ar_map_release(&t->text);
}

static void
flush(struct ar_zip *zip, struct ar_buf *xml, size_t least)
{
	if (xml->n < least)
		return;
	ar_zip_add(zip, ar_buf_slice(xml));
	xml->n = 0;
}

static void
add_count(struct ar_buf *xml, size_t n)
{
	char text[AR_MONEY_MAX];

	ar_buf_add(xml, ar_slice(text, ar_money_format(text, (ar_sum)n, 0)));
}

/* The place of a cell. */
static void
add_place(struct ar_buf *xml, size_t row, size_t column)
{
	ar_cell_letters(xml, column);
	add_count(xml, row);
}

static void
open_cell(struct sheet *s, size_t column, size_t style)
{
	ar_buf_add(&s->xml, AR_S("<c r=\""));
	add_place(&s->xml, s->row, column);
	ar_buf_add(&s->xml, AR_S("\" s=\""));
	add_count(&s->xml, style);
}

static void
put_text(struct sheet *s, size_t column, struct ar_slice text, size_t style)
{
	open_cell(s, column, style);
	ar_buf_add(&s->xml, AR_S("\" t=\"s\"><v>"));
	add_count(&s->xml, ar_map_put(&s->texts->text, text, NULL));
	ar_buf_add(&s->xml, AR_S("</v></c>"));
	s->texts->uses++;
}

static void
put_number(struct sheet *s, size_t column, struct ar_slice text, size_t style)
{
	open_cell(s, column, style);
	ar_buf_add(&s->xml, AR_S("\"><v>"));
	ar_cell_number(&s->xml, text);
	ar_buf_add(&s->xml, AR_S("</v></c>"));
}

static bool
put_date(struct sheet *s, size_t column, struct ar_slice text)
{
	int32_t number;

	if (!ar_cell_day(&number, text))
		return false;
	open_cell(s, column, AR_BOOK_DATE);
	ar_buf_add(&s->xml, AR_S("\"><v>"));
	add_count(&s->xml, (size_t)number);
	ar_buf_add(&s->xml, AR_S("</v></c>"));
	return true;
}

static void
put_cell(struct sheet *s, size_t column, struct ar_slice text)
{
	const struct ar_view_column *c = &s->page->view->column[column];
	int places = ar_view_is_right(c) ? ar_cell_places(text, !c->known) : -1;

	if (text.n == 0 || (c->kind == AR_VIEW_DATE &&
	    put_date(s, column, text)))
		return;
	if (places >= 0)
		put_number(s, column, text, (size_t)places +
		    (c->kind == AR_VIEW_NUMBER ? AR_BOOK_YEAR :
		    AR_BOOK_NUMBER));
	else
		put_text(s, column, text, c->kind == AR_VIEW_ID ?
		    AR_BOOK_TEXT : AR_BOOK_PLAIN);
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
put_sum(struct sheet *s, size_t column, struct ar_slice sum,
    const struct ar_view_line *total)
{
	int places = ar_cell_places(sum, false);

	if (places < 0 || !all_numbers(total, column)) {
		put_text(s, column, sum, AR_BOOK_BOLD);
		return;
	}
	open_cell(s, column, AR_BOOK_SUM + (size_t)places);
	ar_buf_add(&s->xml, AR_S("\"><f>SUM("));
	add_place(&s->xml, 2, column);
	ar_buf_add(&s->xml, AR_S(":"));
	add_place(&s->xml, s->row - 1, column);
	ar_buf_add(&s->xml, AR_S(")</f><v>"));
	ar_cell_number(&s->xml, sum);
	ar_buf_add(&s->xml, AR_S("</v></c>"));
}

static void
put_total(struct sheet *s, size_t column, struct ar_slice text,
    const struct ar_view_line *total)
{
	if (text.n == 0)
		return;
	if (column == s->page->label)
		put_text(s, column, text, AR_BOOK_BOLD);
	else
		put_sum(s, column, text, total);
}

static void
open_row(struct sheet *s, size_t row)
{
	s->row = row;
	ar_buf_add(&s->xml, AR_S("<row r=\""));
	add_count(&s->xml, row);
	ar_buf_add(&s->xml, AR_S("\">"));
}

static void
close_row(struct sheet *s)
{
	ar_buf_add(&s->xml, AR_S("</row>"));
	flush(s->zip, &s->xml, PIECE);
}

static void
put_line(struct sheet *s, const struct ar_view_line *line)
{
	struct ar_buf text = {0};

	for (size_t i = 0; i < s->page->view->header.n; i++) {
		text.n = 0;
		ar_view_line_raw(&text, line, i);
		if (line->what == AR_LINE_TOTAL)
			put_total(s, i, ar_buf_slice(&text), line);
		else
			put_cell(s, i, ar_buf_slice(&text));
	}
	ar_buf_free(&text);
}

static void
put_rows(struct sheet *s, const struct ar_view_block *block)
{
	const struct ar_header *h = &s->page->view->header;
	size_t n = ar_view_lines(block);

	ar_buf_add(&s->xml, AR_S("<sheetData>"));
	open_row(s, 1);
	for (size_t i = 0; i < h->n; i++)
		put_text(s, i, h->name[i], AR_BOOK_HEAD);
	close_row(s);
	n += s->page->has_totals && n > 0;
	for (size_t i = 0; i < n; i++) {
		struct ar_view_line line = ar_view_line(s->page, block, i);

		open_row(s, i + 2);
		put_line(s, &line);
		close_row(s);
	}
	ar_buf_add(&s->xml, AR_S("</sheetData>"));
}

/*
 * As wide as the longest cell, within reason; the fraction is the margin, 5
 * points of which 7 are a character, in parts of 256.
 */
static void
put_widths(struct sheet *s, const struct ar_view_block *block)
{
	ar_buf_add(&s->xml, AR_S("<cols>"));
	for (size_t i = 0; i < s->page->view->header.n; i++) {
		size_t wide = NARROW;

		for (size_t j = 0; j < block->n && wide < WIDE; j++) {
			size_t n = ar_cell_length(block->row[j]->cell[i]);

			wide = n > wide ? n : wide;
		}
		ar_buf_addf(&s->xml, "<col min=\"%zu\" max=\"%zu\" "
		    "width=\"%zu.7109375\" customWidth=\"1\"/>", i + 1, i + 1,
		    (wide > WIDE ? WIDE : wide) + 4);
	}
	ar_buf_add(&s->xml, AR_S("</cols>"));
}

/* From the first cell to the last of this row. */
static void
add_cells(struct sheet *s, const char *open, size_t row)
{
	ar_buf_addf(&s->xml, "<%s ref=\"A1:", open);
	add_place(&s->xml, row, s->page->view->header.n - 1);
	ar_buf_add(&s->xml, AR_S("\"/>"));
}

void
ar_view_sheet_put(struct ar_zip *zip, struct ar_view_texts *texts,
    const struct ar_view_page *page, size_t block)
{
	struct sheet s = {zip, texts, page, {0}, 0};
	const struct ar_view_block *b = &page->blocks->block[block];
	size_t n = ar_view_lines(b);

	ar_buf_add(&s.xml, AR_S(AR_BOOK_XML "<worksheet xmlns=" AR_BOOK_MAIN
	    ">"));
	add_cells(&s, "dimension", n + 1 + (page->has_totals && n > 0));
	ar_buf_addf(&s.xml, "<sheetViews><sheetView%s workbookViewId=\"0\">"
	    "<pane ySplit=\"1\" topLeftCell=\"A2\" "
	    "activePane=\"bottomLeft\" state=\"frozen\"/>"
	    "<selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
	    "<sheetFormatPr defaultRowHeight=\"15\"/>",
	    block == 0 ? " tabSelected=\"1\"" : "");
	put_widths(&s, b);
	put_rows(&s, b);
	if (n > 0)
		add_cells(&s, "autoFilter", n + 1);
	ar_buf_add(&s.xml, AR_S("</worksheet>"));
	flush(zip, &s.xml, 0);
	ar_buf_free(&s.xml);
}

static bool
is_space(char c)
{
	return ar_is_blank(c) || c == '\n';
}

/* Blanks at its ends are to be kept. */
static void
add_text(struct ar_buf *xml, struct ar_slice text)
{
	bool spaces = text.n > 0 &&
	    (is_space(text.p[0]) || is_space(text.p[text.n - 1]));

	ar_buf_add(xml, spaces ? AR_S("<si><t xml:space=\"preserve\">") :
	    AR_S("<si><t>"));
	ar_cell_text(xml, text);
	ar_buf_add(xml, AR_S("</t></si>"));
}

void
ar_view_texts_put(struct ar_zip *zip, const struct ar_view_texts *t)
{
	struct ar_buf xml = {0};

	ar_buf_addf(&xml, AR_BOOK_XML "<sst xmlns=" AR_BOOK_MAIN
	    " count=\"%llu\" uniqueCount=\"%zu\">",
	    (unsigned long long)t->uses, t->text.n);
	for (size_t i = 0; i < t->text.n; i++) {
		add_text(&xml, ar_map_key(&t->text, i));
		flush(zip, &xml, PIECE);
	}
	ar_buf_add(&xml, AR_S("</sst>"));
	flush(zip, &xml, 0);
	ar_buf_free(&xml);
}
