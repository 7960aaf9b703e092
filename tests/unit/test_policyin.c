/*
 * tests/unit/test_policyin.c
 * Purpose: policy files, what is refused in them, and how they are printed.
 */
#include "libar/policyin.h"

#include "tests/unit/scratch.h"

#define ALL "policy,step,name,anchor,offset,until,gap,channel,audience," \
	"template,min_open,min_pct,fee,interest,credit_hold,approval,roll," \
	"repeat,repeat_max\n"
#define FEW "policy,step,offset,channel\n"

static struct ar_buf
print(const struct ar_policies *p)
{
	struct ar_out *out = ar_out_memory();
	struct ar_buf text = {0};

	ar_policies_print(out, p);
	ar_buf_add(&text, ar_out_rows(out));
	ar_buf_add(&text, AR_S("\0"));
	ar_out_drop(out);
	return text;
}

/* What is printed is read as the same. */
static void
check_print(const char *name, const struct ar_policies *p, const char *want)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_buf first = print(p), second;
	struct ar_policies again;

	if (strcmp(first.p, want) != 0)
		fail_msg("%s: %s", name, first.p);
	assert_int_equal(ar_policies_load(&again, scratch_write("again",
	    ar_slice(first.p, first.n - 1)), diag), AR_OK);
	second = print(&again);
	assert_string_equal(first.p, second.p);
	ar_buf_free(&first);
	ar_buf_free(&second);
	ar_policies_release(&again);
	ar_diag_free(diag);
}

static const char std_text[] = ALL
    "std,1,courtesy,due,-3,-1,0,email,billing,courtesy,0,0,0,none,n,n,"
    "prev,,\n"
    "std,2,due-today,due,0,2,0,email,billing,due-today,0,0,0,none,n,n,"
    "next,,\n"
    "std,3,gentle,due,3,6,2,email,billing,gentle,25,0,0,none,n,n,next,,\n"
    "std,4,second,due,7,13,3,email,billing,second,25,0,0,none,n,n,next,,\n"
    "std,5,firm,due,14,,5,email,ap-manager,firm,25,0,0,none,n,n,next,,\n"
    "std,6,final-notice,due,30,,7,letter,ap-manager,final-notice,50,0,law,"
    "customer,n,n,next,,\n"
    "std,7,call,due,45,,5,call,ap-manager,call,50,0,0,customer,n,n,next,,\n"
    "std,8,owner,due,60,,7,email,owner,owner,50,0,0,customer,y,n,next,,\n"
    "std,9,agency,due,90,,14,task,internal,handover,250,0,0,customer,y,y,"
    "next,,\n"
    "std,99,thanks,paid,0,3,0,email,billing,thanks,0,0,0,none,n,n,next,,\n";

static void
test_std(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_policies p;

	(void)state;
	assert_int_equal(ar_policies_load(&p, NULL, diag), AR_OK);
	assert_int_equal(p.n, 1);
	assert_int_equal(p.policy->nladder, 9);
	assert_int_equal(p.policy->nsteps, 10);
	check_print("std", &p, std_text);
	ar_policies_release(&p);
	ar_diag_free(diag);
}

static const struct good_row {
	const char *name, *in, *out;
} goods[] = {
	{"defaults", FEW "p,7,14,email\n", ALL
	    "p,7,step 7,due,14,,0,email,billing,step 7,0,0,0,none,n,n,next,,"
	    "\n"},
	{"template is the name", "policy,step,offset,channel,name\n"
	    "p,7,14,sms,firm\n", ALL
	    "p,7,firm,due,14,,0,sms,billing,firm,0,0,0,none,n,n,next,,\n"},
	{"all cells", ALL
	    "p,999,\"a, b\",prev,-3650,3650,3650,task,collector,\"t\"\"x\","
	    "25.0000,2.5,7.50,eu,y,y,same,3650,999\n", ALL
	    "p,999,\"a, b\",prev,-3650,3650,3650,task,collector,\"t\"\"x\","
	    "25.0000,2.5,7.50,eu,y,y,same,3650,999\n"},
	{"limits at the other end", ALL
	    "p,1,n,due,3650,-3650,0,letter,management,t,0,100,law,none,n,n,"
	    "prev,1,1\n", ALL
	    "p,1,n,due,3650,-3650,0,letter,management,t,0,100,law,none,n,n,"
	    "prev,1,1\n"},
	{"in order of the file, then of steps",
	    "policy,step,offset,channel,anchor\nq,2,9,call,\np,1,1,email,\n"
	    "q,1,0,email,paid\nq,3,0,email,paid\nq,10,5,email,prev\n", ALL
	    "q,1,step 1,paid,0,,0,email,billing,step 1,0,0,0,none,n,n,next,,"
	    "\n"
	    "q,2,step 2,due,9,,0,call,billing,step 2,0,0,0,none,n,n,next,,\n"
	    "q,3,step 3,paid,0,,0,email,billing,step 3,0,0,0,none,n,n,next,,"
	    "\n"
	    "q,10,step 10,prev,5,,0,email,billing,step 10,0,0,0,none,n,n,"
	    "next,,\n"
	    "p,1,step 1,due,1,,0,email,billing,step 1,0,0,0,none,n,n,next,,"
	    "\n"},
	{"thanks may say what is ignored",
	    "policy,step,offset,channel,anchor,repeat\np,1,0,email,paid,5\n"
	    "p,2,0,email,due,\n", ALL
	    "p,1,step 1,paid,0,,0,email,billing,step 1,0,0,0,none,n,n,next,"
	    "5,\n"
	    "p,2,step 2,due,0,,0,email,billing,step 2,0,0,0,none,n,n,next,,"
	    "\n"},
	{"zeros", "policy,step,offset,channel,min_open,fee,min_pct\n"
	    "p,1,-0,email,-0.00,00,0.0\n", ALL
	    "p,1,step 1,due,0,,0,email,billing,step 1,0.00,0,0,none,n,n,"
	    "next,,\n"},
};

static void
test_goods(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(goods); i++) {
		struct ar_diag *diag = ar_diag_new("t");
		struct ar_policies p;

		scratch_listen();
		if (ar_policies_load(&p, scratch_write("in",
		    ar_slice_of(goods[i].in)), diag) != AR_OK ||
		    scratch_heard()[0] != '\0')
			fail_msg("%s: %s", goods[i].name, scratch_heard());
		(void)scratch_stop(NULL);
		check_print(goods[i].name, &p, goods[i].out);
		ar_policies_release(&p);
		ar_diag_free(diag);
	}
}

#define WITH(column, cell) "policy,step,offset,channel," column \
	"\np,1,0,email," cell "\n"

/* closed: a last message says that the file is of no use. */
static const struct bad_row {
	const char *name, *in, *said;
	bool closed;
} bads[] = {
	{"offset is no whole number", FEW "p,1,1.5,email\n",
	    "in:2:offset: '1.5' is not valid here; want a whole number of "
	    "days, -3650 to 3650 [bad-setting]", true},
	{"offset too small", FEW "p,1,-3651,email\n",
	    "in:2:offset: '-3651' is", true},
	{"offset too large", FEW "p,1,3651,email\n",
	    "in:2:offset: '3651' is", true},
	{"offset is missing", FEW "p,1,,email\n", "in:2:offset: the value",
	    true},
	{"until", WITH("until", "3651"), "in:2:until: '3651' is", true},
	{"until with decimals", WITH("until", "2.5"), "in:2:until: '2.5' is",
	    true},
	{"gap below 0", WITH("gap", "-1"), "in:2:gap: '-1' is not valid "
	    "here; want a whole number of days, 0 to 3650", true},
	{"gap", WITH("gap", "3651"), "in:2:gap: '3651' is", true},
	{"repeat of 0 days", WITH("repeat", "0"), "in:2:repeat: '0' is not "
	    "valid here; want a whole number of days, 1 to 3650", true},
	{"repeat", WITH("repeat", "3651"), "in:2:repeat: '3651' is", true},
	{"repeat_max alone", WITH("repeat_max", "3"),
	    "in:2:repeat_max: '3' is", true},
	{"min_open below 0", WITH("min_open", "-1"), "in:2:min_open: '-1'",
	    true},
	{"min_open with 5 places", WITH("min_open", "1.00000"),
	    "in:2:min_open: '1.00000' is", true},
	{"fee below 0", WITH("fee", "-0.01"), "in:2:fee: '-0.01' is", true},
	{"fee", WITH("fee", "Law"), "in:2:fee: 'Law' is not valid here; "
	    "want an amount of 0 or more, or law [bad-setting]", true},
	{"fee with a blank", WITH("fee", " 1"), "in:2:fee: ' 1' is", true},
	{"min_pct", WITH("min_pct", "101"), "[bad-percent]", true},
	{"step 0", FEW "p,0,1,email\n", "in:2:step: '0' is", true},
	{"step 1000", FEW "p,1000,1,email\n", "[bad-count]", true},
	{"channel", FEW "p,1,1,fax\n", "in:2:channel: 'fax' is", true},
	{"anchor", WITH("anchor", "promise"), "[bad-word]", true},
	{"policy", FEW ",1,1,email\n", "in:2:policy: the value", true},
	{"fields", FEW "p,1\n", "[field-count]", true},
	{"quote", FEW "p\"x,1,0,email\n", "[bare-quote]", true},
	{"each row is looked at", FEW "p,1,9999,email\np,2,-9999,email\n",
	    "in:3:offset: '-9999' is", true},
	{"twice", FEW "p,1,0,email\nq,1,0,email\np,2,0,email\np,1,9,sms\n",
	    "in:5:step: policy 'p' has step 1 already, on line 2; see "
	    "ar-policy(5) [bad-policy]", true},
	{"an empty file", "", "[no-header]", true},
	{"a column twice", "policy,step,offset,channel,step\n",
	    "[repeated-column]", true},
	{"no column", "policy,step,offset\np,1,0\n", "[no-column]", false},
	{"no policy", FEW, "in: no step in the file; see", false},
	{"no ladder", WITH("anchor", "paid"),
	    "in: policy 'p' has no step with anchor due or prev; see", false},
	{"repeat before the end", "policy,step,offset,channel,repeat\n"
	    "q,1,0,email,\n\np,1,0,email,7\np,2,0,email,\n",
	    "in:4:repeat: step 1 of policy 'p' repeats, and", false},
	{"repeat before the end, by number",
	    "policy,step,offset,channel,repeat\np,2,0,email,\n"
	    "p,1,0,email,7\n", "in:3:repeat: step 1 of", false},
};

static void
check_bad(const struct bad_row *row)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_policies p;
	const char *heard;
	int result;

	scratch_listen();
	result = ar_policies_load(&p, scratch_write("in",
	    ar_slice_of(row->in)), diag);
	heard = scratch_heard();
	if (result != AR_ESTOP || strstr(heard, row->said) == NULL ||
	    ar_diag_status(diag) != AR_EXIT_USAGE ||
	    (strstr(heard, "in: nothing is computed") != NULL) !=
	    row->closed)
		fail_msg("%s: %d %s", row->name, result, heard);
	(void)scratch_stop(NULL);
	ar_policies_release(&p);
	ar_diag_free(diag);
}

static void
test_bads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(bads); i++)
		check_bad(&bads[i]);
}

static void
test_absent(void **state)
{
	struct ar_diag *diag = ar_diag_new("t");
	struct ar_policies p;

	(void)state;
	scratch_listen();
	assert_int_equal(ar_policies_load(&p, scratch_path("absent"), diag),
	    AR_ESTOP);
	assert_string_equal(scratch_code(), "cannot-open");
	assert_int_equal(ar_diag_status(diag), AR_EXIT_IO);
	ar_policies_release(&p);
	ar_diag_free(diag);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, scratch_stop)
	const struct CMUnitTest tests[] = {
		TEST(test_std), TEST(test_goods), TEST(test_bads),
		TEST(test_absent),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
