# shellcheck shell=bash
# Parts of run.sh; uses its $work, $root, $here and ports.

step() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }
ok() { printf 'ok: %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

compose() { docker compose --env-file "$work/env" "$@"; }

clean_up() {
  local code=$?
  if [[ ${watcher-} ]]; then kill "$watcher" 2>/dev/null || true; fi
  if ((code != 0)) && [[ -e $work/env ]]; then
    compose ps --all >&2 || true
    compose logs --no-color --tail 40 trainer-service augment-service eval-service ingest-service >&2 || true
  fi
  if [[ ${KEEP-} ]]; then
    printf 'kept: docker compose --project-name %s --env-file %s ps\n' "$COMPOSE_PROJECT_NAME" "$work/env" >&2
  elif [[ -e $work/env ]]; then
    compose down --volumes --timeout 10 >/dev/null 2>&1 || true
    rm -rf "$work"
  fi
  exit "$code"
}

# wait_until SECONDS WHAT COMMAND...: asks once a second
wait_until() {
  local limit=$1 what=$2 end=$((SECONDS + $1))
  shift 2
  until "$@"; do
    ((SECONDS < end)) || fail "waited $limit s for $what"
    sleep 1
  done
}

# --- the experiment -------------------------------------------------------------------------------------------------

# The command against the published ports, as the least-privileged user `client`.
fixres() {
  local secret
  secret=$(sed -n 's/^CLIENT_SECRET_KEY=//p' "$work/env")
  FIXRES_STORE_ACCESS_KEY=client FIXRES_STORE_SECRET_KEY=$secret "$root/fixres" "$@" \
    --bootstrap "localhost:$KAFKA_PORT" --s3 "http://localhost:$STORE_PORT" --home "$work/home"
}

# An object of the store, read inside the network.
object() {
  compose exec --no-TTY minio bash -c '
    mc --quiet alias set store http://localhost:9000 "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD" >/dev/null
    mc --quiet cat "store/$0/$1"' fixres "$1" 2>/dev/null
}

state() { object "experiments/$experiment/state.json" | jq --raw-output "$1"; }
test_state() { [[ $(state "$1") == true ]]; }
state_exists() { [[ $(state '.status') ]]; }
ended() { ! kill -0 "$1" 2>/dev/null; }

# Kills the JVM itself and not the container, as a crash or the kernel would: Docker must start it again.
kill_java() {
  compose exec --no-TTY "$1" bash -c '
    for process in /proc/[0-9]*; do
      if [[ $(<"$process/comm") == java ]]; then kill -9 "${process#/proc/}"; fi
    done' 2>/dev/null || true
}

restarted() { (($(docker inspect --format '{{.RestartCount}}' "$1") > 0)); }

# --- metrics --------------------------------------------------------------------------------------------------------

prometheus() { curl --silent --fail --get "http://localhost:$PROMETHEUS_PORT/api/v1/$1" "${@:2}"; }

targets() {
  prometheus targets | jq --raw-output \
    '[.data.activeTargets[] | "\(.labels.job) \(.health)"] | group_by(.) | map("\(length) x \(.[0])") | join(", ")'
}

# Three augmenters, one of everything else, and all of them up.
all_targets_up() {
  prometheus targets | jq --exit-status '
    [.data.activeTargets[] | select(.health == "up") | .labels.job] as $up
    | all(.data.activeTargets[]; .health == "up")
      and ($up | map(select(. == "augment-service")) | length) == 3
      and (["ingest-service", "trainer-service", "eval-service", "page-service", "minio"] - $up | length) == 0' >/dev/null
}

# Every expression of every dashboard had data in the last half hour; a dashboard's variables stand for everything.
check_dashboards() {
  local file expression query count=0
  for file in "$root"/ops/grafana/dashboards/*.json; do
    while IFS= read -r expression; do
      query=${expression//\$__rate_interval/1m}
      query=$(sed 's/\$[a-z_]*/.*/g' <<<"$query")
      prometheus query --data-urlencode "query=last_over_time(($query)[30m:30s])" | jq --exit-status '.data.result | length > 0' >/dev/null ||
        fail "$(basename "$file"): no data for $query"
      count=$((count + 1))
    done < <(jq --raw-output '.. | .expr? // empty' "$file")
  done
  ok "$count expressions of dashboards have data"
}

# What the services export under their own prefix stands in docs/operations.md.
check_documented() {
  local name unknown=()
  while IFS= read -r name; do
    grep -q "\`$name\`" "$root/docs/operations.md" || unknown+=("$name")
  done < <(prometheus label/__name__/values | jq --raw-output '.data[] | select(startswith("fixres_"))')
  ((${#unknown[@]} == 0)) || fail "not in docs/operations.md: ${unknown[*]}"
  ok 'docs/operations.md knows every fixres_ metric'
}
