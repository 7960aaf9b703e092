/*
 * tests/unit/test_policy.c
 * Purpose: how policies are gathered, ordered, checked and found.
 */
#include "libar/policy.h"

#include "tests/unit/scratch.h"

#include "tests/unit/check.h"

enum { ADDED = 5 };

/* A step in short. */
struct brief {
	const char *policy;             /* NULL: no more */
	uint16_t number;
	enum ar_anchor anchor;
	int32_t repeat;
};

static const struct row {
	const char *name;
	struct brief step[ADDED];
	enum ar_policy_fault added;     /* the last one of them */
	enum ar_policy_fault fault;
	size_t policy;
	uint16_t number;
	const char *preset;             /* name of the default */
	const char *first;              /* numbers of the first policy */
} rows[] = {
	{"nothing", {{0}}, 0, AR_POLICY_EMPTY, 0, 0, NULL, ""},
	{"one", {{"a", 3, AR_ANCHOR_DUE, 0}}, 0, 0, 0, 0, "a", "3|"},
	{"prev is of the ladder", {{"a", 3, AR_ANCHOR_PREV, 0}}, 0, 0, 0, 0,
	    "a", "3|"},
	{"sorted, thanks last", {{"a", 7, AR_ANCHOR_DUE, 0},
	    {"a", 2, AR_ANCHOR_PAID, 0}, {"a", 999, AR_ANCHOR_PREV, 0},
	    {"a", 1, AR_ANCHOR_DUE, 0}, {"a", 1000, AR_ANCHOR_PAID, 0}},
	    0, 0, 0, 0, "a", "1 7 999|2 1000 "},
	{"std is the default", {{"a", 1, AR_ANCHOR_DUE, 0},
	    {"std", 1, AR_ANCHOR_DUE, 0}}, 0, 0, 1, 0, "std", "1|"},
	{"else the first", {{"b", 1, AR_ANCHOR_DUE, 0},
	    {"a", 1, AR_ANCHOR_DUE, 0}}, 0, 0, 1, 0, "b", "1|"},
	{"mixed", {{"b", 2, AR_ANCHOR_DUE, 0}, {"a", 1, AR_ANCHOR_DUE, 0},
	    {"b", 1, AR_ANCHOR_DUE, 0}}, 0, 0, 1, 0, "b", "1 2|"},
	{"names differ by case", {{"a", 1, AR_ANCHOR_DUE, 0},
	    {"A", 1, AR_ANCHOR_DUE, 0}}, 0, 0, 1, 0, "a", "1|"},
	{"twice", {{"a", 1, AR_ANCHOR_DUE, 0}, {"a", 1, AR_ANCHOR_DUE, 0}},
	    AR_POLICY_TWICE, 0, 0, 0, "a", "1|"},
	{"twice, ladder and thanks", {{"a", 1, AR_ANCHOR_DUE, 0},
	    {"a", 1, AR_ANCHOR_PAID, 0}}, AR_POLICY_TWICE, 0, 0, 0, "a",
	    "1|"},
	{"only thanks", {{"a", 1, AR_ANCHOR_DUE, 0},
	    {"b", 1, AR_ANCHOR_PAID, 0}}, 0, AR_POLICY_NO_LADDER, 1, 0, "a",
	    "1|"},
	{"the last repeats", {{"a", 2, AR_ANCHOR_DUE, 7},
	    {"a", 1, AR_ANCHOR_DUE, 0}, {"a", 9, AR_ANCHOR_PAID, 0}}, 0, 0,
	    0, 0, "a", "1 2|9 "},
	{"another repeats", {{"b", 1, AR_ANCHOR_DUE, 0},
	    {"a", 5, AR_ANCHOR_DUE, 7}, {"a", 6, AR_ANCHOR_PREV, 0}}, 0,
	    AR_POLICY_REPEAT, 1, 5, "b", "1|"},
	{"repeated thanks do not count", {{"a", 5, AR_ANCHOR_DUE, 0},
	    {"a", 1, AR_ANCHOR_PAID, 7}, {"a", 2, AR_ANCHOR_PAID, 0}}, 0, 0,
	    0, 0, "a", "5|1 2 "},
};

static struct ar_policy_step
step_of(const struct brief *b)
{
	return (struct ar_policy_step){.number = b->number,
	    .anchor = b->anchor, .repeat = b->repeat, .name = AR_S("n"),
	    .template = AR_S("t"), .interest = AR_S("none")};
}

static void
check_order(const struct row *row, const struct ar_policies *p)
{
	struct ar_buf text = {0};

	for (size_t i = 0; p->n > 0 && i < p->policy->nsteps; i++)
		ar_buf_addf(&text, "%u%c", p->policy->step[i].number,
		    i + 1 == p->policy->nladder ? '|' : ' ');
	ar_buf_add(&text, AR_S("\0"));
	check(row->name, strcmp(text.p, row->first) == 0);
	ar_buf_free(&text);
}

static void
check_row(const struct row *row)
{
	struct ar_policies p = {0};
	const struct ar_policy *preset;
	enum ar_policy_fault added = AR_POLICY_FINE;
	size_t policy;
	uint16_t number;

	for (size_t i = 0; i < ADDED && row->step[i].policy != NULL; i++) {
		struct ar_policy_step step = step_of(&row->step[i]);

		check(row->name, added == AR_POLICY_FINE);
		added = ar_policies_add(&p, ar_slice_of(row->step[i].policy),
		    &step);
	}
	check(row->name, added == row->added);
	check(row->name, ar_policies_check(&p, &policy, &number) ==
	    row->fault);
	check(row->name, policy == row->policy && number == row->number);
	preset = ar_policies_default(&p);
	check(row->name, (preset == NULL) == (row->preset == NULL));
	if (preset != NULL)
		assert_slice(preset->name, ar_slice_of(row->preset));
	check_order(row, &p);
	ar_policies_release(&p);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		check_row(&rows[i]);
}

static void
test_copies(void **state)
{
	char policy[] = "p", name[] = "n", template[] = "t", rule[] = "r";
	struct ar_policy_step step = {.number = 1, .anchor = AR_ANCHOR_DUE,
	    .name = ar_slice_of(name), .template = ar_slice_of(template),
	    .interest = ar_slice_of(rule)};
	struct ar_policies p = {0};
	const struct ar_policy *found;
	const struct ar_policy_step *own;

	(void)state;
	assert_int_equal(ar_policies_add(&p, ar_slice_of(policy), &step),
	    AR_POLICY_FINE);
	policy[0] = name[0] = template[0] = rule[0] = '?';
	found = ar_policies_find(&p, AR_S("p"));
	assert_non_null(found);
	assert_null(ar_policies_find(&p, AR_S("?")));
	own = ar_policy_step(found, 1);
	assert_non_null(own);
	assert_null(ar_policy_step(found, 2));
	assert_slice(own->name, AR_S("n"));
	assert_slice(own->template, AR_S("t"));
	assert_slice(own->interest, AR_S("r"));
	ar_policies_release(&p);
	assert_int_equal(p.n, 0);
	assert_null(ar_policies_find(&p, AR_S("p")));
}

static const struct grave_row {
	const char *name;
	enum ar_channel channel;
	int64_t fee;
	bool law, hold, charged, grave;
} graves[] = {
	{"email", AR_CHANNEL_EMAIL, 0, false, false, false, false},
	{"letter", AR_CHANNEL_LETTER, 0, false, false, false, false},
	{"call", AR_CHANNEL_CALL, 0, false, false, false, true},
	{"sms", AR_CHANNEL_SMS, 0, false, false, false, true},
	{"task", AR_CHANNEL_TASK, 0, false, false, false, true},
	{"fee", AR_CHANNEL_EMAIL, 1, false, false, false, true},
	{"law", AR_CHANNEL_EMAIL, 0, true, false, false, true},
	{"hold", AR_CHANNEL_EMAIL, 0, false, true, false, true},
	{"interest", AR_CHANNEL_EMAIL, 0, false, false, true, true},
};

static void
test_grave(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(graves); i++) {
		const struct grave_row *g = &graves[i];
		struct ar_policy_step step = {.channel = g->channel,
		    .fee = {g->fee, 2, true}, .fee_is_law = g->law,
		    .credit_hold = g->hold, .interest = g->charged ?
		    AR_S("customer") : AR_S("none")};

		check(g->name, ar_policy_step_is_grave(&step) == g->grave);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_grave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
