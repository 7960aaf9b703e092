/*
 * libar/messages.h
 * Purpose: the table of all messages; see libar/diag.h.
 *
 * AR_MESSAGE(name, code, status, text): each %s takes the next argument.
 * Texts begin in lower case, quote the subject, and end with a remedy.
 * No include guard: the table is read once for each use of AR_MESSAGE.
 */

/* A cell or a record is refused. */
AR_MESSAGE(EMPTY, "empty", DATA, "the value is empty; it is required here")
AR_MESSAGE(PADDED, "padded", DATA,
    "%s begins or ends with a blank; ar-import trims it")
AR_MESSAGE(LINE_BREAK, "line-break", DATA,
    "%s holds a line break; look for a stray quote here")
AR_MESSAGE(NUL_BYTE, "nul-byte", DATA,
    "%s holds a NUL byte; is this text? look at it with od -c")
AR_MESSAGE(NOT_UTF8, "not-utf8", DATA,
    "%s is not UTF-8; ar-import --encoding reads other encodings")
AR_MESSAGE(BAD_AMOUNT, "bad-amount", DATA,
    "%s is not an amount; want digits and at most one '.'")
AR_MESSAGE(DECIMAL_COMMA, "decimal-comma", DATA,
    "%s has a decimal comma; ar-import --decimal=, reads it")
AR_MESSAGE(DECIMALS, "decimals", DATA,
    "%s has more decimals than the %s of %s; round it at its source")
AR_MESSAGE(OUT_OF_RANGE, "out-of-range", DATA,
    "%s is out of range; at most 9223372036854775807 minor units")
AR_MESSAGE(BAD_DATE, "bad-date", DATA,
    "%s is not a date YYYY-MM-DD; ar-import --date-format=dmy or mdy reads others")
AR_MESSAGE(NO_SUCH_DAY, "no-such-day", DATA,
    "%s: there is no such day in the calendar; correct it at its source")
AR_MESSAGE(BAD_CURRENCY, "bad-currency", DATA,
    "%s is not an active ISO 4217 code in capitals; correct it or leave it empty")
AR_MESSAGE(BAD_WORD, "bad-word", DATA, "%s is not a known word; want one of %s")
AR_MESSAGE(BAD_COUNT, "bad-count", DATA,
    "%s is not a number; want 1 to 999 without a leading zero")
AR_MESSAGE(SIGN, "sign", DATA,
    "%s has the wrong sign for kind '%s'; ar-import --sign=by-kind turns it")
AR_MESSAGE(CONTRADICTION, "contradiction", DATA,
    "%s contradicts %s; correct one of the two at its source")
AR_MESSAGE(NO_PAID_DATE, "no-paid-date", DATA,
    "status '%s' without paid_date, where the day matters; fill it or use --payments")
AR_MESSAGE(PAID_BUT_OPEN, "paid-but-open", DATA,
    "paid on %s, but its payments leave %s; is a write_off missing in --payments?")
AR_MESSAGE(PAYMENT_TWICE, "payment-twice", DATA,
    "a row of kind 'payment' beside --payments; leave out one of the two")
AR_MESSAGE(MIXED_INSTALMENTS, "mixed-instalments", DATA,
    "%s has rows with and without instalment; number all of them or none")
AR_MESSAGE(BAD_TERMS, "bad-terms", DATA,
    "%s gives no due date that is beyond doubt; %s")
AR_MESSAGE(DUPLICATE, "duplicate", DATA,
    "%s was seen before, in %s line %s; remove one of the two")
AR_MESSAGE(FIELD_COUNT, "field-count", DATA,
    "%s fields, expected %s; look for a missing or stray separator")
AR_MESSAGE(BARE_QUOTE, "bare-quote", DATA,
    "a quote inside an unquoted field; quote the field and double the quote")
AR_MESSAGE(AFTER_QUOTE, "after-quote", DATA,
    "text after a closing quote; double a quote that belongs to the text")
AR_MESSAGE(OPEN_QUOTE, "open-quote", DATA,
    "the quote that opens on line %s is not closed; look for a stray quote there")
AR_MESSAGE(BARE_CR, "bare-cr", DATA,
    "a carriage return outside quotes; give all lines the header's line end")
AR_MESSAGE(RECORD_SIZE, "record-size", DATA,
    "the record is longer than 1 MiB; is this a CSV file?")
AR_MESSAGE(TOO_MANY_COLUMNS, "too-many-columns", DATA,
    "more than 4096 columns; is this a CSV file?")
AR_MESSAGE(BAD_DAYS, "bad-days", DATA,
    "%s is no number of days; want a whole number that the calendar holds")
AR_MESSAGE(OTHER_DAYS, "other-days", DATA,
    "%s days, but from %s to %s are %s; correct one of the three")
AR_MESSAGE(BAD_PERIOD, "bad-period", DATA,
    "the period begins on %s and ends before, on %s; correct one of the two")
AR_MESSAGE(BAD_NUMBER, "bad-number", DATA,
    "%s is not a number; want a whole number above 0 without a leading zero")
AR_MESSAGE(BAD_PERCENT, "bad-percent", DATA,
    "%s is not a percentage; want 0 to 100 with at most 6 decimals")
AR_MESSAGE(OVERFLOW, "overflow", DATA,
    "the sum is out of range; split the input by currency or customer")

AR_MESSAGE(LONG_CELL, "long-cell", DATA,
    "%s is longer than the 32767 characters that a cell of a sheet holds; use another format")

/* A file's content is refused, and with it the run. */
AR_MESSAGE(NO_HEADER, "no-header", DATA,
    "no header; the first record must name the columns")
AR_MESSAGE(REPEATED_COLUMN, "repeated-column", DATA,
    "stands twice in the header; rename one of the two")
AR_MESSAGE(NO_NEWLINE, "no-newline", DATA,
    "the input ends inside a line, as if cut; if it is whole, save it to a file first")
AR_MESSAGE(UPSTREAM_FAILED, "upstream-failed", DATA,
    "the program that wrote this failed; see its message")
AR_MESSAGE(WRONG_FORMAT, "wrong-format", DATA, "this is %s, not CSV; %s")
AR_MESSAGE(PAST_AS_OF, "past-as-of", DATA,
    "a document of %s is later than %s, and %s; use --payments or --as-exported")
AR_MESSAGE(MANY_ROWS, "many-rows", DATA,
    "%s rows with the header and the total, and a sheet holds 1048576; say --top, or use another format")
AR_MESSAGE(UNKNOWN_INVOICE, "unknown-invoice", DATA,
    "%s is no document of the stream; --skip-unknown leaves such payments out")
AR_MESSAGE(AMBIGUOUS_INVOICE, "ambiguous-invoice", DATA,
    "%s is more than one document, also in %s line %s; give customer, currency or instalment")
AR_MESSAGE(OTHER_CUSTOMER, "other-customer", DATA,
    "%s is not the customer of document %s; correct one of the two")
AR_MESSAGE(OTHER_CURRENCY, "other-currency", DATA,
    "%s is not the currency of document %s; correct one of the two")
AR_MESSAGE(OTHER_INSTALMENT, "other-instalment", DATA,
    "%s is no instalment of document %s; correct one of the two")
AR_MESSAGE(NEEDS_CURRENCY, "needs-currency", DATA,
    "an unapplied payment without currency beside documents with one; fill currency")
AR_MESSAGE(UNLISTED_CURRENCY, "unlisted-currency", DATA,
    "an unapplied payment in %s beside listed documents without a currency; give them one (ar-import --currency)")
AR_MESSAGE(DUPLICATE_PAYMENT, "duplicate-payment", DATA,
    "%s was seen before on line %s with the same invoice and instalment; remove one")
AR_MESSAGE(OVERLAP, "overlap", DATA,
    "the period overlaps that of %s line %s; leave out one of the two")
AR_MESSAGE(CUT_MONTH, "cut-month", DATA,
    "the period is not made of whole calendar months; say --months")
AR_MESSAGE(OPEN_ITEMS_ONLY, "open-items-only", DATA,
    "no document of the period is settled, and no paid_date: its sales would be the unpaid ones; use --payments or --as-exported")
AR_MESSAGE(TIE_OUT, "tie-out", DATA,
    "%s does not tie out: %s; this is a defect of the tool, please report it")

/* ar-invoice: what a shipment line or the journal shows. */
AR_MESSAGE(NEGATIVE_PRICE, "negative-price", DATA,
    "%s is below 0; a return has a negative quantity, not a negative price")
AR_MESSAGE(BAD_PRICE_PER, "bad-price-per", DATA,
    "%s is not above 0; want the quantity that unit_price is for, as 100")
AR_MESSAGE(TAX_RATE, "tax-rate", DATA,
    "rate %s does not go with tax category '%s'; want %s")
AR_MESSAGE(UNKNOWN_CUSTOMER, "unknown-customer", DATA,
    "%s is not in the customers file; add it, or correct one of the two")
AR_MESSAGE(NO_TERMS, "no-terms", DATA,
    "no payment terms in the line or the customers file; fill terms or say --terms")
AR_MESSAGE(DUPLICATE_LINE, "duplicate-line", DATA,
    "line %s of shipment %s was seen before, in %s line %s; remove one of the two")
AR_MESSAGE(BILLED_OTHERWISE, "billed-otherwise", DATA,
    "billed as %s with another %s, %s; correct it, or credit that invoice")
AR_MESSAGE(BACK_DATED_INVOICE, "back-dated-invoice", DATA,
    "the date %s is before %s, the latest in the journal; say --back-date if it must be")
AR_MESSAGE(UNPLACED, "unplaced", DATA,
    "of which document this is a line cannot be read, so that none is whole; correct it")
AR_MESSAGE(NOT_BILLED, "not-billed", DATA,
    "%s is no invoice of the journal, nor a line of one; see its columns invoice_id and line")
AR_MESSAGE(NO_CREDIT, "no-credit", DATA,
    "crediting %s would come to %s, which gives nothing back; to charge it, bill it")
AR_MESSAGE(OVER_CREDITED, "over-credited", DATA,
    "only %s of line %s of %s is left to credit; say less")
AR_MESSAGE(NOT_RAISED, "not-raised", DATA,
    "no choice that brings %s was found, and perhaps there is none; whole documents bring %s, and never more than %s; ask for less")
AR_MESSAGE(CANNOT_RAISE, "cannot-raise", DATA,
    "%s cannot be raised, whole documents bring at most %s; ask for less, or see the listing for what is not eligible")
AR_MESSAGE(JOURNAL_ROW, "journal-row", DATA,
    "the row does not fit those before it: %s; the journal was changed by hand, put it back as it was")

/* ar-remind, ar-log: what their files show. */
AR_MESSAGE(BAD_SETTING, "bad-setting", DATA,
    "%s is not valid here; want %s")
AR_MESSAGE(LOG_ROW, "log-row", DATA,
    "the row does not fit: %s; the log was changed by hand, put it back as it was")
AR_MESSAGE(UNKNOWN_ACTION, "unknown-action", DATA,
    "%s is no action of the log; see its column action_id")
AR_MESSAGE(WRONG_STATE, "wrong-state", DATA,
    "action %s is %s, and cannot become %s; look at it with history")
AR_MESSAGE(NOTHING_OPEN, "nothing-open", DATA,
    "the log has no open %s of %s; look at it with history")

/* ar-import: what a foreign file shows. */
AR_MESSAGE(DATE_ORDER, "date-order", DATA,
    "%s may be read in more than one order; say --date-format=dmy, mdy or ymd")
AR_MESSAGE(DATE_CONFLICT, "date-conflict", DATA,
    "%s contradicts the order of line %s; say --date-format, or correct one of the two")
AR_MESSAGE(FOREIGN_DATE, "foreign-date", DATA,
    "%s cannot be read as a date; say its order with --date-format")
AR_MESSAGE(DECIMAL_MARK, "decimal-mark", DATA,
    "%s may be read in two ways; say --decimal=. or --decimal=,")
AR_MESSAGE(MARK_CONFLICT, "mark-conflict", DATA,
    "%s contradicts the decimal mark of line %s; say --decimal=. or --decimal=,")
AR_MESSAGE(FOREIGN_AMOUNT, "foreign-amount", DATA,
    "%s cannot be read as an amount; correct it, or say --decimal")
AR_MESSAGE(OTHER_MARK, "other-mark", DATA,
    "%s has another decimal mark than the rest; correct it, or say --decimal")
AR_MESSAGE(OTHER_MONEY, "other-money", DATA,
    "%s has the mark of another currency than %s; correct one of the two")
AR_MESSAGE(NOT_A_DOCUMENT, "not-a-document", DATA,
    "neither document, total nor blank; name it in the map with skip or footer")
AR_MESSAGE(DISAGREES, "disagrees", DATA,
    "%s differs from %s on line %s of the same document; correct one of the two")
AR_MESSAGE(TOTAL_ROW, "total-row", DATA,
    "the total row says %s, the rows add up to %s; find the cause or say --no-total-check")
AR_MESSAGE(CELLS_DIFFER, "cells-differ", DATA,
    "the row says %s, its cells add up to %s; name all of them in the map, or correct one")
AR_MESSAGE(REPORT_DAY, "report-day", DATA, "%s")
AR_MESSAGE(ABOVE_HEADER, "above-header", DATA, "%s")
AR_MESSAGE(TWO_CUSTOMERS, "two-customers", DATA,
    "both accounts of the entry, one of them %s, are customers'; make it two entries")
AR_MESSAGE(NO_ACCOUNT, "no-account", DATA,
    "an account of the entry, whose first one is %s, is no number as the map has them; correct it")
AR_MESSAGE(NO_YEAR, "no-year", DATA,
    "%s is no date of digits with a year, or of a period that is known; correct it, or name another column")
AR_MESSAGE(OUTSIDE_PERIOD, "outside-period", DATA,
    "%s is no day of the period that the line above the header names; correct one of the two")
AR_MESSAGE(RUNNING, "running", DATA,
    "the balance says %s, the lines before come to %s; a line is missing, or one is wrong")
AR_MESSAGE(BALANCE_MISSING, "balance-missing", DATA,
    "the balance that ends such a file is missing; was the file cut?")
AR_MESSAGE(SIGNED, "signed", DATA,
    "%s has a sign, and the map says that such amounts have none; name a map that reads it")
AR_MESSAGE(NOT_TAKEN, "not-taken", DATA,
    "%s is not what the map can read here; correct it, or leave the row out")
AR_MESSAGE(TOTAL_MISSING, "total-missing", DATA,
    "the total row that the map requires is missing; was the file cut?")
AR_MESSAGE(INCOMPLETE, "incomplete", DATA,
    "%s: another line of this document was refused; correct that line")
AR_MESSAGE(HELD_TOO_MUCH, "held-too-much", DATA,
    "64 MiB without proof of the order of dates or the decimal mark; say --date-format and --decimal")
AR_MESSAGE(ENCODING, "encoding", DATA,
    "byte %s is not valid %s; say the right --encoding")

/* ar-render: what a document cannot say. */
AR_MESSAGE(BAD_ADDRESS, "bad-address", DATA,
    "%s is no mail address for the field %s; want one as name@host, or leave such rows out with --only")
AR_MESSAGE(MIXED_CURRENCIES, "mixed-currencies", DATA,
    "a sum over %s and another currency; put {{#rows.by.currency}} around it")
AR_MESSAGE(NO_TEMPLATE, "no-template", DATA,
    "there is no template %s, nor one without its endings; add it, or see --only")
AR_MESSAGE(SAME_NAME, "same-name", DATA,
    "%s is the file of another document too, that of %s line %s; tell them apart in --files")
AR_MESSAGE(ONE_ROW, "one-row", DATA,
    "%s rows of constants; want one row, with a column for each name")

/* Options, columns or settings are wrong: nothing was computed. */
AR_MESSAGE(BAD_OPTION, "bad-option", USAGE, "unknown option %s; %ssee %s --help")
AR_MESSAGE(AMBIGUOUS_OPTION, "ambiguous-option", USAGE,
    "option %s may mean %s; write it in full")
AR_MESSAGE(NO_ARGUMENT, "no-argument", USAGE,
    "option %s needs a value; see %s --help")
AR_MESSAGE(EXTRA_ARGUMENT, "extra-argument", USAGE,
    "option %s takes no value; see %s --help")
AR_MESSAGE(BAD_VALUE, "bad-value", USAGE, "option %s: %s is not valid; want %s")
AR_MESSAGE(EXCLUSIVE, "exclusive", USAGE,
    "options %s and %s exclude each other; leave out one of the two")
AR_MESSAGE(GIVEN_TWICE, "given-twice", USAGE,
    "option %s is given twice, and takes one file; put the files together")
AR_MESSAGE(NEEDS_OPTION, "needs-option", USAGE,
    "option %s goes with %s; give both, or leave it out")
AR_MESSAGE(NO_OPERAND, "no-operand", USAGE,
    "%s: the options say all that is needed, and no file is read; leave out one of the two")
AR_MESSAGE(BAD_OPERANDS, "bad-operands", USAGE, "want %s; see %s --help")
AR_MESSAGE(NO_COLUMN, "no-column", USAGE, "no column '%s'; found: %s; %s")
AR_MESSAGE(NOT_DOCUMENTS, "not-documents", USAGE,
    "these rows are no documents, but repeat amounts of some; give the documents themselves")
AR_MESSAGE(BAD_GROUP, "bad-group", USAGE,
    "cannot group by '%s', a column of the report; name a column of the input")
AR_MESSAGE(NO_ALERT_COLUMN, "no-alert-column", USAGE,
    "--alert: no number column '%s' in the report; found: %s")
AR_MESSAGE(NOT_FOR_TABLE, "not-for-table", USAGE,
    "option %s goes with documents, and this is a period table; leave it out")
AR_MESSAGE(BAD_SPAN, "bad-span", USAGE,
    "option %s needs whole calendar months, and %s to %s cuts one; %s")
AR_MESSAGE(NO_HISTORY, "no-history", USAGE,
    "%s needs the column paid_date or --payments; a list of open items has one day only")
AR_MESSAGE(SAME_FILE, "same-file", USAGE,
    "the same file as %s; name each file once")
AR_MESSAGE(HEADER_DIFFERS, "header-differs", USAGE,
    "other columns than the first file; %s")
AR_MESSAGE(EXPECT_CURRENCY, "expect-currency", USAGE,
    "%s: the report has several currencies; say %s=CUR:AMOUNT")
AR_MESSAGE(BAD_SYSTEM, "bad-system", USAGE, "%s")
AR_MESSAGE(BAD_MAP, "bad-map", USAGE, "%s; see ar-import(5)")
AR_MESSAGE(NO_DELIMITER, "no-delimiter", USAGE,
    "the required columns appear under no delimiter, or under several; say -d")
AR_MESSAGE(BAD_ENCODING, "bad-encoding", USAGE,
    "%s is no encoding that iconv knows; iconv -l lists them")
AR_MESSAGE(BAD_CONTROL, "bad-control", USAGE,
    "not a control file: its header differs; name a new file")
AR_MESSAGE(BACK_DATED, "back-dated", USAGE,
    "the date %s is before %s, the latest in the journal; say --back-date if it must be")
AR_MESSAGE(BAD_JOURNAL, "bad-journal", USAGE,
    "not a journal of ar-invoice: its header differs; name another file")
AR_MESSAGE(NUMBER_TAKEN, "number-taken", USAGE,
    "the journal has an invoice %s already; give numbers another --number-format")
AR_MESSAGE(BAD_POLICY, "bad-policy", USAGE, "%s; see ar-policy(5)")
AR_MESSAGE(BAD_OFFER, "bad-offer", USAGE, "%s; see ar-factor(1)")
AR_MESSAGE(NO_OFFER, "no-offer", USAGE,
    "%s; say --offers=FILE with one, or --advance with --fee or --rate")
AR_MESSAGE(SEVERAL_OFFERS, "several-offers", USAGE,
    "offers %s and %s both apply, and %s is about one; say which with --offer")
AR_MESSAGE(NO_RATE, "no-rate", USAGE,
    "rule %s has no rate for %s; add it to the file of --rates")
AR_MESSAGE(INTEREST_RANGE, "interest-range", USAGE,
    "interest on %s by rule %s is out of range; correct --rates, or block it")
AR_MESSAGE(BAD_RATE, "bad-rate", USAGE,
    "rule %s has a sum with more decimals than the %s of %s; correct --rates")
AR_MESSAGE(BAD_LOG, "bad-log", USAGE,
    "not a log of ar-remind: its header differs; name another file")
AR_MESSAGE(BACK_DATED_RUN, "back-dated-run", USAGE,
    "the day %s is before %s, that of the last run in the log; say a later --as-of")
AR_MESSAGE(BAD_EVENT, "bad-event", USAGE,
    "%s is no event that is logged by hand; want one of %s")
AR_MESSAGE(NEEDS_CUSTOMER, "needs-customer", USAGE,
    "the log does not say whose invoice %s is; say -c CUSTOMER")
AR_MESSAGE(BAD_TEMPLATE, "bad-template", USAGE, "%s; see ar-template(5)")
AR_MESSAGE(UNKNOWN_NAME, "unknown-name", USAGE,
    "there is no %s in %s; %s")
AR_MESSAGE(TWO_MEANINGS, "two-meanings", USAGE,
    "%s is a constant and a column of %s; give the constant another name")
AR_MESSAGE(NO_INPUT, "no-input", USAGE,
    "no file named and stdin is a terminal; name a file, or - for the terminal")

/* The system said no. */
AR_MESSAGE(CANNOT_OPEN, "cannot-open", IO, "%s")
AR_MESSAGE(CANNOT_READ, "cannot-read", IO, "%s")
AR_MESSAGE(CANNOT_WRITE, "cannot-write", IO, "%s")
AR_MESSAGE(GZIP_CUT, "gzip-cut", IO,
    "gzip: unexpected end of file; the file was cut, fetch it again")
AR_MESSAGE(GZIP_DAMAGED, "gzip-damaged", IO,
    "gzip: %s; the file is damaged, fetch it again")
AR_MESSAGE(GZIP_GARBAGE, "gzip-garbage", IO,
    "gzip: garbage after gzip data; the file is damaged or was appended to")
AR_MESSAGE(NO_MEMORY, "no-memory", IO,
    "out of memory; give the process more, or split the input")

AR_MESSAGE(IN_USE, "in-use", BUSY,
    "in use by another run; try again when it has ended")
AR_MESSAGE(NOT_A_FILE, "not-a-file", IO,
    "not a regular file; the lock and the order of its rows need one")

AR_MESSAGE(IN_THE_WAY, "in-the-way", IO,
    "what is there is no document, and is not replaced; move it away, or write elsewhere")

/* Said, and no failure. */
AR_MESSAGE(PART_WRITTEN, "part-written", OK,
    "%s of %s files are written, the last of them %s; a new run writes all again")
AR_MESSAGE(NO_TOTAL_CHECK, "no-total-check", OK,
    "the total row is not compared with the rows, as --no-total-check says")

AR_MESSAGE(REPRINT, "reprint", OK,
    "invoices are in the journal but were not all printed; print them with %s -j %s --reprint")
AR_MESSAGE(LONG_MAIL, "long-mail", OK,
    "the page has %s bytes, and mail programs cut it behind 102400; say a smaller --top")
AR_MESSAGE(UNREAD_COLUMN, "unread-column", OK,
    "column %s is not read; rename it if it is %s")
AR_MESSAGE(BLOCKED, "blocked", OK, "%s is blocked; %s")
AR_MESSAGE(OVER_LIMIT, "over-limit", OK,
    "%s is over its credit limit of %s by %s with this invoice; %s")

AR_MESSAGE(NEW_LOG, "new-log", OK,
    "there was no such log, and a new one is begun; is the name right?")
AR_MESSAGE(TORN_LOG, "torn-log", OK,
    "%s bytes from here on are of a run that did not end; %s")
AR_MESSAGE(ANOTHERS, "anothers", OK,
    "%s was planned as an invoice of another customer than %s; is that right?")
AR_MESSAGE(MISFIT, "misfit", OK,
    "%s is not of the documents that the row is about; it is left out, log it again as it should be")
AR_MESSAGE(REPLAY, "replay", OK,
    "actions are in the log but were not all printed; print them with %s -l %s --pending")

/* What the user asked to be told. */
AR_MESSAGE(ALERT, "alert", ALERT, "%s holds in %s of %s rows, first in %s")
AR_MESSAGE(TOTAL_DIFFERS, "total-differs", ALERT,
    "total%s is %s, expected %s, difference %s")
