/*
 * libar/viewhtml.c
 * Purpose: a page as one file of HTML: no script, no link to the outside.
 */
#include "libar/viewhtml.h"

#include <stdlib.h>

#include "libar/escape.h"
#include "libar/viewtrend.h"

/* The colours can be told apart by those who see few, and in grey. */
static const char style[] =
    "@page{size:A4 landscape;margin:12mm}\n"
    "body{font:15px/1.4 system-ui,sans-serif;color:#1a1a1a;"
    "background:#fff;margin:1.5rem}\n"
    "h1{font-size:1.4rem;margin:0 0 1rem;text-wrap:balance}\n"
    "h2{font-size:1.1rem;margin:1.5rem 0 .5rem}\n"
    ".wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "th,td{padding:.25rem .6rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #ddd}\n"
    "th{font-weight:600}\n"
    "tbody th{font-weight:400}\n"
    "thead th{vertical-align:bottom;border-bottom:2px solid #555}\n"
    "tfoot th,tfoot td{font-weight:600;border-top:2px solid #555}\n"
    "tfoot tr+tr th,tfoot tr+tr td{font-weight:400;border-top:0}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    ".i{white-space:nowrap}\n"
    ".bar{display:block;width:8rem;height:1rem;margin:.15rem 0}\n"
    ".legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;"
    "list-style:none}\n"
    ".legend svg{width:.9rem;height:.9rem;vertical-align:-.1rem}\n"
    ".s0{fill:#8ecae6}.s1{fill:#4a90c2}.s2{fill:#f2c14e}"
    ".s3{fill:#e07a1f}.s4{fill:#9b1d20}\n"
    "figure{margin:0 0 1rem}\n"
    ".trend{width:100%;max-width:45rem;height:auto;fill:none;"
    "stroke:#1f5f8b;stroke-width:2}\n"
    ".trend .zero{stroke:#bbb;stroke-width:1}\n"
    ".trend circle{fill:#1f5f8b;stroke:none}\n"
    "@media screen and (max-width:52rem){\n"
    "body{margin:.8rem}\n"
    "table,tbody,tfoot,tr,th[scope=row],td{display:block}\n"
    "thead{position:absolute;left:-99rem}\n"
    "tr{border:1px solid #ccc;border-radius:.4rem;margin:0 0 .7rem;"
    "padding:.4rem .7rem}\n"
    "th[scope=row],td{border:0!important;padding:.1rem 0;display:flex;"
    "justify-content:space-between;gap:1rem;text-align:right;"
    "white-space:normal;overflow-wrap:anywhere}\n"
    "th[scope=row]{font-weight:600}\n"
    "td::before{content:attr(data-label);color:#555;text-align:left;"
    "white-space:nowrap}\n"
    "td.e{display:none}\n"
    "}\n"
    "@media print{\n"
    "body{margin:0;font-size:9pt}\n"
    ".wide{overflow:visible}\n"
    "th,td{padding:.1rem .35rem}\n"
    "thead{display:table-header-group}\n"
    "tfoot{display:table-row-group}\n"
    "tr,figure{break-inside:avoid}\n"
    "h1,h2,figure{break-after:avoid}\n"
    "svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
    "}\n";

void
ar_view_html_caption(struct ar_buf *into, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	struct ar_buf text = {0};

	ar_view_caption(&text, p, b);
	ar_escape_add(into, AR_ESCAPE_HTML, ar_buf_slice(&text));
	ar_buf_free(&text);
}

void
ar_view_html_heading(struct ar_buf *into, const struct ar_view_column *c)
{
	struct ar_buf text = {0};

	ar_view_heading(&text, c);
	ar_escape_add(into, AR_ESCAPE_HTML, ar_buf_slice(&text));
	ar_buf_free(&text);
}

void
ar_view_html_cell(struct ar_buf *into, const struct ar_view_line *line,
    size_t column)
{
	bool apart = !ar_view_is_right(&line->page->view->column[column]);
	struct ar_buf text = {0};

	ar_view_line_text(&text, line, column);
	apart = apart && text.n > 0;
	if (apart)
		ar_buf_add(into, AR_S("<bdi>"));
	ar_escape_add(into, AR_ESCAPE_HTML, ar_buf_slice(&text));
	if (apart)
		ar_buf_add(into, AR_S("</bdi>"));
	ar_buf_free(&text);
}

void
ar_view_html_shares(struct ar_buf *into, const struct ar_view_line *line)
{
	enum { TENTHS = 1000 };
	const struct ar_view_page *p = line->page;
	int64_t share[AR_VIEW_BUCKETS];
	size_t begin = into->n;

	if (!ar_view_line_bar(share, line, TENTHS, false))
		return;
	for (size_t i = 0; i < p->nbuckets; i++) {
		if (share[i] == 0)
			continue;
		if (into->n > begin)
			ar_buf_add(into, AR_S(", "));
		ar_view_html_heading(into, &p->view->column[p->bucket[i]]);
		ar_buf_add(into, AR_S(" "));
		ar_view_percent(into, share[i]);
		ar_buf_add(into, AR_S(" %"));
	}
}

static void
add_bar(struct ar_buf *into, const struct ar_view_line *line)
{
	enum { UNITS = 1000 };
	const struct ar_view_page *p = line->page;
	int64_t share[AR_VIEW_BUCKETS];
	long long at = 0;

	if (!ar_view_line_bar(share, line, UNITS, true)) {
		ar_buf_add(into, AR_S("<td class=\"e\"></td>\n"));
		return;
	}
	ar_buf_addf(into, "<td data-label=\"profile\"><svg class=\"bar\" "
	    "role=\"img\" viewBox=\"0 0 %d 10\" "
	    "preserveAspectRatio=\"none\">\n<title>", UNITS);
	ar_view_html_shares(into, line);
	ar_buf_add(into, AR_S("</title>\n"));
	for (size_t i = 0; i < p->nbuckets; i++) {
		if (share[i] > 0)
			ar_buf_addf(into, "<rect class=\"s%zu\" x=\"%lld\" "
			    "width=\"%lld\" height=\"10\"/>\n",
			    ar_view_shade(p, i), at, (long long)share[i]);
		at += share[i];
	}
	ar_buf_add(into, AR_S("</svg></td>\n"));
}

/* What a style tells apart: numbers, and what is not broken. */
static const char *
class_of(const struct ar_view_column *c)
{
	if (ar_view_is_right(c))
		return "n";
	return c->kind == AR_VIEW_TEXT ? "t" : "i";
}

static void
begin_cell(struct ar_buf *into, const char *classes,
    const struct ar_view_column *c)
{
	ar_buf_addf(into, "<td class=\"%s\" data-label=\"", classes);
	if (c == NULL)
		ar_buf_add(into, AR_S("share %"));
	else
		ar_view_html_heading(into, c);
	ar_buf_add(into, AR_S("\">"));
}

static void
add_cell(struct ar_buf *into, const struct ar_view_line *line, size_t column)
{
	const struct ar_view_column *c = &line->page->view->column[column];
	struct ar_buf text = {0};

	ar_view_html_cell(&text, line, column);
	if (column == line->page->label) {
		ar_buf_addf(into, "<th scope=\"row\" class=\"%s\">",
		    class_of(c));
		ar_buf_add(into, ar_buf_slice(&text));
		ar_buf_add(into, AR_S("</th>\n"));
	} else {
		if (text.n > 0)
			begin_cell(into, class_of(c), c);
		else
			ar_buf_addf(into, "<td class=\"%s e\">", class_of(c));
		ar_buf_add(into, ar_buf_slice(&text));
		ar_buf_add(into, AR_S("</td>\n"));
	}
	ar_buf_free(&text);
}

static void
add_line(struct ar_buf *into, const struct ar_view_line *line,
    const int64_t *percent)
{
	const struct ar_view_page *p = line->page;

	ar_buf_add(into, AR_S("<tr>\n"));
	for (size_t i = 0; i < p->n; i++)
		add_cell(into, line, p->column[i]);
	if (percent != NULL) {
		begin_cell(into, "n", NULL);
		ar_view_percent(into, *percent);
		ar_buf_add(into, AR_S("</td>\n"));
	}
	if (p->nbuckets > 0)
		add_bar(into, line);
	ar_buf_add(into, AR_S("</tr>\n"));
}

static void
add_head(struct ar_buf *into, const struct ar_view_page *p, bool percents)
{
	ar_buf_add(into, AR_S("<thead>\n<tr>\n"));
	for (size_t i = 0; i < p->n; i++) {
		const struct ar_view_column *c =
		    &p->view->column[p->column[i]];

		ar_buf_addf(into, "<th scope=\"col\" class=\"%s\">",
		    class_of(c));
		ar_view_html_heading(into, c);
		ar_buf_add(into, AR_S("</th>\n"));
	}
	if (percents)
		ar_buf_add(into,
		    AR_S("<th scope=\"col\" class=\"n\">%</th>\n"));
	if (p->nbuckets > 0)
		ar_buf_add(into, AR_S("<th scope=\"col\">profile</th>\n"));
	ar_buf_add(into, AR_S("</tr>\n</thead>\n"));
}

/* What part of all buckets a column is; nothing for another one. */
static void
add_share_of(struct ar_buf *into, const struct ar_view_page *p,
    const int64_t *share, size_t column)
{
	for (size_t i = 0; i < p->nbuckets; i++)
		if (p->bucket[i] == column)
			ar_view_percent(into, share[i]);
}

static void
add_shares(struct ar_buf *into, const struct ar_view_line *total,
    bool percents)
{
	enum { TENTHS = 1000 };
	const struct ar_view_page *p = total->page;
	int64_t share[AR_VIEW_BUCKETS];

	if (!ar_view_line_bar(share, total, TENTHS, false))
		return;
	ar_buf_add(into, AR_S("<tr>\n"));
	for (size_t i = 0; i < p->n; i++) {
		struct ar_buf text = {0};

		if (p->column[i] == p->label) {
			ar_buf_add(into, AR_S("<th scope=\"row\">% of gross"
			    "</th>\n"));
			continue;
		}
		add_share_of(&text, p, share, p->column[i]);
		if (text.n > 0)
			begin_cell(into, "n", &p->view->column[p->column[i]]);
		else
			ar_buf_add(into, AR_S("<td class=\"e\">"));
		ar_buf_add(into, ar_buf_slice(&text));
		ar_buf_add(into, AR_S("</td>\n"));
		ar_buf_free(&text);
	}
	for (size_t i = 0; i < 1 + (size_t)percents; i++)
		ar_buf_add(into, AR_S("<td class=\"e\"></td>\n"));
	ar_buf_add(into, AR_S("</tr>\n"));
}

static void
add_table(struct ar_buf *into, const struct ar_view_page *p,
    const struct ar_view_block *b)
{
	const int64_t whole = 1000;
	int64_t *percent = ar_view_percents(p, b);
	size_t n = ar_view_lines(b);
	struct ar_view_line total = ar_view_line(p, b, n);

	ar_buf_add(into, AR_S("<div class=\"wide\">\n<table>\n"));
	add_head(into, p, percent != NULL);
	ar_buf_add(into, AR_S("<tbody>\n"));
	for (size_t i = 0; i < n; i++) {
		struct ar_view_line line = ar_view_line(p, b, i);

		add_line(into, &line, percent == NULL ? NULL : &percent[i]);
	}
	ar_buf_add(into, AR_S("</tbody>\n"));
	if (p->has_totals && n > 0) {
		ar_buf_add(into, AR_S("<tfoot>\n"));
		add_line(into, &total, percent == NULL ? NULL : &whole);
		add_shares(into, &total, percent != NULL);
		ar_buf_add(into, AR_S("</tfoot>\n"));
	}
	ar_buf_add(into, AR_S("</table>\n</div>\n"));
	free(percent);
}

static void
add_legend(struct ar_buf *into, const struct ar_view_page *p)
{
	if (p->nbuckets == 0)
		return;
	ar_buf_add(into, AR_S("<ul class=\"legend\">\n"));
	for (size_t i = 0; i < p->nbuckets; i++) {
		ar_buf_addf(into, "<li><svg viewBox=\"0 0 1 1\" "
		    "aria-hidden=\"true\"><rect class=\"s%zu\" width=\"1\" "
		    "height=\"1\"/></svg> ", ar_view_shade(p, i));
		ar_view_html_heading(into, &p->view->column[p->bucket[i]]);
		ar_buf_add(into, AR_S("</li>\n"));
	}
	ar_buf_add(into, AR_S("<li>(bars leave credits out)</li>\n</ul>\n"));
}

void
ar_view_html(struct ar_buf *into, const struct ar_view_page *p)
{
	ar_buf_add(into, AR_S("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>"));
	ar_view_html_caption(into, p, NULL);
	ar_buf_addf(into, "</title>\n<style>\n%s</style>\n</head>\n<body>\n"
	    "<h1>", style);
	ar_view_html_caption(into, p, NULL);
	ar_buf_add(into, AR_S("</h1>\n"));
	for (size_t i = 0; i < p->blocks->n; i++) {
		const struct ar_view_block *b = &p->blocks->block[i];

		if (b->ccy.code[0] != '\0')
			ar_buf_addf(into, "<h2>%s</h2>\n", b->ccy.code);
		else if (p->blocks->n > 1)
			ar_buf_add(into, AR_S("<h2>no currency</h2>\n"));
		ar_view_trend(into, p, b);
		add_table(into, p, b);
	}
	add_legend(into, p);
	ar_buf_add(into, AR_S("</body>\n</html>\n"));
}
