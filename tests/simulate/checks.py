"""What must hold at the end of each day of a simulated year, to the cent."""
import datetime, os
from decimal import Decimal

from books import as_csv, iso, money, rounded, rows_of
from office import Difference

BUCKETS = ['current', 'd1_30', 'd31_60', 'd61_90', 'd91_plus', 'unapplied']
AGING = ['as_of', 'customer_id', 'customer_name', 'currency', 'items'] + \
    BUCKETS + ['total']
NO_ITEMS = ('thanks', 'release')
OFFER = ['--advance=80', '--fee=2%/30d+0.5%/10d', '--rate=6',
         '--per-invoice=2', '--concentration=none']


def sums(rows, column):
    """Per currency, of a column of amounts."""
    found = {}
    for row in rows:
        found[row['currency']] = found.get(row['currency'], Decimal(0)) + \
            Decimal(row[column] or 0)
    return found


def part_of(action):
    """The phase in an action's id."""
    return action.rsplit('-', 2)[1]


class Checks:
    def __init__(self, firm, office, rates):
        self.firm, self.office = firm, office
        self.rates = {rule: [(datetime.date.fromisoformat(day).toordinal(),
                              Decimal(percent)) for day, percent in some]
                      for rule, some in rates.items()}
        self.log, self.rows = '', []        # the log as it was last seen
        self.steps, self.judged, self.sent = {}, set(), {}
        self.yesterday, self.month_ends = {}, {}
        self.sold, self.files = [], {}

    def alike(self, what, want, got):
        if want == got:
            return
        if isinstance(want, dict):
            want, got = ({key: x for key, x in some.items()
                          if want.get(key) != got.get(key)}
                         for some in (want, got))
        raise Difference('%s: the model has\n%s\nand the tools\n%s' % (
            what, want, got))

    def run(self, *argv, share=0):
        return self.office.run(list(argv), share=share)

    def ledger(self, tool, *more):
        return rows_of(self.run(tool, '-a', iso(self.firm.day), '-P',
                                'payments.csv', *more, 'ledger.csv'))

    # Each day.

    def day(self):
        self.totals = self.firm.totals()
        self.read_log()
        self.aging()
        self.every_cent()
        self.roll_forward()
        if self.firm.day % 4 == 0:
            self.listed()
        tomorrow = datetime.date.fromordinal(self.firm.day + 1)
        if tomorrow.day == 1:
            self.month_end()
        self.yesterday = self.totals

    def aging(self):
        """The whole report; its totals are those of the model."""
        firm = self.firm
        want = [dict(zip(AGING, [
            iso(firm.day), who, firm.customers[who]['customer_name'], ccy,
            str(row[0])] + [money(x, ccy) for x in row[1:] + [sum(row[1:])]]))
            for (who, ccy), row in sorted(firm.aging().items(), key=lambda x: [
                part.encode() for part in x[0]])]
        argv = ['ar-age', '-a', iso(firm.day), '-P', 'payments.csv',
                '--unique', '-o', 'aging.csv', 'ledger.csv']
        for ccy, (total, _) in self.totals.items():
            argv.append('--expect-total=%s:%s' % (ccy, money(total, ccy)))
        self.office.run(argv, share=.15)
        self.alike('aging', as_csv(AGING, want), self.office.read('aging.csv'))

    def every_cent(self):
        """The total is that of the invoices less that of the payments."""
        billed, paid = self.summed('ledger.csv'), self.summed('payments.csv')
        total = sums(rows_of(self.office.read('aging.csv')), 'total')
        for ccy in billed:
            self.alike('invoices - payments, ' + ccy,
                       billed[ccy] - paid.get(ccy, 0), total.get(ccy, 0))

    def summed(self, name):
        """The amounts in a file, of which only what is new is read."""
        text = self.office.read(name)
        head, old, total = text.split('\n', 1)[0] + '\n', *self.files.get(
            name, ('', {}))
        if not old or not text.startswith(old):
            old, total = head, {}
        more = sums(rows_of(head + text[len(old):]), 'amount')
        total = {ccy: total.get(ccy, 0) + more.get(ccy, 0)
                 for ccy in {**total, **more}}
        self.files[name] = text, total
        return total

    def flows(self, first):
        """Sales of the days since, and what was paid in them."""
        firm = self.firm
        sales = {ccy: Decimal(0) for ccy in self.totals}
        paid = dict(sales)
        for doc in firm.docs.values():
            if first <= doc.day:
                sales[doc.currency] += doc.total()
        for p in firm.payments:
            if first <= p['payment_date']:
                (sales if p['kind'] == 'credit' else paid)[
                    p['currency']] -= p['amount']
        return sales, {ccy: -x for ccy, x in paid.items()}

    def roll_forward(self):
        """Opening + billed - collected = closing."""
        rows = self.ledger('ar-cei', '-w', '1')
        self.period(rows, self.yesterday, self.firm.day)

    def period(self, rows, before, first):
        sales, paid = self.flows(first)
        want = {ccy: (before.get(ccy, (Decimal(0),))[0], sales[ccy],
                      self.totals[ccy][0], self.totals[ccy][1], paid[ccy])
                for ccy in self.totals}
        self.alike('period from %s: opening, billed, closing, current, '
                   'collected' % iso(first), want, {
                       row['currency']: tuple(Decimal(row[c]) for c in (
                           'beginning_receivables', 'credit_sales',
                           'receivables', 'current', 'collected'))
                       for row in rows})
        for ccy, (opening, billed, closing, _, collected) in want.items():
            self.alike('roll-forward of ' + ccy, opening + billed - collected,
                       closing)

    def listed(self):
        """Each document, and each payment on exactly one of them."""
        want = {}
        for what, n, _, amount in self.firm.items():
            key = (what['payment_id'], '') if isinstance(what, dict) else (
                what.number, what.parts[n][0])
            want[key] = want.get(key, 0) + amount
        got = {(row['invoice_id'], row['instalment']): Decimal(
            row['open_balance']) for row in self.ledger('ar-age', '-l')}
        self.alike('open documents', want, got)

    # Reminders.

    def read_log(self):
        """What was added; what stood there stands."""
        text = self.office.read('log.csv')
        if not text.startswith(self.log) or text and text[-1] != '\n':
            raise Difference('the log changed, or ends in the middle')
        head = text.split('\n', 1)[0] + '\n'
        new = rows_of(head + text[len(self.log or head):])
        for row in new:
            if None in row or None in row.values():
                raise Difference('a row of the log: %s' % row)
        self.log = text
        self.rows += new
        for row in new:
            self.count(row)
        return new

    def redacted(self):
        """Two columns are empty; all else is as it was."""
        old, self.log, self.rows = self.rows, '', []
        self.log = self.office.read('log.csv')
        self.rows = rows_of(self.log)
        for a, b in zip(old, self.rows):
            if dict(a, to=b['to'], text=b['text']) != b or b['to'] + \
                    b['text'] and (a['to'], a['text']) != (b['to'], b['text']):
                raise Difference('redacted: %s\nto %s' % (a, b))

    def count(self, row):
        """Each step of each document once, unless it failed."""
        event, name = row['event'], row['action_id']
        if event in ('failed', 'cancelled'):
            self.steps = {key: x for key, x in self.steps.items()
                          if x != name}
        if event == 'planned' and row['step']:
            key = (row['invoice_id'], row['instalment'], row['policy'],
                   row['step'], part_of(name) == 'approve')
            if key in self.steps:
                raise Difference('%s planned in %s and %s' % (
                    key, self.steps[key], name))
            self.steps[key] = name
        if event == 'planned':
            self.interest(row)
        if event in ('promise-kept', 'promise-partly', 'promise-broken'):
            self.promise(row)

    def part(self, row):
        """Document and number of the part that a row is about."""
        doc = self.firm.docs[row['invoice_id']]
        return doc, [p[0] for p in doc.parts].index(row['instalment'])

    def interest(self, row):
        if part_of(row['action_id']) not in ('pre', 'over', 'task') or not (
                Decimal(row['interest'] or 0) or
                row['step'] in ('6', '7', '8', '9')):
            return
        doc, n = self.part(row)
        who = self.firm.customers[doc.customer]
        rule = who['late_rule']
        if not rule and who.get('consolidate'):
            rule = self.firm.customers[who['parent_id']]['late_rule']
        total, disputed = Decimal(0), self.firm.disputes.get((doc, n)) or 0
        for day in range(doc.parts[n][1] + 1, self.firm.day + 1):
            percent = [p for first, p in self.rates.get(rule, [])
                       if first <= day]
            total += max(Decimal(0), doc.left(day - 1)[n] - disputed) * \
                (percent or [0])[-1]
        self.alike('interest of %s' % row, rounded(
            total / 36500, doc.currency), Decimal(row['interest'] or 0))

    def promise(self, row):
        doc, _ = self.part(row)
        (made, until, amount), = [p[1:] for p in self.firm.promises
                                  if p[0] is doc]
        if doc in self.judged:
            raise Difference('judged twice: %s' % row)
        self.judged.add(doc)
        got = sum(p['amount'] for p in self.firm.payments
                  if p['invoice_id'] == doc.number and p['kind'] !=
                  'write_off' and made <= p['payment_date'] <= until)
        verdict = 'kept' if 100 * got >= 99 * amount else \
            'partly' if got > 0 else 'broken'
        self.alike('promise of %s until %s' % (doc.number, iso(until)),
                   'promise-' + verdict, row['event'])

    def reminded(self):
        """Each open item is in one action or one hold, with all of it."""
        found, disputed = {}, {}
        for row in self.today():
            if row['event'] == 'planned' and part_of(
                    row['action_id']) not in NO_ITEMS:
                self.put(found, row, row['amount'])
        for row in rows_of(self.office.read('holds.csv')):
            if row['reason'] == 'disputed-part':
                self.put(disputed, row, row['held'])
            elif row['reason'] != 'already-today' or \
                    self.key(row) not in found:
                self.put(found, row, row['held'])
            else:
                found[self.key(row)] = Decimal(row['held'])
        for key, amount in disputed.items():
            found[key] += amount
        want = {(doc.number, doc.parts[n][0]): amount
                for doc, n, _, amount in self.firm.items()
                if amount > 0 and not isinstance(doc, dict)}
        self.alike('reminded or held', want, found)

    def today(self):
        """Rows of the log, the last first."""
        for row in self.rows[::-1]:
            if row['run_date'] != iso(self.firm.day):
                return
            yield row

    def key(self, row):
        return row['invoice_id'], row['instalment']

    def put(self, found, row, amount):
        if self.key(row) in found:
            raise Difference('in two places: %s' % row)
        found[self.key(row)] = Decimal(amount)

    def letters(self, pending):
        """Each action that waits has its letter, and all of its items."""
        planned = {}
        for row in self.today():
            if row['event'] == 'planned' and row['action_id'] in pending:
                planned.setdefault(row['action_id'], set()).add(
                    (row['invoice_id'], row['instalment'], row['step']))
        found = {}
        for name in set(os.listdir(self.office.path('letters'))) - set(
                self.sent):
            text = self.office.read('letters/' + name)
            head, *lines = text.splitlines()
            found[head] = {tuple(line.split('|')[:3]) for line in lines}
            self.sent[name] = text
        self.alike('letters', planned, found)

    # Each month, and at the end.

    def month_end(self):
        firm = self.firm
        first = firm.day + 1 - datetime.date.fromordinal(firm.day).day
        first = max(first, firm.days[0])
        rows = [row for row in self.ledger('ar-cei', '-e', 'month')
                if row['period_end'] == iso(firm.day)]
        self.period(rows, self.month_ends.get(first - 1, {}), first)
        self.month_ends[firm.day] = self.totals
        self.factored()
        self.history()

    def history(self):
        """Every month's end as it was: all kinds of reports of the past."""
        want = {(iso(day), ccy): sums[0]
                for day, totals in self.month_ends.items()
                for ccy, sums in totals.items()}
        got = {(row['period_end'], row['currency']): Decimal(
            row['receivables']) for row in self.ledger(
                'ar-dso', '-e', 'month')}
        self.alike('month ends by ar-dso', want, got)
        got = {(row['as_of'], row['currency']): Decimal(row['total'])
               for row in self.ledger('ar-age', '-g', '', '-e', 'month')}
        self.alike('month ends by ar-age', {
            key: x for key, x in want.items() if x or key in got}, got)

    def factored(self):
        """What is sold is sold once; advance + reserve + cost = face."""
        self.office.write('sold.csv', as_csv(['invoice_id', 'instalment'],
                                             self.sold))
        rows = self.ledger('ar-factor', '--sold=sold.csv', '-C',
                           'customers.csv', *OFFER)
        sold = {(x['invoice_id'], x['instalment']) for x in self.sold}
        for row in rows:
            cell = {c: Decimal(row[c] or 0) for c in (
                'open_balance', 'eligible', 'ineligible', 'paid_out', 'fee',
                'interest', 'charges', 'reserve')}
            self.alike('face of %s' % row, cell['open_balance'],
                       cell['eligible'] + cell['ineligible'])
            if row['paid_out']:
                self.alike('parts of %s' % row, cell['eligible'], sum(
                    cell[c] for c in ('paid_out', 'fee', 'interest',
                                      'charges', 'reserve')))
            if cell['open_balance'] > 0:
                self.alike('sold: %s' % row, self.key(row) in sold,
                           'sold' in row['reason'].split(';'))
        for ccy, total in sums(rows, 'open_balance').items():
            self.alike('open by ar-factor, ' + ccy, self.totals[ccy][0],
                       total)
        self.sell(rows)

    def sell(self, rows):
        """Half of what could be paid out for whole documents at home."""
        ccy = self.firm.home
        most = sum(Decimal(row['paid_out']) for row in rows
                   if row['paid_out'] and row['currency'] == ccy and
                   row['eligible'] == row['open_balance'])
        if most < 2:
            return
        want = rounded(most / 2, ccy)
        got = self.ledger('ar-factor', '--sold=sold.csv', '-C',
                          'customers.csv', *OFFER,
                          '--raise=%s:%s' % (ccy, money(want, ccy)))
        if sum(Decimal(row['paid_out']) for row in got) < want:
            raise Difference('%s wanted, and raised\n%s' % (want, got))
        self.sold += got

    def end(self):
        """Numbers without gaps, each line of a shipment billed once."""
        journal = rows_of(self.office.read('journal.csv'))
        numbers = sorted({int(row['number']) for row in journal})
        self.alike('numbers', list(range(1, len(numbers) + 1)), numbers)
        billed = [(row['shipment_id'], row['shipment_line'])
                  for row in journal if row['kind'] == 'invoice']
        self.alike('billed lines', len(billed), len(set(billed)))
        done = {(row['shipment_id'], row['line'])
                for row in self.firm.shipments} - {
            (x['shipment_id'], x['line'])
            for _, lines, _, _ in self.firm.unbilled for x in lines}
        self.alike('lines', done, set(billed))
        ids = [(row['invoice_id'], row['instalment']) for row in rows_of(
            self.office.read('ledger.csv'))]
        self.alike('documents', len(set(ids)), len(ids))
        for name, text in self.sent.items():
            self.alike('letter', text, self.office.read('letters/' + name))
