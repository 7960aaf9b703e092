"""How the customers of a simulated year behave about their invoices.

What happens on a day was decided before it, by chance: a customer pays early
or late, in parts, too much, too little or never, without a word what for,
disputes, promises, or agrees on a plan.
"""
from decimal import Decimal

from books import iso, money, rounded

HABITS = {'prompt': 30, 'slow': 20, 'discount': 12, 'short': 4, 'part': 8,
          'over': 5, 'lump': 7, 'dispute': 7, 'promise': 10, 'plan': 3,
          'never': 3}


class Habits:
    """What a firm sees of them: payments, and things to tell the log."""

    def expect(self, doc, n):
        r, due = self.r, doc.parts[n][1]
        habit = r.choices(list(HABITS), HABITS.values())[0]
        if habit in ('discount', 'short') and not doc.discount or \
                habit in ('promise', 'plan') and len(doc.parts) > 1:
            habit = 'slow'
        later = lambda low, high: max(self.day + 1, due + r.randrange(
            low, high))
        if habit == 'prompt':
            self.at(later(-8, 6), self.full, doc, n)
        elif habit == 'slow':
            self.at(later(4, 75), self.full, doc, n)
        elif habit in ('discount', 'short'):
            day = doc.discount[0] + r.randrange(-3, 1) + 5 * (habit == 'short')
            self.at(day, self.take_discount, doc, habit)
        elif habit == 'part':
            self.at(later(0, 11), self.some, doc, n, Decimal('0.5'))
            self.at(later(20, 60), self.full, doc, n)
        elif habit == 'over':
            self.at(later(-3, 20), self.too_much, doc, n)
        elif habit == 'lump':
            self.at(later(-2, 12), self.lump, doc, n)
        elif habit == 'never':
            self.work_at(later(90, 150), self.write_off, doc, n)
        else:
            self.work_at(later(5, 45), {
                'dispute': self.dispute, 'promise': self.promise,
                'plan': self.plan}[habit], doc, n)

    def pay(self, doc, amount, kind='receipt', n=None):
        """A row of the payments, of a document or of a part of it."""
        if amount == 0:
            return
        part = doc.parts[n][0] if n is not None and self.chance(.5) else ''
        self.receive(doc, amount, doc.number, part, kind)
        self.settle(doc)

    def receive(self, doc, amount, number, part, kind):
        self.payments.append({
            'payment_id': self.number('P', 5), 'payment_date': self.day,
            'customer_id': doc.customer, 'amount': amount,
            'invoice_id': number, 'instalment': part,
            'currency': doc.currency, 'kind': kind})
        self.paid_today = True

    def settle(self, doc):
        doc.paid = [(p['payment_date'], p['instalment'], p['amount'])
                    for p in self.payments if p['invoice_id'] == doc.number]
        doc.update()

    def full(self, doc, n):
        self.pay(doc, max(Decimal(0), doc.open[n]), 'receipt', n)

    def some(self, doc, n, share):
        self.pay(doc, max(Decimal(0), rounded(doc.open[n] * share,
                                              doc.currency)), 'receipt', n)

    def write_off(self, doc, n):
        self.pay(doc, max(Decimal(0), doc.open[n]), 'write_off', n)

    def take_discount(self, doc, habit):
        """In time it is booked; taken too late it stays open for a while."""
        paid = doc.open[0] - doc.discount[1]
        if paid <= 0:
            return
        self.pay(doc, paid)
        if habit == 'discount':
            self.pay(doc, doc.discount[1], 'discount')
        else:
            self.work_at(self.day + self.r.randrange(20, 60), self.r.choice(
                [self.full, self.write_off]), doc, 0)

    def too_much(self, doc, n):
        if doc.open[n] > 0:
            self.pay(doc, doc.open[n] + rounded(
                Decimal(self.r.randrange(1, 9000)) / 100 + 1, doc.currency),
                'receipt', n)
            if self.chance(.6):
                self.work_at(self.day + self.r.randrange(5, 40),
                             self.pay_back, doc)

    def pay_back(self, doc):
        excess = sum(doc.open)
        if excess < 0:
            self.pay(doc, excess, 'refund')

    def lump(self, doc, n):
        """Money without a word what it is for; the office finds out."""
        if doc.open[n] <= 0:
            return
        amount = rounded(doc.open[n] * self.r.choice([
            Decimal(1), Decimal(1), Decimal('0.8'), Decimal('1.5')]),
            doc.currency)
        self.receive(doc, amount, '', '', 'receipt')
        self.work_at(self.day + self.r.randrange(2, 12), self.apply,
                     self.payments[-1], doc)

    def apply(self, cash, doc):
        """The row becomes one for the invoice and one for the rest."""
        some = min(cash['amount'], max(Decimal(0), sum(doc.open)))
        if some <= 0:
            return
        rest = cash['amount'] - some
        self.paid_today = True
        cash.update(amount=some, invoice_id=doc.number)
        if rest:
            self.payments.append(dict(cash, amount=rest, invoice_id=''))
        self.settle(doc)

    def where(self, doc, n):
        instalment = doc.parts[n][0]
        return ['-i', doc.number, '--currency=' + doc.currency] + (
            ['--instalment=' + instalment] if instalment else [])

    def dispute(self, doc, n):
        """All of it, or a part; then he gets a credit, or he was wrong."""
        if doc.open[n] <= 0 or (doc, n) in self.disputes:
            return
        part = rounded(doc.open[n] / 3, doc.currency)
        some = part if part > 0 and self.chance(.5) else None
        self.disputes[doc, n] = some
        self.call('dispute-open', doc.customer, *self.where(doc, n), *(
            ['--amount=' + money(some, doc.currency)] if some else []))
        self.work_at(self.day + self.r.randrange(5, 30), self.settle_dispute,
                     doc, n)

    def settle_dispute(self, doc, n):
        some = self.disputes.pop((doc, n))
        self.call('dispute-closed', doc.customer, *self.where(doc, n))
        if doc.open[n] > 0 and self.chance(.6):
            self.pay(doc, min(doc.open[n], some or doc.open[n]), 'credit', n)
        self.at(self.day + self.r.randrange(1, 50), self.full, doc, n)

    def promise(self, doc, n):
        if doc.open[n] <= 0:
            return
        until = self.day + self.r.randrange(2, 11)
        self.promises.append((doc, self.day, until, doc.open[n]))
        self.call('promise', doc.customer, *self.where(doc, n), '--amount=' +
                  money(doc.open[n], doc.currency), '--date=' + iso(until))
        how = self.r.randrange(4)
        if how < 2:
            self.at(until - self.r.randrange(2), self.full, doc, n)
        elif how == 2:
            self.at(until, self.some, doc, n, Decimal('0.4'))
        self.at(until + self.r.randrange(12, 70), self.r.choice(
            [self.full, self.full, self.write_off]), doc, n)

    def plan(self, doc, n):
        """Three parts that sum to the debt; one may not be paid."""
        debt, number = doc.open[n], self.number('PL')
        if debt <= 0:
            return
        part, missed = rounded(debt / 3, doc.currency), self.r.randrange(5)
        for i, amount in enumerate([part, part, debt - 2 * part]):
            day = self.day + 10 + 15 * i
            if amount <= 0:
                continue
            self.call('plan', doc.customer, *self.where(doc, n), '--amount=' +
                      money(amount, doc.currency), '--date=' + iso(day),
                      number)
            if i != missed:
                self.at(day - self.r.randrange(3), self.up_to, doc, n, amount)
        self.at(self.day + 90, self.full, doc, n)

    def up_to(self, doc, n, amount):
        self.pay(doc, max(Decimal(0), min(amount, doc.open[n])), 'receipt', n)
