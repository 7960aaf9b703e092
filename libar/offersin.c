/*
 * libar/offersin.c
 * Purpose: a file of offers, or options, become offers.
 */
#include "libar/offersin.h"

#include <stdlib.h>

#include "libar/factorcolumns.h"
#include "libar/map.h"
#include "libar/side.h"

struct loading {
	struct ar_offers *offers;
	const char *name;               /* of the one that is wanted, or NULL */
	bool priced;
	struct ar_map seen;             /* name -> where it stood */
	struct ar_diag *diag;
};

void
ar_offers_release(struct ar_offers *o)
{
	free(o->offer);
	free(o->source);
	ar_arena_free(&o->arena);
}

/* The option that gives a cell; those that have none come in files only. */
static const char *
option_of(enum ar_offer_cell cell)
{
	static const char *const options[AR_OFFER_CELLS] = {
		[AR_OFFER_ADVANCE] = "--advance",
		[AR_OFFER_FEE] = "--fee",
		[AR_OFFER_FEE_BASE] = "--fee-base",
		[AR_OFFER_MIN_FEE] = "--min-fee",
		[AR_OFFER_UPFRONT] = "--upfront",
		[AR_OFFER_RATE] = "--rate",
		[AR_OFFER_RESERVE_LAG] = "--reserve-lag",
		[AR_OFFER_PER_INVOICE] = "--per-invoice",
		[AR_OFFER_PER_FUNDING] = "--per-funding",
		[AR_OFFER_MONTHLY_MIN] = "--monthly-min",
		[AR_OFFER_MIN_INVOICE] = "--min-invoice",
	};

	return options[cell];
}

/* say: as one of the refused rows, or as what ends the run. */
static void
refuse(const struct ar_offer_source *source,
    const struct ar_offer_fault *fault, struct ar_diag *diag,
    void (*say)(struct ar_diag *, const struct ar_say *))
{
	struct ar_slice value = source->text.cell[fault->cell];
	struct ar_buf text = {0};
	struct ar_quoted q;

	if (source->at.line == 0) {
		ar_diag_say(diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
		    {option_of(fault->cell), ar_quote(&q, value),
		    fault->want}});
		return;
	}
	ar_buf_addf(&text, "%s is not valid here; want %s%c",
	    ar_quote(&q, value), fault->want, '\0');
	say(diag, &(struct ar_say){AR_M_BAD_OFFER, source->at,
	    ar_slice_of(ar_offers_stream.column[fault->cell].name),
	    {text.p}});
	ar_buf_free(&text);
}

void
ar_offers_refuse(const struct ar_offers *offers, size_t number,
    const struct ar_offer_fault *fault, struct ar_diag *diag)
{
	refuse(&offers->source[number], fault, diag, ar_diag_say);
}

/* wanted: it is kept; else it must be good all the same. */
static int
add(struct ar_offers *offers, const struct ar_offer_text *text,
    struct ar_where at, bool priced, bool wanted, struct ar_diag *diag)
{
	struct ar_offer_source source = {.at = at};
	struct ar_offer_fault fault;
	struct ar_offer offer;

	for (size_t i = 0; i < AR_OFFER_CELLS; i++)
		source.text.cell[i] = ar_arena_copy(&offers->arena,
		    text->cell[i]);
	if (ar_offer_read(&offer, &source.text, &fault) != AR_OK ||
	    ar_offer_check(&offer, priced, &fault) != AR_OK) {
		refuse(&source, &fault, diag, ar_diag_refuse);
		return AR_EDATA;
	}
	if (!wanted)
		return AR_OK;
	offers->offer = ar_grow(offers->offer, offers->n + 1,
	    sizeof *offers->offer);
	offers->source = ar_grow(offers->source, offers->n + 1,
	    sizeof *offers->source);
	offers->offer[offers->n] = offer;
	offers->source[offers->n++] = source;
	return AR_OK;
}

static int
check_name(struct loading *l, struct ar_slice name, struct ar_where at)
{
	struct ar_offer_source source = {.at = at};
	struct ar_where *before;
	bool fresh;

	before = ar_map_value(&l->seen, ar_map_put(&l->seen, name, &fresh));
	if (fresh) {
		*before = at;
		return AR_OK;
	}
	source.text.cell[AR_OFFER_NAME] = name;
	refuse(&source, &(struct ar_offer_fault){AR_OFFER_NAME,
	    "a name that no offer above has"}, l->diag, ar_diag_refuse);
	return AR_EDATA;
}

static int
keep(void *to, const struct ar_side_record *item)
{
	const struct ar_offer_text *text = item->record;
	struct loading *l = to;
	struct ar_slice name = text->cell[AR_OFFER_NAME];

	if (check_name(l, name, item->row->at) != AR_OK)
		return AR_EDATA;
	return add(l->offers, text, item->row->at, l->priced,
	    l->name == NULL || ar_slice_eq(name, ar_slice_of(l->name)),
	    l->diag);
}

static void
say_unknown(const struct loading *l)
{
	struct ar_buf want = {0};
	struct ar_quoted q;

	ar_buf_addf(&want, "one of");
	for (size_t i = 0; i < l->seen.n; i++)
		ar_buf_addf(&want, "%s %s", i == 0 ? "" : ",",
		    ar_unquoted(&q, ar_map_key(&l->seen, i)));
	ar_buf_add(&want, AR_S("\0"));
	ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_VALUE, {0}, {0},
	    {"--offer", ar_quote(&q, ar_slice_of(l->name)), want.p}});
	ar_buf_free(&want);
}

/* A refused row alone would end the run as data would; offers are settings. */
static int
load(struct loading *l, const char *path)
{
	const struct ar_side side = {&ar_offers_stream,
	    sizeof(struct ar_offer_text), keep, l};
	struct ar_header header;
	struct ar_where file;
	int result = ar_side_read(path, &side, &header, &l->offers->arena,
	    l->diag);

	file = (struct ar_where){ar_diag_file(l->diag, path), 0};
	if (result != AR_OK && ar_diag_status(l->diag) == AR_EXIT_DATA)
		ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_OFFER, file,
		    {0}, {"nothing is computed by offers with a fault"}});
	if (result != AR_OK)
		return AR_ESTOP;
	if (l->seen.n == 0) {
		ar_diag_say(l->diag, &(struct ar_say){AR_M_BAD_OFFER, file,
		    {0}, {"no offer in the file"}});
		return AR_ESTOP;
	}
	if (l->offers->n > 0)
		return AR_OK;
	say_unknown(l);
	return AR_ESTOP;
}

int
ar_offers_load(struct ar_offers *offers, const char *path, const char *name,
    bool priced, struct ar_diag *diag)
{
	struct loading l = {.offers = offers, .name = name,
	    .priced = priced, .diag = diag};
	int result;

	ar_map_init(&l.seen, sizeof(struct ar_where));
	result = load(&l, path);
	ar_map_release(&l.seen);
	return result;
}

int
ar_offers_make(struct ar_offers *offers, const struct ar_offer_text *text,
    bool priced, struct ar_diag *diag)
{
	return add(offers, text, (struct ar_where){0}, priced, true, diag) ==
	    AR_OK ? AR_OK : AR_ESTOP;
}
