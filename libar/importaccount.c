/*
 * libar/importaccount.c
 * Purpose: on which side of an entry the customer's account stands.
 */
#include "libar/importaccount.h"

const struct ar_map_range *
ar_import_account_range(const struct ar_import_map *map,
    const struct ar_import_above *above)
{
	for (size_t i = 0; i < map->nranges; i++) {
		const struct ar_map_range *r = &map->range[i];

		if (r->field == 0 || ar_slice_eq(r->value,
		    ar_import_above_field(above, r->field)))
			return r;
	}
	return NULL;
}

static bool
is_number(const struct ar_map_range *r, struct ar_slice s)
{
	return s.n > 0 && s.n <= r->high.n && ar_slice_is_digits(s);
}

/* Both ends have as many digits as the numbers between them. */
static bool
is_within(const struct ar_map_range *r, struct ar_slice s)
{
	return s.n == r->low.n && memcmp(s.p, r->low.p, s.n) >= 0 &&
	    memcmp(s.p, r->high.p, s.n) <= 0;
}

enum ar_account
ar_import_account_side(const struct ar_map_range *r, struct ar_slice first,
    const struct ar_slice *other)
{
	bool other_is;

	if (r == NULL)
		return AR_ACCOUNT_FIRST;
	if (!is_number(r, first) || (other != NULL && !is_number(r, *other)))
		return AR_ACCOUNT_UNREAD;
	other_is = other != NULL && is_within(r, *other);
	if (is_within(r, first))
		return other_is ? AR_ACCOUNT_BOTH : AR_ACCOUNT_FIRST;
	return other_is ? AR_ACCOUNT_OTHER : AR_ACCOUNT_NEITHER;
}
