#!/usr/bin/env bash
# Makes the object store ready for the services: the bucket, and for every policy a user of the same name who has it.
# Everything here may be repeated; a changed policy or secret is applied.
set -euo pipefail
cd "$(dirname "$0")/policies"

mc --quiet alias set store "$STORE_ENDPOINT" "$STORE_ROOT_USER" "$STORE_ROOT_PASSWORD" >/dev/null
mc mb --ignore-existing "store/$STORE_BUCKET"

for file in *.json; do
  name=${file%.json}
  secret=SECRET_${name^^}
  secret=${secret//-/_}
  if [[ -z ${!secret-} ]]; then
    echo "policy $file has no secret: set $secret" >&2
    exit 1
  fi
  policy=/tmp/$file
  sed "s/@BUCKET@/$STORE_BUCKET/g" "$file" >"$policy"
  mc admin policy create store "$name" "$policy"
  mc admin user add store "$name" "${!secret}" >/dev/null
  # Attaching a policy that is attached already counts as an error: ask first.
  if ! mc admin user info store "$name" --json | grep -q "\"policyName\":\"$name\""; then
    mc admin policy attach store "$name" --user "$name"
  fi
done
