/*
 * libar/importbalance.c
 * Purpose: the balances that a statement says, against its lines.
 */
#include "libar/importbalance.h"

/* A balance as it stands in a row. */
struct balance {
	struct ar_slice text;   /* n == 0: none */
	ptrdiff_t field;
	bool turned;            /* where it stands, amounts go out */
};

/* The cell of the balance behind a line. */
static struct balance
find_running(const struct ar_import_map *map, const struct ar_import_file *f,
    const struct ar_import_texts *t)
{
	struct balance b = {AR_S(""), -1, false};

	for (size_t i = 0; i < map->nparts; i++)
		if (map->part[i].use == AR_MAP_RUNNING && t->part[i].n > 0)
			b = (struct balance){t->part[i], f->part[i], false};
	return b;
}

/* The same of a row of its own, where amounts may hold it. */
static struct balance
find_any(const struct ar_import_map *map, const struct ar_import_file *f,
    const struct ar_import_texts *t)
{
	size_t amount = (size_t)map->stream->amount;
	struct balance b = find_running(map, f, t);

	if (b.text.n > 0)
		return b;
	b = (struct balance){t->text[amount], f->field[amount], t->negative};
	for (size_t i = 0; i < map->nparts && b.text.n == 0; i++)
		if (ar_map_part_is_of(&map->part[i], amount))
			b = (struct balance){t->part[i], f->part[i],
			    (map->part[i].use == AR_MAP_MINUS) !=
			    t->negative};
	return b;
}

/* All lines of a statement are in one currency, if it says balances. */
static void
take_currency(struct ar_import_balance *to, const struct ar_ccy *ccy)
{
	if (!to->any)
		to->ccy = *ccy;
	to->any = true;
	to->mixed = to->mixed || strcmp(to->ccy.code, ccy->code) != 0;
}

static int
compare(struct ar_import_balance *to, const struct ar_import_reading *how,
    const struct ar_import_file *f, const struct balance *b, int64_t amount,
    const struct ar_ccy *ccy)
{
	struct ar_import_reading r = *how;
	char text[AR_MONEY_MAX + 1] = "";
	struct ar_quoted q;
	int64_t minor;
	ar_sum want;
	bool noise;

	r.header = f->header->name[b->field];
	if (ar_import_amount(&minor, &noise, &r,
	    (size_t)r.options->map.stream->amount, b->text, ccy) != AR_OK)
		return AR_ESTOP;
	if (b->turned)
		minor = -minor;
	if (ar_running_says(&to->running, amount, minor, &want) &&
	    !to->mixed)
		return AR_OK;
	text[ar_money_format(text, want, ccy->digits)] = '\0';
	ar_diag_say(r.diag, &(struct ar_say){AR_M_RUNNING, r.at, r.header,
	    {ar_quote(&q, b->text), to->mixed ?
	    "amounts in several currencies" : text}});
	return AR_ESTOP;
}

int
ar_import_balance_line(struct ar_import_balance *to,
    const struct ar_import_reading *r, const struct ar_import_file *f,
    const struct ar_import_texts *t, const struct ar_import_record *rec)
{
	const struct ar_import_map *map = &r->options->map;
	const struct balance b = find_running(map, f, t);
	int64_t amount = rec->minor[map->stream->amount];

	take_currency(to, &rec->ccy);
	to->closed = false;
	if (b.text.n > 0)
		return compare(to, r, f, &b, amount, &rec->ccy);
	ar_running_move(&to->running, amount);
	return AR_OK;
}

int
ar_import_balance_row(struct ar_import_balance *to,
    const struct ar_import_reading *r, const struct ar_import_file *f,
    const struct ar_import_texts *t)
{
	const struct balance b = find_any(&r->options->map, f, t);
	struct ar_ccy ccy;

	if (b.text.n == 0 || ar_import_currency(&ccy, r->options, t) != AR_OK)
		return AR_EDATA;
	to->paired = to->paired || !to->any;
	to->closed = true;
	to->rows++;
	take_currency(to, &ccy);
	return compare(to, r, f, &b, 0, &ccy);
}

bool
ar_import_balance_ends(const struct ar_import_balance *b, bool required)
{
	return !(required || b->paired) || (b->closed && b->rows > 1);
}
