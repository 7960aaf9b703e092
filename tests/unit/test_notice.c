/*
 * tests/unit/test_notice.c
 * Purpose: the judged items of a day become actions, and the rest is held.
 */
#include "libar/notice.h"

#include "tests/unit/dunning.h"

/* Step 1 before and at the due date, 2 to 4 behind it. */
#define LADDER POLICY(",until") "p,1,-7,email,0\np,2,1,email,\n" \
	"p,3,10,letter,\np,4,20,email,\n"
#define LATE "09-15"                    /* step 2, by 14 days */
#define EARLY "09-30"                   /* step 1, 1 day before */
#define FAR "11-01"                     /* waits */
#define WHO "customer_id,parent_id,consolidate,contact_gap,email,address," \
	"phone\n"
#define NO_ADDRESS WHO "C,,,,,,\n"
#define CREDIT(amount) ITEM("c", "09-01", "-" amount "\n")
#define BROKEN PROMISES "1,C,2026-09-10,2026-09-20,1,\n"
#define LEAST POLICY(",min_open,min_pct") \
	"p,1,-7,email,50,\np,2,20,email,100,\n"
#define OURS POLICY(",audience,min_open") "p,1,1,call,internal,\n" \
	"p,2,20,task,billing,100\n"
#define DONE(id) PLANNED("01", "C", "over", id, "1")

/*
 * Each action: phase, step and name, channel/audience, to; total, less what
 * is unapplied, fee, interest; days; item:step ...; reasons.  Then the items
 * that are held.
 */
static const struct dun_row rows[] = {
	{"nothing", {.open = OPEN("")}, ""},
	{"a notice", {.open = OPEN("") ITEM("1", LATE, "10\n")},
	    "C over 2 step 2 email/billing 1000 14d 1:2\n"},
	{"before the due date", {.open = OPEN("") ITEM("1", EARLY, "10\n")
	    ITEM("2", "09-29", "5\n")},
	    "C pre 1 step 1 email/billing 1500 0d 2:1 1:1\n"},
	{"both", {.open = OPEN("") ITEM("1", EARLY, "10\n") ITEM("2",
	    "09-28", "5\n")}, "C over 2 step 2 email/billing 500 1d 2:2\n"
	    "C pre 1 step 1 email/billing 1000 -1d 1:1\n"},
	{"the highest step speaks", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", "09-16", "2\n") ITEM("3", "09-17", "4\n"), .log =
	    PLANNED("20", "C", "over", "2", "2")},
	    "C over 3 step 3 letter/billing 700 14d 1:2 2:3 3:2\n"},
	{"the first of equals", {.open = OPEN(",policy") ITEM("1", LATE,
	    "1,p\n") ITEM("2", "09-14", "2,q\n"), .policy = POLICY("")
	    "p,1,0,email\nq,1,0,letter\n"},
	    "C over 1 step 1 letter/billing 300 15d 2:1 1:1\n"},
	{"others are listed", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", "09-20", "2\n") ITEM("3", FAR, "4\n"), .log =
	    PLANNED("21", "C", "over", "2", "2")},
	    "C over 2 step 2 email/billing 300 14d 1:2 2:0\nheld 3 waiting"},
	{"whatever keeps them", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", LATE, "2\n") ITEM("3", "09-01", "4\n") ITEM("4",
	    "09-01", "8\n"), .policy = POLICY(",gap,approval")
	    "p,1,1,email,,\np,2,5,email,20,\np,3,25,email,,y\n", .log =
	    PLANNED("20", "C", "over", "2", "1") PLANNED("06", "C", "over",
	    "3", "2") PLANNED("06", "C", "over", "4", "2") PLANNED("28",
	    "C", "approve", "3", "3") PLANNED("27", "C", "approve", "4",
	    "3") STATE("28", ID("C", "approve", "27"), "refused")},
	    "C over 1 step 1 email/billing 1500 28d 3:0 4:0 1:1 2:0\n"},
	{"where one has a step", {.open = OPEN("") ITEM("2", "09-20", "2\n")
	    ITEM("3", FAR, "4\n"), .log = PLANNED("21", "C", "over", "2",
	    "2")}, "held 2 waiting 3 waiting"},
	{"before the due date too", {.open = OPEN("") ITEM("1", EARLY, "1\n")
	    ITEM("2", FAR, "2\n")},
	    "C pre 1 step 1 email/billing 300 -1d 1:1 2:0\n"},
	{"not what is stopped", {.open = OPEN(",block") ITEM("1", LATE,
	    "1,\n") ITEM("2", LATE, "2,y\n")},
	    "C over 2 step 2 email/billing 100 14d 1:2\n"
	    "held 2 invoice-block"},
	{"a part of it", {.open = OPEN(",disputed_amount") ITEM("1", LATE,
	    "10,4\n")}, "C over 2 step 2 email/billing 600 14d 1:2\n"},
	{"by account and currency", {.open = OPEN("") OF("D", "1", LATE,
	    "1\n") ITEM("2", LATE, "2\n") "3,C,2026-08-01,2026-09-15,CHF,4\n"
	    OF("B", "4", LATE, "8\n"), .customers = WHO "D,B,y,,d@x,,\n"
	    "C,,,,c@x,,\nB,,,,b@x,,\n"},
	    "B over 2 step 2 email/billing b@x 900 14d 1:2 4:2\n"
	    "C CHF over 2 step 2 email/billing c@x 400 14d 3:2\n"
	    "C over 2 step 2 email/billing c@x 200 14d 2:2\n"},
	{"a task", {.open = OPEN("") ITEM("1", LATE, "1\n"), .policy =
	    OURS}, "C task 1 step 1 call/internal 100 14d 1:1\n"},
	{"for us or as a task", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", "09-01", "100\n"), .policy = OURS, .log =
	    PLANNED("02", "C", "task", "2", "1")},
	    "C task 2 step 2 task/billing 10100 28d 2:2 1:1\n"},
	{"tasks list nothing else", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", "09-29", "2\n"), .policy = OURS},
	    "C task 1 step 1 call/internal 100 14d 1:1\nheld 2 waiting"},
	{"leave is asked", {.open = OPEN("") ITEM("1", LATE, "1\n"), .policy
	    = POLICY(",approval,fee,template,credit_hold")
	    "p,1,1,email,y,5,hand,y\n"}, "C approve 1 step 1/approval "
	    "task/management 100 14d 1:1 hold; approval\n"},
	{"and given", {.open = OPEN("") ITEM("1", LATE, "1\n"), .policy =
	    POLICY(",approval,fee,template") "p,1,1,email,y,5,hand\n", .log =
	    PLANNED("28", "C", "approve", "1", "1") STATE("28",
	    ID("C", "approve", "28"), "approved")}, "C over 1 step 1/hand "
	    "email/billing 100 fee 500 14d 1:1 given\n"},
	{"or not yet", {.open = OPEN("") ITEM("1", LATE, "1\n") ITEM("2",
	    LATE, "2\n"), .policy = POLICY(",approval") "p,1,1,email,y\n",
	    .log = PLANNED("28", "C", "approve", "1", "1")},
	    "C approve 1 step 1/approval task/management 200 14d 2:1; "
	    "approval\nheld 1 approval"},
	{"a call", {.open = OPEN("") ITEM("1", LATE, "10\n") ITEM("2", LATE,
	    "5\n"), .promises = BROKEN, .customers = WHO "C,,,,e,,7\n"},
	    "C broken 0 promise-broken call/ap-manager 7 1000 14d 1:0; "
	    "promise-broken\nC over 2 step 2 email/billing e 500 14d 2:2\n"},
	{"as a task", {.open = OPEN("") ITEM("1", LATE, "10\n"), .promises =
	    BROKEN, .customers = NO_ADDRESS}, "C broken 0 promise-broken "
	    "task/ap-manager 1000 14d 1:0; promise-broken\n"},
	{"about both, named by the first", {.open = OPEN("") ITEM("1",
	    "09-16", "10\n") ITEM("2", LATE, "5\n"), .promises = BROKEN,
	    .plans = PLANS "a,2,C,2026-09-10,2026-09-20,5\n"},
	    "C broken 0 plan-broken call/ap-manager 1500 14d 2:0 1:0; "
	    "plan-broken promise-broken\n"},
	{"an id of today", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", "09-16", "2\n") ITEM("3", EARLY, "4\n"), .log =
	    PLANNED("29", "C", "over", "9", "2") STATE("29",
	    ID("C", "over", "29"), "cancelled") PLANNED("20", "C", "over",
	    "2", "4")}, "C pre 1 step 1 email/billing 400 -1d 3:1\n"
	    "held 1 already-today 2 ladder-end"},
	{"of a call", {.open = OPEN("") ITEM("1", LATE, "1\n"), .promises =
	    BROKEN, .log = PLANNED("29", "C", "broken", "9", "")},
	    "held 1 already-today"},
	{"of a task", {.open = OPEN("") ITEM("1", LATE, "1\n"), .policy =
	    OURS, .log = PLANNED("29", "C", "task", "9", "1")},
	    "held 1 already-today"},
	{"written to lately", {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", EARLY, "2\n") ITEM("3", FAR, "4\n"), .log =
	    PLANNED("27", "C", "pre", "9", "1")},
	    "held 1 customer-gap 2 customer-gap 3 waiting"},
	{"not so lately", {.open = OPEN("") ITEM("1", LATE, "1\n"), .log =
	    PLANNED("26", "C", "over", "9", "1")},
	    "C over 2 step 2 email/billing 100 14d 1:2\n"},
	{"his own gap", {.open = OPEN("") ITEM("1", LATE, "1\n"), .log =
	    PLANNED("26", "C", "over", "9", "1"), .customers =
	    WHO "C,,,4,e,,\n"}, "held 1 customer-gap"},
	{"the account's", {.open = OPEN("") ITEM("1", LATE, "1\n"), .log =
	    PLANNED("27", "P", "over", "9", "1"), .customers =
	    WHO "C,P,y,4,e,,\nP,,,2,e,,\n"},
	    "P over 2 step 2 email/billing e 100 14d 1:2\n"},
	{"in any currency", {.open = OPEN("")
	    "1,C,2026-08-01,2026-09-15,CHF,1\n", .log = PLANNED("27", "C",
	    "over", "9", "1")}, "held 1 customer-gap"},
	{"in vain", {.open = OPEN("") ITEM("1", LATE, "1\n"), .log =
	    PLANNED("27", "C", "over", "9", "1") STATE("27",
	    ID("C", "over", "27"), "failed")},
	    "C over 2 step 2 email/billing 100 14d 1:2\n"},
	{"today is no other day", {.open = OPEN("") ITEM("1", LATE, "1\n"),
	    .log = PLANNED("29", "C", "pre", "9", "1")},
	    "C over 2 step 2 email/billing 100 14d 1:2\n"},
	{"tasks have no gap", {.open = OPEN("") ITEM("1", LATE, "1\n"),
	    .policy = OURS, .log = PLANNED("28", "C", "over", "9", "1")},
	    "C task 1 step 1 call/internal 100 14d 1:1\n"},
	{"a call is no notice", {.open = OPEN("") ITEM("1", LATE, "1\n"),
	    .log = PLANNED("28", "C", "broken", "9", "")},
	    "C over 2 step 2 email/billing 100 14d 1:2\n"},
	{"nor does a call wait", {.open = OPEN("") ITEM("1", LATE, "1\n"),
	    .promises = BROKEN, .log = PLANNED("28", "C", "over", "9", "1")},
	    "C broken 0 promise-broken call/ap-manager 100 14d 1:0; "
	    "promise-broken\n"},
	{"credits cover it", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    CREDIT("10")}, "C cash 0 apply-cash task/internal 1000 -1000 "
	    "14d 1:0; unapplied-cash\n"},
	{"not quite", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    CREDIT("9.99")},
	    "C over 2 step 2 email/billing 1000 -999 14d 1:2\n"},
	{"what is left is too little", {.open = OPEN("") ITEM("1", LATE,
	    "60\n") CREDIT("10.01"), .policy = LEAST},
	    "C cash 0 apply-cash task/internal 6000 -1001 14d 1:0; "
	    "unapplied-cash\n"},
	{"or enough", {.open = OPEN("") ITEM("1", LATE, "60\n")
	    CREDIT("10"), .policy = LEAST},
	    "C over 1 step 1 email/billing 6000 -1000 14d 1:1\n"},
	{"cash covers it", {.open = OPEN("") ITEM("1", LATE, "10\n"),
	    .payments = PAYMENTS "p,C,2026-09-28,EUR,12,,\n"},
	    "C cash 0 apply-cash task/internal 1000 -1200 14d 1:0; "
	    "unapplied-cash\n"},
	{"a refund does not", {.open = OPEN("") ITEM("1", LATE, "10\n"),
	    .payments = PAYMENTS "p,C,2026-09-28,EUR,-12,,refund\n"},
	    "C over 2 step 2 email/billing 1000 --1200 14d 1:2\n"},
	{"each group by itself, in one task", {.open = OPEN("") ITEM("1",
	    LATE, "10\n") ITEM("2", EARLY, "10\n") ITEM("3", FAR, "1\n")
	    ITEM("4", "09-20", "1\n") CREDIT("11"), .log =
	    PLANNED("20", "C", "over", "4", "4")}, "C cash 0 apply-cash "
	    "task/internal 2200 -1100 14d 1:0 4:0 2:0 3:0; "
	    "unapplied-cash\n"},
	{"or one of them", {.open = OPEN("") ITEM("1", LATE, "12\n")
	    ITEM("2", EARLY, "10\n") CREDIT("11")}, "C cash 0 apply-cash "
	    "task/internal 1000 -1100 -1d 2:0; unapplied-cash\n"
	    "C over 2 step 2 email/billing 1200 -1100 14d 1:2\n"},
	{"in its currency", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    "c,C,2026-08-01,2026-09-01,CHF,-99\n"},
	    "C over 2 step 2 email/billing 1000 14d 1:2\n"},
	{"a cash task lately", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    ITEM("2", "09-20", "1\n") CREDIT("20"), .log =
	    PLANNED("23", "C", "cash", "9", "") PLANNED("21", "C", "over",
	    "2", "4")}, "held 1 unapplied-cash 2 ladder-end"},
	{"a week ago", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    CREDIT("20"), .log = PLANNED("22", "C", "cash", "9", "")},
	    "C cash 0 apply-cash task/internal 1000 -2000 14d 1:0; "
	    "unapplied-cash\n"},
	{"a cancelled one", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    CREDIT("20"), .log = PLANNED("28", "C", "cash", "9", "")
	    STATE("28", ID("C", "cash", "28"), "cancelled")},
	    "C cash 0 apply-cash task/internal 1000 -2000 14d 1:0; "
	    "unapplied-cash\n"},
	{"one of today", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    CREDIT("20"), .log = PLANNED("29", "C", "cash", "9", "")
	    STATE("29", ID("C", "cash", "29"), "cancelled")},
	    "held 1 unapplied-cash"},
	{"tasks are given all the same", {.open = OPEN("") ITEM("1", LATE,
	    "1\n") CREDIT("20"), .policy = OURS},
	    "C task 1 step 1 call/internal 100 -2000 14d 1:1\n"},
	{"too little", {.open = OPEN("") ITEM("1", LATE, "49.99\n"),
	    .policy = LEAST}, "held 1 below-minimum"},
	{"just enough", {.open = OPEN("") ITEM("1", LATE, "50\n"),
	    .policy = LEAST}, "C over 1 step 1 email/billing 5000 14d 1:1\n"},
	{"all count together", {.open = OPEN("") ITEM("1", LATE, "20\n")
	    ITEM("2", "09-16", "30\n"), .policy = LEAST},
	    "C over 1 step 1 email/billing 5000 14d 1:1 2:1\n"},
	{"also what is only listed", {.open = OPEN("") ITEM("1", LATE,
	    "20\n") ITEM("2", "09-14", "30\n"), .policy = LEAST, .log =
	    PLANNED("15", "C", "over", "2", "1")},
	    "C over 1 step 1 email/billing 5000 15d 2:0 1:1\n"},
	{"too little for a higher step", {.open = OPEN("") ITEM("1", LATE,
	    "20\n") ITEM("2", "09-01", "30\n"), .policy = LEAST, .log =
	    PLANNED("15", "C", "over", "2", "1")},
	    "C over 1 step 1 email/billing 5000 28d 2:0 1:1\n"},
	{"others have their own reason", {.open = OPEN("") ITEM("1", LATE,
	    "20\n") ITEM("2", "09-14", "10\n"), .policy = LEAST, .log =
	    PLANNED("15", "C", "over", "2", "1")},
	    "held 2 waiting 1 below-minimum"},
	{"less what is disputed", {.open = OPEN(",disputed_amount")
	    ITEM("1", LATE, "50,0.01\n"), .policy = LEAST},
	    "held 1 below-minimum"},
	{"a percentage of all", {.open = OPEN(",block") ITEM("1", LATE,
	    "49,\n") ITEM("2", FAR, "1,\n") ITEM("3", LATE, "51,y\n"),
	    .policy = POLICY(",min_pct") "p,1,1,email,50\n"},
	    "held 1 below-minimum 3 invoice-block 2 waiting"},
	{"just so", {.open = OPEN(",block") ITEM("1", LATE, "50,\n")
	    ITEM("2", FAR, "1,\n") ITEM("3", LATE, "49,y\n") CREDIT("1,"),
	    .policy = POLICY(",min_pct") "p,1,1,email,50\n"},
	    "C over 1 step 1 email/billing 5000 -100 14d 1:1\n"
	    "held 3 invoice-block 2 waiting"},
	{"a task loses what is too little", {.open = OPEN("") ITEM("1",
	    LATE, "10\n") ITEM("2", "09-01", "20\n"), .policy = OURS, .log =
	    PLANNED("02", "C", "task", "2", "1")},
	    "C task 1 step 1 call/internal 1000 14d 1:1\n"
	    "held 2 below-minimum"},
	{"nobody can be reached", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    ITEM("2", EARLY, "5\n") ITEM("3", FAR, "1\n"), .customers =
	    NO_ADDRESS}, "C address 0 find-address task/internal 1600 14d "
	    "1:0 2:0 3:0; no-address\n"},
	{"it is looked for", {.open = OPEN("") ITEM("1", LATE, "10\n")
	    ITEM("2", "09-20", "1\n"), .customers = NO_ADDRESS, .log =
	    PLANNED("23", "C", "address", "9", "") PLANNED("21", "C",
	    "over", "2", "4")}, "held 1 no-address 2 ladder-end"},
	{"for a week", {.open = OPEN("") ITEM("1", LATE, "10\n"),
	    .customers = NO_ADDRESS, .log = PLANNED("22", "C", "address",
	    "9", "")}, "C address 0 find-address task/internal 1000 14d "
	    "1:0; no-address\n"},
	{"another way", {.open = OPEN("") ITEM("1", LATE, "10\n"),
	    .customers = WHO "C,,,,,Road 1,\n"}, "C over 2 step 2 "
	    "letter/billing Road 1 1000 14d 1:2; no-email\n"},
	{"no phone", {.open = OPEN("") ITEM("1", LATE, "10\n"), .policy =
	    POLICY("") "p,1,0,sms\n", .customers = WHO "C,,,,e,,\n"},
	    "C over 1 step 1 email/billing e 1000 14d 1:1; no-phone\n"},
	{"fees and interest", {.open = OPEN("") ITEM("1", "09-01",
	    "36.50\n") ITEM("2", "09-02", "73\n"), .policy =
	    POLICY(",fee,interest,credit_hold") "p,1,1,email,1.50,r,y\n"
	    "p,2,40,email,,,\n", .rates = "rule,from_date,percent\n"
	    "r,2026-01-01,10\n", .log = DONE("2")}, "C over 1 step 1 "
	    "email/billing 10950 fee 150 interest 82 28d 1:1 2:0 hold\n"},
	{"of a task", {.open = OPEN("") ITEM("1", "09-01", "36.50\n"),
	    .policy = POLICY(",fee,interest") "p,1,1,task,1.50,r\n", .rates =
	    "rule,from_date,percent\nr,2026-01-01,10\n"}, "C task 1 step 1 "
	    "task/billing 3650 fee 150 interest 28 28d 1:1\n"},
	{"a hold of a step that is not taken", {.open = OPEN("") ITEM("1",
	    LATE, "60\n") ITEM("2", "09-01", "30\n"), .policy =
	    POLICY(",credit_hold,min_open") "p,1,1,email,,\n"
	    "p,2,2,email,y,100\n", .log = PLANNED("02", "C", "over", "2",
	    "1")}, "C over 1 step 1 email/billing 9000 28d 2:0 1:1\n"},
	{"the end of a hold", {.open = OPEN("") ITEM("1", EARLY, "1\n"),
	    .log = FACT("20", "credit-hold", "C", "", "", AR_LOG_BY)},
	    "C pre 1 step 1 email/billing 100 -1d 1:1\nC release 0 "
	    "credit-release task/internal 0 0d; credit-release\n"},
	{"a name and a template", {.open = OPEN("") ITEM("1", LATE, "1\n"),
	    .policy = POLICY(",name,template,audience")
	    "p,1,1,email,N,T,owner\n"},
	    "C over 1 N/T email/owner 100 14d 1:1\n"},
};

static void
put_slice(struct ar_buf *to, const char *before, struct ar_slice text)
{
	if (text.n > 0)
		ar_buf_addf(to, "%s%.*s", before, (int)text.n, text.p);
}

static void
put_sum(struct ar_buf *to, const char *before, ar_sum sum)
{
	if (sum != 0)
		ar_buf_addf(to, "%s%lld", before, (long long)sum);
}

static void
put_members(struct ar_buf *to, const struct ar_action *a)
{
	for (size_t i = 0; i < a->n; i++) {
		ar_buf_addf(to, " ");
		dun_put_key(to, &a->member[i].key);
		ar_buf_addf(to, ":%u", a->member[i].step);
	}
	ar_buf_addf(to, "%s%s", a->credit_hold ? " hold" : "",
	    a->approved ? " given" : "");
	for (size_t i = 0; i < a->nreasons; i++)
		put_slice(to, i == 0 ? "; " : " ", a->reason[i]);
	ar_buf_addf(to, "\n");
}

/* The account and another currency than euros; it must be in the id too. */
static void
put_action(struct ar_buf *to, const struct dun *u, const struct ar_action *a)
{
	struct ar_slice account = ar_debtors_id(u->d.debtors, a->account);
	struct ar_slice phase = ar_word(ar_phase_words, (uint8_t)a->phase);
	char id[64];

	(void)snprintf(id, sizeof id, "%.*s-%s-%.*s-20260929",
	    (int)account.n, account.p, a->ccy.code, (int)phase.n, phase.p);
	assert_slice(a->id, ar_slice_of(id));
	assert_int_equal(a->day, u->d.today);
	put_slice(to, "", account);
	if (strcmp(a->ccy.code, "EUR") != 0)
		ar_buf_addf(to, " %s", a->ccy.code);
	put_slice(to, " ", phase);
	ar_buf_addf(to, " %u", a->step);
	put_slice(to, " ", a->name);
	if (!ar_slice_eq(a->name, a->template))
		put_slice(to, "/", a->template);
	put_slice(to, " ", ar_word(ar_channel_words, (uint8_t)a->channel));
	put_slice(to, "/", ar_word(ar_audience_words, (uint8_t)a->audience));
	put_slice(to, " ", a->to);
	ar_buf_addf(to, " %lld", (long long)a->total);
	put_sum(to, " -", a->unapplied);
	put_sum(to, " fee ", a->fee);
	put_sum(to, " interest ", a->interest);
	ar_buf_addf(to, " %dd", a->oldest_days);
	put_members(to, a);
}

static size_t
times_in_actions(const struct dun *u, const struct ar_debt *debt)
{
	size_t n = 0;

	for (size_t i = 0; i < u->actions.n; i++)
		for (size_t k = 0; k < u->actions.action[i].n; k++)
			n += u->actions.action[i].member[k].debt == debt;
	return n;
}

/* Every open item is in one action, or held. */
static void
put_held(struct ar_buf *to, const char *row, const struct dun *u)
{
	bool any = false;

	for (size_t i = 0; i < u->d.debts.n; i++) {
		const struct ar_debt *debt = &u->d.debts.debt[i];

		if (times_in_actions(u, debt) != (debt->open > 0 &&
		    debt->hold == AR_HOLD_NONE) || (debt->hold !=
		    AR_HOLD_NONE && debt->phase != AR_PHASE_NONE))
			fail_msg("%s: item %zu, hold %s", row, i,
			    ar_hold_words[debt->hold]);
		if (debt->hold == AR_HOLD_NONE)
			continue;
		ar_buf_addf(to, any ? " " : "held ");
		dun_put_key(to, &debt->key);
		ar_buf_addf(to, " %s", ar_hold_words[debt->hold]);
		any = true;
	}
}

static void
put_notices(struct ar_buf *to, const struct dun_row *row, const struct dun *u)
{
	for (size_t k = 0; k < u->actions.n; k++)
		put_action(to, u, &u->actions.action[k]);
	put_held(to, row->name, u);
}

static void
test_rows(void **state)
{
	(void)state;
	dun_check(rows, ROWS(rows), LADDER, dun_plan, put_notices);
}

static const struct {
	const char *name, *policy, *rates, *code;
} bad_rows[] = {
	{"a least sum", POLICY(",min_open") "p,1,0,email,1.001\n", NULL,
	    "bad-policy"},
	{"a fee", POLICY(",fee") "p,1,0,email,1.001\n", NULL, "bad-policy"},
	{"a rate", POLICY(",interest") "p,1,0,email,eu\n", NULL, "no-rate"},
};

static void
test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bad_rows); i++) {
		const struct dun_texts in = {.open = OPEN("") ITEM("1", LATE,
		    "1\n"), .policy = bad_rows[i].policy};
		struct dun u;
		int result;

		scratch_listen();
		result = dun_plan(&u, &in);
		dun_expect_end(bad_rows[i].name, &u, result,
		    bad_rows[i].code);
	}
}

/* What is told of each item, and whom. */
static void
test_member(void **state)
{
	const struct dun_texts in = {.open = OPEN(",disputed_amount")
	    ITEM("1", LATE, "10,4\n"), .policy = LADDER, .customers =
	    "customer_id,customer_name,language,collector,contact,email\n"
	    "C,Name,de,Me,You,e\n"};
	const struct ar_action *a;
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_plan(&u, &in);
	a = u.actions.action;
	assert_slice(a->customer_name, AR_S("Name"));
	assert_slice(a->language, AR_S("de"));
	assert_slice(a->collector, AR_S("Me"));
	assert_slice(a->contact, AR_S("You"));
	assert_slice(a->member->key.customer_id, AR_S("C"));
	assert_slice(a->member->policy, AR_S("p"));
	assert_int_equal(a->member->due, day_of("2026-09-15"));
	assert_int_equal(a->member->listed, 600);
	assert_ptr_equal(a->member->debt, u.d.debts.debt);
	dun_expect_end("member", &u, result, "");
}

static struct ar_ccy
ccy_of(const char *code)
{
	struct ar_ccy ccy;

	assert_int_equal(ar_ccy_parse(&ccy, ar_slice_of(code)), AR_OK);
	return ccy;
}

static const struct of_row {
	const char *account, *ccy;
	size_t first, n;
} of_rows[] = {
	{"A", "EUR", 0, 1}, {"B", "CHF", 1, 1}, {"B", "EUR", 2, 2},
	{"C", "EUR", 4, 1}, {"A", "CHF", 0, 0}, {"B", "USD", 0, 0},
	{"D", "EUR", 0, 0}, {"0", "EUR", 0, 0},
};

static void
test_items(void **state)
{
	const struct dun_texts in = {.open = OPEN("") OF("C", "1", LATE,
	    "1\n") OF("B", "2", LATE, "1\n") OF("A", "3", LATE, "1\n")
	    OF("B", "4", LATE, "1\n") "5,B,2026-08-01,2026-09-15,CHF,1\n"};
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	for (size_t i = 0; i < ROWS(of_rows); i++) {
		const struct of_row *row = &of_rows[i];
		const struct ar_ccy ccy = ccy_of(row->ccy);
		size_t account = ar_debtors_number(u.d.debtors,
		    ar_slice_of(row->account));
		struct ar_account_items items = ar_account_items_of(&u.d,
		    account, &ccy), at;

		if (items.n != row->n || items.account != account ||
		    strcmp(items.ccy.code, row->ccy) != 0 || items.nthanked > 0)
			fail_msg("row %zu: %zu", i, items.n);
		if (row->n == 0)
			continue;
		at = ar_account_items_at(&u.d, row->first);
		assert_ptr_equal(items.debt, &u.d.debts.debt[row->first]);
		assert_ptr_equal(at.debt, items.debt);
		assert_int_equal(at.n, items.n);
	}
	assert_int_equal(ar_account_items_at(&u.d, 3).n, 1);
	dun_expect_end("items", &u, result, "");
}

/* Where nothing is asked for, nothing is to be paid. */
static const struct new_row {
	enum ar_phase phase;
	const char *name;               /* of tasks that no step names */
	int64_t unapplied, to_pay;
} new_rows[] = {
	{AR_PHASE_ADDRESS, "find-address", 30, 82},
	{AR_PHASE_APPROVE, "", 30, 82}, {AR_PHASE_BROKEN, "", 30, 82},
	{AR_PHASE_CASH, "apply-cash", 30, 82}, {AR_PHASE_OVER, "", 30, 82},
	{AR_PHASE_PRE, "", 30, 82},
	{AR_PHASE_RELEASE, "credit-release", 0, 0},
	{AR_PHASE_TASK, "", 30, 82}, {AR_PHASE_THANKS, "", 0, 0},
};

static void
test_new(void **state)
{
	const struct dun_texts in = {.open = OPEN("") ITEM("1", LATE, "1\n")
	    ITEM("2", LATE, "-0.30\n"), .log = PLANNED("29", "C", "task",
	    "9", "")};
	struct dun u;
	int result;

	(void)state;
	scratch_listen();
	result = dun_read(&u, &in);
	for (size_t i = 0; i < ROWS(new_rows); i++) {
		const struct new_row *row = &new_rows[i];
		struct ar_account_items items = ar_account_items_at(&u.d, 0);
		struct ar_action a = ar_action_new(&u.d, &u.actions, &items,
		    row->phase);

		assert_int_equal(a.unapplied, row->unapplied);
		assert_int_equal(ar_action_is_known(&u.d, &a),
		    row->phase == AR_PHASE_TASK);
		assert_slice(ar_phase_name(row->phase),
		    ar_slice_of(row->name));
		a.total = 100;
		a.fee = 5;
		a.interest = 7;
		assert_int_equal(ar_action_to_pay(&a), row->to_pay);
		ar_action_set_task(&a);
		assert_int_equal(a.channel, AR_CHANNEL_TASK);
		assert_int_equal(a.audience, AR_AUDIENCE_INTERNAL);
		assert_slice(a.name, ar_slice_of(row->name));
		assert_slice(a.template, ar_slice_of(row->name));
		ar_actions_add(&u.actions, &a);
		assert_int_equal(u.actions.n, i + 1);
		assert_int_equal(u.actions.action[i].phase, row->phase);
	}
	dun_expect_end("new", &u, result, "");
}

static void
test_reason(void **state)
{
	const struct ar_slice reasons[] = {AR_S(""), AR_S("b"), AR_S("a"),
	    AR_S("b"), AR_S(""), AR_S("c"), AR_S("d")};
	struct ar_action a = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(reasons); i++)
		ar_action_reason(&a, reasons[i]);
	assert_int_equal(a.nreasons, AR_ACTION_REASONS);
	assert_slice(a.reason[0], AR_S("b"));
	assert_slice(a.reason[1], AR_S("a"));
	assert_slice(a.reason[2], AR_S("c"));
}

/* Rising: account, currency, the word of the phase. */
static void
test_order(void **state)
{
	static const struct {
		const char *account, *ccy;
		enum ar_phase phase;
	} all[] = {
		{"A", "EUR", AR_PHASE_THANKS}, {"B", "CHF", AR_PHASE_OVER},
		{"B", "CHF", AR_PHASE_PRE}, {"B", "EUR", AR_PHASE_ADDRESS},
		{"B", "EUR", AR_PHASE_TASK}, {"a", "CHF", AR_PHASE_CASH},
	};
	struct ar_action a[ROWS(all)] = {0};
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_debtors *debtors;

	(void)state;
	assert_int_equal(ar_debtors_new(&debtors, NULL, 0, diag), AR_OK);
	for (size_t i = ROWS(all); i-- > 0;) {
		a[i].account = ar_debtors_number(debtors,
		    ar_slice_of(all[i].account));
		a[i].ccy = ccy_of(all[i].ccy);
		a[i].phase = all[i].phase;
	}
	for (size_t i = 0; i < ROWS(all); i++)
		for (size_t k = 0; k < ROWS(all); k++) {
			int order = ar_action_cmp(&a[i], &a[k], debtors);

			assert_int_equal((order > 0) - (order < 0),
			    (i > k) - (i < k));
		}
	ar_debtors_free(debtors);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_rows), TEST(test_bad), TEST(test_member),
		TEST(test_items), TEST(test_new), TEST(test_reason),
		TEST(test_order),
	};

	return cmocka_run_group_tests(tests, dun_enter, scratch_remove);
}
