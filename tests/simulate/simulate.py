#!/usr/bin/env python3
"""Simulate years of a firm whose tools are killed and find no room.

usage: tests/simulate/simulate.py [--years N] [--seed S] [--days N]
                                  [--jobs N] [--year K]

Each year is a small firm: it ships and bills, is paid in full, in parts, too
much or never, reminds, writes letters, sells some of its invoices, and closes
each month. Two operators work on the same files; any run may be killed, or
find the disk full, at any call that changes a file, and is then run again.
Each day what the tools say is compared with a model that knows nothing of
them, to the cent; at the end all files with those of the same year without a
disturbance. --year repeats one year. A difference says the seed, the day and
both figures, and keeps the folder; an interrupt ends with what was done.
AR_FAULT_LIBRARY is the library that disturbs.
"""
import argparse, multiprocessing, os, shutil, signal, sys, tempfile, traceback

sys.dont_write_bytecode = True
from books import iso, rows_of
from office import Difference
from year import Year


def log_of(year):
    """The log without clock, what people say in any order within a day."""
    rows = [dict(row, ts='') for row in rows_of(year.office.read('log.csv'))]
    return [row for row in rows if row['by'] == 'ar-remind' or
            row['event'] == 'run'], sorted(
        sorted(row.items()) for row in rows if row['by'] != 'ar-remind')


def compare(year, calm):
    """The end is that of a year that nothing disturbed."""
    for name in 'journal.csv', 'ledger.csv', 'payments.csv':
        if year.office.read(name) != calm.office.read(name):
            raise Difference('%s is not that of the calm year' % name)
    if log_of(year) != log_of(calm):
        raise Difference('the log is not that of the calm year')
    letters = [{name: x.office.read('letters/' + name) for name in os.listdir(
        x.office.path('letters'))} for x in (year, calm)]
    if letters[0] != letters[1]:
        raise Difference('the letters are not those of the calm year')


def simulate(job):
    """Counts, and a text that is not empty if there is a difference."""
    seed, k, days = job
    name = '%s.%d' % (seed, k)
    memory = '/dev/shm'     # files are synced all the time
    root = tempfile.mkdtemp(
        prefix='simulate-%s-' % name, dir=os.environ.get('TMPDIR') or (
            memory if os.access(memory, os.W_OK) else None))
    year = None
    try:
        year = Year(name, days, root + '/year', False)
        year.run()
        calm = Year(name, days, root + '/calm', True)
        calm.run()
        compare(year, calm)
    except Exception as e:
        text = str(e) if isinstance(e, Difference) else traceback.format_exc()
        return {}, 'seed %s, year %d, %s, in %s\n%s' % (
            seed, k, iso(year.day) if year else 'before the first day', root,
            text)
    shutil.rmtree(root)
    return dict(year.office.counts, days=days), ''


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--years', type=int, default=1)
    p.add_argument('--seed', default='1')
    p.add_argument('--days', type=int, default=365)
    p.add_argument('--jobs', type=int, default=os.cpu_count())
    p.add_argument('--year', type=int)
    args = p.parse_args()
    years = range(args.years) if args.year is None else [args.year]
    total, done, bad = {}, 0, 0
    with multiprocessing.Pool(args.jobs, signal.signal, (
            signal.SIGINT, signal.SIG_IGN)) as pool:
        try:
            for counts, text in pool.imap_unordered(simulate, [
                    (args.seed, k, args.days) for k in years]):
                for name, n in counts.items():
                    total[name] = total.get(name, 0) + n
                done += 1
                if text:
                    bad += 1
                    print(text, flush=True)
        except KeyboardInterrupt:
            print('stopped; so far:')
    print('seed %s: %d years, %d days, %d calls, %d kills, %d full disks, '
          '%d times in use, %d differences' % (
              args.seed, done, total.get('days', 0), total.get('calls', 0),
              total.get('kills', 0), total.get('full disks', 0),
              total.get('busy', 0), bad))
    sys.exit(bad > 0 or done < len(years))


if __name__ == '__main__':
    main()
