/*
 * tests/unit/test_ladder.c
 * Purpose: which step comes on which day.
 */
#include "libar/ladder.h"

#include "libar/policyin.h"
#include "tests/unit/days.h"
#include "tests/unit/scratch.h"

enum { SAT_SUN = 1 << 5 | 1 << 6, YEAR = 365, STEPS = 5, DAYS = 200 };

static const char *const verdicts[] = {"step", "waiting", "end", "gap"};

/* What has been done, as its caller would count it. */
static void
note(struct ar_ladder_past *past, uint16_t step, ar_day today)
{
	past->times = step == past->last_step ? past->times + 1 : 1;
	past->last_step = step;
	past->last_notice = today;
}

/* Take what is due on each day of business up to the last one. */
static void
walk(struct ar_buf *text, struct ar_ladder_past *past,
    struct ar_ladder_place *place, ar_day last)
{
	const struct ar_policy_step *step;
	bool again;

	for (; place->today <= last; place->today++) {
		char day[AR_DAY_TEXT];

		if (ar_calendar_is_free(place->calendar, place->own,
		    place->today) || ar_ladder_next(&step, &again, place,
		    past) != AR_LADDER_STEP)
			continue;
		note(past, step->number, place->today);
		ar_day_format(day, place->today);
		ar_buf_addf(text, "%.5s %u%s,", day + 5, step->number,
		    again ? "+" : "");
		assert_int_equal(ar_ladder_next(&step, &again, place, past) ==
		    AR_LADDER_STEP, false);
	}
}

/* Due on Tuesday 2026-09-15. */
static const struct walk_row {
	const char *name;
	const char *from, *away, *back;         /* away "": always there */
	const char *steps;
} walks[] = {
	{"every day", "2026-09-01", "", "", "09-11 1,09-15 2,09-18 3,09-22 4,"
	    "09-29 5,10-15 6,10-30 7,11-16 8,12-14 9,"},
	{"a week was missed", "2026-09-01", "2026-09-12", "2026-09-21",
	    "09-11 1,09-21 3,09-24 4,09-29 5,10-15 6,10-30 7,11-16 8,"
	    "12-14 9,"},
	{"a day was missed", "2026-09-01", "2026-09-15", "2026-09-16",
	    "09-11 1,09-16 2,09-18 3,09-22 4,09-29 5,10-15 6,10-30 7,"
	    "11-16 8,12-14 9,"},
	{"months were missed", "2026-09-01", "2026-09-16", "2026-12-15",
	    "09-11 1,09-15 2,12-15 5,12-22 6,12-28 7,01-04 8,01-18 9,"},
	{"begun late", "2026-12-15", "", "",
	    "12-15 5,12-22 6,12-28 7,01-04 8,01-18 9,"},
};

static void
test_std(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_policies p;
	struct ar_calendar calendar;

	(void)state;
	ar_calendar_init(&calendar, SAT_SUN);
	assert_int_equal(ar_policies_load(&p, NULL, diag), AR_OK);
	for (size_t i = 0; i < ROWS(walks); i++) {
		struct ar_ladder_place place = {p.policy, &calendar,
		    AR_S(""), day_of("2026-09-15"), day_of(walks[i].from)};
		struct ar_ladder_past past = {0};
		ar_day end = place.due + YEAR;
		struct ar_buf text = {0};

		if (walks[i].away[0] != '\0') {
			walk(&text, &past, &place, day_of(walks[i].away) - 1);
			place.today = day_of(walks[i].back);
		}
		walk(&text, &past, &place, end);
		ar_buf_add(&text, AR_S("\0"));
		if (strcmp(text.p, walks[i].steps) != 0)
			fail_msg("%s: %s", walks[i].name, text.p);
		ar_buf_free(&text);
	}
	ar_policies_release(&p);
	ar_calendar_release(&calendar);
	ar_diag_free(diag);
}

/* D is a Tuesday, the due day. */
enum { D = 739874 };

#define NEXT AR_ROLL_NEXT
#define PREV AR_ROLL_PREV
#define SAME AR_ROLL_SAME
#define DUE AR_ANCHOR_DUE
#define AFTER AR_ANCHOR_PREV

#define STEP(n, a, off, g, r) {.number = n, .anchor = a, .offset = off, \
	.gap = g, .roll = r, .channel = AR_CHANNEL_EMAIL}
#define UNTIL(n, off, u) {.number = n, .anchor = DUE, .offset = off, \
	.has_until = true, .until = u, .roll = SAME}
#define REPEAT(n, off, g, days, most) {.number = n, .anchor = DUE, \
	.offset = off, .gap = g, .roll = NEXT, .repeat = days, \
	.repeat_max = most}

static const struct row {
	const char *name;
	struct ar_policy_step step[3];
	struct ar_ladder_past past;
	ar_day today;
	const char *want;               /* verdict, step, + again */
} rows[] = {
	{"the day before", {STEP(1, DUE, 5, 0, SAME)}, {0}, D + 4,
	    "waiting"},
	{"the day", {STEP(1, DUE, 5, 0, SAME)}, {0}, D + 5, "step 1"},
	{"no until never ends", {STEP(1, DUE, 5, 0, SAME)}, {0}, D + 4000,
	    "step 1"},
	{"Saturday, same", {STEP(1, DUE, 4, 0, SAME)}, {0}, D + 4, "step 1"},
	{"Saturday, next", {STEP(1, DUE, 4, 0, NEXT)}, {0}, D + 5,
	    "waiting"},
	{"Saturday, on Monday", {STEP(1, DUE, 4, 0, NEXT)}, {0}, D + 6,
	    "step 1"},
	{"Saturday, prev", {STEP(1, DUE, 4, 0, PREV)}, {0}, D + 3, "step 1"},
	{"Saturday, before", {STEP(1, DUE, 4, 0, PREV)}, {0}, D + 2,
	    "waiting"},
	{"the seller's holiday", {STEP(1, DUE, 8, 0, NEXT)}, {0}, D + 8,
	    "waiting"},
	{"his own holiday", {STEP(1, DUE, 9, 0, NEXT)}, {0}, D + 9,
	    "waiting"},
	{"behind both", {STEP(1, DUE, 8, 0, NEXT)}, {0}, D + 10, "step 1"},
	{"another's holiday", {STEP(1, DUE, 15, 0, NEXT)}, {0}, D + 15,
	    "step 1"},
	{"last age", {UNTIL(1, 0, 2), UNTIL(2, 9, 20)}, {0}, D + 2,
	    "step 1"},
	{"passed over, and waits", {UNTIL(1, 0, 2), UNTIL(2, 9, 20)}, {0},
	    D + 3, "waiting"},
	{"passed over", {UNTIL(1, 0, 2), UNTIL(2, 9, 20)}, {0}, D + 9,
	    "step 2"},
	{"all passed over", {UNTIL(1, 0, 2), UNTIL(2, 9, 20)}, {0}, D + 21,
	    "end"},
	{"one waits for its day though its age is over",
	    {UNTIL(1, 9, 2), UNTIL(2, 3, 20)}, {0}, D + 5, "waiting"},
	{"until before due", {UNTIL(1, -9, -1)}, {0}, D, "end"},
	{"in the order of numbers", {STEP(1, DUE, 9, 0, SAME),
	    STEP(2, DUE, 1, 0, SAME)}, {0}, D + 5, "waiting"},
	{"one by one", {STEP(1, DUE, 1, 0, SAME), STEP(2, DUE, 1, 0, SAME)},
	    {1, 1, D + 5, 0}, D + 6, "step 2"},
	{"not on one day", {STEP(1, DUE, 1, 0, SAME),
	    STEP(2, DUE, 1, 0, SAME)}, {1, 1, D + 5, 0}, D + 5, "gap 2"},
	{"lower steps are done", {STEP(1, DUE, 1, 0, SAME),
	    STEP(5, DUE, 1, 0, SAME)}, {3, 1, D + 2, 0}, D + 6, "step 5"},
	{"above all", {STEP(1, DUE, 1, 0, SAME)}, {99, 1, D + 2, 0}, D + 6,
	    "end"},
	{"done", {STEP(1, DUE, 1, 0, SAME)}, {1, 1, D + 2, 0}, D + 600,
	    "end"},
	{"after no notice is after due", {STEP(1, AFTER, 3, 0, SAME)}, {0},
	    D + 3, "step 1"},
	{"after no notice, before", {STEP(1, AFTER, 3, 0, SAME)}, {0}, D + 2,
	    "waiting"},
	{"after the notice", {STEP(2, AFTER, 3, 0, SAME)}, {1, 1, D + 20, 0},
	    D + 23, "step 2"},
	{"after the notice, before", {STEP(2, AFTER, 3, 0, SAME)},
	    {1, 1, D + 20, 0}, D + 22, "waiting"},
	{"after a notice by another policy", {STEP(2, AFTER, 3, 0, SAME)},
	    {0, 0, D + 20, 0}, D + 22, "waiting"},
	{"a call is no notice", {STEP(2, AFTER, 3, 0, SAME)},
	    {1, 1, D + 20, D + 22}, D + 23, "step 2"},
	{"gap", {STEP(2, DUE, 3, 7, SAME)}, {1, 1, D + 2, 0}, D + 8,
	    "gap 2"},
	{"gap is over", {STEP(2, DUE, 3, 7, SAME)}, {1, 1, D + 2, 0}, D + 9,
	    "step 2"},
	{"gap after another policy", {STEP(2, DUE, 3, 7, SAME)},
	    {0, 0, D + 2, 0}, D + 8, "gap 2"},
	{"a day after the call", {STEP(2, DUE, 3, 7, SAME)},
	    {1, 1, D + 2, D + 4}, D + 5, "step 2"},
	{"the day of the call", {STEP(2, DUE, 3, 7, SAME)},
	    {1, 1, D + 2, D + 4}, D + 4, "gap 2"},
	{"call on the day of the notice", {STEP(2, DUE, 3, 7, SAME)},
	    {1, 1, D + 4, D + 4}, D + 5, "step 2"},
	{"a notice since the call", {STEP(2, DUE, 3, 7, SAME)},
	    {1, 1, D + 5, D + 4}, D + 11, "gap 2"},
	{"a call and no notice", {STEP(2, DUE, 3, 7, SAME)},
	    {0, 0, 0, D + 4}, D + 5, "step 2"},
	{"a call today and no notice", {STEP(2, DUE, 3, 0, SAME)},
	    {0, 0, 0, D + 5}, D + 5, "gap 2"},
	{"repeat, before", {REPEAT(2, 3, 0, 6, 0)}, {2, 1, D + 6, 0},
	    D + 11, "end"},
	{"repeat", {REPEAT(2, 3, 0, 6, 0)}, {2, 1, D + 7, 0}, D + 13,
	    "step 2+"},
	{"repeat on a Saturday", {REPEAT(2, 3, 0, 5, 0)}, {2, 1, D + 6, 0},
	    D + 12, "end"},
	{"repeat on its Monday", {REPEAT(2, 3, 0, 5, 0)}, {2, 1, D + 6, 0},
	    D + 13, "step 2+"},
	{"the last repeat", {REPEAT(2, 3, 0, 6, 2)}, {2, 2, D + 7, 0},
	    D + 13, "step 2+"},
	{"repeats are over", {REPEAT(2, 3, 0, 6, 2)}, {2, 3, D + 7, 0},
	    D + 13, "end"},
	{"repeat without limit", {REPEAT(2, 3, 0, 6, 0)}, {2, 5000, D + 7, 0},
	    D + 13, "step 2+"},
	{"repeat, gap", {REPEAT(2, 3, 20, 6, 0)}, {2, 1, D + 7, 0}, D + 13,
	    "gap 2+"},
	{"the first time is no repeat", {REPEAT(2, 3, 0, 6, 0)},
	    {1, 1, D + 2, 0}, D + 13, "step 2"},
	{"no ladder", {{0}}, {2, 1, D + 6, 0}, D + 13, "end"},
	{"another step does not repeat", {REPEAT(2, 3, 0, 6, 0)},
	    {3, 1, D + 2, 0}, D + 13, "end"},
};

static void
set_policy(struct ar_policy *policy, struct ar_policy_step *step,
    const struct ar_policy_step *from, size_t n)
{
	*policy = (struct ar_policy){.name = AR_S("p"), .step = step};
	while (policy->nladder < n && from[policy->nladder].number != 0) {
		step[policy->nladder] = from[policy->nladder];
		policy->nladder++;
	}
	/* Thanks are no step of the ladder. */
	step[policy->nladder] = (struct ar_policy_step){.number = 998,
	    .anchor = AR_ANCHOR_PAID, .roll = SAME};
	policy->nsteps = policy->nladder + 1;
}

static void
say(char text[32], const struct ar_ladder_place *place,
    const struct ar_ladder_past *past)
{
	const struct ar_policy_step *step;
	bool again = true;
	enum ar_ladder_verdict v = ar_ladder_next(&step, &again, place, past);

	if (step == NULL)
		(void)snprintf(text, 32, "%s%s", verdicts[v],
		    again ? "+" : "");
	else
		(void)snprintf(text, 32, "%s %u%s", verdicts[v],
		    step->number, again ? "+" : "");
}

static void
test_rows(void **state)
{
	/* What stands before the steps of a policy is none of them. */
	struct ar_policy_step step[STEPS] = {REPEAT(2, 3, 0, 6, 0)};
	struct ar_calendar calendar;
	struct ar_policy policy;

	(void)state;
	assert_int_equal(D, day_of("2026-09-15"));
	ar_calendar_init(&calendar, SAT_SUN);
	ar_calendar_add(&calendar, AR_S(""), D + 8);
	ar_calendar_add(&calendar, AR_S("own"), D + 9);
	ar_calendar_add(&calendar, AR_S("other"), D + 15);
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct ar_ladder_place place = {&policy, &calendar,
		    AR_S("own"), D, rows[i].today};
		char got[32];

		set_policy(&policy, step + 1, rows[i].step, 3);
		say(got, &place, &rows[i].past);
		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%s: %s", rows[i].name, got);
	}
	ar_calendar_release(&calendar);
}

/* Days that the calendar does not have. */
static const struct edge_row {
	const char *name;
	struct ar_policy_step step;
	ar_day due, today;
	const char *want;
} edges[] = {
	{"before the first day", STEP(1, DUE, -5, 0, NEXT), 3, 1, "step 1"},
	{"back before it", STEP(1, DUE, 0, 0, PREV), 6, 6, "step 1"},
	{"after the last day", STEP(1, DUE, 1, 0, SAME), AR_DAY_MAX,
	    AR_DAY_MAX, "waiting"},
	{"on the last day", STEP(1, DUE, 0, 0, SAME), AR_DAY_MAX, AR_DAY_MAX,
	    "step 1"},
	{"on the first day, a holiday", STEP(1, DUE, 0, 0, NEXT), AR_DAY_MIN,
	    AR_DAY_MIN, "waiting"},
	{"forward after it", STEP(1, DUE, 0, 0, NEXT), AR_DAY_MAX,
	    AR_DAY_MAX, "waiting"},
};

static void
test_edges(void **state)
{
	struct ar_policy_step step[STEPS];
	struct ar_policy policy;

	(void)state;
	for (size_t i = 0; i < ROWS(edges); i++) {
		struct ar_calendar calendar;
		const struct ar_ladder_place place = {&policy, &calendar,
		    AR_S(""), edges[i].due, edges[i].today};
		const struct ar_ladder_past none = {0};
		char got[32];

		ar_calendar_init(&calendar, 0);
		for (ar_day d = 0; d < 9; d++) {
			ar_calendar_add(&calendar, AR_S(""), 1 + d);
			ar_calendar_add(&calendar, AR_S(""), AR_DAY_MAX - d);
		}
		set_policy(&policy, step, &edges[i].step, 1);
		say(got, &place, &none);
		ar_calendar_release(&calendar);
		if (strcmp(got, edges[i].want) != 0)
			fail_msg("%s: %s", edges[i].name, got);
	}
}

/* A second formulation, over lists of days and of what was done on them. */
struct model {
	bool is_free[DAYS];             /* day DAYS / 2 is the due day */
	uint16_t noticed[DAYS];         /* step of the day, 0: none */
	bool called[DAYS];
	struct ar_policy_step step[STEPS];
	size_t nsteps;
};

enum { MID = DAYS / 2 };

/* No day of business is wanted between the two that has not come. */
static bool
has_come(const struct model *m, int wanted, int today, enum ar_roll roll)
{
	if (roll == SAME)
		return wanted <= today;
	if (roll == PREV) {
		while (wanted > today && m->is_free[wanted])
			wanted--;
		return wanted <= today;
	}
	for (int d = wanted; d <= today; d++)
		if (!m->is_free[d])
			return true;
	return false;
}

static int
last_notice(const struct model *m, int today)
{
	int d = today;

	while (d >= 0 && m->noticed[d] == 0)
		d--;
	return d;
}

static bool
gap_holds(const struct model *m, const struct ar_policy_step *s, int today)
{
	for (int d = today; d >= 0; d--) {
		if (m->called[d])
			return d == today;
		if (m->noticed[d] != 0)
			return d == today || today - d < s->gap;
	}
	return false;
}

static void
model_repeat(char text[32], const struct model *m, int today)
{
	const struct ar_policy_step *s = &m->step[m->nsteps - 1];
	int n = 0, last = last_notice(m, today);

	for (int d = 0; d <= today; d++)
		n += m->noticed[d] == s->number;
	if (n == 0 || s->repeat == 0 ||
	    (s->repeat_max != 0 && n - 1 >= s->repeat_max) ||
	    !has_come(m, last + s->repeat, today, s->roll))
		(void)snprintf(text, 32, "end");
	else
		(void)snprintf(text, 32, "%s %u+", gap_holds(m, s, today) ?
		    "gap" : "step", s->number);
}

static void
model_say(char text[32], const struct model *m, int today)
{
	int last = last_notice(m, today);
	uint16_t highest = 0;

	for (int d = 0; d <= today; d++)
		if (m->noticed[d] > highest)
			highest = m->noticed[d];
	for (size_t i = 0; i < m->nsteps; i++) {
		const struct ar_policy_step *s = &m->step[i];
		int from = s->anchor == AFTER && last >= 0 ? last : MID;
		bool come = has_come(m, from + s->offset, today, s->roll);
		bool stale = s->has_until && today - MID > s->until;

		if (s->number <= highest || (come && stale))
			continue;
		if (!come)
			(void)snprintf(text, 32, "waiting");
		else
			(void)snprintf(text, 32, "%s %u",
			    gap_holds(m, s, today) ? "gap" : "step",
			    s->number);
		return;
	}
	model_repeat(text, m, today);
}

static int
below(unsigned *seed, int n)
{
	*seed = *seed * 1103515245U + 12345U;
	return (int)((*seed >> 16) % (unsigned)n);
}

static void
make_steps(struct model *m, unsigned *seed)
{
	uint16_t number = 0;

	m->nsteps = 1 + (size_t)below(seed, STEPS - 1);
	for (size_t i = 0; i < m->nsteps; i++) {
		bool last = i + 1 == m->nsteps;

		number = (uint16_t)(number + 1 + below(seed, 3));
		m->step[i] = (struct ar_policy_step){
			.number = number,
			.anchor = below(seed, 3) == 0 ? AFTER : DUE,
			.offset = below(seed, 30) - 8,
			.has_until = below(seed, 2) == 0,
			.until = below(seed, 40) - 8,
			.gap = below(seed, 7),
			.roll = NEXT + (enum ar_roll)below(seed, 3),
			.repeat = last ? below(seed, 9) : 0,
			.repeat_max = (uint16_t)below(seed, 4)
		};
	}
}

static void
make_days(struct model *m, struct ar_calendar *c, unsigned *seed)
{
	ar_calendar_init(c, SAT_SUN);
	for (int d = 0; d < DAYS; d++) {
		int kind = below(seed, 12);

		if (kind < 2)
			ar_calendar_add(c, kind == 0 ? AR_S("") :
			    AR_S("own"), D - MID + d);
		m->is_free[d] = kind < 2 ||
		    ar_weekday(D - MID + d) >= 5;
	}
}

/* How many verdicts of each kind were compared. */
static void
compare(unsigned number, unsigned *seen)
{
	struct ar_policy_step step[STEPS + 1];
	struct ar_ladder_past past = {0};
	struct ar_calendar calendar;
	struct ar_policy policy;
	struct model m = {0};
	unsigned seed = number;
	struct ar_ladder_place place = {&policy, &calendar, AR_S("own"), D,
	    0};

	make_steps(&m, &seed);
	make_days(&m, &calendar, &seed);
	set_policy(&policy, step, m.step, m.nsteps);
	/* Rolling stays within the days that the model knows. */
	for (int d = MID - 40; d < MID + 60; d++) {
		char got[32], want[32];

		place.today = D - MID + d;
		m.called[d] = below(&seed, 15) == 0;
		if (m.called[d])
			past.last_call = place.today;
		say(got, &place, &past);
		model_say(want, &m, d);
		if (strcmp(got, want) != 0)
			fail_msg("%u, day %d: %s, want %s", number, d - MID,
			    got, want);
		seen[got[0] == 's' ? strchr(got, '+') != NULL ? 4 : 0 :
		    got[0] == 'w' ? 1 : got[0] == 'e' ? 2 : 3]++;
		if (got[0] != 's' || below(&seed, 3) == 0)
			continue;
		m.noticed[d] = (uint16_t)strtoul(got + 5, NULL, 10);
		note(&past, m.noticed[d], place.today);
	}
	ar_calendar_release(&calendar);
}

static void
test_random(void **state)
{
	unsigned seen[5] = {0};

	(void)state;
	for (unsigned seed = 1; seed <= 3000; seed++)
		compare(seed, seen);
	for (size_t i = 0; i < ROWS(seen); i++)
		assert_true(seen[i] > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_std),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
