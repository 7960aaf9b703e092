/*
 * tests/unit/test_months.c
 * Purpose: running sums of months and windows, against sums over days.
 */
#include "libar/months.h"

#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

enum { GROUPS = 4, SUMS = 3, EVENTS = 300, SPREAD = 500 };

static ar_day
day_of(const char *text)
{
	ar_day day;

	assert_int_equal(ar_day_parse(&day, ar_slice_of(text)), AR_DAY_OK);
	return day;
}

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	return ccy;
}

/* The group of one key, 'a' the first; the last letter is never added to. */
static size_t
group(struct ar_months *m, size_t letter)
{
	const struct ar_slice key = ar_slice(&"abcd"[letter], 1);
	const struct ar_ccy ccy = ccy_of("");

	return ar_months_group(m, &key, &ccy);
}

/* What happened, and the same told by going through all of it. */
struct event {
	size_t group, sum;
	ar_day day;
	ar_sum amount;
};

struct story {
	ar_day last;
	struct event event[EVENTS];
};

static ar_sum
told(const struct story *s, size_t of, size_t sum, ar_day from, ar_day to)
{
	ar_sum total = 0;

	for (size_t i = 0; i < EVENTS; i++) {
		const struct event *e = &s->event[i];

		if (e->group == of && e->sum == sum && e->day >= from &&
		    e->day <= to && e->day <= s->last)
			total += e->amount;
	}
	return total;
}

static uint32_t
draw(uint32_t *seed, uint32_t most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % most;
}

/* SPREAD days from this one on; some are later than the last. */
static void
make_story(struct story *s, ar_day from, ar_day last)
{
	uint32_t seed = 1;

	s->last = last;
	for (size_t i = 0; i < EVENTS; i++)
		s->event[i] = (struct event){draw(&seed, GROUPS - 1),
		    draw(&seed, SUMS), from + (ar_day)draw(&seed, SPREAD),
		    ((ar_sum)draw(&seed, 2000) - 700) * INT64_MAX};
}

/* A part of it; groups come with what happens in them. */
static struct ar_months *
read_part(const struct story *s, int32_t window, size_t from, size_t to)
{
	struct ar_months *m = ar_months_new(&(struct ar_months_options){
	    s->last, window, 1, SUMS});

	for (; from < to; from++) {
		const struct event *e = &s->event[from];

		ar_months_add(m, group(m, e->group), e->sum, e->day,
		    e->amount);
	}
	return m;
}

/* All of it, with the groups as they are numbered there. */
static struct ar_months *
read_story(const struct story *s, int32_t window)
{
	struct ar_months *m = read_part(s, window, 0, 0);

	for (size_t i = 0; i < GROUPS; i++)
		assert_int_equal(group(m, i), i);
	for (size_t i = 0; i < EVENTS; i++)
		ar_months_add(m, s->event[i].group, s->event[i].sum,
		    s->event[i].day, s->event[i].amount);
	ar_months_finish(m);
	return m;
}

/* A window begins with the calendar where it would begin before. */
static void
expect_window(const char *name, const struct story *s,
    const struct ar_months *m, ar_day end, int32_t window)
{
	ar_day start = ar_day_add(end, -window) + 1;

	for (size_t g = 0; g < GROUPS; g++)
		for (size_t k = 0; k < SUMS; k++)
			check(name, ar_months_before(m, g, k, start, end) ==
			    told(s, g, k, AR_DAY_MIN, start - 1));
}

/* Periods of 1, 2, 3, 6 and 12 calendar months. */
static void
expect_whole_months(const char *name, const struct story *s,
    const struct ar_months *m, ar_day end)
{
	static const int32_t length[] = {1, 2, 3, 6, 12};

	for (size_t i = 0; i < ROWS(length); i++) {
		ar_day start = ar_month_begin(ar_month_of(end) - length[i] +
		    1);

		for (size_t g = 0; g < GROUPS && start != AR_NO_DAY; g++)
			for (size_t k = 0; k < SUMS; k++)
				check(name, ar_months_before(m, g, k, start,
				    end) == told(s, g, k, AR_DAY_MIN,
				    start - 1));
	}
}

static void
expect_until(const char *name, const struct story *s,
    const struct ar_months *m, ar_day end)
{
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t k = 0; k < SUMS; k++)
			check(name, ar_months_until(m, g, k, end) ==
			    told(s, g, k, AR_DAY_MIN, end));
}

/* From a first day on; last, at the end of a month or inside. */
static const struct row {
	const char *name, *first, *last;
	int32_t window;         /* 0: whole months */
} rows[] = {
	{"months", "2023-01-01", "2024-04-30", 0},
	{"months, the last is cut", "2023-01-01", "2024-04-13", 0},
	{"window of 1", "2023-01-01", "2024-04-30", 1},
	{"window of 7, the last month is cut", "2023-01-01", "2024-04-13",
	    7},
	{"window of 30", "2023-01-01", "2024-04-30", 30},
	{"window of 31, the last month is cut", "2023-01-01", "2024-04-01",
	    31},
	{"window of 90", "2023-01-01", "2024-04-30", 90},
	{"window of 90, the last month is cut", "2023-01-01", "2024-02-28",
	    90},
	{"window of a year", "2023-01-01", "2024-04-30", 366},
	{"window of all", "2023-01-01", "2024-04-30", 486},
	{"window of more than all", "2023-01-01", "2024-04-30", 5000},
	{"greatest window", "2023-01-01", "2024-04-30", AR_DAY_MAX - 1},
	{"first months", "0001-01-01", "0002-05-01", 0},
	{"first days, window of 1", "0001-01-01", "0002-05-01", 1},
	{"windows before the calendar", "0001-01-01", "0002-05-01", 90},
	{"all windows before the calendar", "0001-01-01", "0002-05-01",
	    600},
	{"last months", "9998-08-19", "9999-12-31", 0},
	{"last days", "9998-08-19", "9999-12-31", 90},
	{"last days, greatest window", "9998-08-19", "9999-12-31",
	    AR_DAY_MAX - 1},
	{"all is later", "2024-01-01", "2023-12-31", 90},
};

static void
test_against_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct row *row = &rows[i];
		ar_day first = day_of(row->first), end = day_of(row->last);
		struct ar_months *m;
		struct story s;

		make_story(&s, first, end);
		m = read_story(&s, row->window);
		for (; end != AR_NO_DAY && end > first - 100;
		    end = ar_unit_previous(end, AR_MONTH)) {
			expect_until(row->name, &s, m, end);
			if (row->window == 0)
				expect_whole_months(row->name, &s, m, end);
			else
				expect_window(row->name, &s, m, end,
				    row->window);
		}
		ar_months_free(m);
	}
}

/* The same sums to the end, before its month, and of the newest month. */
static void
expect_same(const struct ar_months *m, const size_t number[GROUPS],
    const struct ar_months *want, ar_day end)
{
	ar_day start = ar_month_begin(ar_month_of(end));

	for (size_t g = 0; g < GROUPS; g++)
		for (size_t k = 0; k < SUMS; k++) {
			int32_t month[2] = {ar_month_of(end),
			    ar_month_of(end)};
			ar_sum amount[2] = {0};

			assert_true(ar_months_until(m, number[g], k, end) ==
			    ar_months_until(want, g, k, end));
			assert_true(ar_months_before(m, number[g], k, start,
			    end) == ar_months_before(want, g, k, start, end));
			assert_int_equal(ar_months_newest(m, number[g], k,
			    &month[0], &amount[0]), ar_months_newest(want, g,
			    k, &month[1], &amount[1]));
			assert_int_equal(month[0], month[1]);
			assert_true(amount[0] == amount[1]);
		}
}

/* Cut anywhere, the second part is merged into the first. */
static void
check_merge(const struct story *s, const struct ar_months *want,
    int32_t window, size_t cut)
{
	struct ar_months *m = read_part(s, window, 0, cut);
	struct ar_months *rest = read_part(s, window, cut, EVENTS);
	size_t *theirs = ar_months_merge(m, rest), number[GROUPS];

	for (size_t g = 0; g < GROUPS; g++) {
		number[g] = group(m, g);
		if (g < GROUPS - 1 && cut < EVENTS / 2)
			assert_int_equal(theirs[group(rest, g)], number[g]);
	}
	free(theirs);
	ar_months_free(rest);
	ar_months_finish(m);
	for (ar_day end = s->last; end > s->last - SPREAD;
	    end = ar_unit_previous(end, AR_MONTH))
		expect_same(m, number, want, end);
	ar_months_free(m);
}

static void
test_merge(void **state)
{
	struct story s;

	(void)state;
	make_story(&s, day_of("2023-01-01"), day_of("2024-04-13"));
	for (int32_t window = 0; window <= 90; window += 45) {
		struct ar_months *want = read_story(&s, window);

		for (size_t cut = 0; cut <= EVENTS; cut++)
			check_merge(&s, want, window, cut);
		ar_months_free(want);
	}
}

/*
 * Back from the newest month to the first: all that was added, once.  With a
 * window there may be months of nothing between.
 */
static size_t
expect_newest(const struct story *s, const struct ar_months *m, size_t g,
    bool window)
{
	int32_t month = ar_month_of(s->last);
	size_t n = 0;
	ar_sum amount;

	for (; month >= ar_month_of(AR_DAY_MIN); month--) {
		ar_day from = ar_month_begin(month);
		ar_day to = ar_month_end(from);
		int32_t found = month;
		bool any = false;

		for (size_t i = 0; i < EVENTS; i++)
			any = any || (s->event[i].group == g &&
			    s->event[i].day >= from &&
			    s->event[i].day <= to &&
			    s->event[i].day <= s->last);
		if (ar_months_newest(m, g, 1, &found, &amount) != AR_ITEM) {
			assert_false(any);
			assert_int_equal(found, month);
			break;
		}
		assert_true(any ? found == month : window || found < month);
		if (found == month)
			assert_true(amount == told(s, g, 1, from, to));
		n += any;
	}
	return n;
}

static void
test_newest(void **state)
{
	struct story s;
	struct ar_months *m;

	(void)state;
	make_story(&s, day_of("2023-01-01"), day_of("2024-04-13"));
	for (size_t i = 0; i < EVENTS; i++)
		if (s.event[i].group == 1)
			s.event[i].day = day_of("2023-02-28") +
			    (ar_day)(i % 2) * 150;
	for (int32_t window = 0; window <= 90; window += 45) {
		m = read_story(&s, window);
		assert_int_equal(expect_newest(&s, m, 0, window != 0), 16);
		assert_int_equal(expect_newest(&s, m, 1, window != 0), 2);
		assert_int_equal(expect_newest(&s, m, 2, window != 0), 16);
		assert_int_equal(expect_newest(&s, m, 3, window != 0), 0);
		ar_months_free(m);
	}
}

/* By hand: 50 in January, a sum of 0 in March, another sum in May. */
static const struct newest_row {
	const char *name, *month;
	int result;
	const char *want;
	ar_sum amount;
} newest_rows[] = {
	{"later", "2024-12-01", AR_ITEM, "2024-05-01", 0},
	{"the other sum", "2024-05-01", AR_ITEM, "2024-05-01", 0},
	{"between", "2024-04-01", AR_ITEM, "2024-03-01", 0},
	{"two that cancel out", "2024-03-01", AR_ITEM, "2024-03-01", 0},
	{"before it", "2024-02-01", AR_ITEM, "2024-01-01", 50},
	{"the first", "2024-01-01", AR_ITEM, "2024-01-01", 50},
	{"before the first", "2023-12-01", AR_OK, "2023-12-01", -1},
};

static void
test_newest_by_hand(void **state)
{
	struct ar_months *m = ar_months_new(&(struct ar_months_options){
	    day_of("2024-05-20"), 0, 1, 2});
	size_t other = group(m, 0), g = group(m, 1);

	(void)state;
	ar_months_add(m, other, 0, day_of("2024-02-02"), 1000);
	ar_months_add(m, g, 0, day_of("2024-03-01"), 70);
	ar_months_add(m, g, 0, day_of("2024-01-31"), 20);
	ar_months_add(m, g, 0, day_of("2024-03-31"), -70);
	ar_months_add(m, g, 1, day_of("2024-05-20"), 9);
	ar_months_add(m, g, 0, day_of("2024-05-21"), 5);
	ar_months_add(m, g, 0, day_of("2024-01-01"), 30);
	ar_months_finish(m);
	for (size_t i = 0; i < ROWS(newest_rows); i++) {
		const struct newest_row *row = &newest_rows[i];
		int32_t month = ar_month_of(day_of(row->month));
		ar_sum amount = -1;

		check(row->name, ar_months_newest(m, g, 0, &month,
		    &amount) == row->result);
		check(row->name, month == ar_month_of(day_of(row->want)));
		check(row->name, amount == row->amount);
	}
	ar_months_free(m);
}

/* Numbers in the order of coming, the list in the order of reports. */
static void
test_groups(void **state)
{
	static const struct {
		const char *key, *ccy;
		size_t number;
	} want[] = {
		{"", "", 3}, {"a", "EUR", 1}, {"a", "USD", 2}, {"b", "", 0},
	};
	struct ar_months *m = ar_months_new(&(struct ar_months_options){
	    100, 0, 1, 1});
	struct ar_group_list list;

	(void)state;
	for (size_t turn = 0; turn < 2; turn++)
		for (size_t number = 0; number < ROWS(want); number++)
			for (size_t i = 0; i < ROWS(want); i++) {
				struct ar_slice key = ar_slice_of(
				    want[i].key);
				struct ar_ccy ccy = ccy_of(want[i].ccy);

				if (want[i].number == number)
					assert_int_equal(ar_months_group(m,
					    &key, &ccy), number);
			}
	ar_months_finish(m);
	list = ar_months_groups(m);
	assert_int_equal(list.n, ROWS(want));
	for (size_t i = 0; i < list.n; i++)
		check(want[i].key, list.group[i].number == want[i].number &&
		    ar_slice_eq(list.group[i].key[0],
		    ar_slice_of(want[i].key)) &&
		    strcmp(list.group[i].ccy.code, want[i].ccy) == 0);
	ar_group_list_release(&list);
	ar_months_free(m);
}

/* Each of many groups once in each year, the years in any order. */
static void
test_many_groups(void **state)
{
	enum { MANY = 700, YEARS = 30 };
	struct ar_months *m = ar_months_new(&(struct ar_months_options){
	    AR_DAY_MAX, 0, 1, 1});
	const struct ar_ccy ccy = ccy_of("EUR");
	char name[8];

	(void)state;
	for (int i = 0; i < MANY * YEARS; i++) {
		int g = i % MANY, year = (i / MANY * 7 + g) % YEARS;
		struct ar_slice key = ar_slice(name, (size_t)snprintf(name,
		    sizeof name, "%d", g));

		ar_months_add(m, ar_months_group(m, &key, &ccy), 0,
		    ar_day_of((struct ar_ymd){2000 + year, 6, 30}), g + 1);
	}
	ar_months_finish(m);
	for (size_t g = 0; g < MANY; g++)
		for (int year = 0; year < YEARS; year++)
			assert_true(ar_months_until(m, g, 0,
			    ar_day_of((struct ar_ymd){2000 + year, 12,
			    31})) == (year + 1) * ((ar_sum)g + 1));
	ar_months_free(m);
}

static void
test_nothing(void **state)
{
	struct ar_months *m = ar_months_new(&(struct ar_months_options){
	    100, 30, 0, 1});
	struct ar_group_list list;

	(void)state;
	ar_months_finish(m);
	list = ar_months_groups(m);
	assert_int_equal(list.n, 0);
	ar_group_list_release(&list);
	ar_months_free(m);
	ar_months_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_days),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_newest),
		cmocka_unit_test(test_newest_by_hand),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_many_groups),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
