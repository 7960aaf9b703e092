/*
 * libar/allowance.c
 * Purpose: loss rates per aging bucket.
 */
#include "libar/allowance.h"

#include "libar/schema.h"
#include "libar/table.h"

static const char wanted[] =
    "BUCKET=PERCENT of this report's buckets, 0 to 100, each once";

struct parsing {
	struct ar_allowance *allowance;
	const struct ar_age_options *age;
	bool given[AR_BUCKETS_MAX];
	struct ar_diag *diag;
};

static int
refuse(const struct parsing *p, struct ar_where at, struct ar_slice text)
{
	struct ar_quoted q;

	ar_diag_say(p->diag, &(struct ar_say){AR_M_BAD_VALUE, at, {0},
	    {"--allowance", ar_quote(&q, text), wanted}});
	return AR_ESTOP;
}

static int
set_rate(struct parsing *p, struct ar_where at, struct ar_slice bucket,
    struct ar_slice rate)
{
	for (size_t i = 0; i < ar_age_buckets(p->age); i++) {
		char name[AR_BUCKET_NAME];

		ar_age_bucket_name(name, p->age, i);
		if (!ar_slice_eq(bucket, ar_slice_of(name)))
			continue;
		if (p->given[i] ||
		    ar_rate_parse(&p->allowance->rate[i], rate) != AR_OK)
			return refuse(p, at, rate);
		p->given[i] = true;
		return AR_OK;
	}
	return refuse(p, at, bucket);
}

static int
read_text(struct parsing *p, struct ar_slice text)
{
	static const struct ar_where nowhere;
	bool more = true;

	while (more) {
		size_t before = text.n;
		struct ar_slice rate = ar_slice_cut(&text, ',');
		struct ar_slice bucket;

		more = rate.n < before;
		bucket = ar_slice_cut(&rate, '=');
		if (set_rate(p, nowhere, ar_slice_trim(bucket),
		    ar_slice_trim(rate)) != AR_OK)
			return AR_ESTOP;
	}
	return AR_OK;
}

static int
read_table(struct parsing *p, struct ar_table *table)
{
	const struct ar_header *header = ar_table_header(table);
	struct ar_slice names[] = {AR_S("bucket"), AR_S("rate")};
	ptrdiff_t field[2];
	struct ar_row row;
	int result;

	for (size_t i = 0; i < 2; i++) {
		if (ar_column_find(&field[i], header, names[i], p->diag) !=
		    AR_OK)
			return AR_ESTOP;
		if (field[i] < 0) {
			ar_column_missing(header, names[i], NULL,
			    p->diag);
			return AR_ESTOP;
		}
	}
	while ((result = ar_table_next(table, &row)) == AR_ITEM) {
		if (row.n != header->n)
			return refuse(p, row.at, row.raw);
		if (set_rate(p, row.at, ar_row_get(&row, (uint32_t)field[0]),
		    ar_row_get(&row, (uint32_t)field[1])) != AR_OK)
			return AR_ESTOP;
	}
	return result == AR_OK ? AR_OK : AR_ESTOP;
}

int
ar_allowance_parse(struct ar_allowance *allowance, const char *text,
    const struct ar_age_options *age, struct ar_diag *diag)
{
	struct parsing p = {.allowance = allowance, .age = age,
	    .diag = diag};
	struct ar_table *table;
	int result;

	*allowance = (struct ar_allowance){0};
	if (strchr(text, '=') != NULL)
		return read_text(&p, ar_slice_of(text));
	if (ar_table_open(&table, text, ar_diag_file(diag, text), diag) !=
	    AR_OK)
		return AR_ESTOP;
	result = read_table(&p, table);
	ar_table_close(table);
	return result;
}

int
ar_allowance_of(ar_sum *total, const struct ar_allowance *allowance,
    const ar_sum *bucket, size_t nbuckets)
{
	*total = 0;
	for (size_t i = 0; i < nbuckets; i++) {
		ar_sum part;

		if (bucket[i] <= 0)
			continue;
		if (ar_sum_share(&part, bucket[i], allowance->rate[i],
		    AR_HALF_AWAY) != AR_OK || ar_sum_add(total, part) != AR_OK)
			return AR_EDATA;
	}
	return AR_OK;
}
