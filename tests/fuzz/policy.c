/*
 * tests/fuzz/policy.c
 * Purpose: a policy that is taken can be climbed, and is printed as it is.
 *
 * A text is loaded as a policy file.  What is taken has its steps in order,
 * each within its limits; printed and loaded again it is the same.
 */
#include <unistd.h>

#include "libar/policyin.h"
#include "tests/fuzz/target.h"

const char *const fuzz_words[] = {
	",", "\n", "1", "policy", "step", "name", "anchor", "offset", "until",
	"gap", "channel", "audience", "template", "min_open", "min_pct", "fee",
	"interest", "credit_hold", "approval", "roll", "repeat", "repeat_max",
	"std", "due", "prev", "paid", "email", "letter", "call", "task", "law",
	"none", "customer", "y", "n", "next", "same", "-3650", "3651", "65535",
	"0.00001", "100", "\"", "owner", "-1", "99", "\r\n", NULL
};

const size_t fuzz_most = 2000;

static int
load(struct ar_policies *p, struct ar_slice text)
{
	struct ar_diag *diag = ar_diag_new("policy");
	int fd = fuzz_file(text), result;
	char path[FUZZ_PATH];

	ar_diag_hush(diag);
	result = ar_policies_load(p, fuzz_path(path, fd), diag);
	need(ar_diag_status(diag) == (result == AR_OK ? AR_EXIT_OK :
	    ar_diag_status(diag) == AR_EXIT_IO ? AR_EXIT_IO : AR_EXIT_USAGE),
	    "a bad policy is wrong usage");
	ar_diag_free(diag);
	(void)close(fd);
	return result;
}

static void
check_step(const struct ar_policy_step *s)
{
	need(s->anchor >= AR_ANCHOR_DUE && s->anchor <= AR_ANCHOR_PAID &&
	    s->channel >= AR_CHANNEL_EMAIL && s->channel <= AR_CHANNEL_TASK &&
	    s->audience >= AR_AUDIENCE_BILLING &&
	    s->audience <= AR_AUDIENCE_INTERNAL &&
	    s->roll >= AR_ROLL_NEXT && s->roll <= AR_ROLL_SAME,
	    "a step says all that it must");
	need(s->offset >= -AR_STEP_DAYS && s->offset <= AR_STEP_DAYS &&
	    s->until >= -AR_STEP_DAYS && s->until <= AR_STEP_DAYS &&
	    s->gap >= 0 && s->gap <= AR_STEP_DAYS && s->repeat >= 0 &&
	    s->repeat <= AR_STEP_DAYS, "days are within their limits");
	need(s->min_open.units >= 0 && s->min_open.places <= 4 &&
	    s->fee.units >= 0 && s->min_pct >= 0 && s->min_pct <= AR_RATE_ONE,
	    "amounts are not below 0");
	need(s->name.n > 0 && s->template.n > 0 && s->interest.n > 0 &&
	    s->number > 0, "defaults are filled in");
	need(s->repeat_max == 0 || s->repeat > 0, "what repeats repeats");
}

/* First the ladder, then thanks, each by rising number. */
static void
check_policy(const struct ar_policy *p)
{
	need(p->nladder > 0 && p->nladder <= p->nsteps, "there is a ladder");
	for (size_t i = 0; i < p->nsteps; i++) {
		const struct ar_policy_step *s = &p->step[i];

		check_step(s);
		need((s->anchor == AR_ANCHOR_PAID) == (i >= p->nladder),
		    "thanks are no step of the ladder");
		need(i == 0 || i == p->nladder || s[-1].number < s->number,
		    "steps are in order");
		need(i + 1 >= p->nladder || s->repeat == 0,
		    "only the last step repeats");
		for (size_t k = 0; k < i; k++)
			need(p->step[k].number != s->number,
			    "a number is there once");
	}
}

static bool
same_step(const struct ar_policy_step *a, const struct ar_policy_step *b)
{
	return a->number == b->number && ar_slice_eq(a->name, b->name) &&
	    ar_slice_eq(a->template, b->template) &&
	    ar_slice_eq(a->interest, b->interest) && a->anchor == b->anchor &&
	    a->offset == b->offset && a->has_until == b->has_until &&
	    a->until == b->until && a->gap == b->gap &&
	    a->channel == b->channel && a->audience == b->audience &&
	    ar_decimal_compare(a->min_open, b->min_open) == 0 &&
	    ar_decimal_compare(a->fee, b->fee) == 0 &&
	    a->min_pct == b->min_pct && a->fee_is_law == b->fee_is_law &&
	    a->credit_hold == b->credit_hold && a->approval == b->approval &&
	    a->roll == b->roll && a->repeat == b->repeat &&
	    a->repeat_max == b->repeat_max;
}

static void
need_same(const struct ar_policies *a, const struct ar_policies *b)
{
	need(a->n == b->n, "as many policies are read back");
	for (size_t i = 0; i < a->n; i++) {
		const struct ar_policy *p = &a->policy[i], *q = &b->policy[i];

		need(ar_slice_eq(p->name, q->name) && p->nsteps == q->nsteps,
		    "a policy has its steps");
		for (size_t k = 0; k < p->nsteps; k++)
			need(same_step(&p->step[k], &q->step[k]),
			    "a step is read back as it was");
	}
}

static void
print(struct ar_buf *to, const struct ar_policies *p)
{
	struct ar_out *out = ar_out_memory();

	ar_policies_print(out, p);
	ar_buf_add(to, ar_out_rows(out));
	ar_out_drop(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_policies p, again;
	struct ar_buf printed = {0}, twice = {0};

	if (load(&p, fuzz_text(bytes, n)) == AR_OK) {
		need(p.n > 0 && ar_policies_default(&p) != NULL,
		    "there is a policy");
		for (size_t i = 0; i < p.n; i++)
			check_policy(&p.policy[i]);
		print(&printed, &p);
		need(load(&again, ar_buf_slice(&printed)) == AR_OK,
		    "what is printed is loaded");
		need_same(&p, &again);
		print(&twice, &again);
		need(ar_slice_eq(ar_buf_slice(&printed),
		    ar_buf_slice(&twice)), "and printed as it was");
		ar_policies_release(&again);
		ar_buf_free(&printed);
		ar_buf_free(&twice);
	}
	ar_policies_release(&p);
	return 0;
}
