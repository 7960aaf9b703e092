/*
 * tests/unit/test_cover.c
 * Purpose: the cheapest cover: each rule, all subsets of small sets, bounds.
 */
#include "libar/cover.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))
#define BIG INT64_MAX

enum { ITEMS = 8, GROUPS = 3 };

/* One group without a limit, unless caps are given. */
static const struct row {
	const char *name;
	int64_t target;
	int64_t cap[GROUPS];
	struct ar_cover_item item[ITEMS];       /* gain, cost, face, group */
	const char *want;       /* of each item 'x' or '-'; NULL: cannot */
	int64_t most;           /* if it cannot */
	bool quick;             /* found before the search too */
} rows[] = {
	{"one item", 10, {BIG}, {{10, 3, 10, 0}}, .want = "x"},
	{"one item, too little", 11, {BIG}, {{10, 3, 10, 0}}, .most = 10},
	{"the better rate", 10, {BIG}, {{10, 4, 10, 0}, {10, 3, 10, 0}},
	    .want = "-x"},
	{"just reached", 30, {BIG}, {{10, 4, 10, 0}, {20, 3, 20, 0}}, .want = "xx"},
	{"not reached", 31, {BIG}, {{10, 4, 10, 0}, {20, 3, 20, 0}}, .most = 30},
	/* By rate 0 and 1; the small one is not needed then. */
	{"dropped", 100, {BIG}, {{10, 1, 10, 0}, {100, 20, 100, 0},
	    {50, 15, 50, 0}}, .want = "-x-", .quick = true},
	/* By rate 0 to 2; in the place of 0 the smaller 3 will do. */
	{"swapped", 130, {BIG}, {{40, 80, 40, 0}, {50, 105, 50, 0},
	    {60, 132, 60, 0}, {20, 50, 20, 0}}, .want = "-xxx",
	    .quick = true},
	/* No item alone can take the place of 1. */
	{"two for one", 20, {BIG}, {{10, 20, 10, 0}, {15, 34, 15, 0},
	    {5, 12, 5, 0}, {5, 13, 5, 0}}, .want = "x-xx", .quick = true},
	{"one for two", 20, {BIG}, {{10, 2, 10, 0}, {10, 3, 10, 0},
	    {20, 4, 20, 0}}, .want = "--x"},
	{"the best rate passed over", 10, {BIG}, {{1000, 100, 1000, 0},
	    {10, 9, 10, 0}}, .want = "-x", .quick = true},
	{"no cost", 10, {BIG}, {{10, 1, 10, 0}, {5, 0, 5, 0},
	    {5, 0, 5, 0}}, .want = "-xx"},
	{"no cost, fewer", 10, {BIG}, {{5, 0, 5, 0}, {5, 0, 5, 0},
	    {10, 0, 10, 0}}, .want = "--x"},
	{"of equal cost fewer", 10, {BIG}, {{5, 2, 5, 0}, {5, 2, 5, 0},
	    {10, 4, 10, 0}}, .want = "--x"},
	{"of equal number the first", 10, {BIG}, {{10, 4, 10, 0},
	    {10, 4, 10, 0}, {12, 4, 12, 0}}, .want = "x--"},
	{"the first, not the greatest", 10, {BIG}, {{11, 4, 10, 0},
	    {10, 4, 10, 0}, {12, 4, 12, 0}}, .want = "x--"},
	/* 0 and 3, or 1 and 2: the list 0 3 comes before 1 2. */
	{"the first place decides", 10, {BIG}, {{4, 1, 4, 0}, {5, 2, 5, 0},
	    {5, 2, 5, 0}, {6, 3, 6, 0}}, .want = "x--x"},
	{"then the second", 10, {BIG}, {{4, 2, 4, 0}, {6, 2, 6, 0},
	    {6, 2, 6, 0}, {5, 2, 5, 0}}, .want = "xx--"},
	{"cap", 20, {10, BIG}, {{10, 1, 10, 0}, {10, 2, 10, 0},
	    {10, 5, 10, 1}}, .want = "x-x"},
	{"cap by face, not gain", 20, {12, BIG}, {{10, 1, 13, 0},
	    {10, 2, 12, 0}, {10, 5, 99, 1}}, .want = "-xx"},
	{"cap just enough", 20, {20, BIG}, {{10, 1, 10, 0}, {10, 2, 10, 0},
	    {10, 5, 10, 1}}, .want = "xx-"},
	/* By rate 0 leaves no room for what is needed. */
	{"cap, not by rate", 18, {10, BIG}, {{5, 1, 6, 0}, {9, 7, 10, 0},
	    {9, 3, 9, 1}}, .want = "-xx", .quick = true},
	/* 5 and 5 fill the cap, 7 does not. */
	{"cap filled", 10, {10}, {{7, 1, 7, 0}, {5, 4, 5, 0},
	    {5, 4, 5, 0}}, .want = "-xx", .quick = true},
	{"cap, cannot", 11, {10}, {{7, 1, 7, 0}, {5, 4, 5, 0},
	    {5, 4, 5, 0}}, .most = 10},
	{"cap of 0", 1, {0, BIG}, {{5, 1, 5, 0}, {5, 9, 5, 1}}, .want = "-x"},
	{"cap below 0", 1, {-7, BIG}, {{5, 1, 5, 0}, {5, 9, 5, 1}}, .want = "-x"},
	{"nothing fits", 1, {4}, {{5, 1, 5, 0}}, .most = 0},
	{"nothing there", 1, {BIG}, {{0}}, .most = 0},
	{"all caps", 12, {4, 4, 4}, {{4, 1, 4, 0}, {4, 2, 4, 0},
	    {4, 3, 4, 1}, {4, 4, 4, 1}, {4, 5, 4, 2}, {4, 6, 4, 2}},
	    .want = "x-x-x-"},
	/* Of the three that are worth 63.00 to 80.00 two will do. */
	{"worked", 12000, {BIG}, {{4000, 6300, 5000, 0},
	    {8000, 12700, 10000, 0}, {8000, 14000, 10000, 0},
	    {4000, 9000, 5000, 0}}, .want = "xx--"},
	{"the most", INT64_MAX, {BIG}, {{BIG, BIG, BIG, 0},
	    {BIG - 1, 1, BIG, 0}, {BIG, BIG, BIG, 0}}, .want = "x--"},
	{"the most, two groups", INT64_MAX, {BIG, BIG}, {{BIG, BIG, BIG, 0},
	    {BIG - 1, 1, BIG, 0}, {1, BIG - 2, BIG, 1}}, .want = "-xx"},
	{"the most cannot", INT64_MAX, {BIG}, {{BIG - 1, BIG, BIG, 0},
	    {BIG - 1, 1, BIG, 0}}, .most = BIG - 1},
	{"far apart", 1000000007, {BIG}, {{1000000000, 1000, BIG / 8, 0},
	    {1, 1, 1, 0}, {3, 2, 1, 0}, {9, 3, 1, 0}}, .want = "x--x"},
};

static size_t
items_of(const struct row *row)
{
	size_t n = 0;

	while (n < ITEMS && row->item[n].gain > 0)
		n++;
	return n;
}

/* What is chosen adds up, covers, keeps to the caps, and is not below. */
static void
expect_sound(const char *name, const struct ar_cover *c,
    const struct ar_covered *done)
{
	ar_sum gain = 0, cost = 0;
	ar_sum *face = calloc(c->ngroups, sizeof *face);
	size_t items = 0;

	assert_non_null(face);
	for (size_t i = 0; i < c->n; i++) {
		if (!done->chosen[i])
			continue;
		gain += c->item[i].gain;
		cost += c->item[i].cost;
		face[c->item[i].group] += c->item[i].face;
		items++;
	}
	for (size_t k = 0; k < c->ngroups; k++)
		check(name, face[k] <= (c->cap[k] > 0 ? c->cap[k] : 0));
	check(name, gain == done->gain && cost == done->cost &&
	    items == done->items && gain >= c->target &&
	    done->bound <= cost && done->most >= gain &&
	    (!done->proved || done->bound == cost));
	free(face);
}

static void
expect_row(const struct row *row, uint64_t steps)
{
	const struct ar_cover c = {.item = row->item, .n = items_of(row),
	    .cap = row->cap, .ngroups = GROUPS, .target = row->target,
	    .steps = steps};
	struct ar_covered done;
	int found = ar_cover_find(&done, &c);

	check(row->name, found == (row->want == NULL ? AR_OK : AR_ITEM));
	if (found == AR_OK) {
		check(row->name, done.chosen == NULL &&
		    done.most == row->most);
		return;
	}
	expect_sound(row->name, &c, &done);
	check(row->name, done.proved || steps != 0);
	for (size_t k = 0; k < c.n; k++)
		check(row->name, done.chosen[k] == (row->want[k] == 'x'));
	free(done.chosen);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		expect_row(&rows[i], 0);
		if (rows[i].quick)
			expect_row(&rows[i], 1);
	}
}

/* Sums of gains and of weights beyond 64 bits, and a target there. */
static void
test_beyond_64_bits(void **state)
{
	static const int64_t cap[] = {BIG, BIG, BIG};
	static const struct ar_cover_item item[] = {{BIG, BIG, BIG, 0},
	    {BIG, BIG - 1, BIG, 1}, {BIG, BIG, BIG, 2}};
	struct ar_cover c = {.item = item, .n = 3, .cap = cap, .ngroups = 3,
	    .target = 2 * (ar_sum)BIG};
	struct ar_covered done;

	(void)state;
	assert_int_equal(ar_cover_find(&done, &c), AR_ITEM);
	expect_sound("beyond", &c, &done);
	assert_true(done.proved && done.chosen[0] && done.chosen[1]);
	assert_true(done.cost == 2 * (ar_sum)BIG - 1);
	free(done.chosen);
	c.target = 3 * (ar_sum)BIG + 1;
	assert_int_equal(ar_cover_find(&done, &c), AR_OK);
	assert_true(done.most == 3 * (ar_sum)BIG);
}

/* 3 and 2 of 3 at a cost of 2 each: 3 1/3, and no whole cost below 4. */
static void
test_parts_round_up(void **state)
{
	static const int64_t cap[] = {BIG};
	static const struct ar_cover_item item[] = {{3, 2, 3, 0},
	    {3, 2, 4, 0}};
	const struct ar_cover c = {.item = item, .n = 2, .cap = cap,
	    .ngroups = 1, .target = 5, .steps = 1};
	struct ar_covered done;

	(void)state;
	assert_int_equal(ar_cover_find(&done, &c), AR_ITEM);
	assert_true(done.cost == 4 && done.bound == 4);
	free(done.chosen);
}

/* xorshift, the same numbers in each run. */
static int64_t
draw(uint64_t *state, int64_t most)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (int64_t)(*state >> 20) % most;
}

enum { SMALL = 14, SUBSETS = 1 << SMALL };

/* Of each subset, from that without its lowest item. */
struct sums {
	int64_t gain, cost, face[GROUPS];
	int items;
};

/* Fewer in cost, then in items, then with the first differing place. */
static bool
is_better(const struct sums *s, size_t a, size_t b)
{
	size_t apart = a ^ b;

	if (s[a].cost != s[b].cost)
		return s[a].cost < s[b].cost;
	if (s[a].items != s[b].items)
		return s[a].items < s[b].items;
	return (a & apart & (~apart + 1)) != 0;
}

static bool
keeps_caps(const struct ar_cover *c, const struct sums *s)
{
	for (size_t k = 0; k < c->ngroups; k++)
		if (s->face[k] > c->cap[k])
			return false;
	return true;
}

/* The best subset, 0 if none; *most: what can be gained. */
static size_t
brute_force(const struct ar_cover *c, int64_t *most)
{
	static struct sums s[SUBSETS];
	size_t best = 0;

	*most = 0;
	for (size_t m = 1; m < (size_t)1 << c->n; m++) {
		const struct ar_cover_item *item = &c->item[
		    __builtin_ctzll(m)];

		s[m] = s[m & (m - 1)];
		s[m].gain += item->gain;
		s[m].cost += item->cost;
		s[m].face[item->group] += item->face;
		s[m].items++;
		if (!keeps_caps(c, &s[m]))
			continue;
		if (s[m].gain > *most)
			*most = s[m].gain;
		if (s[m].gain >= c->target &&
		    (best == 0 || is_better(s, m, best)))
			best = m;
	}
	return best;
}

/* Small numbers, for ties; or the cost close to a share of the gain. */
static void
draw_items(uint64_t *seed, struct ar_cover_item *item, size_t n)
{
	int64_t most = draw(seed, 3) == 0 ? 1000 : 2 + draw(seed, 12);
	int64_t groups = 1 + draw(seed, GROUPS);
	bool alike = draw(seed, 2) == 0, faces = draw(seed, 2) == 0;

	for (size_t i = 0; i < n; i++) {
		int64_t gain = 1 + draw(seed, most);

		item[i] = (struct ar_cover_item){
			.gain = gain,
			.cost = alike ? gain / 3 + draw(seed, 2) :
			    draw(seed, most),
			.face = faces ? 1 + draw(seed, most) :
			    gain + gain / 4 + draw(seed, 2),
			.group = (size_t)draw(seed, groups)
		};
	}
}

/* Caps of no item to all, a target of a part of all or a bit beyond. */
static void
draw_limits(uint64_t *seed, struct ar_cover *c, int64_t cap[GROUPS])
{
	int64_t gain = 0, face = 0;

	for (size_t i = 0; i < c->n; i++) {
		gain += c->item[i].gain;
		face += c->item[i].face;
	}
	for (size_t k = 0; k < GROUPS; k++)
		cap[k] = draw(seed, 2) == 0 ? face : draw(seed, face + 1);
	c->target = 1 + draw(seed, gain + 2);
}

static void
expect_brute_force(const struct ar_cover *c, unsigned *found)
{
	struct ar_covered done;
	int64_t most;
	size_t best = brute_force(c, &most);

	assert_int_equal(ar_cover_find(&done, c),
	    best == 0 ? AR_OK : AR_ITEM);
	if (best == 0) {
		assert_true(done.most == most && done.chosen == NULL);
		return;
	}
	expect_sound("brute force", c, &done);
	for (size_t i = 0; i < c->n; i++)
		assert_int_equal(done.chosen[i], best >> i & 1);
	assert_true(done.proved);
	++*found;
	free(done.chosen);
}

/* Almost without steps: what is chosen is good, the bound is below. */
static void
expect_bound(const struct ar_cover *given, unsigned *exact)
{
	struct ar_cover c = *given;
	struct ar_covered best, done;

	if (ar_cover_find(&best, &c) != AR_ITEM)
		return;
	c.steps = 1;
	assert_int_equal(ar_cover_find(&done, &c), AR_ITEM);
	expect_sound("one step", &c, &done);
	assert_true(done.bound <= best.cost && done.cost >= best.cost);
	*exact += done.cost == best.cost;
	free(best.chosen);
	free(done.chosen);
}

static void
test_all_subsets(void **state)
{
	enum { TIMES = 4000 };
	unsigned found = 0, exact = 0;
	uint64_t seed = 41;

	(void)state;
	for (int i = 0; i < TIMES; i++) {
		struct ar_cover_item item[SMALL];
		int64_t cap[GROUPS];
		struct ar_cover c = {.item = item, .cap = cap,
		    .ngroups = GROUPS, .n = i % 32 == 0 ? SMALL :
		    1 + (size_t)draw(&seed, 10)};

		draw_items(&seed, item, c.n);
		draw_limits(&seed, &c, cap);
		expect_brute_force(&c, &found);
		expect_bound(&c, &exact);
	}
	/* So many the quick start finds; without a swap, say, fewer. */
	assert_true(exact * 100 >= found * 94);
	assert_true(found > TIMES / 3 && found < TIMES - TIMES / 10);
}

enum { MANY = 10000, MANY_GROUPS = 200 };

/*
 * Sets of invoices: gain 80 % and less, cost by days, caps or none; or faces
 * that have nothing to do with the gain.
 */
static const struct shape {
	const char *name;
	int64_t face;           /* at most */
	int64_t target_pct;     /* of all gains */
	int64_t cap_pct;        /* of the group's faces */
	bool equal, wild, apart;
} shapes[] = {
	{"half", 1000000, 50, 100, false, false, false},
	{"little", 1000000, 1, 100, false, false, false},
	{"nearly all", 1000000, 99, 100, false, false, false},
	{"half caps", 1000000, 20, 50, false, false, false},
	{"narrow caps", 1000000, 9, 10, false, false, false},
	{"equal", 1, 50, 100, true, false, false},
	{"equal, caps", 1, 15, 20, true, false, false},
	{"wild", INT64_MAX, 50, 100, false, true, false},
	{"wild, caps", INT64_MAX, 20, 50, false, true, false},
	{"faces apart, caps", 1000000, 30, 25, false, false, true},
};

static struct ar_cover_item
draw_invoice(uint64_t *seed, const struct shape *shape)
{
	int64_t face = shape->equal ? 100000 : 1000 + draw(seed,
	    shape->face < 1LL << 40 ? shape->face : 1LL << 40);
	int64_t days = shape->equal ? 30 : 10 + draw(seed, 80);

	if (shape->wild)
		face = 100 + (face >> draw(seed, 30));
	return (struct ar_cover_item){
		.gain = face * 8 / 10 - face / 1000 * (days / 10),
		.cost = 5 + face / 100 + face / 10000 * days,
		.face = shape->apart ? 1 + draw(seed, shape->face) : face,
		.group = (size_t)draw(seed, MANY_GROUPS)
	};
}

static void
test_many(void **state)
{
	static struct ar_cover_item item[MANY];

	(void)state;
	for (size_t i = 0; i < ROWS(shapes); i++) {
		const struct shape *shape = &shapes[i];
		int64_t cap[MANY_GROUPS] = {0};
		struct ar_cover c = {.item = item, .n = MANY, .cap = cap,
		    .ngroups = MANY_GROUPS, .steps = 3000000};
		struct ar_covered done;
		uint64_t seed = 43;

		for (size_t k = 0; k < MANY; k++) {
			item[k] = draw_invoice(&seed, shape);
			cap[item[k].group] += item[k].face;
			c.target += item[k].gain;
		}
		for (size_t k = 0; k < MANY_GROUPS; k++)
			cap[k] = cap[k] / 100 * shape->cap_pct;
		c.target = c.target * shape->target_pct / 100;
		check(shape->name, ar_cover_find(&done, &c) == AR_ITEM);
		expect_sound(shape->name, &c, &done);
		check(shape->name,
		    (done.cost - done.bound) * 100 < done.bound);
		free(done.chosen);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_beyond_64_bits),
		cmocka_unit_test(test_parts_round_up),
		cmocka_unit_test(test_all_subsets),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
