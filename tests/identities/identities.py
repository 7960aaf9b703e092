#!/usr/bin/env python3
"""What must hold between the tools' own answers, on random ledgers.

usage: tests/identities/identities.py [--seed S] [--runs N] [--run K]
                                      [NAME...]

No rule is modelled here: one answer is compared with another one, or with a
sum of the ledger's cells. The names are those of the functions of sums.py and
sameness.py, the numbers in them those of tests/properties.bats. Prints the
seed and the first ledger on which one does not hold, and fails.
"""
import argparse, random, shutil, sys, tempfile, traceback

sys.dont_write_bytecode = True
import sameness, sums
from desk import Desk, Fails

ALL = {name: f for module in (sums, sameness) for name, f in vars(
    module).items() if (getattr(f, '__doc__', None) or '')[:1].isdigit()}


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--seed', default='1')
    p.add_argument('--runs', type=int, default=5)
    p.add_argument('--run', type=int)
    p.add_argument('names', nargs='*', default=list(ALL))
    args = p.parse_args()
    runs = range(args.runs) if args.run is None else [args.run]
    for name in args.names:
        for k in runs:
            folder = tempfile.mkdtemp(prefix='identity-')
            try:
                ALL[name](Desk(folder), random.Random('%s.%s.%d' % (
                    args.seed, name, k)))
            except Exception as e:
                print(e if isinstance(e, Fails) else traceback.format_exc())
                sys.exit('--seed %s --run %d %s does not hold (%s); files in '
                         '%s' % (args.seed, k, name, ALL[name].__doc__.split(
                             ':')[0], folder))
            shutil.rmtree(folder)
    print('seed %s: %d identities on %d ledgers each' % (
        args.seed, len(args.names), len(runs)))


if __name__ == '__main__':
    main()
