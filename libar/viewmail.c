/*
 * libar/viewmail.c
 * Purpose: a page for the body of a mail.
 */
#include "libar/viewmail.h"

#include <stdlib.h>

#include "libar/escape.h"
#include "libar/utf8.h"
#include "libar/viewhtml.h"

/* Characters of a text that are shown; a mail is read at a glance. */
enum { TEXT_MAX = 80 };

static const char *const colours[] = {
	"#8ecae6", "#4a90c2", "#f2c14e", "#e07a1f", "#9b1d20"
};

/* The columns of a row's first line. */
struct mail {
	struct ar_buf *into;
	const struct ar_view_page *page;
	ptrdiff_t name;         /* -1: the label is the name */
	ptrdiff_t figure;       /* -1: there is none */
};

/* What a row is about, and the last number where none is known. */
static ptrdiff_t
find_figure(const struct ar_view_page *p)
{
	static const char *const names[] = {
		"total", "to_pay", "open_balance", "proceeds", "dso", "cei",
		"cei_crf", "balance", "amount", "receivables", "cost"
	};
	ptrdiff_t last = -1;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ptrdiff_t column = ar_view_find(p->view, names[i]);

		if (column >= 0)
			return column;
	}
	for (size_t i = 0; i < p->n; i++)
		if (ar_view_is_right(&p->view->column[p->column[i]]))
			last = (ptrdiff_t)p->column[i];
	return last;
}

/* The text of a cell, cut and escaped; false if there is none. */
static bool
add_cell(struct ar_buf *into, const struct ar_view_line *line, size_t column)
{
	struct ar_buf text = {0};
	struct ar_slice rest;
	size_t n = 0;
	bool filled;

	ar_view_line_text(&text, line, column);
	rest = ar_buf_slice(&text);
	filled = rest.n > 0;
	while (rest.n > 0 && n < TEXT_MAX) {
		(void)ar_utf8_take(&rest);
		n++;
	}
	ar_escape_add(into, AR_ESCAPE_HTML, ar_slice(text.p, text.n - rest.n));
	if (rest.n > 0)
		ar_buf_add(into, AR_S("…"));
	ar_buf_free(&text);
	return filled;
}

static size_t
name_column(const struct mail *m, const struct ar_view_line *line)
{
	return line->what == AR_LINE_ROW && m->name >= 0 &&
	    line->block->row[line->row]->cell[m->name].n > 0 ?
	    (size_t)m->name : m->page->label;
}

static void
add_bar(struct mail *m, const struct ar_view_line *line)
{
	enum { WHOLE = 100 };
	int64_t share[AR_VIEW_BUCKETS];

	if (!ar_view_line_bar(share, line, WHOLE, true))
		return;
	ar_buf_add(m->into, AR_S("<tr><td colspan=\"3\" "
	    "style=\"padding:0 0 2px\"><table role=\"presentation\" "
	    "width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
	    "style=\"width:100%;border-collapse:collapse\" title=\""));
	ar_view_html_shares(m->into, line);
	ar_buf_add(m->into, AR_S("\"><tr>"));
	for (size_t i = 0; i < m->page->nbuckets; i++) {
		const char *colour = colours[ar_view_shade(m->page, i)];

		if (share[i] > 0)
			ar_buf_addf(m->into, "<td width=\"%d%%\" height=\"8\" "
			    "bgcolor=\"%s\" style=\"width:%d%%;height:8px;"
			    "line-height:8px;font-size:1px;background:%s\">"
			    "&nbsp;</td>", (int)share[i], colour,
			    (int)share[i], colour);
	}
	ar_buf_add(m->into, AR_S("</tr></table></td></tr>\n"));
}

/* Whether the cell says nothing: empty, or an amount of nothing. */
static bool
says_nothing(const struct ar_view_line *line, size_t column)
{
	ar_sum number;

	return ar_view_line_number(&number, line, column) && number == 0;
}

static void
add_details(struct mail *m, const struct ar_view_line *line)
{
	size_t name = name_column(m, line), begin;

	ar_buf_add(m->into, AR_S("<tr><td colspan=\"3\" style=\"padding:0 0 "
	    "8px;font-size:12px;color:#555555;border-bottom:1px solid "
	    "#dddddd\">"));
	begin = m->into->n;
	for (size_t i = 0; i < m->page->n; i++) {
		size_t column = m->page->column[i], before = m->into->n;

		if (column == name || (ptrdiff_t)column == m->figure ||
		    says_nothing(line, column))
			continue;
		if (m->into->n > begin)
			ar_buf_add(m->into, AR_S(" · "));
		ar_view_html_heading(m->into, &m->page->view->column[column]);
		ar_buf_add(m->into, AR_S(" "));
		if (!add_cell(m->into, line, column))
			m->into->n = before;
	}
	ar_buf_add(m->into, AR_S("</td></tr>\n"));
}

static void
add_line(struct mail *m, const struct ar_view_line *line,
    const int64_t *percent)
{
	static const char right[] = "<td width=\"%s\" align=\"right\" "
	    "valign=\"top\" style=\"padding:8px 0 2px 12px;"
	    "white-space:nowrap;%s\">";
	const char *weight = line->what == AR_LINE_TOTAL ?
	    "font-weight:bold" : "font-weight:normal";

	ar_buf_addf(m->into, "<tr><td valign=\"top\" style=\"padding:8px 0 "
	    "2px;%s\"><bdi>", weight);
	(void)add_cell(m->into, line, name_column(m, line));
	ar_buf_add(m->into, AR_S("</bdi></td>"));
	ar_buf_addf(m->into, right, "25%", weight);
	if (m->figure >= 0)
		(void)add_cell(m->into, line, (size_t)m->figure);
	ar_buf_add(m->into, AR_S("</td>"));
	ar_buf_addf(m->into, right, "70", "color:#555555");
	if (percent != NULL) {
		ar_view_percent(m->into, *percent);
		ar_buf_add(m->into, AR_S(" %"));
	}
	ar_buf_add(m->into, AR_S("</td></tr>\n"));
	add_bar(m, line);
	add_details(m, line);
}

/* The total comes first: it is why the mail is opened. */
static void
add_block(struct mail *m, const struct ar_view_block *b)
{
	const int64_t whole = 1000;
	int64_t *percent = ar_view_percents(m->page, b);
	size_t n = ar_view_lines(b);

	ar_buf_add(m->into, AR_S("<h2 style=\"font-size:17px;margin:16px 0 "
	    "4px\">"));
	ar_view_html_caption(m->into, m->page, b);
	ar_buf_add(m->into, AR_S("</h2>\n<table role=\"presentation\" "
	    "width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
	    "style=\"width:100%;border-collapse:collapse\">\n"));
	if (m->page->has_totals && n > 0) {
		struct ar_view_line total = ar_view_line(m->page, b, n);

		add_line(m, &total, percent == NULL ? NULL : &whole);
	}
	for (size_t i = 0; i < n; i++) {
		struct ar_view_line line = ar_view_line(m->page, b, i);

		add_line(m, &line, percent == NULL ? NULL : &percent[i]);
	}
	ar_buf_add(m->into, AR_S("</table>\n"));
	free(percent);
}

static void
add_legend(struct mail *m)
{
	const struct ar_view_page *p = m->page;

	if (p->nbuckets == 0)
		return;
	ar_buf_add(m->into, AR_S("<p style=\"font-size:12px;color:#555555\">"));
	for (size_t i = 0; i < p->nbuckets; i++) {
		ar_buf_addf(m->into, "<span style=\"background:%s;"
		    "color:%s\">&nbsp;&nbsp;&nbsp;</span> ",
		    colours[ar_view_shade(p, i)],
		    colours[ar_view_shade(p, i)]);
		ar_view_html_heading(m->into, &p->view->column[p->bucket[i]]);
		ar_buf_add(m->into, AR_S(" &nbsp; "));
	}
	ar_buf_add(m->into, AR_S("(bars leave credits out)</p>\n"));
}

void
ar_view_mail(struct ar_buf *into, const struct ar_view_page *p)
{
	struct mail m = {into, p, ar_view_find(p->view, "customer_name"),
	    find_figure(p)};

	ar_buf_add(into, AR_S("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>"));
	ar_view_html_caption(into, p, NULL);
	ar_buf_add(into, AR_S("</title>\n</head>\n<body style=\"margin:0;"
	    "padding:12px;background:#ffffff;color:#1a1a1a;"
	    "font-family:Arial,Helvetica,sans-serif;font-size:14px\">\n"
	    "<table role=\"presentation\" width=\"640\" cellpadding=\"0\" "
	    "cellspacing=\"0\" style=\"width:100%;max-width:640px;"
	    "border-collapse:collapse\"><tr><td>\n"));
	for (size_t i = 0; i < p->blocks->n; i++)
		add_block(&m, &p->blocks->block[i]);
	add_legend(&m);
	ar_buf_add(into, AR_S("</td></tr></table>\n</body>\n</html>\n"));
}
