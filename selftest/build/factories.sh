#!/bin/sh
# factories.sh -- prints docs/FACTORIES.md, made of docs/examples/factories, whose sources selftest/integration/factories.sh builds and runs.
#
#     sh selftest/build/factories.sh >docs/FACTORIES.md          make docs
set -eu
here=docs/examples/factories
awk -f selftest/build/factories.awk include/seedbed/factory.h $here/declared.c $here/functions.c $here/factories.yaml $here/tests.c $here/page.md
