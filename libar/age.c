/*
 * libar/age.c
 * Purpose: aging: open amounts by days past due, or by age.
 */
#include "libar/age.h"

#include <stdlib.h>

/* Sums of one group and day: items, buckets, unapplied. */
enum { ITEMS, FIRST_BUCKET };

/* The name on the latest document so far; its bytes are reused. */
struct label {
	ar_day seen;
	struct ar_buf name;
};

struct ar_age {
	struct ar_age_options opts;
	size_t buckets, stride;         /* stride: sums of one day */
	struct ar_groups groups;
	struct ar_map labels;           /* first key -> ndays labels */
	int64_t *open;                  /* of one document, a day each */
};

size_t
ar_age_buckets(const struct ar_age_options *o)
{
	return o->nedges + (o->basis == AR_BASIS_DUE ? 2 : 1);
}

struct ar_age *
ar_age_new(const struct ar_age_options *opts)
{
	struct ar_age *age = ar_alloc(sizeof *age);

	age->opts = *opts;
	age->buckets = ar_age_buckets(opts);
	age->stride = FIRST_BUCKET + age->buckets + 1;
	ar_groups_init(&age->groups, opts->nkeys, opts->ndays * age->stride);
	ar_map_init(&age->labels, opts->ndays * sizeof(struct label));
	age->open = ar_alloc(opts->ndays * sizeof *age->open);
	return age;
}

void
ar_age_free(struct ar_age *age)
{
	if (age == NULL)
		return;
	for (size_t i = 0; i < age->labels.n; i++) {
		struct label *label = ar_map_value(&age->labels, i);

		for (size_t d = 0; d < age->opts.ndays; d++)
			ar_buf_free(&label[d].name);
	}
	ar_map_release(&age->labels);
	ar_groups_release(&age->groups);
	free(age->open);
	free(age);
}

static void
append(char **to, struct ar_slice text)
{
	memcpy(*to, text.p, text.n);
	*to += text.n;
}

static void
append_number(char **to, int32_t number)
{
	append(to, ar_slice(*to, ar_money_format(*to, number, 0)));
}

void
ar_age_bucket_name(char name[AR_BUCKET_NAME],
    const struct ar_age_options *o, size_t bucket)
{
	char text[2 * AR_MONEY_MAX], *to = text;
	size_t upper = o->basis == AR_BASIS_DUE ? bucket - 1 : bucket;

	if (o->basis == AR_BASIS_DUE && bucket == 0)
		append(&to, AR_S("current"));
	else {
		append(&to, AR_S("d"));
		append_number(&to, upper > 0 ? o->edge[upper - 1] + 1 :
		    o->basis == AR_BASIS_DUE ? 1 : 0);
		append(&to, AR_S("_"));
		if (upper == o->nedges)
			append(&to, AR_S("plus"));
		else
			append_number(&to, o->edge[upper]);
	}
	append(&to, AR_S("\0"));
	memcpy(name, text, (size_t)(to - text));
}

int32_t
ar_age_days(const struct ar_age_options *o, const struct ar_doc *doc,
    ar_day day)
{
	return day - (o->basis == AR_BASIS_DUE ? doc->due_date :
	    doc->invoice_date);
}

size_t
ar_age_bucket(const struct ar_age_options *o, int32_t days, int64_t open)
{
	size_t upper = 0;

	if (open < 0 && o->credits_apart)
		return ar_age_buckets(o);
	if (o->basis == AR_BASIS_DUE && days <= 0)
		return 0;
	while (upper < o->nedges && days > o->edge[upper])
		upper++;
	return upper + (o->basis == AR_BASIS_DUE ? 1 : 0);
}

static bool
is_later(const struct label *label, ar_day day, struct ar_slice name)
{
	if (day != label->seen)
		return day > label->seen;
	return ar_slice_cmp(name, ar_buf_slice(&label->name)) > 0;
}

/* The latest document's name; of two on one day the greater bytes. */
static void
set_label(struct label *label, ar_day day, struct ar_slice name)
{
	if (!is_later(label, day, name))
		return;
	label->seen = day;
	label->name.n = 0;
	ar_buf_add(&label->name, name);
}

static void
add_label(struct ar_age *age, const struct ar_doc *doc)
{
	struct label *label;

	if (!age->opts.labels || doc->customer_name.n == 0 ||
	    ar_doc_is_void(doc))
		return;
	label = ar_map_value(&age->labels,
	    ar_map_put(&age->labels, doc->key[0], NULL));
	for (size_t d = 0; d < age->opts.ndays; d++)
		if (doc->invoice_date <= age->opts.day[d])
			set_label(&label[d], doc->invoice_date,
			    doc->customer_name);
}

static void
add_open(struct ar_age *age, ar_sum *sums, const struct ar_doc *doc,
    size_t d, int64_t open)
{
	size_t bucket = ar_age_bucket(&age->opts,
	    ar_age_days(&age->opts, doc, age->opts.day[d]), open);

	sums += d * age->stride;
	sums[ITEMS]++;
	sums[FIRST_BUCKET + bucket] += open;
}

enum ar_fault
ar_age_add(struct ar_age *age, const struct ar_doc *doc,
    const struct ar_paid_list *paid, int64_t *left)
{
	ar_sum *sums = NULL;

	for (size_t d = 0; d < age->opts.ndays; d++) {
		struct ar_open open;
		enum ar_fault fault = ar_open_on(&open, doc, paid,
		    age->opts.day[d], age->opts.history);

		if (fault != AR_FINE) {
			*left = open.minor;
			return fault;
		}
		age->open[d] = open.minor;
	}
	for (size_t d = 0; d < age->opts.ndays; d++) {
		if (age->open[d] == 0)
			continue;
		if (sums == NULL)
			sums = ar_groups_at(&age->groups, doc->key,
			    &doc->ccy);
		add_open(age, sums, doc, d, age->open[d]);
	}
	add_label(age, doc);
	return AR_FINE;
}

void
ar_age_merge(struct ar_age *age, const struct ar_age *from)
{
	ar_groups_merge(&age->groups, &from->groups);
	for (size_t i = 0; i < from->labels.n; i++) {
		const struct label *theirs = ar_map_value(&from->labels, i);
		struct label *ours = ar_map_value(&age->labels, ar_map_put(
		    &age->labels, ar_map_key(&from->labels, i), NULL));

		for (size_t d = 0; d < age->opts.ndays; d++)
			if (theirs[d].seen != AR_NO_DAY)
				set_label(&ours[d], theirs[d].seen,
				    ar_buf_slice(&theirs[d].name));
	}
}

static struct ar_slice
label_of(const struct ar_age *age, struct ar_slice key, size_t d)
{
	ptrdiff_t i = ar_map_find(&age->labels, key);
	const struct label *label;

	if (i < 0)
		return AR_S("");
	label = ar_map_value(&age->labels, (size_t)i);
	return ar_buf_slice(&label[d].name);
}

/* false: nothing but zeros. */
static bool
make_row(struct ar_age_row *row, const struct ar_age *age,
    const struct ar_group *group, size_t d)
{
	const ar_sum *sums = group->sums + d * age->stride;
	bool any = false;

	*row = (struct ar_age_row){
		.as_of = age->opts.day[d], .key = group->key,
		.ccy = group->ccy, .items = (uint64_t)sums[ITEMS],
		.bucket = sums + FIRST_BUCKET,
		.unapplied = sums[FIRST_BUCKET + age->buckets],
	};
	for (size_t i = 0; i <= age->buckets; i++) {
		row->total += row->bucket[i];
		any = any || row->bucket[i] != 0;
	}
	if (any && age->opts.labels)
		row->label = label_of(age, group->key[0], d);
	return any;
}

void
ar_age_rows(const struct ar_age *age,
    void (*each)(void *, const struct ar_age_row *), void *to)
{
	struct ar_group_list list = ar_groups_sorted(&age->groups);

	for (size_t d = 0; d < age->opts.ndays; d++)
		for (size_t i = 0; i < list.n; i++) {
			struct ar_age_row row;

			if (make_row(&row, age, &list.group[i], d))
				each(to, &row);
		}
	ar_group_list_release(&list);
}
