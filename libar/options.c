/*
 * libar/options.c
 * Purpose: values of the options that tools share.
 */
#include "libar/options.h"

#include "libar/row.h"
#include "libar/tool.h"

int
ar_number_parse(int64_t *number, struct ar_slice text, int64_t least,
    int64_t most)
{
	int64_t n;

	if (ar_money_parse(&n, text, 0) != AR_MONEY_OK || n < least ||
	    n > most)
		return AR_EDATA;
	*number = n;
	return AR_OK;
}

static int
set_as_of(struct ar_common *c, const char *value)
{
	if (strcmp(value, "today") == 0)
		c->as_of = c->today;
	else if (strcmp(value, "yesterday") == 0)
		c->as_of = ar_day_add(c->today, -1);
	else if (strcmp(value, "eom") == 0)
		c->as_of = ar_month_end(c->today);
	else if (strcmp(value, "eopm") == 0)
		c->as_of = ar_month_end(ar_day_add_months(c->today, -1));
	else if (ar_day_parse(&c->as_of, ar_slice_of(value)) != AR_DAY_OK)
		return AR_EDATA;
	return AR_OK;
}

static int
add_alert(struct ar_common *c, const char *value)
{
	c->alert = ar_grow(c->alert, c->nalert + 1, sizeof *c->alert);
	return ar_alert_parse(&c->alert[c->nalert++], value);
}

static int
add_expect(struct ar_common *c, const char *value)
{
	c->expect = ar_grow(c->expect, c->nexpect + 1, sizeof *c->expect);
	return ar_stated_parse(&c->expect[c->nexpect++], value);
}

static int
set_keys(struct ar_common *c, const char *value, const char **want)
{
	*want = "up to 16 different names of columns, not currency";
	c->group_by = value;
	if (ar_keys_parse(&c->keys, value) != AR_OK)
		return AR_EDATA;
	for (size_t i = 0; i < c->keys.n; i++) {
		if (ar_name_eq(c->keys.name[i], AR_S("currency")))
			return AR_EDATA;
		for (size_t j = 0; j < i; j++)
			if (ar_name_eq(c->keys.name[i], c->keys.name[j]))
				return AR_EDATA;
	}
	return AR_OK;
}

static int
set_number(struct ar_common *c, int id, const char *value,
    const char **want, struct ar_diag *diag)
{
	enum { THREADS_MAX = 64 };
	int64_t n, first = 0, last = INT32_MAX;

	*want = "a whole number";
	if (id == AR_OPT_DIGITS) {
		*want = "0 to 9";
		last = AR_RATIO_DIGITS;
	} else if (id == AR_OPT_THREADS) {
		*want = "1 to 64";
		first = 1;
		last = THREADS_MAX;
	}
	if (ar_number_parse(&n, ar_slice_of(value), first, last) != AR_OK)
		return AR_EDATA;
	if (id == AR_OPT_DIGITS)
		c->digits = (unsigned)n;
	else if (id == AR_OPT_THREADS)
		c->threads = (unsigned)n;
	else
		ar_diag_limit(diag, (uint64_t)n);
	return AR_OK;
}

int
ar_file_parse(const char **file, const char *value, const char **want)
{
	*want = "the name of a file";
	*file = value;
	return value[0] == '\0' ? AR_EDATA : AR_OK;
}

static int
set_flag(struct ar_common *c, int id)
{
	if (id == AR_OPT_UNIQUE)
		c->unique = true;
	else if (id == AR_OPT_AS_EXPORTED)
		c->as_exported = true;
	else if (id == AR_OPT_SKIP_UNKNOWN)
		c->skip_unknown = true;
	else
		c->verbose = true;
	return AR_OK;
}

int
ar_common_set(struct ar_common *c, int id, const char *value,
    const char **want, struct ar_diag *diag)
{
	switch (id) {
	case AR_OPT_AS_OF:
		*want = "a date YYYY-MM-DD, today, yesterday, eom or eopm";
		return set_as_of(c, value);
	case AR_OPT_OUTPUT:
		return ar_file_parse(&c->output, value, want);
	case AR_OPT_GROUP_BY:
		return set_keys(c, value, want);
	case AR_OPT_PAYMENTS:
		return ar_file_parse(&c->payments, value, want);
	case AR_OPT_CUSTOMERS:
		return ar_file_parse(&c->customers, value, want);
	case AR_OPT_REJECTS:
		return ar_file_parse(&c->rejects, value, want);
	case AR_OPT_CONTROL:
		return ar_file_parse(&c->control, value, want);
	case AR_OPT_MAX_ERRORS:
	case AR_OPT_DIGITS:
	case AR_OPT_THREADS:
		return set_number(c, id, value, want, diag);
	case AR_OPT_EXPECT_TOTAL:
		*want = "[CUR:]AMOUNT, as in EUR:1250.00";
		return add_expect(c, value);
	case AR_OPT_ALERT:
		*want = "COLUMN>NUMBER, or with <, >= or <=";
		return add_alert(c, value);
	default:
		return set_flag(c, id);
	}
}
