#!/bin/sh
# `npm start`: builds what is missing or out of date, then serves, with the settings in .env if it exists.
if ! node --version >/dev/null 2>&1; then
  echo "The Node in node_modules can't run on this machine. Run npm ci on it, or remove node_modules/.bin/node to use its own Node." >&2
  exit 1
fi
node bin/check-node.js || exit 1
node scripts/build-if-missing.ts || exit 1
test -f .env && env_file=--env-file=.env
NODE_COMPILE_CACHE=node_modules/.cache/desk exec node --disable-sigusr1 $env_file src/server/main.ts "$@"
