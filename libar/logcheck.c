/*
 * libar/logcheck.c
 * Purpose: what an event that is logged by hand needs, and if the log bears it.
 */
#include "libar/logcheck.h"

#include <stdlib.h>

#include "libar/duncolumns.h"
#include "libar/logfile.h"
#include "libar/map.h"

enum {
	WHOSE = AR_LOG_CUSTOMER | AR_LOG_INSTALMENT | AR_LOG_CURRENCY,
	INVOICE = AR_LOG_INVOICE,
	TALK = WHOSE | INVOICE | AR_LOG_DATE | AR_LOG_CHANNEL | AR_LOG_TO,
	PAYS = INVOICE | AR_LOG_AMOUNT | AR_LOG_DATE
};

static const char of_action[] = "the ID of an action, or several";
static const char of_anyone[] = "-c CUSTOMER or -i INVOICE";
static const char of_invoice[] = "-i INVOICE";
static const char of_customer[] = "-c CUSTOMER";

/* The first of an event is the one with ids. */
static const struct ar_log_rule rules[] = {
	{AR_EVENT_SENT, 0, AR_LOG_TO, false, AR_LOG_ACTIONS, of_action},
	{AR_EVENT_SENT, AR_LOG_CUSTOMER | INVOICE | AR_LOG_STEP,
	    AR_LOG_INSTALMENT | AR_LOG_CURRENCY | AR_LOG_POLICY |
	    AR_LOG_CHANNEL | AR_LOG_TO, false, AR_LOG_NO_ID,
	    "the ID of an action, or -c CUSTOMER, -i INVOICE and --step=N"},
	{AR_EVENT_FAILED, 0, AR_LOG_TO, false, AR_LOG_ACTIONS, of_action},
	{AR_EVENT_CANCELLED, 0, AR_LOG_TO, false, AR_LOG_ACTIONS, of_action},
	{AR_EVENT_APPROVED, 0, AR_LOG_TO, false, AR_LOG_ACTIONS, of_action},
	{AR_EVENT_REFUSED, 0, AR_LOG_TO, false, AR_LOG_ACTIONS, of_action},
	{AR_EVENT_CALL, 0, TALK, true, AR_LOG_NO_ID, of_anyone},
	{AR_EVENT_REPLY, 0, TALK, true, AR_LOG_NO_ID, of_anyone},
	{AR_EVENT_NOTE, 0, TALK, true, AR_LOG_NO_ID, of_anyone},
	{AR_EVENT_PROMISE, PAYS, WHOSE, false, AR_LOG_NO_ID,
	    "-i INVOICE, --amount=N and --date=DATE"},
	{AR_EVENT_DISPUTE_OPEN, INVOICE, WHOSE | AR_LOG_AMOUNT, false,
	    AR_LOG_NO_ID, of_invoice},
	{AR_EVENT_DISPUTE_CLOSED, INVOICE, WHOSE, false, AR_LOG_NO_ID,
	    of_invoice},
	{AR_EVENT_PLAN, PAYS, WHOSE, false, AR_LOG_PLAN_ID,
	    "the ID of the plan, -i INVOICE, --amount=N and --date=DATE"},
	{AR_EVENT_BLOCK, 0, WHOSE | INVOICE | AR_LOG_DATE, true,
	    AR_LOG_NO_ID, of_anyone},
	{AR_EVENT_UNBLOCK, 0, WHOSE | INVOICE, true, AR_LOG_NO_ID,
	    of_anyone},
	{AR_EVENT_CREDIT_HOLD, AR_LOG_CUSTOMER, AR_LOG_CURRENCY, false,
	    AR_LOG_NO_ID, of_customer},
	{AR_EVENT_CREDIT_RELEASE, AR_LOG_CUSTOMER, AR_LOG_CURRENCY, false,
	    AR_LOG_NO_ID, of_customer},
};

enum { RULES = sizeof rules / sizeof *rules };

/* What the log says of an action. */
struct action {
	bool planned;
	struct ar_log_row row;          /* of its kind, views of its id */
	uint8_t state, answer;          /* events */
	bool logged;                    /* for this run already */
};

struct ar_logcheck {
	struct ar_diag *diag;
	const struct ar_log_entry *entry;
	struct ar_map actions;          /* id -> struct action */
	struct ar_arena arena;
	struct ar_slice customer;       /* whose invoice it is, n 0: unknown */
	struct ar_ccy ccy;              /* of it */
	bool many_customers, many_ccys;
	bool is_his, is_anothers;       /* the invoice was planned as */
	bool open;                      /* the dispute or block of that key */
	struct ar_log_row *rows;
	size_t n;
};

const struct ar_log_rule *
ar_log_rule(struct ar_slice word, bool has_ids)
{
	const struct ar_log_rule *found = NULL;

	for (size_t i = 0; i < RULES; i++) {
		if (!ar_slice_eq(word, ar_word(ar_event_words,
		    rules[i].event)))
			continue;
		found = &rules[i];
		if (has_ids)
			break;
	}
	return found;
}

void
ar_log_words_with(struct ar_buf *text, unsigned field)
{
	uint8_t last = AR_EVENT_NONE;

	for (size_t i = 0; i < RULES; i++) {
		const struct ar_log_rule *r = &rules[i];

		if (r->event == last ||
		    (field != 0 && ((r->needs | r->takes) & field) == 0))
			continue;
		if (last != AR_EVENT_NONE)
			ar_buf_add(text, AR_S(", "));
		ar_buf_add(text, ar_word(ar_event_words, r->event));
		last = r->event;
	}
}

void
ar_log_words(struct ar_buf *text)
{
	ar_log_words_with(text, 0);
}

/* It ends what must be open, in the log. */
static bool
is_end(const struct ar_log_entry *e)
{
	return e->rule->event == AR_EVENT_DISPUTE_CLOSED ||
	    e->rule->event == AR_EVENT_UNBLOCK;
}

static bool
lacks_customer(const struct ar_log_entry *e)
{
	return e->row.customer_id.n == 0 && e->row.invoice_id.n > 0;
}

bool
ar_log_entry_needs_log(const struct ar_log_entry *e)
{
	return e->rule->ids == AR_LOG_ACTIONS || is_end(e) ||
	    lacks_customer(e);
}

struct ar_logcheck *
ar_logcheck_new(const struct ar_log_entry *entry, struct ar_diag *diag)
{
	struct ar_logcheck *c = ar_alloc(sizeof *c);
	size_t n = entry->rule->ids == AR_LOG_ACTIONS ? entry->nids : 0;

	c->diag = diag;
	c->entry = entry;
	c->customer = entry->row.customer_id;
	ar_map_init(&c->actions, sizeof(struct action));
	for (size_t i = 0; i < n; i++)
		(void)ar_map_put(&c->actions, ar_slice_of(entry->id[i]),
		    NULL);
	c->rows = ar_alloc((n + 1) * sizeof *c->rows);
	return c;
}

void
ar_logcheck_free(struct ar_logcheck *c)
{
	if (c == NULL)
		return;
	ar_map_release(&c->actions);
	ar_arena_free(&c->arena);
	free(c->rows);
	free(c);
}

/* What an event of the action says is all in its id, and in its row. */
static int
see_planned(const struct ar_logcheck *c, struct action *a,
    struct ar_slice id, const struct ar_row *at, const struct ar_log_row *row)
{
	struct ar_action_id parts;

	if (ar_action_id_parse(&parts, id) != AR_OK ||
	    ar_ccy_parse(&a->row.ccy, parts.currency) != AR_OK) {
		ar_diag_refuse(c->diag, &(struct ar_say){AR_M_LOG_ROW, at->at,
		    AR_S("action_id"), {"it is no id of an action"}});
		return AR_EDATA;
	}
	a->planned = true;
	a->row.customer_id = parts.account;
	a->row.phase = parts.phase;
	a->row.channel = row->channel;
	a->row.audience = row->audience;
	return AR_OK;
}

static int
see_action(struct ar_logcheck *c, const struct ar_row *at,
    const struct ar_log_row *row)
{
	ptrdiff_t i = row->action_id.n == 0 ? -1 :
	    ar_map_find(&c->actions, row->action_id);
	struct action *a;

	if (i < 0 || row->event > AR_EVENT_REFUSED)
		return AR_OK;
	a = ar_map_value(&c->actions, (size_t)i);
	if (row->event == AR_EVENT_APPROVED || row->event == AR_EVENT_REFUSED)
		a->answer = row->event;
	else
		a->state = row->event;
	return row->event == AR_EVENT_PLANNED && !a->planned ?
	    see_planned(c, a, ar_map_key(&c->actions, (size_t)i), at, row) :
	    AR_OK;
}

/* Whose the invoice is, and in which currency. */
static void
see_owner(struct ar_logcheck *c, const struct ar_log_row *row)
{
	bool same = ar_slice_eq(c->entry->row.customer_id, row->customer_id);

	if (row->event == AR_EVENT_PLANNED) {
		c->is_his = c->is_his || same;
		c->is_anothers = c->is_anothers || !same;
	}
	if (c->entry->row.customer_id.n == 0 && row->customer_id.n > 0) {
		if (c->customer.n == 0)
			c->customer = ar_arena_copy(&c->arena,
			    row->customer_id);
		else if (!ar_slice_eq(c->customer, row->customer_id))
			c->many_customers = true;
	}
	if (row->ccy.code[0] == '\0' ||
	    !ar_slice_eq(c->customer, row->customer_id))
		return;
	if (c->ccy.code[0] == '\0')
		c->ccy = row->ccy;
	else if (strcmp(c->ccy.code, row->ccy.code) != 0)
		c->many_ccys = true;
}

/* Whether it is still open on the day of the event. */
static void
see_open(struct ar_logcheck *c, const struct ar_log_row *row)
{
	const struct ar_log_row *own = &c->entry->row;
	bool disputes = c->entry->rule->event == AR_EVENT_DISPUTE_CLOSED;
	uint8_t opens = disputes ? AR_EVENT_DISPUTE_OPEN : AR_EVENT_BLOCK;
	uint8_t ends = disputes ? AR_EVENT_DISPUTE_CLOSED : AR_EVENT_UNBLOCK;

	if ((row->event != opens && row->event != ends) ||
	    row->run_date > own->run_date ||
	    row->instalment != own->instalment ||
	    !ar_slice_eq(row->invoice_id, own->invoice_id) ||
	    !ar_slice_eq(row->customer_id, c->customer))
		return;
	c->open = row->event == opens && (disputes ||
	    row->ref_date == AR_NO_DAY || row->ref_date >= own->run_date);
}

int
ar_logcheck_see(void *check, const struct ar_row *at,
    const struct ar_log_row *row)
{
	struct ar_logcheck *c = check;
	struct ar_slice invoice = c->entry->row.invoice_id;

	if (c->entry->rule->ids == AR_LOG_ACTIONS)
		return see_action(c, at, row);
	if (invoice.n > 0 && ar_slice_eq(row->invoice_id, invoice))
		see_owner(c, row);
	if (is_end(c->entry))
		see_open(c, row);
	return AR_OK;
}

static int
refuse(const struct ar_logcheck *c, enum ar_msg msg, const char *const arg[3])
{
	ar_diag_say(c->diag, &(struct ar_say){msg, {0}, {0},
	    {arg[0], arg[1], arg[2]}});
	return AR_EDATA;
}

static int
wrong_state(const struct ar_logcheck *c, struct ar_slice id, const char *is)
{
	struct ar_quoted q;
	const char *const arg[] = {ar_quote(&q, id), is,
	    ar_word(ar_event_words, c->entry->rule->event).p};

	return refuse(c, AR_M_WRONG_STATE, arg);
}

/* Whether an action in this state may be logged as sent, failed, ... */
static bool
may_become(uint8_t state, uint8_t event)
{
	return state == AR_EVENT_PLANNED ||
	    (state == AR_EVENT_SENT && event == AR_EVENT_FAILED);
}

/* AR_ITEM: it is to be logged; AR_OK: it is already. */
static int
judge_state(const struct ar_logcheck *c, const struct action *a,
    struct ar_slice id)
{
	uint8_t event = c->entry->rule->event;

	if (a->state == event)
		return AR_OK;
	return may_become(a->state, event) ? AR_ITEM :
	    wrong_state(c, id, ar_word(ar_event_words, a->state).p);
}

static int
judge_answer(const struct ar_logcheck *c, const struct action *a,
    struct ar_slice id)
{
	if (a->row.phase != AR_PHASE_APPROVE)
		return wrong_state(c, id, "no request for approval");
	if (ar_event_is_void(a->state))
		return wrong_state(c, id,
		    ar_word(ar_event_words, a->state).p);
	return a->answer == c->entry->rule->event ? AR_OK : AR_ITEM;
}

static int
judge(struct ar_logcheck *c, struct ar_slice id)
{
	uint8_t event = c->entry->rule->event;
	struct action *a = ar_map_value(&c->actions,
	    (size_t)ar_map_find(&c->actions, id));
	struct ar_log_row *row = &c->rows[c->n];
	struct ar_quoted q;
	int result;

	if (a->logged)
		return AR_OK;
	a->logged = true;
	if (!a->planned)
		return refuse(c, AR_M_UNKNOWN_ACTION,
		    (const char *const[]){ar_quote(&q, id), "", ""});
	result = event == AR_EVENT_APPROVED || event == AR_EVENT_REFUSED ?
	    judge_answer(c, a, id) : judge_state(c, a, id);
	if (result != AR_ITEM)
		return result;
	*row = c->entry->row;
	row->action_id = id;
	row->event = event;
	row->customer_id = a->row.customer_id;
	row->ccy = a->row.ccy;
	row->phase = a->row.phase;
	row->channel = a->row.channel;
	row->audience = a->row.audience;
	c->n++;
	return AR_OK;
}

static int
judge_all(struct ar_logcheck *c)
{
	int result = AR_OK;

	for (size_t i = 0; i < c->entry->nids; i++)
		if (judge(c, ar_slice_of(c->entry->id[i])) != AR_OK)
			result = AR_EDATA;
	return result;
}

static int
check_amount(const struct ar_logcheck *c, const struct ar_log_row *row)
{
	char text[AR_MONEY_MAX];
	struct ar_buf b = {0};
	struct ar_quoted q;
	int64_t minor;
	int result = AR_OK;

	if (!row->amount.filled || ar_decimal_minor(&minor, row->amount,
	    row->ccy.digits) == AR_OK)
		return AR_OK;
	ar_buf_addf(&b, "at most %u decimals%s%s", row->ccy.digits,
	    row->ccy.code[0] == '\0' ? ", or --currency" : " in ",
	    row->ccy.code);
	ar_buf_add(&b, AR_S("\0"));
	result = refuse(c, AR_M_BAD_VALUE, (const char *const[]){"--amount",
	    ar_quote(&q, ar_slice(text, ar_decimal_format(text,
	    row->amount))), b.p});
	ar_buf_free(&b);
	return result;
}

static int
say_nothing_open(const struct ar_logcheck *c, const struct ar_log_row *row)
{
	struct ar_quoted q;

	return refuse(c, AR_M_NOTHING_OPEN, (const char *const[]){
	    row->event == AR_EVENT_UNBLOCK ? "block" : "dispute",
	    ar_quote(&q, row->invoice_id.n > 0 ? row->invoice_id :
	    row->customer_id), ""});
}

static int
complete(struct ar_logcheck *c)
{
	const struct ar_log_entry *e = c->entry;
	struct ar_log_row *row = &c->rows[0];
	struct ar_quoted q, id;

	*row = e->row;
	row->event = e->rule->event;
	if (lacks_customer(e) && (c->customer.n == 0 || c->many_customers))
		return refuse(c, AR_M_NEEDS_CUSTOMER, (const char *const[]){
		    ar_quote(&q, row->invoice_id), "", ""});
	if (!lacks_customer(e) && c->is_anothers && !c->is_his)
		ar_diag_say(c->diag, &(struct ar_say){AR_M_ANOTHERS, {0}, {0},
		    {ar_quote(&q, row->invoice_id),
		    ar_quote(&id, row->customer_id)}});
	row->customer_id = c->customer;
	if (!e->has_ccy && c->ccy.code[0] != '\0' && !c->many_ccys)
		row->ccy = c->ccy;
	if (e->rule->ids == AR_LOG_PLAN_ID)
		row->action_id = ar_slice_of(e->id[0]);
	if (check_amount(c, row) != AR_OK)
		return AR_EDATA;
	if (is_end(e) && !c->open)
		return say_nothing_open(c, row);
	c->n = 1;
	return AR_OK;
}

int
ar_logcheck_rows(struct ar_logcheck *c, const struct ar_log_row **rows,
    size_t *n)
{
	int result = c->entry->rule->ids == AR_LOG_ACTIONS ? judge_all(c) :
	    complete(c);

	*rows = c->rows;
	*n = result == AR_OK ? c->n : 0;
	return result;
}
