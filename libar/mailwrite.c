/*
 * libar/mailwrite.c
 * Purpose: a mail whose pieces are known: its fields, its body, its place.
 */
#include "libar/mail.h"

#include "libar/mailbody.h"
#include "libar/mailhead.h"
#include "libar/safename.h"

/* A field of the head: its name, and its bytes with their marks. */
struct field {
	struct ar_slice name, text;
	const char *from;
};

struct writing {
	struct ar_mail *mail;
	struct ar_buf *to;
	struct ar_buf sender;
	bool from, receiver, subject, date, id, type;
};

static int
set_fault(struct ar_mail *m, enum ar_mail_fault fault, struct ar_slice about)
{
	ar_mail_fail(m, fault, about);
	return AR_EDATA;
}

/* Take the next field off the head, with the lines that go on with it. */
static int
take_field(struct ar_mail *m, size_t *at, struct field *f)
{
	struct ar_slice all = ar_buf_slice(&m->head), rest;
	size_t end = *at;

	do {
		while (end < all.n && !(all.p[end] == '\n' &&
		    m->from.p[end] == AR_OF_TEMPLATE))
			end++;
		end++;
	} while (end < all.n && m->from.p[end] == AR_OF_TEMPLATE &&
	    (all.p[end] == ' ' || all.p[end] == '\t'));
	rest = ar_slice(all.p + *at, (end > all.n ? all.n : end - 1) - *at);
	f->name = ar_slice_cut(&rest, ':');
	f->text = rest;
	f->from = m->from.p + (rest.p - all.p);
	for (size_t i = 0; i < f->name.n; i++)
		if (m->from.p[*at + i] != AR_OF_TEMPLATE)
			return set_fault(m, AR_MAIL_HEAD, f->name);
	*at = end;
	return ar_mail_is_field(f->name) && rest.p > f->name.p + f->name.n ?
	    AR_OK : set_fault(m, AR_MAIL_HEAD, f->name);
}

/* One address of a list, as it is read byte by byte. */
struct address {
	struct ar_buf name, text;
	bool angle, quoted;
};

/* No address, of this field. */
static int
refuse_address(struct writing *w, const struct field *f,
    enum ar_mail_fault fault, struct ar_slice about)
{
	ar_buf_add(&w->mail->name, f->name);
	return set_fault(w->mail, fault, about);
}

static int
put_address(struct writing *w, struct ar_mailhead *h, const struct field *f,
    struct address *a, unsigned *count)
{
	struct ar_slice name = ar_slice_trim(ar_buf_slice(&a->name));
	struct ar_slice text = ar_slice_trim(ar_buf_slice(&a->text));

	if (!a->angle) {
		text = name;
		name = AR_S("");
	}
	if (name.n > 0 || text.n > 0) {
		if (!ar_mail_is_address(text))
			return refuse_address(w, f, AR_MAIL_ADDRESS, text);
		ar_mailhead_address(h, name, text, (*count)++ > 0);
	}
	a->name.n = a->text.n = 0;
	a->angle = a->quoted = false;
	return AR_OK;
}

static int
put_addresses(struct writing *w, struct ar_mailhead *h, const struct field *f,
    struct address *a, unsigned *count)
{
	bool inside = false;

	for (size_t i = 0; i < f->text.n; i++) {
		char c = f->text.p[i] == '\n' ? ' ' : f->text.p[i];
		bool template = f->from[i] == AR_OF_TEMPLATE;

		if (template && c == '"' && !inside)
			a->quoted = !a->quoted;
		else if (template && c == '<' && !a->quoted)
			a->angle = inside = true;
		else if (template && c == '>' && inside)
			inside = false;
		else if (template && c == ',' && !a->quoted && !inside) {
			if (put_address(w, h, f, a, count) != AR_OK)
				return AR_EDATA;
		} else
			ar_buf_add(inside ? &a->text : &a->name,
			    ar_slice(&c, 1));
	}
	return put_address(w, h, f, a, count);
}

/* The address that stands last in what was written. */
static struct ar_slice
last_address(const struct ar_buf *to, size_t from)
{
	struct ar_slice s = ar_slice(to->p + from, to->n - from);
	size_t n = s.n;

	while (n > 0 && strchr(" <:", s.p[n - 1]) == NULL)
		n--;
	s = ar_slice(s.p + n, s.n - n);
	if (s.n > 0 && s.p[s.n - 1] == '>')
		s.n--;
	return s;
}

static int
write_addresses(struct writing *w, const struct field *f)
{
	bool sender = ar_slice_eq_nocase(f->name, AR_S("from"));
	struct address a = {0};
	struct ar_mailhead h;
	unsigned count = 0;
	size_t before = w->to->n;
	int result;

	ar_mailhead_begin(&h, w->to, f->name);
	result = put_addresses(w, &h, f, &a, &count);
	ar_buf_free(&a.name);
	ar_buf_free(&a.text);
	if (result != AR_OK)
		return result;
	if (count == 0 && (sender || ar_slice_eq_nocase(f->name,
	    AR_S("to"))))
		return refuse_address(w, f, AR_MAIL_NOBODY, AR_S(""));
	if (sender) {
		w->sender.n = 0;
		ar_buf_add(&w->sender, last_address(w->to, before));
	}
	if (count > 0)
		ar_mailhead_end(&h);
	else
		w->to->n = before;
	return AR_OK;
}

static void
write_text(struct writing *w, const struct field *f)
{
	struct ar_buf line = {0};
	struct ar_mailhead h;

	for (size_t i = 0; i < f->text.n; i++)
		ar_buf_add(&line, f->text.p[i] == '\n' ? AR_S(" ") :
		    ar_slice(f->text.p + i, 1));
	ar_mailhead_begin(&h, w->to, f->name);
	ar_mailhead_text(&h, ar_buf_slice(&line));
	ar_mailhead_end(&h);
	ar_buf_free(&line);
}

static bool
is_one_of(struct ar_slice name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (ar_slice_eq_nocase(name, ar_slice_of(*names)))
			return true;
	return false;
}

static int
write_field(struct writing *w, const struct field *f)
{
	static const char *const addresses[] = {
		"from", "sender", "reply-to", "to", "cc", "bcc", NULL
	};
	static const char *const receivers[] = {"to", "cc", "bcc", NULL};
	static const char *const ours[] = {
		"mime-version", "content-transfer-encoding", NULL
	};
	struct ar_slice n = f->name;

	if (is_one_of(n, ours))
		return set_fault(w->mail, AR_MAIL_OURS, n);
	w->from = w->from || ar_slice_eq_nocase(n, AR_S("from"));
	w->subject = w->subject || ar_slice_eq_nocase(n, AR_S("subject"));
	w->date = w->date || ar_slice_eq_nocase(n, AR_S("date"));
	w->id = w->id || ar_slice_eq_nocase(n, AR_S("message-id"));
	w->type = w->type || ar_slice_eq_nocase(n, AR_S("content-type"));
	w->receiver = w->receiver || is_one_of(n, receivers);
	if (is_one_of(n, addresses))
		return write_addresses(w, f);
	write_text(w, f);
	if (ar_slice_eq_nocase(n, AR_S("content-type")) &&
	    memchr(f->text.p, '=', f->text.n) == NULL) {
		w->to->n--;
		ar_buf_add(w->to, AR_S("; charset=utf-8\n"));
	}
	return AR_OK;
}

static int
write_fields(struct writing *w)
{
	struct ar_mail *m = w->mail;
	struct field f;

	for (size_t at = 0; at + 1 < m->head.n;)
		if (take_field(m, &at, &f) != AR_OK ||
		    write_field(w, &f) != AR_OK)
			return AR_EDATA;
	if (!w->from)
		return set_fault(m, AR_MAIL_LACKS, AR_S("From"));
	if (!w->receiver)
		return set_fault(m, AR_MAIL_LACKS, AR_S("To"));
	return w->subject ? AR_OK : set_fault(m, AR_MAIL_LACKS,
	    AR_S("Subject"));
}

/* As RFC 5322 has it, or the first line of a mail in an mbox. */
static void
add_date(struct ar_buf *to, struct ar_slice ts, bool mbox)
{
	static const char names[] = "MonTueWedThuFriSatSun";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	enum { LETTERS = 3, TIME = 8 };
	ar_day day = AR_DAY_MIN;
	const char *name, *month, *time = ts.p + AR_DAY_TEXT + 1;
	struct ar_ymd d;

	/* It is ours and a day of the calendar. */
	(void)!ar_day_parse(&day, ar_slice(ts.p, AR_DAY_TEXT));
	d = ar_day_ymd(day);
	name = names + LETTERS * (size_t)ar_weekday(day);
	month = months + LETTERS * (size_t)(d.month - 1);
	if (mbox)
		ar_buf_addf(to, "%.3s %.3s %2d %.*s %04d", name, month, d.day,
		    TIME, time, d.year);
	else
		ar_buf_addf(to, "Date: %.3s, %02d %.3s %04d %.*s +0000\n",
		    name, d.day, month, d.year, TIME, time);
}

/* Of the id, else of all that stands so far and of the body. */
static void
add_id(struct writing *w, struct ar_slice id)
{
	struct ar_slice host = ar_buf_slice(&w->sender);
	struct ar_buf all = {0};
	char hex[AR_FINGERPRINT];

	(void)ar_slice_cut(&host, '@');
	ar_buf_add(&all, ar_buf_slice(w->to));
	ar_buf_add(&all, ar_buf_slice(&w->mail->body));
	ar_fingerprint(hex, ar_buf_slice(&all));
	ar_buf_free(&all);
	ar_buf_add(w->to, AR_S("Message-ID: <"));
	if (id.n > 0)
		ar_safename_add(w->to, id);
	else
		ar_buf_add(w->to, ar_slice(hex, sizeof hex));
	ar_buf_add(w->to, AR_S("@"));
	ar_buf_add(w->to, host);
	ar_buf_add(w->to, AR_S(">\n"));
}

static int
write_mail(struct writing *w, struct ar_slice id, struct ar_slice ts)
{
	struct ar_slice body = ar_buf_slice(&w->mail->body);

	if (write_fields(w) != AR_OK)
		return AR_EDATA;
	if (!w->id)
		add_id(w, id);
	if (!w->date)
		add_date(w->to, ts, false);
	ar_buf_add(w->to, AR_S("MIME-Version: 1.0\n"));
	if (!w->type)
		ar_buf_add(w->to,
		    AR_S("Content-Type: text/plain; charset=utf-8\n"));
	ar_buf_add(w->to, AR_S("Content-Transfer-Encoding: "));
	ar_buf_add(w->to, ar_mailbody_encoding(body));
	ar_buf_add(w->to, AR_S("\n\n"));
	ar_mailbody_add(w->to, body);
	return AR_OK;
}

/* Lines that look like the beginning of a mail get a '>'. */
static void
add_to_mbox(const struct writing *w, struct ar_slice ts, struct ar_buf *to)
{
	struct ar_slice rest = ar_buf_slice(w->to);

	ar_buf_add(to, AR_S("From "));
	ar_buf_add(to, ar_buf_slice(&w->sender));
	ar_buf_add(to, AR_S(" "));
	add_date(to, ts, true);
	ar_buf_add(to, AR_S("\n"));
	while (rest.n > 0) {
		struct ar_slice line = ar_slice_cut(&rest, '\n');
		size_t n = 0;

		while (n < line.n && line.p[n] == '>')
			n++;
		if (line.n - n >= 5 && memcmp(line.p + n, "From ", 5) == 0)
			ar_buf_add(to, AR_S(">"));
		ar_buf_add(to, line);
		ar_buf_add(to, AR_S("\n"));
	}
	ar_buf_add(to, AR_S("\n"));
}

int
ar_mail_write(struct ar_mail *m, struct ar_slice id, struct ar_slice ts,
    bool mbox, struct ar_buf *to)
{
	struct ar_buf text = {0};
	struct writing w = {.mail = m, .to = &text};
	int result = m->fault == AR_MAIL_FINE ? write_mail(&w, id, ts) :
	    AR_EDATA;

	if (result == AR_OK && mbox)
		add_to_mbox(&w, ts, to);
	else if (result == AR_OK)
		ar_buf_add(to, ar_buf_slice(&text));
	ar_buf_free(&text);
	ar_buf_free(&w.sender);
	return result;
}
