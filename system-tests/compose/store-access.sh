#!/usr/bin/env bash
# Shows that each user of the object store may do its work and nothing else. Runs inside the store-setup container:
#   docker compose run --rm -T --no-deps --entrypoint bash store-setup -s <system-tests/compose/store-access.sh
set -euo pipefail

users=(ingest-service augment-service trainer-service eval-service page-service client)
for user in "${users[@]}"; do
  secret=SECRET_${user^^}
  secret=${secret//-/_}
  mc --quiet alias set "$user" "$STORE_ENDPOINT" "$user" "${!secret}" >/dev/null
done
mc --quiet alias set root "$STORE_ENDPOINT" "$STORE_ROOT_USER" "$STORE_ROOT_PASSWORD" >/dev/null
echo content >/tmp/content

checks=0 failures=0
# expect yes|no USER ACTION KEY
expect() {
  local wanted=$1 user=$2 action=$3 key=$4 got=yes target=$2/$STORE_BUCKET/$4
  case $action in
    write) mc --quiet cp /tmp/content "$target" ;;
    read) mc --quiet cat "$target" ;;
    delete) mc --quiet rm "$target" ;;
    list) mc --quiet ls "$target" ;;
  esac >/tmp/answer 2>&1 || { got=no; grep -qE 'Access Denied|Insufficient permissions' /tmp/answer || got="no ($(cat /tmp/answer))"; }
  checks=$((checks + 1))
  if [[ $got == "$wanted" ]]; then return; fi
  echo "$user may $action $key: $got, expected $wanted"
  failures=$((failures + 1))
}

areas=(datasets sources ingest uploads experiments queue pending)
for area in "${areas[@]}"; do mc --quiet cp /tmp/content "root/$STORE_BUCKET/$area/access-check" >/dev/null; done

# What each user may read, write and delete; everything else must be denied.
declare -A may=(
  [ingest-service:read]='datasets sources ingest uploads' [ingest-service:write]='datasets sources ingest'
  [ingest-service:delete]='ingest'
  [augment-service:read]='datasets' [augment-service:write]='' [augment-service:delete]=''
  [trainer-service:read]='datasets sources experiments queue' [trainer-service:write]='experiments queue'
  [trainer-service:delete]='experiments queue'
  [eval-service:read]='datasets experiments pending' [eval-service:write]='experiments pending'
  [eval-service:delete]='experiments pending'
  [page-service:read]='datasets experiments queue' [page-service:write]='' [page-service:delete]=''
  [client:read]='datasets sources ingest uploads experiments queue pending' [client:write]='uploads'
  [client:delete]='experiments pending'
)
for user in "${users[@]}"; do
  expect yes "$user" list datasets/
  for action in read write delete; do
    for area in "${areas[@]}"; do
      wanted=no
      if [[ " ${may[$user:$action]} " == *" $area "* ]]; then wanted=yes; fi
      expect "$wanted" "$user" "$action" "$area/access-check"
      if [[ $action == delete && $wanted == yes ]]; then
        mc --quiet cp /tmp/content "root/$STORE_BUCKET/$area/access-check" >/dev/null
      fi
    done
  done
done
expect yes page-service write experiments/access-check/pictures/initial.safetensors
expect no page-service write experiments/access-check/report.html
expect yes client write experiments/access-check/report.html
expect no client write experiments/access-check/state.json
for key in pictures/initial.safetensors report.html; do mc --quiet rm "root/$STORE_BUCKET/experiments/access-check/$key" >/dev/null; done
for area in "${areas[@]}"; do mc --quiet rm "root/$STORE_BUCKET/$area/access-check" >/dev/null; done

echo "$checks checks of store access, $failures failed"
exit $((failures > 0))
