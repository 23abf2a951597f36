#!/usr/bin/env bash
# Writes .env (or the file given) from .env.example: each empty value becomes a random secret. Keeps a file that exists.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:-.env}
if [[ -e $target ]]; then
  echo "$target exists; remove it first if new secrets are wanted" >&2
  exit 1
fi

secret() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }

umask 077
while IFS= read -r line; do
  if [[ $line =~ ^[A-Z_]+=$ ]]; then line+=$(secret); fi
  printf '%s\n' "$line"
done <.env.example >"$target"
echo "wrote $target"
