/*
 * libar/mailhead.c
 * Purpose: fields of a mail's head, as RFC 5322 and RFC 2047 have them.
 */
#include "libar/mailhead.h"

#include <stdint.h>

#include "libar/utf8.h"

enum { LINE = 78, WORD = 75, LOCAL_MAX = 64, ADDRESS_MAX = 254, LABEL = 63 };

static bool
is_plain(char c)
{
	return ar_is_letter(c) || ar_is_digit(c);
}

/* What an atom is made of. */
static bool
is_atom(char c)
{
	return is_plain(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~",
	    c) != NULL);
}

bool
ar_mail_is_field(struct ar_slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!is_plain(name.p[i]) && name.p[i] != '-')
			return false;
	return name.n > 0;
}

/* Parts with a dot between them, none of them empty. */
static bool
is_dotted(struct ar_slice s, bool (*fits)(char), size_t longest)
{
	size_t part = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' ? part == 0 : !fits(s.p[i]))
			return false;
		part = s.p[i] == '.' ? 0 : part + 1;
		if (part > longest)
			return false;
	}
	return part > 0;
}

static bool
is_of_host(char c)
{
	return is_plain(c) || c == '-';
}

bool
ar_mail_is_address(struct ar_slice s)
{
	struct ar_slice host = s, local = ar_slice_cut(&host, '@');

	return s.n <= ADDRESS_MAX && local.n <= LOCAL_MAX &&
	    is_dotted(local, is_atom, LOCAL_MAX) &&
	    is_dotted(host, is_of_host, LABEL) && host.p[0] != '-' &&
	    host.p[host.n - 1] != '-';
}

void
ar_mailhead_begin(struct ar_mailhead *h, struct ar_buf *to,
    struct ar_slice name)
{
	*h = (struct ar_mailhead){to, to->n};
	ar_buf_add(to, name);
	ar_buf_add(to, AR_S(":"));
}

void
ar_mailhead_end(struct ar_mailhead *h)
{
	ar_buf_add(h->to, AR_S("\n"));
}

/* The blanks and the word behind them, on a new line if they do not fit. */
static void
put(struct ar_mailhead *h, struct ar_slice blanks, struct ar_slice word)
{
	if (h->to->n - h->line + blanks.n + word.n > LINE) {
		ar_buf_add(h->to, AR_S("\n"));
		h->line = h->to->n;
	}
	ar_buf_add(h->to, blanks);
	ar_buf_add(h->to, word);
}

/* ASCII, and no control; a tab is a blank. */
static bool
is_shown(char c)
{
	return (c >= ' ' && c <= '~') || c == '\t';
}

/* Plain text goes out as it is, if a line can hold each of its words. */
static bool
needs_words(struct ar_slice s)
{
	size_t word = 0;

	for (size_t i = 0; i < s.n; i++) {
		word = s.p[i] == ' ' ? 0 : word + 1;
		if (!is_shown(s.p[i]) || word > WORD ||
		    (s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '?'))
			return true;
	}
	return false;
}

/* One character of a word: in the few bytes that a name may hold as well. */
static void
encode(struct ar_buf *to, struct ar_slice character)
{
	for (size_t i = 0; i < character.n; i++) {
		char c = character.p[i];

		if (is_plain(c))
			ar_buf_add(to, ar_slice(&c, 1));
		else if (c == ' ')
			ar_buf_add(to, AR_S("_"));
		else
			ar_buf_addf(to, "=%02X", (unsigned char)c);
	}
}

/* How long a word may be to fit where the line is now, or on the next. */
static size_t
room_for_word(const struct ar_mailhead *h)
{
	enum { LEAST = 40 };
	size_t used = h->to->n - h->line + 1;

	return used + LEAST > LINE || used + WORD < LINE ? WORD : LINE - used;
}

static void
put_words(struct ar_mailhead *h, struct ar_slice s)
{
	enum { LONGEST = 12 };          /* a character of four bytes */
	struct ar_buf word = {0};

	while (s.n > 0) {
		size_t most = room_for_word(h);

		word.n = 0;
		ar_buf_add(&word, AR_S("=?UTF-8?Q?"));
		while (s.n > 0 && word.n + LONGEST + 2 <= most) {
			struct ar_slice one = s;

			(void)ar_utf8_take(&s);
			one.n -= s.n;
			encode(&word, one);
		}
		ar_buf_add(&word, AR_S("?="));
		put(h, AR_S(" "), ar_buf_slice(&word));
	}
	ar_buf_free(&word);
}

void
ar_mailhead_text(struct ar_mailhead *h, struct ar_slice s)
{
	s = ar_slice_trim(s);
	if (needs_words(s)) {
		put_words(h, s);
		return;
	}
	ar_buf_add(h->to, AR_S(" "));
	while (s.n > 0) {
		size_t blanks = 0, n;

		while (s.p[blanks] == ' ')
			blanks++;
		for (n = blanks; n < s.n && s.p[n] != ' ';)
			n++;
		put(h, ar_slice(s.p, blanks), ar_slice(s.p + blanks,
		    n - blanks));
		s = ar_slice(s.p + n, s.n - n);
	}
}

static void
put_name(struct ar_mailhead *h, struct ar_slice name)
{
	struct ar_buf quoted = {0};
	bool atoms = true;

	/* Several blanks, or a mark, stay themselves in quotes alone. */
	for (size_t i = 0; i < name.n; i++)
		atoms = atoms && (is_atom(name.p[i]) || (name.p[i] == ' ' &&
		    i > 0 && name.p[i - 1] != ' '));
	if (needs_words(name)) {
		put_words(h, name);
		return;
	}
	if (!atoms)
		ar_buf_add(&quoted, AR_S("\""));
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			ar_buf_add(&quoted, AR_S("\\"));
		ar_buf_add(&quoted, ar_slice(name.p + i, 1));
	}
	if (!atoms)
		ar_buf_add(&quoted, AR_S("\""));
	put(h, AR_S(" "), ar_buf_slice(&quoted));
	ar_buf_free(&quoted);
}

void
ar_mailhead_address(struct ar_mailhead *h, struct ar_slice name,
    struct ar_slice address, bool more)
{
	struct ar_buf angle = {0};

	if (more)
		ar_buf_add(h->to, AR_S(","));
	if (name.n > 0)
		put_name(h, name);
	ar_buf_addf(&angle, name.n > 0 ? "<%.*s>" : "%.*s", (int)address.n,
	    address.p);
	put(h, AR_S(" "), ar_buf_slice(&angle));
	ar_buf_free(&angle);
}
