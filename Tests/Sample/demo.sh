#!/bin/sh
# Previews the catalogue on the sample project and applies it to a branch of a scratch repository.
set -eu

redline=$1
sample=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r "$sample/orders" "$sample/pyproject.toml" "$scratch"
cd "$scratch"

say() { printf '\n$ %s\n' "$*"; }
run() { say "$@"; "$@"; }

export GIT_AUTHOR_NAME="Redline demo" GIT_AUTHOR_EMAIL=demo@example.com
export GIT_COMMITTER_NAME="Redline demo" GIT_COMMITTER_EMAIL=demo@example.com
git init --quiet --initial-branch=main
git add .
git commit --quiet --message "Orders, before the audit"
printf '\n# an edit nobody has committed yet\n' >> orders/exports.py

say "redline catalogue"
"$redline" catalogue
say "redline preview --refusals      (exit code 1: there is something to fix)"
"$redline" preview --refusals || test $? -eq 1
say "redline apply --branch fix/audit"
"$redline" apply --branch fix/audit
run git log --stat --format='%n%h %an%n%n%B' main..fix/audit
run git status --short --branch
printf '\nThe working tree, the index and HEAD are as they were: only the branch fix/audit is new.\n'
