/*
 * libar/lettercell.c
 * Purpose: the cell of a document: read strictly, written in its style.
 */
#include "libar/letterview.h"

#include "libar/ruler.h"

const char *const ar_cell_members[AR_CELL_MEMBERS] = {
	[AR_CELL_ABS] = "abs", [AR_CELL_IS] = "is",
	[AR_CELL_LEFT] = "left", [AR_CELL_LINES] = "lines",
	[AR_CELL_NEGATIVE] = "negative", [AR_CELL_POSITIVE] = "positive",
	[AR_CELL_RAW] = "raw", [AR_CELL_RIGHT] = "right",
	[AR_CELL_ZERO] = "zero"
};

struct ar_ccy
ar_lettercell_currency(const struct ar_letter_row *row)
{
	struct ar_ccy ccy = AR_CCY_UNNAMED;

	/* One that cannot be read has been refused before. */
	if (row->in->currency >= 0)
		(void)!ar_ccy_parse(&ccy, ar_row_get(&row->row,
		    (uint32_t)row->in->currency));
	return ccy;
}

void
ar_letterdata_refuse(struct ar_letterdata *d, const struct ar_letter_row *row,
    enum ar_msg msg, struct ar_slice column, struct ar_slice text)
{
	struct ar_quoted q;

	if (d->refused)
		return;
	d->refused = true;
	ar_diag_refuse(d->letters->diag, &(struct ar_say){msg, row->row.at,
	    column, {ar_quote(&q, text)}});
	ar_letters_refuse(d->letters, d->doc, row);
}

static void
refuse_amount(struct ar_letterdata *d, const struct ar_letter_view *v,
    enum ar_money_err err)
{
	const struct ar_ccy ccy = ar_lettercell_currency(v->row);

	if (d->refused)
		return;
	d->refused = true;
	ar_amount_refuse(d->letters->diag, &(struct ar_say){
	    .at = v->row->row.at, .column = v->name}, v->raw, &ccy, err);
	ar_letters_refuse(d->letters, d->doc, v->row);
}

/* The amount in minor units; false: refused. */
bool
ar_lettercell_money(struct ar_letterdata *d, const struct ar_letter_view *v,
    int64_t *minor)
{
	struct ar_ccy ccy;
	struct ar_slice code = v->row->in->currency < 0 ? AR_S("") :
	    ar_row_get(&v->row->row, (uint32_t)v->row->in->currency);
	enum ar_money_err err;

	if (ar_ccy_parse(&ccy, code) != AR_OK) {
		ar_letterdata_refuse(d, v->row, AR_M_BAD_CURRENCY,
		    AR_S("currency"), code);
		return false;
	}
	err = ar_money_parse(minor, v->raw, ccy.digits);
	if (err != AR_MONEY_OK)
		refuse_amount(d, v, err);
	return err == AR_MONEY_OK;
}

/* A number as its style has it, kept for this document. */
static struct ar_slice
styled(struct ar_letterdata *d, struct ar_slice number)
{
	struct ar_buf text = {0};
	struct ar_slice copy;

	ar_style_number(&text, d->style, number);
	copy = ar_arena_copy(&d->arena, ar_buf_slice(&text));
	ar_buf_free(&text);
	return copy;
}

struct ar_slice
ar_lettercell_amount(struct ar_letterdata *d, ar_sum minor, unsigned digits)
{
	char text[AR_MONEY_MAX];

	return styled(d, ar_slice(text, ar_money_format(text, minor,
	    digits)));
}

struct ar_slice
ar_lettercell_day(struct ar_letterdata *d, ar_day day)
{
	struct ar_buf text = {0};
	struct ar_slice copy;

	ar_style_day(&text, d->style, day);
	copy = ar_arena_copy(&d->arena, ar_buf_slice(&text));
	ar_buf_free(&text);
	return copy;
}

static struct ar_slice
format_money(struct ar_letterdata *d, const struct ar_letter_view *v)
{
	int64_t minor;

	if (!ar_lettercell_money(d, v, &minor) || d->style->point == '\0')
		return v->raw;
	return ar_lettercell_amount(d, minor,
	    ar_lettercell_currency(v->row).digits);
}

static struct ar_slice
format_decimal(struct ar_letterdata *d, const struct ar_letter_view *v)
{
	struct ar_decimal ignored;
	enum ar_money_err err = ar_decimal_parse(&ignored, v->raw);

	if (err == AR_MONEY_OK)
		return styled(d, v->raw);
	refuse_amount(d, v, err);
	return v->raw;
}

static struct ar_slice
format_date(struct ar_letterdata *d, const struct ar_letter_view *v)
{
	ar_day day;
	enum ar_day_err err = ar_day_parse(&day, v->raw);

	if (err == AR_DAY_OK)
		return d->style->dates.n == 0 ? v->raw :
		    ar_lettercell_day(d, day);
	ar_letterdata_refuse(d, v->row, err == AR_DAY_NONE ? AR_M_NO_SUCH_DAY :
	    AR_M_BAD_DATE, v->name, v->raw);
	return v->raw;
}

static struct ar_slice
format(struct ar_letterdata *d, const struct ar_letter_view *v)
{
	if (v->raw.n == 0)
		return v->raw;
	switch (v->kind) {
	case AR_CELL_MONEY:
		return format_money(d, v);
	case AR_CELL_DECIMAL:
		return format_decimal(d, v);
	case AR_CELL_DATE:
		return format_date(d, v);
	case AR_CELL_TEXT:
	case AR_CELL_LINE:
		break;
	}
	return v->raw;
}

/* A constant is what somebody wrote: in style if it can be read. */
static void
settle_constant(struct ar_letter_view *v)
{
	struct ar_decimal number;
	ar_day day;

	if ((v->kind == AR_CELL_DATE && ar_day_parse(&day, v->raw) !=
	    AR_DAY_OK) || ((v->kind == AR_CELL_MONEY ||
	    v->kind == AR_CELL_DECIMAL) && ar_decimal_parse(&number,
	    v->raw) != AR_MONEY_OK))
		v->kind = AR_CELL_TEXT;
	if (v->kind == AR_CELL_MONEY)
		v->kind = AR_CELL_DECIMAL;
}

/* A column, of a document also a constant. */
struct ar_value
ar_lettercell_get(struct ar_letterdata *d, const struct ar_letter_view *of,
    struct ar_slice name)
{
	struct ar_letter_view *v = ar_letter_view(d, AR_VIEW_CELL, of->row);
	bool found = ar_letters_cell(d->letters, of->row, name, &v->raw);

	v->name = name;
	v->kind = ar_letters_kind(d->letters, name);
	if (!found) {
		if (of->what != AR_VIEW_DOC ||
		    !ar_letters_constant(d->letters, name, &v->raw))
			return ar_value_none();
		settle_constant(v);
	}
	return (struct ar_value){AR_VALUE_TEXT, format(d, v), v, 0};
}

struct ar_value
ar_lettercell_text(struct ar_letterdata *d, struct ar_slice text)
{
	struct ar_letter_view *v = ar_letter_view(d, AR_VIEW_CELL,
	    d->doc->first);

	v->name = AR_S("");
	v->raw = text;
	return (struct ar_value){AR_VALUE_TEXT, text, v, 0};
}

/* Lines of an address, which a cell has with ';' between them. */
static struct ar_value
get_lines(struct ar_letterdata *d, const struct ar_letter_view *cell)
{
	struct ar_slice rest = ar_slice_trim(cell->raw);
	struct ar_letter_view *v = ar_letter_view(d, AR_VIEW_LINES, cell->row);
	size_t n = 0;

	v->raw = rest;
	for (; rest.n > 0; n++)
		(void)ar_slice_cut(&rest, ';');
	return ar_letter_value(AR_VALUE_LIST, v, n);
}

static int
sign_of(const struct ar_letter_view *v)
{
	struct ar_decimal number;

	if (ar_decimal_parse(&number, v->raw) != AR_MONEY_OK)
		return 2;
	return (number.units > 0) - (number.units < 0);
}

static struct ar_value
get_abs(struct ar_letterdata *d, const struct ar_letter_view *cell)
{
	struct ar_letter_view v = *cell;

	if (v.raw.n > 0 && v.raw.p[0] == '-' && sign_of(cell) <= 0)
		v.raw = ar_slice(v.raw.p + 1, v.raw.n - 1);
	return ar_lettercell_text(d, format(d, &v));
}

/* Blanks on one side of what the cell says. */
struct ar_value
ar_lettercell_pad(struct ar_letterdata *d, const struct ar_letter_view *v,
    struct ar_slice columns)
{
	struct ar_slice text = format(d, v), copy;
	size_t width = ar_ruler_width(text);
	struct ar_buf padded = {0};
	int64_t want = 0;

	if (ar_money_parse(&want, columns, 0) != AR_MONEY_OK ||
	    want > AR_CELL_WIDEST)
		want = 0;
	if (v->what == AR_VIEW_LEFT)
		ar_buf_add(&padded, text);
	for (; width < (size_t)want; width++)
		ar_buf_add(&padded, AR_S(" "));
	if (v->what == AR_VIEW_RIGHT)
		ar_buf_add(&padded, text);
	copy = ar_arena_copy(&d->arena, ar_buf_slice(&padded));
	ar_buf_free(&padded);
	return ar_value_text(copy);
}

static struct ar_value
view_again(struct ar_letterdata *d, const struct ar_letter_view *cell,
    enum ar_view_of what)
{
	struct ar_letter_view *v = ar_letter_view(d, what, cell->row);

	*v = *cell;
	v->what = what;
	return ar_letter_value(AR_VALUE_MAP, v, 0);
}

struct ar_value
ar_lettercell_member(struct ar_letterdata *d, const struct ar_letter_view *cell,
    struct ar_slice name)
{
	switch (ar_member_of(ar_cell_members, AR_CELL_MEMBERS, name)) {
	case AR_CELL_ABS:
		return get_abs(d, cell);
	case AR_CELL_IS:
		return view_again(d, cell, AR_VIEW_WORDS);
	case AR_CELL_LEFT:
		return view_again(d, cell, AR_VIEW_LEFT);
	case AR_CELL_RIGHT:
		return view_again(d, cell, AR_VIEW_RIGHT);
	case AR_CELL_LINES:
		return get_lines(d, cell);
	case AR_CELL_NEGATIVE:
		return ar_value_truth(sign_of(cell) == -1);
	case AR_CELL_POSITIVE:
		return ar_value_truth(sign_of(cell) == 1);
	case AR_CELL_RAW:
		return ar_lettercell_text(d, cell->raw);
	case AR_CELL_ZERO:
		return ar_value_truth(sign_of(cell) == 0);
	default:
		return ar_value_none();
	}
}

struct ar_slice
ar_lettercell_line(const struct ar_letter_view *lines, size_t number)
{
	struct ar_slice rest = lines->raw;

	while (number-- > 0)
		(void)ar_slice_cut(&rest, ';');
	return ar_slice_trim(ar_slice_cut(&rest, ';'));
}
