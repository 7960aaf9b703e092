/*
 * libar/importabove.c
 * Purpose: what the line above the header says of all rows.
 */
#include "libar/importabove.h"

#include "libar/importtitle.h"

struct ar_slice
ar_import_above_field(const struct ar_import_above *a, size_t number)
{
	return number < 1 || number > a->n ? AR_S("") : a->field[number - 1];
}

static struct ar_slice
find_line(struct ar_import_above *a, struct ar_slice before)
{
	struct ar_slice found = AR_S("");
	uint64_t lines = 0;

	while (before.n > 0) {
		struct ar_slice line = ar_import_title_take(&before);

		lines++;
		if (ar_slice_trim(line).n == 0)
			continue;
		found = line;
		a->at.line = lines;
	}
	return found;
}

static void
split(struct ar_import_above *a, struct ar_slice line, char delimiter,
    struct ar_arena *arena)
{
	const char *end = line.p + line.n;
	size_t room = 1;

	for (size_t i = 0; i < line.n; i++)
		room += line.p[i] == delimiter;
	a->field = ar_arena_alloc(arena, room * sizeof *a->field);
	while (line.n > 0 || (a->n > 0 && line.p <= end)) {
		struct ar_slice raw = ar_slice_trim(ar_raw_take(&line,
		    delimiter));

		if (raw.n > 1 && raw.p[0] == '"' && raw.p[raw.n - 1] == '"')
			raw = ar_slice_trim(ar_slice(raw.p + 1, raw.n - 2));
		a->field[a->n++] = ar_arena_copy(arena, raw);
	}
}

static int
refuse(const struct ar_import_above *a, struct ar_diag *diag,
    const struct ar_import_map *map)
{
	struct ar_quoted first, last;
	struct ar_buf text = {0};

	ar_buf_addf(&text, "fields %zu and %zu of the line above the header "
	    "are %s and %s; want the first and last day of a year at most, "
	    "as YYYYMMDD%c", map->period[0], map->period[1],
	    ar_quote(&first, ar_import_above_field(a, map->period[0])),
	    ar_quote(&last, ar_import_above_field(a, map->period[1])), '\0');
	ar_diag_say(diag, &(struct ar_say){AR_M_ABOVE_HEADER, a->at, {0},
	    {text.p}});
	ar_buf_free(&text);
	return AR_ESTOP;
}

static int
read_period(struct ar_import_above *a, const struct ar_import_map *map,
    struct ar_diag *diag)
{
	struct ar_period *p = &a->period;

	return map->period[0] == 0 || (ar_bare_ymd(&p->first,
	    ar_import_above_field(a, map->period[0])) == AR_DAY_OK &&
	    ar_bare_ymd(&p->last, ar_import_above_field(a, map->period[1])) ==
	    AR_DAY_OK && ar_period_tells(p)) ? AR_OK : refuse(a, diag, map);
}

int
ar_import_above_read(struct ar_import_above *a, struct ar_slice before,
    const struct ar_import_head *head, const struct ar_import_map *map,
    struct ar_arena *arena, struct ar_diag *diag)
{
	*a = (struct ar_import_above){.at = {head->header.at.file, 0}};
	split(a, find_line(a, before), head->delimiter, arena);
	return read_period(a, map, diag);
}
