/*
 * tests/fuzz/text.c
 * Purpose: texts as names of files and as people see them, and the little
 * languages of options.
 *
 * Any bytes become a part of a file's name that leads nowhere else and can be
 * read back, and a value of a message.  What is UTF-8 is told by its table.
 * As the value of an option, a text is taken or refused; what is taken means
 * what it must.
 */
#include "libar/diag.h"
#include "libar/fee.h"
#include "libar/numbering.h"
#include "libar/pattern.h"
#include "libar/safename.h"
#include "libar/shown.h"
#include "libar/stated.h"
#include "libar/style.h"
#include "libar/utf8.h"
#include "tests/fuzz/plain.h"
#include "tests/fuzz/target.h"

const char *const fuzz_words[] = {
	"a", "/", ".", "..", "-", "%", "%%", "\xc3\xa4", "\xe2\x80\xae", "\x1b",
	"\xf0\x9f\x98\x80", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80",
	"3%", "/30d", "+1%/10d", "+daily", ":10d,", "5%:20d,7%", "INV-%06d",
	"%d", "EUR:", "100.00", "1.234,50", "1,234.50", "d month y", "dmy",
	"*", "?", "\\", "\n", "\t", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	NULL
};

const size_t fuzz_most = 600;

static bool
is_within(unsigned char c, unsigned low, unsigned high)
{
	return c >= low && c <= high;
}

/* Bytes of the character at the front by the table of Unicode, 0: none. */
static size_t
character(struct ar_slice s)
{
	unsigned char b[4] = {0};
	size_t n;

	memcpy(b, s.p, s.n < 4 ? s.n : 4);
	if (b[0] < 0x80)
		return 1;
	n = is_within(b[0], 0xc2, 0xdf) ? 2 : is_within(b[0], 0xe0, 0xef) ? 3 :
	    is_within(b[0], 0xf0, 0xf4) ? 4 : 0;
	if (n == 0 || n > s.n ||
	    !is_within(b[1], b[0] == 0xe0 ? 0xa0 : b[0] == 0xf0 ? 0x90 : 0x80,
	    b[0] == 0xed ? 0x9f : b[0] == 0xf4 ? 0x8f : 0xbf))
		return 0;
	for (size_t i = 2; i < n; i++)
		if (!is_within(b[i], 0x80, 0xbf))
			return 0;
	return n;
}

static void
read_utf8(struct ar_slice text)
{
	struct ar_slice rest = text, safe;
	struct ar_buf shown = {0}, twice = {0};
	bool valid = true;

	while (rest.n > 0) {
		size_t n = character(rest);
		struct ar_slice before = rest;
		int32_t c = ar_utf8_take(&rest);

		need((c >= 0) == (n > 0) && before.n - rest.n ==
		    (n > 0 ? n : 1), "a character is one by the table");
		valid = valid && n > 0;
	}
	need(ar_utf8_valid(text) == valid, "a text is one by the table");
	if (!valid)
		return;
	ar_shown(&shown, text);
	safe = ar_buf_slice(&shown);
	need(ar_utf8_valid(safe), "what is shown is text");
	for (size_t i = 0; i < safe.n; i++)
		need((unsigned char)safe.p[i] >= ' ' && safe.p[i] != 0x7f,
		    "nothing that is shown is a control");
	ar_shown(&twice, safe);
	need(ar_slice_eq(safe, ar_buf_slice(&twice)),
	    "what is shown is shown as it is");
	ar_buf_free(&shown);
	ar_buf_free(&twice);
}

static void
quote(struct ar_slice text)
{
	struct ar_quoted q;
	size_t n = strlen(ar_quote(&q, text));

	need(n < sizeof q.s && n >= 2 && q.s[0] == '\'' &&
	    q.s[n - 1] == '\'' && ar_utf8_valid(ar_slice(q.s, n)),
	    "a value of a message is text in quotes");
	for (size_t i = 0; i < n; i++)
		need((unsigned char)q.s[i] >= ' ' && q.s[i] != 0x7f,
		    "and on one line");
}

static int
hex(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

static void
name_file(struct ar_slice text)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%";
	struct ar_buf name = {0}, back = {0};
	struct ar_slice s;

	ar_safename_add(&name, text);
	s = ar_buf_slice(&name);
	need(s.n > 0 && s.n <= AR_SAFENAME_MAX && s.p[0] != '-' &&
	    s.p[0] != '.' && s.p[s.n - 1] != '.', "a name is safe");
	for (size_t i = 0; i < s.n; i++)
		need(memchr(good, s.p[i], sizeof good - 1) != NULL &&
		    (s.p[i] != '.' || s.p[i + 1] != '.'),
		    "a name leads nowhere else");
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%' && i + 2 < s.n && s.p[i + 1] != '%') {
			c = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
			i += 2;
		} else if (c == '%')
			break;
		ar_buf_add(&back, ar_slice(&c, 1));
	}
	need(back.n <= text.n && (back.n == 0 || memcmp(back.p, text.p,
	    back.n) == 0) && (back.n == text.n || s.n == AR_SAFENAME_MAX ||
	    memchr(s.p, '%', s.n) != NULL), "a name can be read back");
	need(back.n == text.n || text.n > AR_SAFENAME_MAX / 3 - AR_FINGERPRINT,
	    "only a long one is cut");
	ar_buf_free(&name);
	ar_buf_free(&back);
}

static void
read_fee(struct ar_slice text)
{
	struct ar_fee fee;
	ar_sum last = 0;
	int64_t amount;

	if (ar_fee_parse(&fee, text) != AR_OK)
		return;
	need(fee.n >= 1 && fee.n <= AR_FEE_STEPS, "a fee has steps");
	for (int32_t days = 1; days <= AR_FEE_DAYS; days += 1 + days / 3) {
		struct ar_fee_share share = ar_fee_share(&fee, days);

		need(share.den > 0 && share.num >= last * share.den,
		    "a fee never falls");
		if (fee.form != AR_FEE_TABLE)
			last = share.num / share.den;
		need(ar_fee_amount(&amount, &fee, 0, days) == AR_OK &&
		    amount == 0, "nothing costs nothing");
	}
}

static void
number_documents(const char *text)
{
	struct ar_numbering n;
	struct ar_buf one = {0}, two = {0};

	if (ar_numbering_parse(&n, text) != AR_OK)
		return;
	ar_numbering_format(&one, &n, 99);
	ar_numbering_format(&two, &n, INT64_MAX);
	need(one.n <= 2 * AR_NUMBERING_MAX && !ar_slice_eq(ar_buf_slice(&one),
	    ar_buf_slice(&two)), "numbers have names of their own");
	ar_buf_free(&one);
	ar_buf_free(&two);
}

/* "[CUR:]AMOUNT" */
static void
state(const char *text)
{
	const struct ar_ccy usd = {"USD", 2};
	struct ar_slice amount = ar_slice_of(text);
	struct ar_stated s;
	plain_value units;
	struct plain p;

	if (ar_stated_parse(&s, text) != AR_OK)
		return;
	if (amount.n > 3 && amount.p[3] == ':')
		amount = ar_slice(amount.p + 4, amount.n - 4);
	else if (amount.n > 0 && amount.p[0] == ':')
		amount = ar_slice(amount.p + 1, amount.n - 1);
	p = plain_read(amount);
	if (s.any_ccy && ar_stated_in(&s, &usd) != AR_OK)
		return;
	need(p.form && p.decimals <= s.ccy.digits && plain_units(&units, &p,
	    s.ccy.digits, INT64_MAX) && units == (plain_value)(s.amount < 0 ?
	    -s.amount : s.amount) && (s.amount == 0 ||
	    (s.amount < 0) == p.negative), "what is stated is what was said");
}

static void
style(struct ar_slice text)
{
	const struct ar_slice number = AR_S("-1234567.80");
	struct ar_style s = {.point = '\0', .group = AR_S(""),
	    .dates = AR_S("")};
	struct ar_buf b = {0};
	size_t digits = 0;

	if (ar_style_numbers(&s, text) == AR_OK) {
		ar_style_number(&b, &s, number);
		for (size_t i = 0; i < b.n; i++)
			if (ar_is_digit(b.p[i]))
				need(digits < 9 && b.p[i] ==
				    "123456780"[digits++],
				    "digits of a style are the number's");
		need(digits == 9 && b.p[0] == '-', "all of them are there");
	}
	if (ar_style_dates(&s, text) == AR_OK)
		ar_style_day(&b, &s, plain_day(2026, 11, 22));
	ar_buf_free(&b);
}

/* Which beginnings of the text the pattern's bytes so far fit, byte by byte. */
static bool
fits(struct ar_slice pattern, struct ar_slice text)
{
	bool *fit = ar_alloc(text.n + 1), last;

	fit[0] = true;
	for (size_t i = 0; i < pattern.n; i++) {
		bool escaped = pattern.p[i] == '\\' && i + 1 < pattern.n;
		bool all = pattern.p[i] == '*', any = pattern.p[i] == '?';

		i += escaped;
		for (size_t k = text.n; !all && k > 0; k--)
			fit[k] = fit[k - 1] && (any ||
			    ar_lower(pattern.p[i]) == ar_lower(text.p[k - 1]));
		fit[0] = fit[0] && all;
		for (size_t k = 1; all && k <= text.n; k++)
			fit[k] = fit[k] || fit[k - 1];
	}
	last = fit[text.n];
	free(fit);
	return last;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ar_slice text = fuzz_text(bytes, n), rest = text, pattern;
	struct ar_buf string = {0};

	read_utf8(text);
	quote(text);
	name_file(text);
	read_fee(text);
	style(text);
	pattern = ar_slice_cut(&rest, '\n');
	need(ar_pattern_fits(pattern, rest) == fits(pattern, rest),
	    "a pattern fits what it describes");
	if (memchr(text.p, '\0', text.n) == NULL) {
		ar_buf_add(&string, text);
		ar_buf_add(&string, AR_S("\0"));
		number_documents(string.p);
		state(string.p);
	}
	ar_buf_free(&string);
	return 0;
}
