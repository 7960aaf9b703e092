/*
 * tests/unit/test_mail.c
 * Purpose: mails that say what the template says, and no more.
 */
#include "libar/mail.h"

#include "libar/mailhead.h"

#include "tests/unit/check.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#define TAIL(encoding, body) "Content-Transfer-Encoding: " encoding "\n\n" body
#define REST(encoding, body) \
	"Message-ID: <K-1@s.example>\nDate: Tue, 30 Jun 2026 01:02:03 +0000\n" \
	"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n" \
	TAIL(encoding, body)
#define FROM "From: s@s.example\n"
#define HEAD FROM "To: a@b.example\nSubject: x\n"

/*
 * A template, in which a value stands for each '@1' and '@2', and what comes
 * of it, or the fault.
 */
static const struct {
	const char *name, *text, *one, *two, *out;
	enum ar_mail_fault fault;
} rows[] = {
	{"smallest", HEAD "\nHello\n", "", "", HEAD REST("7bit", "Hello\n"), 0},
	{"name and address", FROM "To: @1 <@2>\nSubject: x\n\n", "Ute Krause",
	    "ute@k.example", FROM "To: Ute Krause <ute@k.example>\n"
	    "Subject: x\n" REST("7bit", ""), 0},
	{"a name that is a list", FROM "To: @1 <@2>\nSubject: x\n\n",
	    "evil@x.example, \"B\" <c@d.example>", "ute@k.example", FROM
	    "To: \"evil@x.example, \\\"B\\\" <c@d.example>\" <ute@k.example>\n"
	    "Subject: x\n" REST("7bit", ""), 0},
	{"a name with two blanks", FROM "To: @1 <@2>\nSubject: x\n\n", "a  b",
	    "c@d.example", FROM "To: \"a  b\" <c@d.example>\nSubject: x\n"
	    REST("7bit", ""), 0},
	{"a control of the template", FROM "To: a\x1b <a@b.example>\n"
	    "Subject: x\r\x7f y\n\n", "", "", FROM
	    "To: =?UTF-8?Q?a=1B?= <a@b.example>\n"
	    "Subject: =?UTF-8?Q?x=0D=7F_y?=\n" REST("7bit", ""), 0},
	{"two addresses in one place", FROM "To: @1\nSubject: x\n\n",
	    "a@b.example, c@d.example", "", "a@b.example, c@d.example",
	    AR_MAIL_ADDRESS},
	{"an address with a way out", FROM "To: <@1>\nSubject: x\n\n",
	    "a@b.example> <c@d.example", "", "a@b.example> <c@d.example",
	    AR_MAIL_ADDRESS},
	{"no address", FROM "To: @1\nSubject: x\n\n", "", "", "",
	    AR_MAIL_NOBODY},
	{"one of two places", FROM "To: @1, <@2>\nSubject: x\n\n", "",
	    "b@c.example", FROM "To: b@c.example\nSubject: x\n"
	    REST("7bit", ""), 0},
	{"quoted by the template", FROM "To: \"@1, x\" <@2>\nSubject: x\n\n",
	    "Krause", "b@c.example", FROM "To: \"Krause, x\" <b@c.example>\n"
	    "Subject: x\n" REST("7bit", ""), 0},
	{"empty Cc is none", HEAD "Cc: @1\n\n", "", "", HEAD
	    REST("7bit", ""), 0},
	{"break in a name", FROM "To: @1 <@2>\nSubject: x\n\n",
	    "Acme\r\nBcc: x@evil.example", "a@b.example",
	    "Acme\r\nBcc: x@evil.example", AR_MAIL_BREAK},
	{"break in a subject", FROM "To: a@b.example\nSubject: @1\n\n",
	    "x\n\nbody", "", "x\n\nbody", AR_MAIL_BREAK},
	{"subject beyond ASCII", FROM "To: a@b.example\nSubject: @1\n\n",
	    "Gr\xc3\xbc\xc3\x9f" "e, Ute", "", FROM
	    "To: a@b.example\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe=2C_Ute?=\n"
	    REST("7bit", ""), 0},
	{"subject like an encoded word", FROM
	    "To: a@b.example\nSubject: @1\n\n", "=?x?=", "", FROM
	    "To: a@b.example\nSubject: =?UTF-8?Q?=3D=3Fx=3F=3D?=\n"
	    REST("7bit", ""), 0},
	{"control characters", FROM "To: a@b.example\nSubject: @1\n\n",
	    "a\x1b[31m\tb", "", FROM "To: a@b.example\nSubject: a?[31m b\n"
	    REST("7bit", ""), 0},
	{"folded by the template", FROM "To: a@b.example,\n <@1>\nSubject:\n"
	    "\tx\n\n", "c@d.example", "", FROM
	    "To: a@b.example, c@d.example\nSubject: x\n" REST("7bit", ""), 0},
	{"long subject", FROM "To: a@b.example\nSubject: @1\n\n",
	    "1234567890 1234567890 1234567890 1234567890 1234567890 "
	    "1234567890 1234567890 1234567890", "", FROM
	    "To: a@b.example\nSubject: 1234567890 1234567890 1234567890 "
	    "1234567890 1234567890 1234567890\n 1234567890 1234567890\n"
	    REST("7bit", ""), 0},
	{"body beyond ASCII", HEAD "\n@1=\n", "\xc3\xbc", "", HEAD
	    REST("quoted-printable", "=C3=BC=3D\n"), 0},
	{"a dot alone", HEAD "\na\n@1\nb\n", ".", "", HEAD
	    REST("quoted-printable", "a\n=2E\nb\n"), 0},
	{"lines of a value", HEAD "\n@1\n", "a\r\nb\rc\nd", "", HEAD
	    REST("7bit", "a\nb\nc\nd\n"), 0},
	{"html", HEAD "Content-Type: text/html\n\n<p>@1</p>\n", "<b>&", "",
	    HEAD "Content-Type: text/html; charset=utf-8\n"
	    "Message-ID: <K-1@s.example>\n"
	    "Date: Tue, 30 Jun 2026 01:02:03 +0000\nMIME-Version: 1.0\n"
	    TAIL("7bit", "<p>&lt;b&gt;&amp;</p>\n"), 0},
	{"CRLF of the template", "From: s@s.example\r\nTo: a@b.example\r\n"
	    "Subject: x\r\n\r\nHi\r\n", "", "", HEAD REST("7bit", "Hi\n"), 0},
	{"own date and id", HEAD "Date: never\nMessage-ID: <1@x>\n\n", "", "",
	    HEAD "Date: never\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8\n" TAIL("7bit", ""), 0},
	{"a value is no field", HEAD "@1: y\n\n", "Bcc", "", "Bcc",
	    AR_MAIL_HEAD},
	{"no field", HEAD "Dear Ute\n\n", "", "", "Dear Ute", AR_MAIL_HEAD},
	{"no From", "To: a@b.example\nSubject: x\n\n", "", "", "From",
	    AR_MAIL_LACKS},
	{"no To", FROM "Subject: x\n\n", "", "", "To", AR_MAIL_LACKS},
	{"no Subject", FROM "To: a@b.example\n\n", "", "", "Subject",
	    AR_MAIL_LACKS},
	{"ours", HEAD "MIME-Version: 1.0\n\n", "", "", "MIME-Version",
	    AR_MAIL_OURS},
	{"no head", "\nHello", "", "", "From", AR_MAIL_LACKS},
};

static void
fill(struct ar_mail *m, const char *text, const char *one, const char *two)
{
	struct ar_slice rest = ar_slice_of(text), piece = rest;

	while (rest.n > 0) {
		bool value = rest.n > 1 && rest.p[0] == '@' &&
		    (rest.p[1] == '1' || rest.p[1] == '2');

		if (value) {
			piece.n = (size_t)(rest.p - piece.p);
			ar_mail_text(m, piece);
			ar_mail_value(m, AR_S("name"),
			    ar_slice_of(rest.p[1] == '1' ? one : two), false);
			piece = ar_slice(rest.p + 2, rest.n - 2);
		}
		rest = ar_slice(rest.p + 1 + value, rest.n - 1 - value);
	}
	ar_mail_text(m, piece);
}

#define TS AR_S("2026-06-30T01:02:03Z")

static void
test_rows(void **state)
{
	struct ar_mail m = {0};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct ar_buf out = {0};
		int result;

		ar_mail_clear(&m);
		fill(&m, rows[i].text, rows[i].one, rows[i].two);
		result = ar_mail_write(&m, AR_S("K-1"), TS, false, &out);
		if (result != AR_OK)
			ar_buf_add(&out, ar_buf_slice(&m.about));
		if (!ar_slice_eq(ar_buf_slice(&out), ar_slice_of(rows[i].out)))
			print_error("%.*s\n", (int)out.n, out.p);
		check(rows[i].name, m.fault == rows[i].fault &&
		    (result == AR_OK) == (rows[i].fault == AR_MAIL_FINE) &&
		    ar_slice_eq(ar_buf_slice(&out), ar_slice_of(rows[i].out)));
		ar_buf_free(&out);
	}
	ar_mail_release(&m);
}

static void
test_mbox(void **state)
{
	struct ar_mail m = {0};
	struct ar_buf out = {0};

	(void)state;
	fill(&m, HEAD "\nFrom here\n>From there\n", "", "");
	assert_int_equal(ar_mail_write(&m, AR_S("K-1"), TS, true, &out),
	    AR_OK);
	assert_true(ar_slice_eq(ar_buf_slice(&out), AR_S(
	    "From s@s.example Tue Jun 30 01:02:03 2026\n" HEAD
	    REST("7bit", ">From here\n>>From there\n\n"))));
	ar_buf_free(&out);
	ar_mail_release(&m);
}

/* Without an id it follows from what the mail says, and from nothing else. */
static void
test_id(void **state)
{
	static const char *const texts[] = {
		HEAD "\na\n", HEAD "\na\n", HEAD "\nb\n", HEAD "Cc: @1\n\na\n"
	};
	struct ar_buf out[4] = {{0}};
	struct ar_slice id[4];

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++) {
		struct ar_mail m = {0};
		const char *at;

		fill(&m, texts[i], "c@d.example", "");
		assert_int_equal(ar_mail_write(&m, AR_S(""), TS, false,
		    &out[i]), AR_OK);
		ar_buf_add(&out[i], AR_S("\0"));
		at = strstr(out[i].p, "Message-ID: <");
		assert_non_null(at);
		id[i] = ar_slice(at, strcspn(at, "\n"));
		ar_mail_release(&m);
	}
	assert_true(ar_slice_eq(id[0], id[1]));
	assert_false(ar_slice_eq(id[0], id[2]));
	assert_false(ar_slice_eq(id[0], id[3]));
	for (size_t i = 0; i < ROWS(texts); i++)
		ar_buf_free(&out[i]);
}

static const struct {
	const char *text;
	bool good;
} addresses[] = {
	{"a@b", true}, {"a.b+c@d-e.example", true}, {"o'mara@x.example", true},
	{"", false}, {"a", false}, {"@b", false}, {"a@", false},
	{"a@b@c", false}, {"a b@c", false}, {".a@b", false}, {"a.@b", false},
	{"a..b@c", false}, {"a@b..c", false}, {"a@-b", false}, {"a@b-", false},
	{"a@b,c@d", false}, {"<a@b>", false}, {"a@b\n", false},
	{"\xc3\xbc@b", false}, {"a@\xc3\xbc", false}, {"\"a\"@b", false},
	{"12345678901234567890123456789012345678901234567890123456789012345"
	    "@b", false},
};

static void
test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(addresses); i++)
		check(addresses[i].text, ar_mail_is_address(ar_slice_of(
		    addresses[i].text)) == addresses[i].good);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows), cmocka_unit_test(test_mbox),
		cmocka_unit_test(test_id), cmocka_unit_test(test_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
