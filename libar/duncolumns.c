/*
 * libar/duncolumns.c
 * Purpose: the columns of the streams of dunning; ar-csv(5), ar-policy(5).
 */
#include "libar/duncolumns.h"

const char *const ar_channel_words[] = {
	"email", "letter", "call", "sms", "task", NULL
};

const char *const ar_audience_words[] = {
	"billing", "ap-manager", "owner", "management", "collector",
	"internal", NULL
};

const char *const ar_anchor_words[] = {
	"due", "prev", "paid", NULL
};

const char *const ar_roll_words[] = {
	"next", "prev", "same", NULL
};

const char *const ar_phase_words[] = {
	"address", "approve", "broken", "cash", "over", "pre", "release",
	"task", "thanks", NULL
};

const char *const ar_event_words[] = {
	"planned", "sent", "failed", "cancelled", "approved", "refused",
	"call", "reply", "note", "promise", "promise-kept", "promise-partly",
	"promise-broken", "dispute-open", "dispute-closed", "plan",
	"plan-broken", "block", "unblock", "credit-hold", "credit-release",
	"run", NULL
};

const char *const ar_yes_words[] = {
	"y", "n", NULL
};

const char *const ar_method_words[] = {
	"split", "fixed", "month", "us-federal", NULL
};

const char *const ar_basis_words[] = {
	"365", "360", "actual", NULL
};

const char *const ar_risk_words[] = {
	"A", "B", "C", "D", NULL
};

#define COLUMN(record, name, type, filled) \
	{#name, type, filled, offsetof(struct record, name), NULL}
#define WORDS(record, name, filled, words) \
	{#name, AR_WORD, filled, offsetof(struct record, name), words}
#define CURRENCY(record) \
	{"currency", AR_CURRENCY, false, offsetof(struct record, ccy), NULL}

/* In the order of the file. */
static const struct ar_column log_columns[] = {
	COLUMN(ar_log_row, ts, AR_TEXT, true),
	COLUMN(ar_log_row, run_date, AR_DATE, true),
	COLUMN(ar_log_row, action_id, AR_ID, false),
	WORDS(ar_log_row, event, true, ar_event_words),
	COLUMN(ar_log_row, customer_id, AR_ID, false),
	COLUMN(ar_log_row, invoice_id, AR_ID, false),
	COLUMN(ar_log_row, instalment, AR_COUNT, false),
	CURRENCY(ar_log_row),
	WORDS(ar_log_row, phase, false, ar_phase_words),
	COLUMN(ar_log_row, policy, AR_ID, false),
	COLUMN(ar_log_row, step, AR_COUNT, false),
	WORDS(ar_log_row, channel, false, ar_channel_words),
	WORDS(ar_log_row, audience, false, ar_audience_words),
	COLUMN(ar_log_row, to, AR_TEXT, false),
	COLUMN(ar_log_row, amount, AR_NUMBER, false),
	COLUMN(ar_log_row, fee, AR_NUMBER, false),
	COLUMN(ar_log_row, interest, AR_NUMBER, false),
	COLUMN(ar_log_row, ref_date, AR_DATE, false),
	COLUMN(ar_log_row, by, AR_TEXT, false),
	COLUMN(ar_log_row, text, AR_TEXT, false),
};

static const struct ar_column policies[] = {
	COLUMN(ar_policy_row, policy, AR_ID, true),
	COLUMN(ar_policy_row, step, AR_COUNT, true),
	COLUMN(ar_policy_row, name, AR_TEXT, false),
	WORDS(ar_policy_row, anchor, false, ar_anchor_words),
	COLUMN(ar_policy_row, offset, AR_NUMBER, true),
	COLUMN(ar_policy_row, until, AR_NUMBER, false),
	COLUMN(ar_policy_row, gap, AR_NUMBER, false),
	WORDS(ar_policy_row, channel, true, ar_channel_words),
	WORDS(ar_policy_row, audience, false, ar_audience_words),
	COLUMN(ar_policy_row, template, AR_TEXT, false),
	COLUMN(ar_policy_row, min_open, AR_NUMBER, false),
	COLUMN(ar_policy_row, min_pct, AR_PERCENT, false),
	COLUMN(ar_policy_row, fee, AR_TEXT, false),
	COLUMN(ar_policy_row, interest, AR_ID, false),
	WORDS(ar_policy_row, credit_hold, false, ar_yes_words),
	WORDS(ar_policy_row, approval, false, ar_yes_words),
	WORDS(ar_policy_row, roll, false, ar_roll_words),
	COLUMN(ar_policy_row, repeat, AR_NUMBER, false),
	COLUMN(ar_policy_row, repeat_max, AR_COUNT, false),
};

static const struct ar_column promises[] = {
	CURRENCY(ar_promise),
	COLUMN(ar_promise, invoice_id, AR_ID, true),
	COLUMN(ar_promise, customer_id, AR_ID, true),
	COLUMN(ar_promise, made_date, AR_DATE, true),
	COLUMN(ar_promise, promise_date, AR_DATE, true),
	COLUMN(ar_promise, amount, AR_NUMBER, true),
	COLUMN(ar_promise, instalment, AR_COUNT, false),
	COLUMN(ar_promise, grace_days, AR_NUMBER, false),
};

static const struct ar_column disputes[] = {
	CURRENCY(ar_dispute),
	COLUMN(ar_dispute, invoice_id, AR_ID, true),
	COLUMN(ar_dispute, customer_id, AR_ID, true),
	COLUMN(ar_dispute, opened_date, AR_DATE, true),
	COLUMN(ar_dispute, closed_date, AR_DATE, false),
	COLUMN(ar_dispute, amount, AR_NUMBER, false),
	COLUMN(ar_dispute, instalment, AR_COUNT, false),
	COLUMN(ar_dispute, reason, AR_TEXT, false),
	COLUMN(ar_dispute, owner, AR_TEXT, false),
};

static const struct ar_column plans[] = {
	CURRENCY(ar_plan_row),
	COLUMN(ar_plan_row, plan_id, AR_ID, true),
	COLUMN(ar_plan_row, invoice_id, AR_ID, true),
	COLUMN(ar_plan_row, customer_id, AR_ID, true),
	COLUMN(ar_plan_row, made_date, AR_DATE, true),
	COLUMN(ar_plan_row, due_date, AR_DATE, true),
	COLUMN(ar_plan_row, amount, AR_NUMBER, true),
	COLUMN(ar_plan_row, paid, AR_NUMBER, false),
	COLUMN(ar_plan_row, instalment, AR_COUNT, false),
	COLUMN(ar_plan_row, grace_days, AR_NUMBER, false),
};

static const struct ar_column holidays[] = {
	COLUMN(ar_holiday, date, AR_DATE, true),
	COLUMN(ar_holiday, calendar, AR_ID, false),
	COLUMN(ar_holiday, name, AR_TEXT, false),
};

static const struct ar_column rates[] = {
	COLUMN(ar_rate_row, rule, AR_ID, true),
	COLUMN(ar_rate_row, from_date, AR_DATE, true),
	COLUMN(ar_rate_row, percent, AR_PERCENT, true),
	WORDS(ar_rate_row, method, false, ar_method_words),
	WORDS(ar_rate_row, basis, false, ar_basis_words),
	COLUMN(ar_rate_row, grace_days, AR_NUMBER, false),
	COLUMN(ar_rate_row, minimum, AR_NUMBER, false),
	COLUMN(ar_rate_row, fixed_sum, AR_NUMBER, false),
};

static const struct ar_column shares[] = {
	COLUMN(ar_share_row, days, AR_NUMBER, true),
	COLUMN(ar_share_row, share, AR_NUMBER, true),
};

#define REACH(name, which) \
	{name, AR_TEXT, false, offsetof(struct ar_dun_cells, reach) + \
	    (which) * sizeof(struct ar_slice), NULL}

static const struct ar_column cells[] = {
	CURRENCY(ar_dun_cells),
	COLUMN(ar_dun_cells, policy, AR_ID, false),
	COLUMN(ar_dun_cells, block, AR_TEXT, false),
	COLUMN(ar_dun_cells, block_until, AR_DATE, false),
	COLUMN(ar_dun_cells, disputed_amount, AR_AMOUNT, false),
	COLUMN(ar_dun_cells, po_number, AR_TEXT, false),
	REACH("collector", AR_REACH_COLLECTOR),
	REACH("terms", AR_REACH_TERMS),
	REACH("contact", AR_REACH_CONTACT),
	REACH("email", AR_REACH_EMAIL),
	REACH("phone", AR_REACH_PHONE),
	REACH("billing_contact", AR_REACH_BILLING_CONTACT),
	REACH("billing_email", AR_REACH_BILLING_EMAIL),
	REACH("ap_contact", AR_REACH_AP_CONTACT),
	REACH("ap_email", AR_REACH_AP_EMAIL),
	REACH("ap_phone", AR_REACH_AP_PHONE),
	REACH("owner_contact", AR_REACH_OWNER_CONTACT),
	REACH("owner_email", AR_REACH_OWNER_EMAIL),
	REACH("owner_phone", AR_REACH_OWNER_PHONE),
	REACH("address", AR_REACH_ADDRESS),
};

static const struct ar_column customers[] = {
	COLUMN(ar_dun_customer, customer_id, AR_ID, true),
	COLUMN(ar_dun_customer, parent_id, AR_ID, false),
	COLUMN(ar_dun_customer, policy, AR_ID, false),
	COLUMN(ar_dun_customer, block, AR_TEXT, false),
	COLUMN(ar_dun_customer, block_until, AR_DATE, false),
	COLUMN(ar_dun_customer, calendar, AR_ID, false),
	COLUMN(ar_dun_customer, late_rule, AR_ID, false),
	COLUMN(ar_dun_customer, contact_gap, AR_NUMBER, false),
	WORDS(ar_dun_customer, consolidate, false, ar_yes_words),
	WORDS(ar_dun_customer, natural_person, false, ar_yes_words),
	WORDS(ar_dun_customer, risk, false, ar_risk_words),
};

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define STREAM(name, table, required) \
	{name, table, COUNT(table), required, false, {{NULL}}}
#define FIRST(n) (AR_BIT(n) - 1)

const char *const ar_reach_names[AR_REACH_COLUMNS] = {
	[AR_REACH_COLLECTOR] = "collector", [AR_REACH_TERMS] = "terms",
	[AR_REACH_CONTACT] = "contact", [AR_REACH_EMAIL] = "email",
	[AR_REACH_PHONE] = "phone",
	[AR_REACH_BILLING_CONTACT] = "billing_contact",
	[AR_REACH_BILLING_EMAIL] = "billing_email",
	[AR_REACH_AP_CONTACT] = "ap_contact",
	[AR_REACH_AP_EMAIL] = "ap_email", [AR_REACH_AP_PHONE] = "ap_phone",
	[AR_REACH_OWNER_CONTACT] = "owner_contact",
	[AR_REACH_OWNER_EMAIL] = "owner_email",
	[AR_REACH_OWNER_PHONE] = "owner_phone",
	[AR_REACH_ADDRESS] = "address", [AR_REACH_LANGUAGE] = "language",
	[AR_REACH_NAME] = "customer_name",
};

const struct ar_stream ar_log_stream =
    STREAM("log", log_columns, FIRST(COUNT(log_columns)));
const struct ar_stream ar_policies_stream = STREAM("policy", policies,
    AR_BIT(0) | AR_BIT(1) | AR_BIT(4) | AR_BIT(7));
const struct ar_stream ar_promises_stream =
    STREAM("promises", promises, FIRST(6) & ~AR_BIT(0));
const struct ar_stream ar_disputes_stream =
    STREAM("disputes", disputes, FIRST(4) & ~AR_BIT(0));
const struct ar_stream ar_plans_stream =
    STREAM("plans", plans, FIRST(7) & ~AR_BIT(0));
const struct ar_stream ar_holidays_stream =
    STREAM("holidays", holidays, FIRST(1));
const struct ar_stream ar_rates_stream = STREAM("rates", rates, FIRST(3));
const struct ar_stream ar_shares_stream =
    STREAM("recovery", shares, FIRST(2));
const struct ar_stream ar_dun_cells_stream = STREAM("invoices", cells, 0);
const struct ar_stream ar_dun_customers_stream =
    STREAM("customers", customers, FIRST(1));

struct ar_slice
ar_word(const char *const *words, uint8_t number)
{
	return number == 0 ? AR_S("") : ar_slice_of(words[number - 1]);
}
