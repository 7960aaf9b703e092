/*
 * tests/unit/test_group.c
 * Purpose: sums by keys and currency, sorted and merged.
 */
#include "libar/group.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* In the order in which they are to be read back. */
static const struct row {
	const char *name;
	struct ar_slice key[2];
	const char *ccy;
} rows[] = {
	{"all empty", {{"", 0}, {"", 0}}, ""},
	{"a currency", {{"", 0}, {"", 0}}, "EUR"},
	{"second key", {{"", 0}, {"a", 1}}, ""},
	{"NUL", {{"\0", 1}, {"", 0}}, ""},
	{"NUL NUL", {{"\0\0", 2}, {"", 0}}, ""},
	{"NUL one", {{"\0\1", 2}, {"", 0}}, ""},
	{"one", {{"\1", 1}, {"", 0}}, ""},
	{"digits", {{"10", 2}, {"", 0}}, ""},
	{"not as numbers", {{"9", 1}, {"", 0}}, ""},
	{"prefix", {{"ab", 2}, {"c", 1}}, "USD"},
	{"not joined", {{"abc", 3}, {"", 0}}, "EUR"},
	{"a long one", {{"abc of twenty letters", 21}, {"", 0}}, "EUR"},
	{"above ASCII", {{"\xc3\xa4", 2}, {"", 0}}, ""},
};

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	return ccy;
}

static void
add(struct ar_groups *g, size_t i, int64_t amount)
{
	struct ar_ccy ccy = ccy_of(rows[i].ccy);

	ar_groups_add(g, ar_groups_number(g, rows[i].key, &ccy), 1, amount);
}

static ar_sum
sum_of(const struct ar_groups *g, const struct ar_group *group, size_t sum)
{
	ar_sum got;

	ar_groups_sums(g, group->number, sum, 1, &got);
	return got;
}

static void
expect(const struct ar_groups *g)
{
	struct ar_group_list list = ar_groups_sorted(g);

	assert_int_equal(list.n, ROWS(rows));
	for (size_t i = 0; i < list.n; i++) {
		const struct ar_group *group = &list.group[i];

		check(rows[i].name, ar_slice_eq(group->key[0],
		    rows[i].key[0]) && ar_slice_eq(group->key[1],
		    rows[i].key[1]) &&
		    strcmp(group->ccy.code, rows[i].ccy) == 0);
		check(rows[i].name, sum_of(g, group, 0) == 0 &&
		    sum_of(g, group, 1) ==
		    3 * (ar_sum)INT64_MAX + (ar_sum)i);
	}
	ar_group_list_release(&list);
}

/* Rows come in any order, one sum in three pieces. */
static void
test_sorted(void **state)
{
	struct ar_groups g;

	(void)state;
	ar_groups_init(&g, 2, 2, 0);
	for (size_t i = 0; i < 3 * ROWS(rows); i++)
		add(&g, i * 7 % ROWS(rows), INT64_MAX);
	for (size_t i = 0; i < ROWS(rows); i++)
		add(&g, i, (int64_t)i);
	expect(&g);
	ar_groups_release(&g);
}

static void
test_merged(void **state)
{
	struct ar_groups g[3];

	(void)state;
	for (size_t j = 0; j < 3; j++)
		ar_groups_init(&g[j], 2, 2, 0);
	for (size_t i = 0; i < ROWS(rows); i++) {
		for (size_t j = 0; j < 3; j++)
			add(&g[(i * j + j) % 3], i, INT64_MAX);
		add(&g[i % 3], i, (int64_t)i);
	}
	for (size_t j = 0; j < 2; j++)
		for (size_t i = 0; i < g[j].map.n; i++)
			check("same key", ar_slice_eq(
			    ar_map_key(&g[j].map, i), ar_map_key(&g[2].map,
			    ar_groups_join(&g[2], &g[j], i))));
	expect(&g[2]);
	for (size_t j = 0; j < 3; j++)
		ar_groups_release(&g[j]);
}

static void
test_no_keys(void **state)
{
	const struct ar_ccy yen = ccy_of("JPY"), none = ccy_of("");
	struct ar_group_list list;
	struct ar_groups g;

	(void)state;
	ar_groups_init(&g, 0, 1, 0);
	ar_groups_add(&g, ar_groups_number(&g, NULL, &yen), 0, 2);
	ar_groups_add(&g, ar_groups_number(&g, NULL, &none), 0, 1);
	ar_groups_add(&g, ar_groups_number(&g, NULL, &yen), 0, 3);
	list = ar_groups_sorted(&g);
	assert_int_equal(list.n, 2);
	assert_true(sum_of(&g, &list.group[0], 0) == 1);
	assert_true(sum_of(&g, &list.group[1], 0) == 5);
	assert_int_equal(list.group[1].ccy.digits, 0);
	ar_group_list_release(&list);
	ar_groups_release(&g);
}

/* Numbers in the order of coming, whatever the order of reading back. */
static void
test_numbers(void **state)
{
	struct ar_group_list list;
	struct ar_groups g;

	(void)state;
	ar_groups_init(&g, 2, 2, 0);
	for (size_t i = 0; i < 3 * ROWS(rows); i++) {
		size_t number = i % ROWS(rows);
		size_t row = number * 7 % ROWS(rows);
		struct ar_ccy ccy = ccy_of(rows[row].ccy);

		if (i < 2 * ROWS(rows))
			check(rows[row].name, ar_groups_number(&g,
			    rows[row].key, &ccy) == number);
		else
			add(&g, row, (int64_t)number);
	}
	list = ar_groups_sorted(&g);
	assert_int_equal(list.n, ROWS(rows));
	for (size_t i = 0; i < list.n; i++) {
		check(rows[i].name, list.group[i].number * 7 % ROWS(rows) ==
		    i);
		check(rows[i].name, sum_of(&g, &list.group[i], 0) == 0 &&
		    sum_of(&g, &list.group[i], 1) ==
		    (ar_sum)list.group[i].number);
	}
	ar_group_list_release(&list);
	ar_groups_release(&g);
}

/* So many times one end of 64 bits, twice joined, and then the other end. */
static void
go_beyond(int64_t end, int times)
{
	const struct ar_ccy none = ccy_of("");
	struct ar_groups g, into;
	ar_sum got[2];

	ar_groups_init(&g, 0, 2, 0);
	ar_groups_init(&into, 0, 2, 0);
	(void)ar_groups_number(&g, NULL, &none);
	for (int i = 0; i < times; i++)
		ar_groups_add(&g, 0, 1, end);
	for (int i = 0; i < 2; i++)
		(void)ar_groups_join(&into, &g, 0);
	ar_groups_sums(&into, 0, 0, 2, got);
	assert_true(got[0] == 0);
	assert_true(got[1] == 2 * times * (ar_sum)end);
	for (int i = 0; i < times; i++)
		ar_groups_add(&g, 0, 1, ~end);
	ar_groups_sums(&g, 0, 1, 1, got);
	assert_true(got[0] == -times);
	ar_groups_release(&g);
	ar_groups_release(&into);
}

static void
test_beyond(void **state)
{
	(void)state;
	for (int times = 1; times < 6; times++) {
		go_beyond(INT64_MAX, times);
		go_beyond(INT64_MIN, times);
	}
}

/* Whatever group a row is thought to be of, it gets its own. */
static void
test_likely(void **state)
{
	struct ar_groups g;

	(void)state;
	ar_groups_init(&g, 2, 1, 0);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_ccy ccy = ccy_of(rows[i].ccy);

		assert_int_equal(ar_groups_number(&g, rows[i].key, &ccy), i);
	}
	for (size_t i = 0; i < ROWS(rows); i++)
		for (ptrdiff_t likely = -1;
		    likely <= (ptrdiff_t)ROWS(rows); likely++) {
			struct ar_ccy ccy = ccy_of(rows[i].ccy);

			assert_int_equal(ar_groups_likely(&g, likely,
			    rows[i].key, &ccy), i);
		}
	ar_groups_release(&g);
}

/* The same of neighbours, where one key is all that tells them apart. */
static void
test_likely_neighbours(void **state)
{
	static const struct ar_slice key[] = {{"a", 1}, {"b", 1}};
	const struct ar_ccy euro = ccy_of("EUR");
	struct ar_groups g;

	(void)state;
	ar_groups_init(&g, 1, 1, 0);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(ar_groups_number(&g, &key[i], &euro), i);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(ar_groups_likely(&g, (ptrdiff_t)(i / 2),
		    &key[i % 2], &euro), i % 2);
	ar_groups_release(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorted),
		cmocka_unit_test(test_merged),
		cmocka_unit_test(test_no_keys),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_beyond),
		cmocka_unit_test(test_likely),
		cmocka_unit_test(test_likely_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
