/*
 * libar/policyin.c
 * Purpose: a policy file becomes policies, and is printed as it is read.
 */
#include "libar/policyin.h"

#include <stdio.h>
#include <stdlib.h>

#include "libar/duncolumns.h"
#include "libar/side.h"

enum { MIN_OPEN_PLACES = 4 };

struct loading {
	struct ar_policies *policies;
	struct ar_header header;
	struct ar_diag *diag;
};

/* A cell with a number of days. */
struct days {
	const char *column;
	struct ar_decimal value;
	int32_t least, most;
	int32_t *to;
};

static int
read_days(const struct loading *l, const struct ar_row *row,
    const struct days *d)
{
	char wanted[64];

	if (!d->value.filled)
		return AR_OK;
	if (ar_decimal_whole(d->to, d->value, d->least, d->most) == AR_OK)
		return AR_OK;
	(void)snprintf(wanted, sizeof wanted,
	    "a whole number of days, %d to %d", d->least, d->most);
	return ar_cell_refuse(l->diag, &l->header, row, d->column, wanted);
}

static int
read_all_days(const struct loading *l, const struct ar_row *row,
    const struct ar_policy_row *r, struct ar_policy_step *step)
{
	const struct days all[] = {
		{"offset", r->offset, -AR_STEP_DAYS, AR_STEP_DAYS,
		    &step->offset},
		{"until", r->until, -AR_STEP_DAYS, AR_STEP_DAYS,
		    &step->until},
		{"gap", r->gap, 0, AR_STEP_DAYS, &step->gap},
		{"repeat", r->repeat, 1, AR_STEP_DAYS, &step->repeat},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (read_days(l, row, &all[i]) != AR_OK)
			return AR_EDATA;
	step->has_until = r->until.filled;
	if (r->repeat_max != 0 && !r->repeat.filled)
		return ar_cell_refuse(l->diag, &l->header, row, "repeat_max",
		    "nothing, or a repeat beside it");
	step->repeat_max = r->repeat_max;
	return AR_OK;
}

static int
read_money(const struct loading *l, const struct ar_row *row,
    const struct ar_policy_row *r, struct ar_policy_step *step)
{
	if (r->min_open.units < 0 || r->min_open.places > MIN_OPEN_PLACES)
		return ar_cell_refuse(l->diag, &l->header, row, "min_open",
		    "an amount of 0 or more with at most 4 decimals");
	step->min_open = r->min_open;
	step->fee_is_law = ar_slice_eq(r->fee, AR_S("law"));
	if (step->fee_is_law || r->fee.n == 0)
		return AR_OK;
	if (ar_decimal_parse(&step->fee, r->fee) != AR_MONEY_OK ||
	    step->fee.units < 0)
		return ar_cell_refuse(l->diag, &l->header, row, "fee",
		    "an amount of 0 or more, or law");
	return AR_OK;
}

/* What needs no reading, with the defaults; name and template come later. */
static struct ar_policy_step
step_of(const struct ar_policy_row *r)
{
	return (struct ar_policy_step){
		.number = r->step,
		.anchor = r->anchor == 0 ? AR_ANCHOR_DUE : r->anchor,
		.channel = r->channel,
		.audience = r->audience == 0 ? AR_AUDIENCE_BILLING :
		    r->audience,
		.min_pct = r->min_pct,
		.interest = r->interest.n == 0 ? AR_S("none") : r->interest,
		.credit_hold = r->credit_hold == AR_YES,
		.approval = r->approval == AR_YES,
		.roll = r->roll == 0 ? AR_ROLL_NEXT : r->roll,
	};
}

static int
refuse_second(const struct loading *l, const struct ar_row *row,
    const struct ar_policy_row *r)
{
	const struct ar_policy *policy = ar_policies_find(l->policies,
	    r->policy);
	const struct ar_policy_step *first = ar_policy_step(policy, r->step);
	struct ar_buf text = {0};
	struct ar_quoted q;

	ar_buf_addf(&text, "policy %s has step %u already, on line %llu",
	    ar_quote(&q, r->policy), r->step, (unsigned long long)first->line);
	ar_buf_add(&text, AR_S("\0"));
	ar_diag_refuse(l->diag, &(struct ar_say){AR_M_BAD_POLICY, row->at,
	    AR_S("step"), {text.p}});
	ar_buf_free(&text);
	return AR_EDATA;
}

static int
keep(void *to, const struct ar_side_record *item)
{
	const struct ar_policy_row *r = item->record;
	struct loading *l = to;
	struct ar_policy_step step = step_of(r);
	char name[16];

	if (read_all_days(l, item->row, r, &step) != AR_OK ||
	    read_money(l, item->row, r, &step) != AR_OK)
		return AR_EDATA;
	(void)snprintf(name, sizeof name, "step %u", r->step);
	step.file = item->row->at.file;
	step.line = item->row->at.line;
	step.name = r->name.n == 0 ? ar_slice_of(name) : r->name;
	step.template = r->template.n == 0 ? step.name : r->template;
	return ar_policies_add(l->policies, r->policy, &step) ==
	    AR_POLICY_FINE ? AR_OK : refuse_second(l, item->row, r);
}

/* column NULL: the place is the file, or a row of it. */
static int
say_bad(struct ar_diag *diag, struct ar_where at, const char *column,
    const char *text)
{
	ar_diag_say(diag, &(struct ar_say){AR_M_BAD_POLICY, at,
	    ar_slice_of(column), {text}});
	return AR_ESTOP;
}

/* That a ladder is missing or cannot be climbed. */
static int
check(const struct loading *l, uint32_t file)
{
	struct ar_where at = {file, 0};
	struct ar_policies *p = l->policies;
	size_t policy;
	uint16_t step;
	enum ar_policy_fault fault = ar_policies_check(p, &policy, &step);
	struct ar_buf text = {0};
	struct ar_quoted q;

	if (fault == AR_POLICY_FINE)
		return AR_OK;
	if (fault == AR_POLICY_EMPTY)
		return say_bad(l->diag, at, "", "no step in the file");
	(void)ar_quote(&q, p->policy[policy].name);
	if (fault == AR_POLICY_NO_LADDER)
		ar_buf_addf(&text, "policy %s has no step with anchor due "
		    "or prev", q.s);
	else
		ar_buf_addf(&text, "step %u of policy %s repeats, and only "
		    "the last one of a ladder may", step, q.s);
	ar_buf_add(&text, AR_S("\0"));
	if (step != 0)
		at.line = ar_policy_step(&p->policy[policy], step)->line;
	(void)say_bad(l->diag, at, step == 0 ? "" : "repeat", text.p);
	ar_buf_free(&text);
	return AR_ESTOP;
}

/*
 * A refused row alone would end the run as one of the data would; a policy
 * is a setting.
 */
static int
load_file(struct loading *l, const char *path)
{
	const struct ar_side side = {&ar_policies_stream,
	    sizeof(struct ar_policy_row), keep, l};
	uint64_t refused = ar_diag_refused(l->diag);
	uint32_t file;
	int result = ar_side_read(path, &side, &l->header,
	    &l->policies->arena, l->diag);

	file = ar_diag_file(l->diag, path);
	if (result == AR_OK)
		return check(l, file);
	if (ar_diag_refused(l->diag) > refused ||
	    ar_diag_status(l->diag) == AR_EXIT_DATA)
		return say_bad(l->diag, (struct ar_where){file, 0}, "",
		    "nothing is computed by a policy file with a fault");
	return result;
}

/* A step of the built-in policy; what is 0 is the default. */
struct std_step {
	const char *name, *template;
	uint16_t number;
	bool has_until, law, charged, hold, approval;
	enum ar_anchor anchor;
	enum ar_channel channel;
	enum ar_audience audience;
	enum ar_roll roll;
	int32_t offset, until, gap, min_open;
};

static const struct std_step std_steps[] = {
	{.number = 1, .name = "courtesy", .offset = -3, .has_until = true,
	    .until = -1, .roll = AR_ROLL_PREV},
	{.number = 2, .name = "due-today", .has_until = true, .until = 2},
	{.number = 3, .name = "gentle", .offset = 3, .has_until = true,
	    .until = 6, .gap = 2, .min_open = 25},
	{.number = 4, .name = "second", .offset = 7, .has_until = true,
	    .until = 13, .gap = 3, .min_open = 25},
	{.number = 5, .name = "firm", .offset = 14, .gap = 5,
	    .audience = AR_AUDIENCE_AP_MANAGER, .min_open = 25},
	{.number = 6, .name = "final-notice", .offset = 30, .gap = 7,
	    .channel = AR_CHANNEL_LETTER, .audience = AR_AUDIENCE_AP_MANAGER,
	    .min_open = 50, .law = true, .charged = true},
	{.number = 7, .name = "call", .offset = 45, .gap = 5,
	    .channel = AR_CHANNEL_CALL, .audience = AR_AUDIENCE_AP_MANAGER,
	    .min_open = 50, .charged = true},
	{.number = 8, .name = "owner", .offset = 60, .gap = 7,
	    .audience = AR_AUDIENCE_OWNER, .min_open = 50, .charged = true,
	    .hold = true},
	{.number = 9, .name = "agency", .template = "handover", .offset = 90,
	    .gap = 14, .channel = AR_CHANNEL_TASK,
	    .audience = AR_AUDIENCE_INTERNAL, .min_open = 250,
	    .charged = true, .hold = true, .approval = true},
	{.number = 99, .name = "thanks", .anchor = AR_ANCHOR_PAID,
	    .has_until = true, .until = 3},
};

static struct ar_policy_step
std_step_of(const struct std_step *s)
{
	return (struct ar_policy_step){
		.number = s->number,
		.name = ar_slice_of(s->name),
		.template = ar_slice_of(s->template == NULL ? s->name :
		    s->template),
		.anchor = s->anchor == 0 ? AR_ANCHOR_DUE : s->anchor,
		.offset = s->offset,
		.has_until = s->has_until,
		.until = s->until,
		.gap = s->gap,
		.channel = s->channel == 0 ? AR_CHANNEL_EMAIL : s->channel,
		.audience = s->audience == 0 ? AR_AUDIENCE_BILLING :
		    s->audience,
		.min_open = {s->min_open, 0, true},
		.fee_is_law = s->law,
		.interest = s->charged ? AR_S("customer") : AR_S("none"),
		.credit_hold = s->hold,
		.approval = s->approval,
		.roll = s->roll == 0 ? AR_ROLL_NEXT : s->roll,
	};
}

static int
load_std(struct ar_policies *p)
{
	size_t policy;
	uint16_t number;

	for (size_t i = 0; i < sizeof std_steps / sizeof *std_steps; i++) {
		struct ar_policy_step step = std_step_of(&std_steps[i]);

		if (ar_policies_add(p, AR_S("std"), &step) != AR_POLICY_FINE)
			return AR_ESTOP;
	}
	return ar_policies_check(p, &policy, &number) == AR_POLICY_FINE ?
	    AR_OK : AR_ESTOP;
}

int
ar_policies_load(struct ar_policies *policies, const char *path,
    struct ar_diag *diag)
{
	struct loading l = {.policies = policies, .diag = diag};

	*policies = (struct ar_policies){0};
	return path == NULL ? load_std(policies) : load_file(&l, path);
}

static void
print_header(struct ar_out *out)
{
	const struct ar_stream *stream = &ar_policies_stream;

	for (size_t i = 0; i < stream->n; i++)
		ar_out_text(out, ar_slice_of(stream->column[i].name));
	(void)ar_out_end_row(out);
}

static void
print_yes(struct ar_out *out, bool yes)
{
	ar_out_text(out, ar_word(ar_yes_words, yes ? AR_YES : AR_NO));
}

static void
print_step(struct ar_out *out, struct ar_slice policy,
    const struct ar_policy_step *s)
{
	char percent[AR_MONEY_MAX];

	ar_out_text(out, policy);
	ar_out_count(out, s->number);
	ar_out_text(out, s->name);
	ar_out_text(out, ar_word(ar_anchor_words, (uint8_t)s->anchor));
	ar_out_whole(out, s->offset);
	if (s->has_until)
		ar_out_whole(out, s->until);
	else
		ar_out_text(out, AR_S(""));
	ar_out_whole(out, s->gap);
	ar_out_text(out, ar_word(ar_channel_words, (uint8_t)s->channel));
	ar_out_text(out, ar_word(ar_audience_words, (uint8_t)s->audience));
	ar_out_text(out, s->template);
	ar_out_decimal(out, s->min_open);
	ar_out_text(out, ar_slice(percent,
	    ar_rate_format(percent, s->min_pct)));
	if (s->fee_is_law)
		ar_out_text(out, AR_S("law"));
	else
		ar_out_decimal(out, s->fee);
	ar_out_text(out, s->interest);
	print_yes(out, s->credit_hold);
	print_yes(out, s->approval);
	ar_out_text(out, ar_word(ar_roll_words, (uint8_t)s->roll));
	ar_out_filled(out, (uint64_t)s->repeat);
	ar_out_filled(out, s->repeat_max);
	(void)ar_out_end_row(out);
}

/* Ladder and thanks by number: each of the two is sorted. */
static void
print_policy(struct ar_out *out, const struct ar_policy *p)
{
	size_t ladder = 0, thanks = p->nladder;

	while (ladder < p->nladder || thanks < p->nsteps) {
		bool is_ladder = thanks == p->nsteps ||
		    (ladder < p->nladder &&
		    p->step[ladder].number < p->step[thanks].number);

		print_step(out, p->name,
		    &p->step[is_ladder ? ladder++ : thanks++]);
	}
}

void
ar_policies_print(struct ar_out *out, const struct ar_policies *policies)
{
	print_header(out);
	for (size_t i = 0; i < policies->n; i++)
		print_policy(out, &policies->policy[i]);
}
