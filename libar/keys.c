/*
 * libar/keys.c
 * Purpose: the columns to group by, wherever they come from.
 */
#include "libar/keys.h"

#include "libar/schema.h"

static bool
has_name(const struct ar_keys *keys, struct ar_slice name)
{
	for (size_t i = 0; i < keys->n; i++)
		if (ar_name_eq(keys->name[i], name))
			return true;
	return false;
}

int
ar_keys_parse(struct ar_keys *keys, const char *text)
{
	struct ar_slice rest = ar_slice_of(text);

	*keys = (struct ar_keys){0};
	while (rest.n > 0) {
		size_t before = rest.n;
		struct ar_slice name = ar_slice_cut(&rest, ',');
		bool comma_ends = name.n + 1 == before && rest.n == 0;

		name = ar_slice_trim(name);
		if (name.n == 0 || comma_ends || keys->n == AR_KEYS_MAX ||
		    has_name(keys, name))
			return AR_EDATA;
		keys->name[keys->n++] = name;
	}
	return AR_OK;
}

int
ar_keys_check(const struct ar_keys *keys,
    bool (*has)(const void *layout, struct ar_slice name),
    const void *layout, struct ar_diag *diag)
{
	struct ar_quoted q;

	for (size_t i = 0; i < keys->n; i++) {
		if (!has(layout, keys->name[i]))
			continue;
		ar_diag_say(diag, &(struct ar_say){AR_M_BAD_GROUP, {0}, {0},
		    {ar_unquoted(&q, keys->name[i])}});
		return AR_ESTOP;
	}
	return AR_OK;
}

int
ar_keys_bind(struct ar_key_bind *b, const struct ar_keys *keys,
    const struct ar_header *header, const struct ar_customers *customers,
    bool required, struct ar_diag *diag)
{
	*b = (struct ar_key_bind){.keys = keys, .customers = customers};
	for (size_t i = 0; i < keys->n; i++) {
		struct ar_slice name = keys->name[i];

		b->column[i] = -1;
		if (ar_column_find(&b->field[i], header, name, diag) !=
		    AR_OK || (b->field[i] < 0 && ar_customers_find(
		    &b->column[i], customers, name) != AR_OK))
			return AR_ESTOP;
		if (required && b->field[i] < 0 && b->column[i] < 0) {
			ar_column_missing(header, name, NULL, diag);
			return AR_ESTOP;
		}
	}
	return AR_OK;
}

void
ar_keys_fill(const struct ar_key_bind *b, const struct ar_row *row,
    struct ar_slice customer_id, struct ar_slice key[AR_KEYS_MAX])
{
	for (size_t i = 0; i < b->keys->n; i++)
		key[i] = b->field[i] >= 0 ?
		    ar_row_get(row, (uint32_t)b->field[i]) :
		    ar_customers_cell(b->customers, customer_id,
		    b->column[i]);
}
