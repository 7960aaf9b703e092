/*
 * tests/unit/dunning.h
 * Purpose: for tests: all that the reminders of a day depend on, from texts.
 */
#ifndef AR_TEST_DUNNING_H
#define AR_TEST_DUNNING_H

#include "libar/dunningin.h"
#include "libar/judge.h"
#include "libar/notice.h"
#include "tests/unit/days.h"
#include "tests/unit/logtext.h"

#define TODAY "2026-09-29"              /* a Tuesday */

/* Headers that end with more columns, and an item of C, due in 2026. */
#define OPEN(more) \
	"invoice_id,customer_id,invoice_date,due_date,currency,amount" more \
	"\n"
#define OF(customer, id, due, amount) \
	id "," customer ",2026-08-01,2026-" due ",EUR," amount
#define ITEM(id, due, amount) OF("C", id, due, amount)
#define POLICY(more) "policy,step,offset,channel" more "\n"
#define PAYMENTS \
	"payment_id,customer_id,payment_date,currency,amount,invoice_id,kind\n"
#define PROMISES \
	"invoice_id,customer_id,made_date,promise_date,amount,grace_days\n"
#define DISPUTES "invoice_id,customer_id,opened_date,amount\n"
#define PLANS "plan_id,invoice_id,customer_id,made_date,due_date,amount\n"

/* Rows of the log, of a day of September 2026; the policy is p. */
#define ID(customer, phase, day) customer "-EUR-" phase "-202609" day
#define PLANNED(day, customer, phase, id, step) \
	"T,2026-09-" day "," ID(customer, phase, day) ",planned," customer \
	"," id ",,EUR," phase ",p," step ",email,billing,,1,,,," AR_LOG_BY \
	",\n"
#define STATE(day, id, event) \
	"T,2026-09-" day "," id "," event ",,,,,,,,,,,,,,,anna,\n"
#define FACT(day, event, customer, id, ref_date, by) \
	"T,2026-09-" day ",," event "," customer "," id ",,EUR,,,,,,,,,," \
	ref_date "," by ",\n"

/* Files as texts, NULL: none; the log without header and last run. */
struct dun_texts {
	const char *today;              /* NULL: TODAY */
	const char *open, *second;      /* the operands */
	const char *customers, *payments, *policy, *log, *promises,
	    *disputes, *plans, *holidays, *rates;
	bool rejects;
};

struct dun {
	struct ar_cli cli;
	struct ar_dunning d;
	struct ar_dunning_files files;
	struct ar_actions actions;
	struct ar_tie tie;
};

static inline int
dun_enter(void **state)
{
	return scratch_make(state) != 0 || chdir(scratch_folder) != 0;
}

static inline const char *
dun_file(const char *name, const char *text)
{
	if (text == NULL)
		return NULL;
	(void)scratch_write(name, ar_slice_of(text));
	return name;
}

static inline const char *
dun_log(const char *rows)
{
	struct ar_buf text = {0};

	if (rows == NULL)
		return NULL;
	ar_buf_addf(&text, HEAD "%s" STATE("01", "", "run"), rows);
	(void)scratch_write("log", ar_buf_slice(&text));
	ar_buf_free(&text);
	return "log";
}

/* As ar_dunning_read(); dun_end() in any case, and listen before. */
static inline int
dun_read(struct dun *u, const struct dun_texts *t)
{
	static const struct ar_tool tool = {.name = "t"};
	static char first[] = "open", second[] = "second";
	static char *const operand[] = {first, second};
	struct ar_common *c = &u->cli.common;
	struct ar_remind_options o = {.contact_gap = 3,
	    .policy = dun_file("policy", t->policy), .log = dun_log(t->log),
	    .promises = dun_file("promises", t->promises),
	    .disputes = dun_file("disputes", t->disputes),
	    .plans = dun_file("plans", t->plans),
	    .holidays = dun_file("holidays", t->holidays),
	    .rates = dun_file("rates", t->rates)};

	*u = (struct dun){0};
	ar_cli_begin(&u->cli, &tool);
	ar_tie_init(&u->tie);
	c->today = c->as_of = day_of(t->today == NULL ? TODAY : t->today);
	c->customers = dun_file("customers", t->customers);
	c->payments = dun_file("payments", t->payments);
	c->rejects = t->rejects ? "rejects" : NULL;
	c->operand = operand;
	c->noperands = t->second == NULL ? 1 : 2;
	(void)dun_file("open", t->open);
	(void)dun_file("second", t->second);
	(void)unlink("rejects");
	assert_int_equal(ar_weekend_parse(&o.weekend, AR_S("sat,sun")),
	    AR_OK);
	return ar_dunning_read(&u->d, &u->files, &u->cli, &o, &u->tie);
}

/* Read, judge, and plan. */
static inline int
dun_plan(struct dun *u, const struct dun_texts *t)
{
	if (dun_read(u, t) != AR_OK)
		return AR_ESTOP;
	ar_judge_all(&u->d);
	return ar_notice_all(&u->d, &u->actions);
}

/* The exit status. */
static inline int
dun_end(struct dun *u)
{
	ar_actions_release(&u->actions);
	ar_dunning_release(&u->d, &u->files);
	ar_tie_release(&u->tie);
	return ar_cli_end(&u->cli);
}

static inline void
dun_put_day(struct ar_buf *to, ar_day day)
{
	char text[AR_DAY_TEXT + 1] = "";

	if (day != AR_NO_DAY)
		ar_day_format(text, day);
	ar_buf_addf(to, " %s", text);
}

/* "invoice" or "invoice.instalment". */
static inline void
dun_put_key(struct ar_buf *to, const struct ar_item_key *key)
{
	ar_buf_add(to, key->invoice_id);
	if (key->instalment > 0)
		ar_buf_addf(to, ".%u", key->instalment);
}

/* Frees got. */
static inline void
dun_expect(const char *row, struct ar_buf *got, const char *want)
{
	ar_buf_add(got, AR_S("\0"));
	if (strcmp(got->p, want) != 0)
		fail_msg("%s: got\n%s\nand not\n%s\n%s", row, got->p, want,
		    scratch.ear < 0 ? "" : scratch_heard());
	ar_buf_free(got);
}

/* code: of the last message, "": nothing was said. */
static inline void
dun_expect_end(const char *row, struct dun *u, int result, const char *code)
{
	if ((result == AR_OK) != (code[0] == '\0') ||
	    strcmp(scratch_code(), code) != 0)
		fail_msg("%s: %d, %s", row, result, scratch_heard());
	(void)dun_end(u);
	(void)scratch_stop(NULL);
}

struct dun_row {
	const char *name;
	struct dun_texts in;
	const char *want;
};

/*
 * Each row, under `policy` where it has none of its own: all is well, and what
 * put writes is what the row wants.
 */
static inline void
dun_check(const struct dun_row *row, size_t n, const char *policy,
    int (*run)(struct dun *, const struct dun_texts *),
    void (*put)(struct ar_buf *, const struct dun_row *, const struct dun *))
{
	for (size_t i = 0; i < n; i++) {
		struct dun_texts in = row[i].in;
		struct ar_buf got = {0};
		struct dun u;
		int result;

		if (in.policy == NULL)
			in.policy = policy;
		scratch_listen();
		result = run(&u, &in);
		put(&got, &row[i], &u);
		dun_expect(row[i].name, &got, row[i].want);
		dun_expect_end(row[i].name, &u, result, "");
	}
}

#endif
