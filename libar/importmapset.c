/*
 * libar/importmapset.c
 * Purpose: the lines of a map that begin with the name of a setting.
 */
#include "libar/importmapset.h"

/* Whether the word is among the patterns; it is taken out. */
static bool
take_word(struct ar_alternatives *a, struct ar_slice word)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (!ar_slice_eq(a->text[i], word))
			a->text[n++] = a->text[i];
	if (n == a->n)
		return false;
	a->n = n;
	return true;
}

static int
set_total(struct ar_map_line *l)
{
	struct ar_alternatives *total = &l->map->total;

	*total = (struct ar_alternatives){0};
	ar_map_line_list(l, total, l->value);
	l->map->total_required |= take_word(total, AR_S("required"));
	l->map->total_unlabelled |= take_word(total, AR_S("unlabelled"));
	return AR_OK;
}

static int
set_balance_row(struct ar_map_line *l)
{
	ar_map_line_list(l, &l->map->balance_row, l->value);
	l->map->balance_required |= take_word(&l->map->balance_row,
	    AR_S("required"));
	return AR_OK;
}

/* Each line adds a list, of which a header must have one. */
static int
set_known(struct ar_map_line *l)
{
	if (l->map->nknown == AR_MAP_KNOWN)
		return ar_map_refuse(l, "too many lines of", l->key);
	ar_map_line_list(l, &l->map->known[l->map->nknown++], l->value);
	return AR_OK;
}

/* A map is for one stream; invoices where it does not say. */
static int
set_stream(struct ar_map_line *l)
{
	return ar_slice_eq(l->value, ar_slice_of(
	    l->map->stream->stream->name)) ? AR_OK :
	    ar_map_refuse(l, "the map is for another stream,", l->value);
}

static int
find_column(size_t *column, struct ar_map_line *l, struct ar_slice name)
{
	ptrdiff_t c = ar_import_column(l->map->stream, name);

	*column = c < 0 ? 0 : (size_t)c;
	return c >= 0 ? AR_OK :
	    ar_map_refuse_name(l, "there is no column", name);
}

static int
set_section(struct ar_map_line *l)
{
	size_t column;

	if (find_column(&column, l, l->value) != AR_OK)
		return AR_ESTOP;
	l->map->section = (ptrdiff_t)column;
	return AR_OK;
}

/* The next of "A, B"; false: there is none. */
static bool
take_item(struct ar_slice *rest, struct ar_slice *item)
{
	if (rest->n == 0)
		return false;
	*item = ar_slice_trim(ar_slice_cut(rest, ','));
	return true;
}

/* "invoice_id, amount, balance.minus": bits of columns, and of their parts. */
static int
set_cells(struct ar_map_line *l, uint64_t *own, uint64_t part[AR_MAP_RUNNING],
    bool money)
{
	struct ar_slice rest = l->value, use;

	while (take_item(&rest, &use)) {
		struct ar_slice name = ar_slice_cut(&use, '.');
		size_t c, u;

		if (find_column(&c, l, name) != AR_OK)
			return AR_ESTOP;
		if ((money || use.n > 0) && ar_stream_type(
		    l->map->stream->stream, c) != AR_AMOUNT)
			return ar_map_refuse(l, "no amounts are in", name);
		if (use.n == 0)
			*own |= AR_BIT(c);
		else if (ar_map_line_name(&u, ar_map_uses, money ?
		    AR_MAP_TIMES : AR_MAP_RUNNING, use))
			part[u] |= AR_BIT(c);
		else
			return ar_map_refuse(l, "want plus or minus, not",
			    use);
	}
	return AR_OK;
}

static int
set_sum(struct ar_map_line *l)
{
	return set_cells(l, &l->map->sum, l->map->sum_part, true);
}

static int
set_filled(struct ar_map_line *l)
{
	return set_cells(l, &l->map->filled, l->map->filled_part, false);
}

/* Bits of words of the column of kinds. */
static int
set_kinds(struct ar_map_line *l, uint64_t *kinds)
{
	struct ar_slice rest = l->value, word;

	while (take_item(&rest, &word)) {
		uint8_t n = ar_map_line_word(l, l->map->stream->kind, word);

		if (n == 0)
			return ar_map_refuse(l, "there is no kind", word);
		*kinds |= AR_BIT(n);
	}
	return AR_OK;
}

static int
set_whole(struct ar_map_line *l)
{
	return set_kinds(l, &l->map->whole);
}

static int
set_unnumbered(struct ar_map_line *l)
{
	return set_kinds(l, &l->map->unnumbered);
}

/* Bits of "COLUMN, COLUMN", all of the type. */
static int
set_columns(struct ar_map_line *l, uint64_t *bits, bool money)
{
	struct ar_slice rest = l->value, name;

	while (take_item(&rest, &name)) {
		size_t c;

		if (find_column(&c, l, name) != AR_OK)
			return AR_ESTOP;
		if ((ar_stream_type(l->map->stream->stream, c) == AR_AMOUNT) !=
		    money)
			return ar_map_refuse(l, money ? "no amounts are in" :
			    "no ids are in", name);
		*bits |= AR_BIT(c);
	}
	return AR_OK;
}

static int
set_strip(struct ar_map_line *l)
{
	return set_columns(l, &l->map->strip, false);
}

static int
set_bare(struct ar_map_line *l)
{
	return set_columns(l, &l->map->bare, true);
}

static int
set_round(struct ar_map_line *l)
{
	return set_columns(l, &l->map->round, true);
}

static int
set_decimal(struct ar_map_line *l)
{
	return ar_import_decimal_parse(&l->map->decimal, l->value) == AR_OK ?
	    AR_OK : ar_map_refuse(l, "decimal is . or a comma, not", l->value);
}

static int
set_sign(struct ar_map_line *l)
{
	return ar_import_sign_parse(&l->map->by_kind, l->value) == AR_OK ?
	    AR_OK : ar_map_refuse(l, "sign is as-is or by-kind, not", l->value);
}

/* Only payments go out; a negative invoice is a credit. */
static int
set_outgoing(struct ar_map_line *l)
{
	const struct ar_import_stream *s = l->map->stream;

	if (s->amount < 0 || s->due >= 0)
		return ar_map_refuse(l, "nothing goes out in a stream of",
		    ar_slice_of(s->stream->name));
	l->map->outgoing = ar_slice_eq(l->value, AR_S("left-out"));
	return l->map->outgoing ? AR_OK :
	    ar_map_refuse(l, "outgoing is left-out, not", l->value);
}

/* "#15 - #16" */
static int
set_period(struct ar_map_line *l)
{
	struct ar_slice last = l->value;
	struct ar_slice first = ar_slice_trim(ar_slice_cut(&last, '-'));

	return ar_map_line_field(&l->map->period[0], first) &&
	    ar_map_line_field(&l->map->period[1], ar_slice_trim(last)) ? AR_OK :
	    ar_map_refuse(l, "want two fields, as in #15 - #16, not",
	    l->value);
}

static int
set_dates(struct ar_map_line *l)
{
	l->map->dates = (struct ar_date_format){
		.bare = ar_slice_eq(l->value, AR_S("ddmm"))
	};
	if (l->map->dates.bare)
		return AR_OK;
	return ar_date_format_parse(&l->map->dates,
	    ar_arena_copy(&l->map->arena, l->value).p) == AR_OK ? AR_OK :
	    ar_map_refuse(l, "no date format is", l->value);
}

/* Settings with a function of their own. */
static const struct setting {
	const char *name;
	int (*set)(struct ar_map_line *);
} settings[] = {
	{"balance-row", set_balance_row}, {"date-format", set_dates},
	{"decimal", set_decimal}, {"filled", set_filled},
	{"known-by", set_known},
	{"outgoing", set_outgoing}, {"period", set_period},
	{"round", set_round},
	{"section", set_section}, {"sign", set_sign}, {"stream", set_stream},
	{"strip-point-zero", set_strip}, {"sum", set_sum},
	{"total", set_total}, {"unnumbered", set_unnumbered},
	{"unsigned", set_bare}, {"whole", set_whole},
};

/* Settings that have one value only. */
static const struct flag {
	const char *name, *value;
	size_t offset;          /* of a bool in struct ar_import_map */
} flags[] = {
	{"blank-balance", "0",
	    offsetof(struct ar_import_map, blank_balance)},
	{"continued", "left-out", offsetof(struct ar_import_map, continued)},
	{"group", "document", offsetof(struct ar_import_map, group)},
	{"guard", "apostrophe", offsetof(struct ar_import_map, guarded)},
	{"header", "none", offsetof(struct ar_import_map, headless)},
	{"settled-balance", "0",
	    offsetof(struct ar_import_map, settled_balance)},
};

/* Settings that are a list, to which each line adds. */
static const struct list {
	const char *name;
	size_t offset;          /* of a struct ar_alternatives there */
} lists[] = {
	{"currency-after", offsetof(struct ar_import_map, currency_after)},
	{"date-after", offsetof(struct ar_import_map, date_after)},
	{"footer", offsetof(struct ar_import_map, footer)},
	{"no-date", offsetof(struct ar_import_map, no_date)},
	{"not-by", offsetof(struct ar_import_map, strange)},
	{"skip", offsetof(struct ar_import_map, skip)},
};

static int
set_flag(struct ar_map_line *l, const struct flag *flag)
{
	bool *to = (bool *)((char *)l->map + flag->offset);
	struct ar_buf why = {0};
	int result;

	*to = ar_slice_eq(l->value, ar_slice_of(flag->value));
	if (*to)
		return AR_OK;
	ar_buf_addf(&why, "%s is %s, not%c", flag->name, flag->value, '\0');
	result = ar_map_refuse(l, why.p, l->value);
	ar_buf_free(&why);
	return result;
}

int
ar_map_line_set(struct ar_map_line *l, bool *is)
{
	*is = true;
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (ar_slice_eq(l->key, ar_slice_of(settings[i].name)))
			return settings[i].set(l);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (ar_slice_eq(l->key, ar_slice_of(flags[i].name)))
			return set_flag(l, &flags[i]);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (ar_slice_eq(l->key, ar_slice_of(lists[i].name))) {
			ar_map_line_list(l, (struct ar_alternatives *)(void *)
			    ((char *)l->map + lists[i].offset), l->value);
			return AR_OK;
		}
	*is = false;
	return AR_OK;
}
