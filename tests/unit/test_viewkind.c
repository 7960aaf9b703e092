/*
 * tests/unit/test_viewkind.c
 * Purpose: what a column holds, by its name and its table.
 */
#include "libar/viewkind.h"

#include "tests/unit/viewtext.h"

/* Of each column M money, C count, N number, D date, I id, U currency, T
 * text; small: it does not add; then ? where it is not of the family. */
static const struct {
	const char *header, *want;
} rows[] = {
	{"as_of,customer_id,customer_name,currency,items,current,d1_30,"
	"d91_plus,unapplied,total,current_pct,d1_30_pct,allowance\n",
	"dituCMMMMMnnM"},
	{"invoice_id,instalment,invoice_date,terms,amount,discount_amount,"
	"days_to_invoice,phone\n", "indtMmnt"},
	{"period_start,period_end,days,credit_sales,receivables,dso,cei,"
	"note\n", "ddnMMnnt"},
	{"items,settled,avg_days_to_pay,late_items,late_pct\n", "CMnCn"},
	{"open_balance,days_past_due,bucket\n", "Mnt"},
	{"Open Balance,DAYS-PAST-DUE,what\n", "Mnt?"},
	{"invoice_id,amount,shipment_line,line_net\n", "imiM"},
	{"action_id,total,item_step,item_fee\n", "imnM"},
	{"way,offer,face,cost,cost_pct\n", "t?t?mmn"},
	{"as_of,line,item,items,rate,amount,balance\n", "dntcnmm"},
	{"policy,step,offset,fee,interest\n", "tnt?tt"},
	{"currency,amount,_error,_record\n", "ttt?t?"},
	{"d1_30,d1_,d_30,d1_30x,d1,dx_30,d1_plus\n", "Mt?t?t?t?t?M"},
	{"city,year,_pct\n", "t?t?t?"},
	{"rate,total_cost,credit_limit\n", "nmm"},
};

static void
test_kinds(void **state)
{
	static const char letters[] = "tidunCM";
	static const char small[] = "tiduncm";
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct sample s;

		sample_read(&s, ar_slice_of(rows[i].header));
		for (size_t j = 0; j < s.view.header.n; j++) {
			const struct ar_view_column *c = &s.view.column[j];

			ar_buf_addf(&got, "%c%s", c->adds ?
			    letters[c->kind] : small[c->kind],
			    c->known ? "" : "?");
		}
		check_text(rows[i].header, &got, rows[i].want);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

static const struct {
	const char *name, *want;
} headings[] = {
	{"d1_30", "1-30"}, {"d91_plus", "91+"}, {"d0_30", "0-30"},
	{"d1_30_pct", "1-30 %"}, {"current_pct", "current %"},
	{"late_pct", "late %"}, {"customer_id", "customer id"},
	{"my_own", "my_own"}, {"a\x1b_pct", "a^[ %"}, {"\"a\nb\"", "a b"},
};

static void
test_headings(void **state)
{
	struct ar_buf got = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(headings); i++) {
		char text[64];
		struct sample s;

		(void)snprintf(text, sizeof text, "%s\n", headings[i].name);
		sample_read(&s, ar_slice_of(text));
		ar_view_heading(&got, &s.view.column[0]);
		check_text(headings[i].name, &got, headings[i].want);
		sample_free(&s);
	}
	ar_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
