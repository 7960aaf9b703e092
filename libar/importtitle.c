/*
 * libar/importtitle.c
 * Purpose: the day of a report, which stands above its header.
 */
#include "libar/importtitle.h"

/* The search for the one day. */
struct title {
	const struct ar_import_map *map;
	struct ar_where at;
	struct ar_diag *diag;
	ar_day day;             /* AR_NO_DAY: none so far */
};

static int
refuse(const struct title *t, const char *why, struct ar_slice cell)
{
	const struct ar_alternatives *after = &t->map->date_after;
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "%s", why);
	if (cell.n > 0)
		ar_buf_addf(&text, " %s", ar_quote(&q, cell));
	ar_buf_addf(&text, "; want one date behind %s%c", after->n == 0 ?
	    "what the map says in date-after" : ar_quote(&q, after->text[0]),
	    '\0');
	ar_diag_say(t->diag, &(struct ar_say){AR_M_REPORT_DAY, t->at, {0},
	    {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

static ar_day
read_day(const struct ar_date_format *format, struct ar_slice text)
{
	struct ar_foreign_day f;
	ar_day day = AR_NO_DAY;

	if (format->pattern != NULL &&
	    ar_date_format_read(&day, format, text) == AR_DAY_OK)
		return day;
	return ar_foreign_day(&f, text) != AR_DAY_OK ? AR_NO_DAY :
	    ar_foreign_day_under(&f, format->orders != 0 ? format->orders :
	    AR_ANY_ORDER);
}

/* Whether the cell begins with one of the words; *rest: what is behind. */
static bool
is_behind(const struct ar_alternatives *after, struct ar_slice cell,
    struct ar_slice *rest)
{
	for (size_t i = 0; i < after->n; i++) {
		size_t n = after->text[i].n;

		if (cell.n < n || !ar_slice_eq_nocase(ar_slice(cell.p, n),
		    after->text[i]) || (cell.n > n &&
		    ar_is_letter(cell.p[n])))
			continue;
		*rest = ar_slice_trim(ar_slice(cell.p + n, cell.n - n));
		if (rest->n > 0 && rest->p[0] == ':')
			*rest = ar_slice_trim(ar_slice(rest->p + 1,
			    rest->n - 1));
		return true;
	}
	return false;
}

static int
take_cell(struct title *t, struct ar_slice cell)
{
	struct ar_slice text;
	ar_day day;

	cell = ar_slice_trim(cell);
	if (cell.n > 1 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
		cell = ar_slice_trim(ar_slice(cell.p + 1, cell.n - 2));
	if (!is_behind(&t->map->date_after, cell, &text))
		return AR_OK;
	day = read_day(&t->map->dates, text);
	if (day == AR_NO_DAY)
		return refuse(t, "the day of the report is not sure in",
		    cell);
	if (t->day != AR_NO_DAY && t->day != day)
		return refuse(t, "the report has another day in", cell);
	t->day = day;
	return AR_OK;
}

struct ar_slice
ar_import_title_take(struct ar_slice *rest)
{
	struct ar_slice line = *rest;
	size_t n = 0, end;

	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	line.n = n;
	end = n < rest->n ? n + 1 : n;
	if (end < rest->n && rest->p[n] == '\r' && rest->p[end] == '\n')
		end++;
	*rest = ar_slice(rest->p + end, rest->n - end);
	return line;
}

int
ar_import_title_day(ar_day *day, struct ar_slice before,
    const struct ar_import_head *head, const struct ar_import_map *map,
    struct ar_diag *diag)
{
	struct title t = {.map = map, .diag = diag,
	    .at = {head->header.at.file, 0}};

	while (before.n > 0) {
		struct ar_slice line = ar_import_title_take(&before);

		t.at.line++;
		while (line.n > 0)
			if (take_cell(&t, ar_raw_take(&line,
			    head->delimiter)) != AR_OK)
				return AR_ESTOP;
	}
	*day = t.day;
	t.at.line = 0;
	return t.day != AR_NO_DAY ? AR_OK :
	    refuse(&t, "the day of the report is missing", AR_S(""));
}
