"""A simulated year: each day's work in the office, as a firm would do it."""
import datetime, zlib
from decimal import Decimal

from books import as_csv, iso, rows_of
from checks import Checks
from firm import CUSTOMERS, LEDGER, PAYMENTS, SHIPMENTS, Firm
from office import Difference, Office

LETTER = '''{{action_id}}
{{#rows}}
{{invoice_id}}|{{instalment}}|{{item_step}}|{{open_balance}}
{{/rows}}
'''
RATES = {'contract': [('2020-01-01', '13.25')], 'eu': [
    ('%d-%s' % (year, half), '%d.%d5' % (8 + year % 5, half == '07-01'))
    for year in range(2022, 2031) for half in ('01-01', '07-01')]}
REMINDING = (0, 2, 4)   # Monday, Wednesday, Friday
ANSWERS = ['failed'] * 4 + ['cancelled'] * 2 + ['sent'] * 94
SIDES = ['-C', 'customers.csv', '-P', 'payments.csv', '--rates=rates.csv',
         '--holidays=holidays.csv']


class Year:
    """The same seed is the same year, calm or not."""

    def __init__(self, seed, days, folder, calm):
        self.firm, self.office = Firm(seed, days), Office(folder, seed, calm)
        self.seed, self.calm, self.known = seed, calm, set()
        self.fees_told = 0
        self.prepare()
        self.checks = Checks(self.firm, self.office, RATES)

    def prepare(self):
        office, firm = self.office, self.firm
        office.write('customers.csv', as_csv(CUSTOMERS,
                                             firm.customers.values()))
        office.write('rates.csv', as_csv(
            ['rule', 'from_date', 'percent'],
            [{'rule': rule, 'from_date': day, 'percent': percent}
             for rule, some in RATES.items() for day, percent in some]))
        office.write('holidays.csv', as_csv(['date'], [
            {'date': iso(day)} for day in sorted(firm.holidays)]))
        office.write('ledger.csv', as_csv(LEDGER, []))
        office.write('shipments.csv', as_csv(SHIPMENTS, []))
        office.write('payments.csv', as_csv(PAYMENTS, []))
        office.write('letter.txt', LETTER)

    def run(self):
        for day in self.firm.days:
            self.day = day
            self.firm.begin(day)
            self.post()
            if self.firm.is_open(day):
                self.work()
            if not self.calm:
                self.checks.day()
        if not self.calm:
            self.checks.end()

    def is_last(self):
        """Is it the last day of work of a month?"""
        return len({datetime.date.fromordinal(day).month for day in (
            self.day, self.firm.workday(self.day + 1))}) > 1

    def post(self):
        """What the bank and the storehouse write."""
        firm, office = self.firm, self.office
        if firm.paid_today:
            office.write('payments.csv', as_csv(PAYMENTS, [
                dict(p, payment_date=iso(p['payment_date']),
                     amount='{:f}'.format(p['amount']))
                for p in firm.payments]))
        if firm.shipped_today:
            office.write('shipments.csv', as_csv(SHIPMENTS, firm.shipments))

    def work(self):
        self.bill()
        for credit in self.firm.credits:
            self.credit(*credit)
        for call in self.firm.calls:
            self.log(call)
        if datetime.date.fromordinal(self.day).weekday() in REMINDING:
            self.remind()
        if self.is_last():
            self.charge()
            if datetime.date.fromordinal(self.day).month == 6:
                self.redact()

    def one_or_both(self, argv, *names):
        """Perhaps two operators, whose files have other names."""
        if not self.calm and self.office.r.random() < .12:
            other = ['other-' + a if a in names else a for a in argv]
            self.office.both(argv, [a.replace('=', '=other-') if a.split(
                '=')[-1] in names else a for a in other])
            return True
        return False

    # Invoices and credit notes.

    def ar_invoice(self, *more):
        return ['ar-invoice', '-a', iso(self.day), '-j', 'journal.csv', '-o',
                'new.csv'] + list(more)

    def bill(self):
        self.firm.bill()
        if not self.firm.expected and self.office.r.random() < .9:
            return
        argv = self.ar_invoice('-C', 'customers.csv', '--create', '-L',
                               'lines.csv', 'shipments.csv')
        before = dict(self.office.counts)
        both = self.one_or_both(argv, 'new.csv', 'lines.csv')
        if not both:
            self.office.run(argv)
        self.book(both or any(before[name] != self.office.counts[name]
                              for name in ('kills', 'full disks')),
                  self.firm.expected)

    def book(self, disturbed, expected):
        """What was printed goes into the ledger; after a disturbance that
        is what the last batch of the journal says."""
        if disturbed and expected:
            self.office.run(['ar-invoice', '-j', 'journal.csv', '-R', '-o',
                             'new.csv'])
        text = self.office.read('new.csv') if disturbed or expected else ''
        new = [row for row in rows_of(text)
               if row['invoice_id'] not in self.known]
        if new != [dict(dict.fromkeys(LEDGER, ''), **row)
                   for row in expected]:
            raise Difference('invoices: the firm expects\n%sand has\n%s' % (
                as_csv(LEDGER, expected), as_csv(LEDGER, new)))
        self.enter(new)

    def enter(self, rows):
        self.known |= {row['invoice_id'] for row in rows}
        self.office.write('ledger.csv', as_csv(LEDGER, rows).split(
            '\n', 1)[1], 'a')

    def credit(self, doc, spec, net, tax):
        """One that was killed may have been written: the journal knows."""
        def is_written():
            return any(row['credits_invoice_id'] == doc.number
                       for row in rows_of(self.office.run(
                           ['ar-invoice', '-j', 'journal.csv', '-R'])))

        self.office.run(self.ar_invoice('--credit=' + spec), is_written)
        self.book(True, [self.firm.credit(doc, net, tax)])

    def charge(self):
        """A document for the fees of the reminders since the last one."""
        rows, sums = self.checks.rows, {}
        for row in rows[self.fees_told:]:
            if row['event'] == 'planned' and Decimal(row['fee'] or 0):
                who = self.firm.docs[row['invoice_id']].customer
                key = who, row['currency']
                sums[key] = sums.get(key, 0) + Decimal(row['fee'])
        self.fees_told = len(rows)
        self.enter([self.firm.charge(*key, sums[key])
                    for key in sorted(sums)])

    # Reminders, and what became of them.

    def log(self, call):
        """One that was killed may have been written: the log knows."""
        ref = [a for a in call if a.startswith('--text=')][0][7:]
        self.office.run(
            ['ar-log', '-l', 'log.csv', '-a', iso(self.day), '--wait=60'] +
            call, lambda: ',%s\n' % ref in self.office.read('log.csv'))

    def ar_remind(self, *more):
        return ['ar-remind', '-a', iso(self.day), '-l', 'log.csv', *SIDES,
                *more, 'ledger.csv']

    def redact(self):
        self.checks.read_log()
        self.office.run(['ar-log', '-l', 'log.csv', 'redact', '--before=' +
                         iso(self.day - 60)], share=.7)
        self.checks.redacted()

    def remind(self):
        argv = self.ar_remind('--record', '--holds=holds.csv',
                              '--items=items.csv', '-o', 'actions.csv')
        if not self.one_or_both(argv, 'holds.csv', 'items.csv',
                                'actions.csv'):
            self.office.run(argv, share=.5)
        self.checks.read_log()
        if not self.calm:
            self.checks.reminded()
        self.office.run(self.ar_remind('-r', '--items', '-o', 'pending.csv'),
                        share=.1)
        pending = {row['action_id']: row for row in rows_of(
            self.office.read('pending.csv'))}
        if not pending:
            return
        argv = ['ar-render', '-a', iso(self.day), '-k', 'action_id', '-O',
                'letters/{{action_id}}.txt', 'letter.txt', 'pending.csv']
        if not self.one_or_both(argv):
            self.office.run(argv)
        if not self.calm:
            self.checks.letters(pending)
        self.confirm(pending)

    def confirm(self, pending):
        """The mailer says what it has sent; some mail comes back."""
        answers = {}
        for name, row in pending.items():
            x = zlib.crc32((self.seed + name).encode()) % 100
            answer = ANSWERS[x] if row['phase'] != 'approve' else \
                'refused' if x < 30 else 'approved'
            answers.setdefault(answer, []).append(name)
        for answer, names in answers.items():
            argv = ['ar-log', '-l', 'log.csv', '-a', iso(self.day),
                    '--by=mailer', '--wait=60', answer]
            if len(names) > 2 and not self.calm:
                self.office.both(argv + names[:-1], argv + names[1:])
            else:
                self.office.run(argv + names)
