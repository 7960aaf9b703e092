/*
 * ar-log - the log of reminders and contacts
 *
 * Logs what happened to actions and what customers said, and shows it.
 * Manual: ar-log(1).
 */
#include "libar/duncolumns.h"
#include "libar/help.h"
#include "libar/logevent.h"
#include "libar/logfile.h"
#include "libar/loghistory.h"
#include "libar/logpromises.h"
#include "libar/logredact.h"
#include "libar/options.h"
#include "libar/utf8.h"

#include <unistd.h>

static const char synopsis[] =
    "-l LOG [-a DATE] [--wait=10] EVENT [-c CUSTOMER] [-i INVOICE]\n"
    "[--instalment=N] [--currency=C] [--amount=N] [--date=DATE]\n"
    "[--step=N] [--policy=P] [--channel=C] [--to=A] [--by=WHO]\n"
    "[--text=T] [--max-errors=N] [-v] [ID...]\n"
    "-l LOG history CUSTOMER\n"
    "-l LOG promises [-g customer_id] [--digits=N]\n"
    "-l LOG redact [-c CUSTOMER] --before=DATE [--wait=10] [-v]";

static const char examples[] =
    "ar-log -l log.csv sent C1-EUR-over-20260929\n"
    "ar-log -l log.csv promise -i I17 --amount=250 --date=2026-10-15";

enum {
	AMOUNT = AR_OPT_FIRST, BEFORE, BY, CHANNEL, CURRENCY, CUSTOMER, DATE,
	INSTALMENT, INVOICE, LOG, POLICY, STEP, TEXT, TO, WAIT
};

static const struct ar_option options[] = {
	{0, "amount", "N", "what was promised, planned or is in dispute",
	    AMOUNT},
	AR_OPTION_AS_OF,
	{0, "before", "DATE", "redact rows of runs before this day", BEFORE},
	{0, "by", "WHO", "who did it, or said it", BY},
	{0, "channel", "C", "email, letter, call, sms or task", CHANNEL},
	{0, "currency", "C", "of the invoice, or of the amount", CURRENCY},
	{'c', "customer", "CUSTOMER", "whom it is about (as the log says)",
	    CUSTOMER},
	{0, "date", "DATE",
	    "the day promised, due, to call back, or the last of a block",
	    DATE},
	AR_OPTION_DIGITS,
	{'g', "group-by", "customer_id", "promises: a row for each customer",
	    AR_OPT_GROUP_BY},
	AR_OPTION_HELP,
	{0, "instalment", "N", "of the invoice, if only that one is meant",
	    INSTALMENT},
	{'i', "invoice", "INVOICE", "the invoice that it is about", INVOICE},
	{'l', "log", "LOG", "the log of ar-remind", LOG},
	AR_OPTION_MAX_ERRORS,
	{0, "policy", "P", "policy of a step sent before", POLICY},
	{0, "step", "N", "the step that was sent before", STEP},
	{0, "text", "T", "what was said, in one line", TEXT},
	{0, "to", "A", "the address or number it went to", TO},
	{'v', "verbose", NULL, "say how many rows were written",
	    AR_OPT_VERBOSE},
	AR_OPTION_VERSION,
	{0, "wait", "SECONDS", "wait so long for another writer (10)", WAIT},
};

struct opts {
	const char *log;
	int64_t wait;
	ar_day before;
	struct ar_log_entry entry;
};

/* What a field of a line can hold, so that ar-remind reads it again. */
static int
set_text(struct ar_slice *to, const char *value, const char **want)
{
	enum { LONGEST = 65536 };
	struct ar_slice text = ar_slice_of(value);

	*want = "text in UTF-8 of one line, at most 65536 bytes";
	if (text.n == 0 || text.n > LONGEST || ar_slice_has_break(text) ||
	    !ar_utf8_valid(text))
		return AR_EDATA;
	*to = text;
	return AR_OK;
}

static int
set_id(struct ar_slice *to, const char *value, const char **want)
{
	struct ar_slice text;

	if (set_text(&text, value, want) != AR_OK)
		return AR_EDATA;
	*want = "a name without a blank at its beginning or end";
	if (ar_slice_trim(text).n != text.n)
		return AR_EDATA;
	*to = text;
	return AR_OK;
}

static int
set_count(uint16_t *to, const char *value, const char **want)
{
	int64_t n;

	*want = "a whole number from 1 to 999";
	if (value[0] == '0' || ar_number_parse(&n, ar_slice_of(value), 1,
	    AR_INSTALMENT_MAX) != AR_OK)
		return AR_EDATA;
	*to = (uint16_t)n;
	return AR_OK;
}

static int
set_day(ar_day *to, const char *value, const char **want)
{
	*want = "a date YYYY-MM-DD";
	return ar_day_parse(to, ar_slice_of(value)) == AR_DAY_OK ? AR_OK :
	    AR_EDATA;
}

static int
set_amount(struct ar_decimal *to, const char *value, const char **want)
{
	*want = "a decimal number above 0";
	return ar_decimal_parse(to, ar_slice_of(value)) == AR_MONEY_OK &&
	    to->units > 0 ? AR_OK : AR_EDATA;
}

static int
set_currency(struct ar_log_entry *e, const char *value, const char **want)
{
	*want = "an active ISO 4217 code in capitals";
	e->has_ccy = true;
	return value[0] == '\0' ? AR_EDATA :
	    ar_ccy_parse(&e->row.ccy, ar_slice_of(value));
}

static int
set_channel(uint8_t *to, const char *value, const char **want)
{
	*want = "email, letter, call, sms or task";
	for (int i = AR_CHANNEL_EMAIL; i <= AR_CHANNEL_TASK; i++)
		if (strcmp(value, ar_channel_words[i - 1]) == 0) {
			*to = (uint8_t)i;
			return AR_OK;
		}
	return AR_EDATA;
}

static int
set_by(struct ar_slice *to, const char *value, const char **want)
{
	if (set_text(to, value, want) != AR_OK)
		return AR_EDATA;
	*want = "who did it; " AR_LOG_BY " logs its own";
	return ar_slice_eq(*to, AR_S(AR_LOG_BY)) ? AR_EDATA : AR_OK;
}

/* redact writes a name that ends so as gzip, and no log is. */
static int
set_log(const char **to, const char *value, const char **want)
{
	struct ar_slice name = ar_slice_of(value);

	if (name.n > 3 && strcmp(value + name.n - 3, ".gz") == 0) {
		*want = "a file that is not compressed";
		return AR_EDATA;
	}
	return ar_file_parse(to, strcmp(value, "-") == 0 ? "" : value, want);
}

static int
set_wait(int64_t *to, const char *value, const char **want)
{
	*want = "seconds, 0 to 86400";
	return ar_number_parse(to, ar_slice_of(value), 0, 86400);
}

static int
set(void *opts, int id, const char *value, const char **want)
{
	struct opts *o = opts;
	struct ar_log_row *row = &o->entry.row;

	switch (id) {
	case AMOUNT:
		return set_amount(&row->amount, value, want);
	case BEFORE:
		return set_day(&o->before, value, want);
	case BY:
		return set_by(&row->by, value, want);
	case CHANNEL:
		return set_channel(&row->channel, value, want);
	case CURRENCY:
		return set_currency(&o->entry, value, want);
	case CUSTOMER:
		return set_id(&row->customer_id, value, want);
	case DATE:
		return set_day(&row->ref_date, value, want);
	case INSTALMENT:
		return set_count(&row->instalment, value, want);
	case INVOICE:
		return set_id(&row->invoice_id, value, want);
	case LOG:
		return set_log(&o->log, value, want);
	case POLICY:
		return set_id(&row->policy, value, want);
	case STEP:
		return set_count(&row->step, value, want);
	case TEXT:
		return set_text(&row->text, value, want);
	case TO:
		return set_text(&row->to, value, want);
	default:
		return set_wait(&o->wait, value, want);
	}
}

static const struct ar_tool tool = {
	.name = "ar-log", .purpose = "the log of reminders and contacts",
	.synopsis = synopsis, .examples = examples, .option = options,
	.noptions = sizeof options / sizeof *options, .set = set,
	.words = true,
};

/* The fields of an event by the options that say them. */
static const struct {
	int option;
	unsigned field;
} fields[] = {
	{AMOUNT, AR_LOG_AMOUNT}, {CHANNEL, AR_LOG_CHANNEL},
	{CURRENCY, AR_LOG_CURRENCY}, {CUSTOMER, AR_LOG_CUSTOMER},
	{DATE, AR_LOG_DATE}, {INSTALMENT, AR_LOG_INSTALMENT},
	{INVOICE, AR_LOG_INVOICE}, {POLICY, AR_LOG_POLICY},
	{STEP, AR_LOG_STEP}, {TO, AR_LOG_TO},
};

enum { FIELDS = sizeof fields / sizeof *fields };

/* A run of the tool. */
struct run {
	struct ar_cli cli;
	struct opts o;
};

static int
say(struct run *r, enum ar_msg msg, const char *a, const char *b,
    const char *c)
{
	ar_diag_say(r->cli.diag, &(struct ar_say){msg, {0}, {0}, {a, b, c}});
	return AR_ESTOP;
}

/* Options that go with other words than the one given. */
static int
check_options(struct run *r, const int *foreign, size_t n, const char *with)
{
	for (size_t i = 0; i < n; i++)
		if (ar_cli_given(&r->cli, foreign[i]))
			return say(r, AR_M_NEEDS_OPTION,
			    ar_cli_name(&r->cli, foreign[i]), with, NULL);
	return AR_OK;
}

/* What belongs to reports only, or to events only. */
static int
check_promises(struct run *r)
{
	static const int of_promises[] = {AR_OPT_DIGITS, AR_OPT_GROUP_BY};

	return check_options(r, of_promises, 2, "promises");
}

static int
check_events(struct run *r, bool keep_customer)
{
	static const int of_events[] = {AR_OPT_AS_OF, BY, TEXT};

	if (check_options(r, of_events, 3, "an event") != AR_OK)
		return AR_ESTOP;
	for (size_t i = 0; i < FIELDS; i++)
		if ((fields[i].option != CUSTOMER || !keep_customer) &&
		    check_options(r, &fields[i].option, 1, "an event") !=
		    AR_OK)
			return AR_ESTOP;
	return AR_OK;
}

static int
check_redact(struct run *r)
{
	static const int of_redact[] = {BEFORE};

	return check_options(r, of_redact, 1, "redact");
}

static int
check_field(struct run *r, unsigned field, int option, const char *event)
{
	struct ar_buf words = {0}, with = {0};

	ar_log_words_with(&words, field);
	ar_buf_addf(&with, "%.*s, and not with '%s'", (int)words.n, words.p,
	    event);
	ar_buf_add(&with, AR_S("\0"));
	(void)say(r, AR_M_NEEDS_OPTION, ar_cli_name(&r->cli, option), with.p,
	    NULL);
	ar_buf_free(&words);
	ar_buf_free(&with);
	return AR_ESTOP;
}

static int
lacks(struct run *r, const struct ar_log_rule *rule, const char *event)
{
	struct ar_buf want = {0};

	ar_buf_addf(&want, "%s with '%s'", rule->want, event);
	ar_buf_add(&want, AR_S("\0"));
	(void)say(r, AR_M_BAD_OPERANDS, want.p, tool.name, NULL);
	ar_buf_free(&want);
	return AR_ESTOP;
}

/* What is said of the event is what it needs and takes. */
static int
check_fields(struct run *r, const struct ar_log_rule *rule,
    const char *event)
{
	unsigned any = AR_LOG_CUSTOMER | AR_LOG_INVOICE, given = 0;

	for (size_t i = 0; i < FIELDS; i++)
		if (ar_cli_given(&r->cli, fields[i].option))
			given |= fields[i].field;
	if ((given & rule->needs) != rule->needs ||
	    (rule->of_invoice_or_customer && (given & any) == 0))
		return lacks(r, rule, event);
	for (size_t i = 0; i < FIELDS; i++)
		if ((given & fields[i].field & ~(rule->needs | rule->takes)) !=
		    0)
			return check_field(r, fields[i].field,
			    fields[i].option, event);
	return ar_cli_needs(&r->cli, INSTALMENT, INVOICE);
}

static int
check_ids(struct run *r, const struct ar_log_rule *rule, const char *event)
{
	const struct ar_log_entry *e = &r->o.entry;
	const char *want;
	struct ar_slice id;
	struct ar_quoted q;

	if ((rule->ids == AR_LOG_NO_ID && e->nids > 0) ||
	    (rule->ids == AR_LOG_ACTIONS && e->nids == 0) ||
	    (rule->ids == AR_LOG_PLAN_ID && e->nids != 1))
		return lacks(r, rule, event);
	for (size_t i = 0; i < e->nids; i++)
		if (set_id(&id, e->id[i], &want) != AR_OK)
			return say(r, AR_M_BAD_VALUE, "ID",
			    ar_quote(&q, ar_slice_of(e->id[i])), want);
	return AR_OK;
}

/* A promise and a plan are for the day of the event, or later. */
static int
check_date(struct run *r)
{
	const struct ar_log_row *row = &r->o.entry.row;
	char shown[AR_DAY_TEXT], want[40] = "a day from YYYY-MM-DD on";
	struct ar_quoted q;

	if ((r->o.entry.rule->needs & AR_LOG_DATE) == 0 ||
	    row->ref_date >= row->run_date)
		return AR_OK;
	ar_day_format(shown, row->ref_date);
	ar_day_format(strchr(want, 'Y'), row->run_date);
	return say(r, AR_M_BAD_VALUE, ar_cli_name(&r->cli, DATE),
	    ar_quote(&q, ar_slice(shown, sizeof shown)), want);
}

static int
no_event(struct run *r, const char *word)
{
	struct ar_buf words = {0};
	struct ar_quoted q;

	ar_log_words(&words);
	ar_buf_add(&words, AR_S(", history, promises, redact\0"));
	(void)say(r, AR_M_BAD_EVENT, ar_quote(&q, ar_slice_of(word)),
	    words.p, NULL);
	ar_buf_free(&words);
	return AR_ESTOP;
}

static void
log_event(struct run *r, const char *word)
{
	struct ar_log_entry *e = &r->o.entry;

	e->id = r->cli.common.operand + 1;
	e->nids = r->cli.common.noperands - 1;
	e->rule = ar_log_rule(ar_slice_of(word), e->nids > 0);
	if (e->rule == NULL) {
		(void)no_event(r, word);
		return;
	}
	e->row.ts = ar_slice_of(r->cli.common.ts);
	e->row.run_date = r->cli.common.as_of;
	if (check_promises(r) != AR_OK || check_redact(r) != AR_OK ||
	    check_ids(r, e->rule, word) != AR_OK ||
	    check_fields(r, e->rule, word) != AR_OK || check_date(r) != AR_OK)
		return;
	ar_log_event(&r->cli, r->o.log, (int)r->o.wait, e);
}

static int
check_operands(struct run *r, size_t n, const char *want)
{
	return r->cli.common.noperands == n ? AR_OK :
	    say(r, AR_M_BAD_OPERANDS, want, tool.name, NULL);
}

static void
print_history(struct run *r)
{
	static const int writing[] = {WAIT};
	const char *want;
	struct ar_slice customer;
	struct ar_quoted q;

	if (check_operands(r, 2, "one CUSTOMER with 'history'") != AR_OK ||
	    check_events(r, false) != AR_OK || check_promises(r) != AR_OK ||
	    check_redact(r) != AR_OK ||
	    check_options(r, writing, 1, "an event or redact") != AR_OK)
		return;
	if (set_id(&customer, r->cli.common.operand[1], &want) == AR_OK)
		ar_log_history(&r->cli, r->o.log, customer);
	else
		(void)say(r, AR_M_BAD_VALUE, "CUSTOMER", ar_quote(&q,
		    ar_slice_of(r->cli.common.operand[1])), want);
}

static void
print_promises(struct run *r)
{
	static const int writing[] = {WAIT};
	const struct ar_keys *keys = &r->cli.common.keys;
	struct ar_quoted q;

	if (check_operands(r, 1, "nothing behind 'promises'") != AR_OK ||
	    check_events(r, false) != AR_OK || check_redact(r) != AR_OK ||
	    check_options(r, writing, 1, "an event or redact") != AR_OK)
		return;
	if (keys->n > 1 || (keys->n == 1 &&
	    !ar_name_eq(keys->name[0], AR_S("customer_id")))) {
		(void)say(r, AR_M_BAD_VALUE, "--group-by", ar_quote(&q,
		    ar_slice_of(r->cli.common.group_by)), "customer_id");
		return;
	}
	ar_log_promises(&r->cli, r->o.log, keys->n == 1);
}

static void
redact(struct run *r)
{
	const struct ar_log_redaction wish = {
		.customer = r->o.entry.row.customer_id,
		.before = r->o.before, .wait = (int)r->o.wait,
	};

	if (check_operands(r, 1, "nothing behind 'redact'") != AR_OK ||
	    check_events(r, true) != AR_OK || check_promises(r) != AR_OK)
		return;
	if (r->o.before == AR_NO_DAY)
		(void)say(r, AR_M_BAD_OPERANDS, "--before=DATE with 'redact'",
		    tool.name, NULL);
	else
		ar_log_redact(&r->cli, r->o.log, &wish);
}

static void
run(struct run *r)
{
	const char *word = r->cli.common.noperands > 0 ?
	    r->cli.common.operand[0] : NULL;

	if (word == NULL || r->o.log == NULL) {
		(void)say(r, AR_M_BAD_OPERANDS, "-l LOG and an EVENT, or "
		    "history, promises or redact", tool.name, NULL);
		if (word == NULL && isatty(STDIN_FILENO))
			ar_help_usage(&tool, r->cli.diag);
	} else if (strcmp(word, "history") == 0)
		print_history(r);
	else if (strcmp(word, "promises") == 0)
		print_promises(r);
	else if (strcmp(word, "redact") == 0)
		redact(r);
	else
		log_event(r, word);
}

int
main(int argc, char **argv)
{
	struct run r = {.o = {.wait = 10, .entry.row = {.ts = AR_S(""),
	    .action_id = AR_S(""), .customer_id = AR_S(""),
	    .invoice_id = AR_S(""), .policy = AR_S(""), .to = AR_S(""),
	    .by = AR_S(""), .text = AR_S(""), .ccy = AR_CCY_UNNAMED}}};

	ar_cli_begin(&r.cli, &tool);
	if (ar_cli_parse(&r.cli, argc, argv, &r.o) == AR_OK)
		run(&r);
	return ar_cli_end(&r.cli);
}
