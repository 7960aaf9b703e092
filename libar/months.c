/*
 * libar/months.c
 * Purpose: sums by group and calendar month, for any number of periods.
 */
#include "libar/months.h"

#include <stdlib.h>

enum { KEY_BYTES = 8 };

/* One month of a group: its sums, at first its own and then running. */
struct month {
	int32_t number;
	ar_sum *sums;
};

struct ar_months {
	struct ar_months_options opts;
	size_t width;           /* sums of a month: with a window, twice */
	struct ar_groups groups;
	struct ar_map map;      /* group and month -> sums */
	struct month *month;    /* by group and month */
	size_t *from;           /* group number -> its first month */
};

struct ar_months *
ar_months_new(const struct ar_months_options *opts)
{
	struct ar_months *m = ar_alloc(sizeof *m);

	m->opts = *opts;
	m->width = opts->nsums * (opts->window == 0 ? 1 : 2);
	ar_groups_init(&m->groups, opts->nkeys, 0, 0);
	ar_map_init(&m->map, m->width * sizeof(ar_sum));
	return m;
}

void
ar_months_free(struct ar_months *m)
{
	if (m == NULL)
		return;
	ar_groups_release(&m->groups);
	ar_map_release(&m->map);
	free(m->month);
	free(m->from);
	free(m);
}

size_t
ar_months_group(struct ar_months *m, const struct ar_slice *key,
    const struct ar_ccy *ccy)
{
	return ar_groups_number(&m->groups, key, ccy);
}

/* Numbers as bytes whose order is theirs. */
static void
make_key(unsigned char key[KEY_BYTES], uint32_t group, uint32_t month)
{
	for (int i = 0; i < KEY_BYTES / 2; i++) {
		key[i] = (unsigned char)(group >> (24 - 8 * i));
		key[i + KEY_BYTES / 2] = (unsigned char)(month >> (24 - 8 * i));
	}
}

static uint32_t
read_number(const char *p)
{
	uint32_t number = 0;

	for (int i = 0; i < KEY_BYTES / 2; i++)
		number = number << 8 | (unsigned char)p[i];
	return number;
}

/* The sums of a group's month, at first zeros; they stay until the next. */
static ar_sum *
sums_of(struct ar_months *m, size_t group, uint32_t month)
{
	unsigned char key[KEY_BYTES];

	make_key(key, (uint32_t)group, month);
	return ar_map_value(&m->map, ar_map_put(&m->map,
	    ar_slice((const char *)key, sizeof key), NULL));
}

static void
add(struct ar_months *m, size_t group, size_t sum, ar_day day, ar_sum amount)
{
	if (day == AR_NO_DAY || day > m->opts.last)
		return;
	sums_of(m, group, (uint32_t)ar_month_of(day))[sum] += amount;
}

void
ar_months_add(struct ar_months *m, size_t group, size_t sum, ar_day day,
    ar_sum amount)
{
	add(m, group, sum, day, amount);
	if (m->opts.window != 0)
		add(m, group, m->opts.nsums + sum,
		    ar_day_add(day, m->opts.window), amount);
}

size_t *
ar_months_merge(struct ar_months *m, const struct ar_months *from)
{
	size_t *number = ar_alloc(from->groups.map.n * sizeof *number);

	for (size_t g = 0; g < from->groups.map.n; g++)
		number[g] = ar_groups_join(&m->groups, &from->groups, g);
	for (size_t i = 0; i < from->map.n; i++) {
		const char *key = ar_map_key(&from->map, i).p;
		const ar_sum *theirs = ar_map_value(&from->map, i);
		ar_sum *ours = sums_of(m, number[read_number(key)],
		    read_number(key + KEY_BYTES / 2));

		for (size_t k = 0; k < m->width; k++)
			ours[k] += theirs[k];
	}
	return number;
}

/* Months in order, and where those of each group begin. */
static void
put_in_order(struct ar_months *m)
{
	uint32_t *order = ar_map_sorted(&m->map);
	size_t group = 0, ngroups = m->groups.map.n;

	m->month = ar_alloc((m->map.n + 1) * sizeof *m->month);
	m->from = ar_alloc((ngroups + 1) * sizeof *m->from);
	for (size_t i = 0; i < m->map.n; i++) {
		const char *key = ar_map_key(&m->map, order[i]).p;

		while (group <= read_number(key))
			m->from[group++] = i;
		m->month[i] = (struct month){
			(int32_t)read_number(key + KEY_BYTES / 2),
			ar_map_value(&m->map, order[i])
		};
	}
	while (group <= ngroups)
		m->from[group++] = m->map.n;
	free(order);
}

void
ar_months_finish(struct ar_months *m)
{
	put_in_order(m);
	for (size_t g = 0; g < m->groups.map.n; g++)
		for (size_t i = m->from[g] + 1; i < m->from[g + 1]; i++)
			for (size_t k = 0; k < m->width; k++)
				m->month[i].sums[k] +=
				    m->month[i - 1].sums[k];
}

struct ar_group_list
ar_months_groups(const struct ar_months *m)
{
	return ar_groups_sorted(&m->groups);
}

/* Behind the group's last month whose number is at most this. */
static size_t
behind(const struct ar_months *m, size_t group, int32_t number)
{
	size_t low = m->from[group], high = m->from[group + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (m->month[middle].number <= number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static ar_sum
running(const struct ar_months *m, size_t group, size_t sum, ar_day day)
{
	size_t i;

	if (day == AR_NO_DAY)
		return 0;
	i = behind(m, group, ar_month_of(day));
	return i == m->from[group] ? 0 : m->month[i - 1].sums[sum];
}

ar_sum
ar_months_until(const struct ar_months *m, size_t group, size_t sum,
    ar_day end)
{
	return running(m, group, sum, end);
}

ar_sum
ar_months_before(const struct ar_months *m, size_t group, size_t sum,
    ar_day start, ar_day end)
{
	return m->opts.window != 0 ?
	    running(m, group, m->opts.nsums + sum, end) :
	    running(m, group, sum, ar_day_add(start, -1));
}

int
ar_months_newest(const struct ar_months *m, size_t group, size_t sum,
    int32_t *month, ar_sum *amount)
{
	size_t i = behind(m, group, *month), first = m->from[group];

	if (i == first)
		return AR_OK;
	i--;
	*month = m->month[i].number;
	*amount = m->month[i].sums[sum] -
	    (i == first ? 0 : m->month[i - 1].sums[sum]);
	return AR_ITEM;
}
