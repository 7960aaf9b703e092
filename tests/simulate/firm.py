"""The model of a simulated year: a small firm, its customers and its books.

The firm ships, bills and credits, and its customers behave as habits.py says.
It knows which files that makes, what the office has to tell the log, which
invoices ar-invoice should print, and what is open.
"""
import datetime, random
from decimal import Decimal

from books import Document, iso, money, rounded
from habits import Habits

TERMS = {       # canonical form: days and per cent of the parts, discount
    'net 30': ([(30, 100)], None), 'net 14': ([(14, 100)], None),
    'cod': ([(0, 100)], None), '2/10 net 30': ([(30, 100)], (10, 2)),
    '1/7 net 21': ([(21, 100)], (7, 1)),
    '50% net 15, 50% net 45': ([(15, 50), (45, 50)], None),
    '30% net 10, 30% net 40, 40% net 70': (
        [(10, 30), (40, 30), (70, 40)], None)}
NAMES = ['Ahorn & Söhne', 'Bäckerei "Zum Löwen"', "O'Mara, Marine Ltd",
         'Δέλτα ΑΕ', '株式会社青木', 'Żabka', 'Plain', 'E, F and G', 'Ørsted',
         'Zed  Twice', 'ЮГ', 'Last']
LEDGER = ('invoice_id instalment customer_id customer_name kind invoice_date '
          'due_date currency net tax amount balance terms discount_date '
          'discount_amount order_id po_number shipment_id ship_date '
          'days_to_invoice collector credits_invoice_id').split()
PAYMENTS = ('payment_id payment_date customer_id amount invoice_id '
            'instalment currency kind').split()
SHIPMENTS = ('shipment_id line customer_id ship_date quantity unit_price '
             'discount_pct tax_category tax_rate currency order_id '
             'item').split()
CUSTOMERS = ('customer_id customer_name terms collector language late_rule '
             'natural_person billing_email ap_email ap_phone owner_email '
             'address parent_id consolidate contact_gap').split()


class Firm(Habits):
    def __init__(self, seed, days):
        self.r = random.Random('firm %s' % seed)
        first = datetime.date(self.r.choice([2023, 2024, 2027, 2028]),
                              self.r.choice([1, 3, 7, 10]), 1).toordinal()
        self.days = range(first, first + days)
        self.home = self.r.choice(['EUR', 'EUR', 'USD'])
        self.away = self.r.choice(['JPY', 'KWD', 'GBP', 'USD', 'EUR'])
        self.holidays = {first + self.r.randrange(days) for _ in range(9)}
        self.docs, self.payments, self.due = {}, [], {}
        self.shipments, self.unbilled, self.expected = [], [], []
        self.calls, self.credits, self.disputes = [], [], {}
        self.promises = []      # (document, made, until, amount)
        self.counts = {}
        self.make_customers()

    def is_open(self, day):
        return datetime.date.fromordinal(day).weekday() < 5 and \
            day not in self.holidays

    def workday(self, day):
        while not self.is_open(day):
            day += 1
        return day

    def number(self, what, width=4):
        self.counts[what] = self.counts.get(what, 0) + 1
        return '%s-%0*d' % (what, width, self.counts[what])

    def chance(self, share):
        return self.r.random() < share

    def make_customers(self):
        self.customers = {}
        names = self.r.sample(NAMES, self.r.randrange(6, 12))
        for i, name in enumerate(names):
            who = self.r.choice(['K-%02d', '%05d', 'c %d', 'Ü%d']) % i
            self.customers[who] = {
                'customer_id': who, 'customer_name': name,
                'terms': self.r.choice(list(TERMS)),
                'collector': self.r.choice(['ines', 'piet']),
                'language': self.r.choice(['en', 'de']),
                'late_rule': self.r.choice(['', 'contract', 'eu']),
                'natural_person': 'y' if self.chance(.15) else 'n',
                'billing_email': 'b%d@a.example' % i,
                'ap_email': 'ap%d@a.example' % i if self.chance(.7) else '',
                'ap_phone': '+49 40 %d' % i if self.chance(.6) else '',
                'owner_email': 'o%d@a.example' % i if self.chance(.5) else '',
                'address': 'Road %d; Town' % i if self.chance(.8) else '',
                'contact_gap': self.r.choice(['', '', '1'])}
        some = list(self.customers)
        for who in some[2:4]:
            self.customers[who].update(parent_id=some[0], consolidate='y')

    # What comes in the post: things that were decided on an earlier day.

    def at(self, day, what, *arguments):
        self.due.setdefault(day, []).append((what, arguments))

    def work_at(self, day, what, *arguments):
        self.at(self.workday(day), what, *arguments)

    def begin(self, day):
        """All that happens on a day but what the office bills and plans."""
        self.day, self.calls, self.credits = day, [], []
        self.paid_today = self.shipped_today = False
        if self.is_open(day):
            for _ in range(self.r.choice([0, 0, 1, 1, 2, 3])):
                self.ship()
        for what, arguments in self.due.pop(day, []):
            what(*arguments)
        if self.is_open(day) and self.chance(.1):
            who = self.r.choice(list(self.customers))
            self.call(self.r.choice(['note', 'call', 'reply']), who)
        if self.is_open(day) and self.chance(.01):
            who = self.r.choice(list(self.customers))
            self.call('block', who, '--date=' + iso(day + 9))

    def call(self, event, who, *options):
        """Something for ar-log; its text tells it from all others."""
        self.calls.append([event, '-c', who, '--by=ann', '--text=' +
                           self.number('ref'), *options])

    # Shipments, and the invoices that they should become.

    def ship(self):
        who = self.r.choice(list(self.customers))
        currency = self.away if self.chance(.15) else self.home
        terms, number = self.customers[who]['terms'], self.number('S', 6)
        shipped = self.day - self.r.choice([0, 0, 0, 1, 3, -1, -2])
        lines, order = [], self.r.choice(['', number.replace('S', 'B')])
        for n in range(1, self.r.choice([2, 2, 3, 5])):
            tax = self.r.choice(['19', '19', '7', '0'])
            lines.append({
                'shipment_id': number, 'line': str(n), 'customer_id': who,
                'ship_date': iso(shipped), 'quantity': self.r.choice(
                    ['1', '3', '12', '2.5', '0.333', '7.00']),
                'unit_price': '%.*f' % (self.r.choice([0, 2, 3, 4]),
                                        10 ** self.r.uniform(.7, 3.2)),
                'discount_pct': self.r.choice(['', '', '5', '2.5', '33.333']),
                'tax_category': 'Z' if tax == '0' else 'S', 'tax_rate': tax,
                'currency': currency, 'order_id': order,
                'item': self.r.choice(['rope, 12 mm', 'pin "A"', 'Öse'])})
        self.shipments += lines
        self.shipped_today = True
        self.unbilled.append((shipped, lines, terms, currency))

    def bill(self):
        """The documents of all that is shipped by today, in their order."""
        ready = [s for s in self.unbilled if s[0] <= self.day]
        self.unbilled = [s for s in self.unbilled if s[0] > self.day]
        self.expected = []
        for shipped, lines, terms, currency in ready:
            doc = self.invoice(lines, terms, currency)
            self.expected += self.rows(doc, terms, shipped)
            self.docs[doc.number] = doc
            for n in range(len(doc.parts)):
                self.expect(doc, n)
            if self.chance(.06):
                self.work_at(self.day + self.r.randrange(3, 25),
                             self.goods_back, doc)

    def invoice(self, lines, terms, currency):
        groups, some = {}, []
        for x in lines:
            net = rounded(Decimal(x['quantity']) * Decimal(x['unit_price']) *
                          (100 - Decimal(x['discount_pct'] or 0)) / 100,
                          currency)
            groups[x['tax_rate']] = groups.get(x['tax_rate'], 0) + net
            some.append((x, net))
        tax = {rate: rounded(net * Decimal(rate) / 100, currency)
               for rate, net in groups.items()}
        amount = sum(groups.values()) + sum(tax.values())
        parts, rest, split = [], amount, TERMS[terms][0]
        for n, (days, share) in enumerate(split, 1):
            part = rest if n == len(split) else min(
                rest, rounded(amount * share / 100, currency))
            parts.append((str(n) if len(split) > 1 else '', self.day + days,
                          part))
            rest -= part
        doc = Document(self.number('INV', 6), lines[0]['customer_id'],
                       currency, self.day, parts, 'invoice')
        doc.lines, doc.net, doc.tax = some, sum(groups.values()), tax
        if TERMS[terms][1]:
            days, share = TERMS[terms][1]
            doc.discount = self.day + days, rounded(amount * share / 100,
                                                    currency)
        return doc

    def rows(self, doc, terms, shipped):
        """What ar-invoice should print of a document."""
        for n, (instalment, due, amount) in enumerate(doc.parts):
            net, tax = (doc.net, sum(doc.tax.values())) if n == 0 else (0, 0)
            day, discount = doc.discount or ('', '')
            row = {'net': net, 'tax': tax, 'amount': amount,
                   'balance': amount, 'discount_amount': discount}
            row = {name: x if x == '' else money(x, doc.currency)
                   for name, x in row.items()}
            row.update(self.head(doc, instalment, due), **self.goods(doc),
                       terms=terms, discount_date=day and iso(day),
                       days_to_invoice=str(doc.day - shipped))
            yield row

    def goods(self, doc):
        line = doc.lines[0][0]
        return {c: line[c] for c in ('order_id', 'shipment_id', 'ship_date')}

    def head(self, doc, instalment, due):
        customer = self.customers[doc.customer]
        return {'invoice_id': doc.number, 'instalment': instalment,
                'customer_id': doc.customer, 'kind': doc.kind,
                'customer_name': customer['customer_name'],
                'invoice_date': iso(doc.day), 'due_date': iso(due),
                'currency': doc.currency, 'collector': customer['collector']}

    def goods_back(self, doc):
        """A credit note for an invoice, a line of it, or some of a line."""
        n = self.r.randrange(len(doc.lines))
        (line, net), how = doc.lines[n], self.r.randrange(3)
        if how == 0:
            self.credits.append((doc, doc.number, -doc.net,
                                 -sum(doc.tax.values())))
            return
        quantity, of = Decimal(line['quantity']), doc.number + ':%d' % (n + 1)
        if how == 2:
            some = quantity / 2
            of += '=%s' % some
            net = rounded(net * some / quantity, doc.currency)
        whole = how == 1 and 1 == sum(
            x['tax_rate'] == line['tax_rate'] for x, _ in doc.lines)
        limit = doc.tax[line['tax_rate']]
        tax = limit if whole else min(limit, rounded(
            net * Decimal(line['tax_rate']) / 100, doc.currency))
        if net + tax > 0:
            self.credits.append((doc, of, -net, -tax))

    def credit(self, doc, net, tax):
        """Book the credit note that ar-invoice should have printed."""
        note = Document(self.number('INV', 6), doc.customer, doc.currency,
                        self.day, [('', self.day, net + tax)], 'credit_note')
        self.docs[note.number] = note
        self.work_at(self.day + self.r.randrange(1, 6), self.use_credit, note,
                     doc)
        row = {'net': net, 'tax': tax, 'amount': net + tax,
               'balance': net + tax}
        row = {name: money(x, doc.currency) for name, x in row.items()}
        return dict(row, **self.head(note, '', self.day), **self.goods(doc),
                    credits_invoice_id=doc.number)

    def use_credit(self, note, doc):
        """Set it off against its invoice; the rest is paid back or stays."""
        some = min(-note.open[0], max(Decimal(0), sum(doc.open)))
        if some > 0:
            self.pay(doc, some, 'adjustment')
            self.pay(note, -some, 'adjustment')
        if note.open[0] < 0 and self.chance(.7):
            self.pay(note, note.open[0], 'refund')

    def charge(self, who, currency, amount):
        """A document for fees and interest, which the office writes."""
        doc = Document(self.number('FC'), who, currency, self.day,
                       [('', self.day + 14, amount)], 'finance_charge')
        self.docs[doc.number] = doc
        self.expect(doc, 0)
        return dict(self.head(doc, '', self.day + 14), amount=money(
            amount, currency))

    # What is open, as the tools should say it.

    def items(self):
        """(document or payment, part, due, amount) of all that is open."""
        for doc in self.docs.values():
            for n, amount in enumerate(doc.open):
                if amount:
                    yield doc, n, doc.parts[n][1], amount
        for p in self.payments:
            if not p['invoice_id']:
                yield p, 0, p['payment_date'], -p['amount']

    def totals(self):
        """Per currency with a document: open, and of that not past due."""
        sums = {doc.currency: [Decimal(0), Decimal(0)]
                for doc in self.docs.values()}
        for what, _, due, amount in self.items():
            at = sums[what['currency'] if isinstance(what, dict)
                      else what.currency]
            at[0] += amount
            at[1] += amount if amount > 0 and due >= self.day else 0
        return sums

    def aging(self):
        """(customer, currency): how many are open, five buckets, credits."""
        groups = {}
        for what, _, due, amount in self.items():
            key = (what['customer_id'], what['currency']) \
                if isinstance(what, dict) else (what.customer, what.currency)
            row = groups.setdefault(key, [0] + [Decimal(0)] * 6)
            late = self.day - due
            row[0] += 1
            row[6 if amount < 0 else
                1 + sum(late > edge for edge in (0, 30, 60, 90))] += amount
        return groups
