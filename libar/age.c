/*
 * libar/age.c
 * Purpose: aging: open amounts by days past due, or by age.
 */
#include "libar/age.h"

#include <stdlib.h>

/* Sums of one group and day: items, buckets, unapplied. */
enum { ITEMS, FIRST_BUCKET };

enum {
	SOON = 64,      /* documents whose groups are fetched together */
	AHEAD = 16      /* groups that are fetched before they are shown */
};

/* The name on the latest document so far; room is reused for later ones. */
struct label {
	ar_day seen;
	uint32_t n, room;
	char *name;
};

struct ar_age {
	struct ar_age_options opts;
	size_t buckets, stride;         /* stride: sums of one day */
	struct ar_groups groups;
	struct ar_arena names;          /* of labels, beside the sums */
	int64_t *open;                  /* of one document, a day each */

	/* Documents that come soon, and the groups that they likely have. */
	const struct ar_doc *soon;
	size_t nsoon;
	ptrdiff_t likely[SOON];
	struct ar_buf keys;
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
	ar_groups_init(&age->groups, opts->nkeys, opts->ndays * age->stride,
	    opts->labels ? opts->ndays * sizeof(struct label) : 0);
	age->open = ar_alloc(opts->ndays * sizeof *age->open);
	return age;
}

void
ar_age_free(struct ar_age *age)
{
	if (age == NULL)
		return;
	ar_arena_free(&age->names);
	ar_groups_release(&age->groups);
	ar_buf_free(&age->keys);
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
	size_t bucket = o->basis == AR_BASIS_DUE && days > 0;

	if (open < 0 && o->credits_apart)
		return ar_age_buckets(o);
	for (size_t i = 0; i < o->nedges; i++)
		bucket += days > o->edge[i];
	return bucket;
}

static struct ar_slice
name_of(const struct label *label)
{
	return label->n == 0 ? AR_S("") : ar_slice(label->name, label->n);
}

static bool
is_later(const struct label *label, ar_day day, struct ar_slice name)
{
	if (day != label->seen)
		return day > label->seen;
	return ar_slice_cmp(name, name_of(label)) > 0;
}

/* The latest document's name; of two on one day the greater bytes. */
static void
set_label(struct ar_age *age, struct label *label, ar_day day,
    struct ar_slice name)
{
	if (!is_later(label, day, name))
		return;
	if (name.n > label->room) {
		label->room = (uint32_t)name.n;
		label->name = ar_arena_alloc(&age->names, name.n);
	}
	label->seen = day;
	label->n = (uint32_t)name.n;
	memcpy(label->name, name.p, name.n);
}

static bool
has_label(const struct ar_age *age, const struct ar_doc *doc)
{
	return age->opts.labels && doc->customer_name.n > 0 &&
	    !ar_doc_is_void(doc);
}

static void
add_label(struct ar_age *age, size_t number, const struct ar_doc *doc)
{
	struct label *label = ar_groups_beside(&age->groups, number);

	for (size_t d = 0; d < age->opts.ndays; d++)
		if (doc->invoice_date <= age->opts.day[d])
			set_label(age, &label[d], doc->invoice_date,
			    doc->customer_name);
}

static void
add_open(struct ar_age *age, size_t number, const struct ar_doc *doc,
    size_t d, int64_t open)
{
	size_t bucket = ar_age_bucket(&age->opts,
	    ar_age_days(&age->opts, doc, age->opts.day[d]), open);
	size_t first = d * age->stride;

	ar_groups_add(&age->groups, number, first + ITEMS, 1);
	ar_groups_add(&age->groups, number, first + FIRST_BUCKET + bucket,
	    open);
}

/* What is open on each day, of which the last is known; whether any is. */
static enum ar_fault
find_open(struct ar_age *age, const struct ar_doc *doc,
    const struct ar_paid_list *paid, struct ar_open *last, bool *any)
{
	size_t n = age->opts.ndays;

	*any = n > 0 && last->minor != 0;
	if (n > 0)
		age->open[n - 1] = last->minor;
	for (size_t d = 0; d + 1 < n; d++) {
		struct ar_open open;
		enum ar_fault fault = ar_open_on(&open, doc, paid,
		    age->opts.day[d], age->opts.history);

		if (fault != AR_FINE) {
			*last = open;
			return fault;
		}
		age->open[d] = open.minor;
		*any = *any || open.minor != 0;
	}
	return AR_FINE;
}

/* A guess, which need not be right. */
static ptrdiff_t
likely(const struct ar_age *age, const struct ar_doc *doc)
{
	uintptr_t at = (uintptr_t)doc - (uintptr_t)age->soon;
	size_t i = at / sizeof *doc;

	return i < age->nsoon ? age->likely[i] : -1;
}

enum ar_fault
ar_age_add(struct ar_age *age, const struct ar_doc *doc,
    const struct ar_paid_list *paid, struct ar_open *last)
{
	bool labelled = has_label(age, doc), any;
	enum ar_fault fault = find_open(age, doc, paid, last, &any);
	size_t number;

	if (fault != AR_FINE || !(any || labelled))
		return fault;
	number = ar_groups_likely(&age->groups, likely(age, doc), doc->key,
	    &doc->ccy);
	for (size_t d = 0; d < age->opts.ndays; d++)
		if (age->open[d] != 0)
			add_open(age, number, doc, d, age->open[d]);
	if (labelled)
		add_label(age, number, doc);
	return AR_FINE;
}

void
ar_age_soon(struct ar_age *age, const struct ar_doc *doc, size_t n)
{
	size_t end[SOON], begin = 0;
	uint64_t hash[SOON];

	if (n > SOON)
		n = SOON;
	age->keys.n = 0;
	for (size_t i = 0; i < n; i++) {
		ar_groups_key(&age->groups, doc[i].key, &doc[i].ccy,
		    &age->keys);
		end[i] = age->keys.n;
	}
	for (size_t i = 0; i < n; begin = end[i++]) {
		hash[i] = ar_map_hash(&age->groups.map, ar_slice(
		    age->keys.p + begin, end[i] - begin));
		ar_map_fetch_slot(&age->groups.map, hash[i]);
	}
	for (size_t i = 0; i < n; i++)
		age->likely[i] = ar_map_fetch_entry(&age->groups.map, hash[i]);
	age->soon = doc;
	age->nsoon = n;
}

static void
swap(struct ar_age *age, struct ar_age *other)
{
	struct ar_age whole = *age;

	*age = *other;
	*other = whole;
}

void
ar_age_merge(struct ar_age *age, struct ar_age *from)
{
	if (age->groups.map.n == 0)
		swap(age, from);
	for (size_t i = 0; i < from->groups.map.n; i++) {
		size_t number = ar_groups_join(&age->groups, &from->groups,
		    i);
		struct label *ours = ar_groups_beside(&age->groups, number);
		const struct label *theirs = ar_groups_beside(&from->groups,
		    i);

		for (size_t d = 0; age->opts.labels && d < age->opts.ndays; d++)
			if (theirs[d].seen != AR_NO_DAY)
				set_label(age, &ours[d], theirs[d].seen,
				    name_of(&theirs[d]));
	}
}

static const struct label *
label_at(const struct ar_age *age, const struct ar_group *group, size_t d)
{
	const struct label *label = ar_groups_beside(&age->groups,
	    group->number);

	return label + d;
}

/*
 * The label of a key, whatever the currency: groups of one key stand side by
 * side in the list, and each of them has heard of some documents.
 */
static struct ar_slice
label_of(const struct ar_age *age, const struct ar_group_list *list,
    size_t i, size_t d)
{
	struct ar_slice key = list->group[i].key[0];
	const struct label *best = label_at(age, &list->group[i], d);

	while (i > 0 && ar_slice_eq(list->group[i - 1].key[0], key))
		i--;
	for (; i < list->n && ar_slice_eq(list->group[i].key[0], key); i++) {
		const struct label *label = label_at(age, &list->group[i], d);

		if (is_later(best, label->seen, name_of(label)))
			best = label;
	}
	return name_of(best);
}

/* Its sums go to `sums`; false: nothing but zeros. */
static bool
make_row(struct ar_age_row *row, ar_sum *sums, const struct ar_age *age,
    const struct ar_group_list *list, size_t number, size_t d)
{
	const struct ar_group *group = &list->group[number];
	bool any = false;

	ar_groups_sums(&age->groups, group->number, d * age->stride,
	    age->stride, sums);
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
		row->label = label_of(age, list, number, d);
	return any;
}

/* Groups that are shown soon into the cache, then their names. */
static void
fetch_ahead(const struct ar_age *age, const struct ar_group_list *list,
    size_t i, size_t d)
{
	const struct ar_group *far = list->group + i + AHEAD;
	const struct ar_group *near = list->group + i + AHEAD / 2;

	if (i + AHEAD >= list->n)
		return;
	ar_map_fetch(&age->groups.map, far->number);
	if (age->opts.labels)
		__builtin_prefetch(label_at(age, near, d)->name);
}

void
ar_age_rows(const struct ar_age *age,
    void (*each)(void *, const struct ar_age_row *), void *to)
{
	struct ar_group_list list = ar_groups_sorted(&age->groups);
	ar_sum sums[FIRST_BUCKET + AR_BUCKETS_MAX + 1];

	for (size_t d = 0; d < age->opts.ndays; d++)
		for (size_t i = 0; i < list.n; i++) {
			struct ar_age_row row;

			fetch_ahead(age, &list, i, d);
			if (make_row(&row, sums, age, &list, i, d))
				each(to, &row);
		}
	ar_group_list_release(&list);
}
