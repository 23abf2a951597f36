#!/usr/bin/env bash
# Proof of docker-compose.yml: brings the system up, submits the demo from this host through the published ports, kills
# the trainer in mid-run, scales augmenters, stops the trainer politely, and checks results, metrics and dashboards.
#
#   system-tests/compose/run.sh
#
# It needs Docker with Compose 2.20 or newer, curl, jq and a JDK for the fixres command; it uses a project, ports and
# volumes of its own, and removes them at the end.
# The first run builds the images, which takes minutes (COMPOSE_PROGRESS=plain shows what is done).
#   COMPOSE_SERVICES   services to start (default: all of docker-compose.yml)
#   KEEP=1             leaves the containers running for a look
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
here=$root/system-tests/compose

export COMPOSE_PROJECT_NAME=fixres-proof COMPOSE_PROGRESS=${COMPOSE_PROGRESS:-quiet}
export KAFKA_PORT=${KAFKA_PORT:-19092} STORE_PORT=${STORE_PORT:-19000} STORE_CONSOLE_PORT=${STORE_CONSOLE_PORT:-19001}
export PROMETHEUS_PORT=${PROMETHEUS_PORT:-19090} GRAFANA_PORT=${GRAFANA_PORT:-13000} PAGE_PORT=${PAGE_PORT:-18480}
work=$(mktemp -d)
# shellcheck source=system-tests/compose/lib.sh
source "$here/lib.sh"
trap clean_up EXIT

step 'a missing secret is named'
message=$(docker compose --env-file /dev/null config 2>&1 >/dev/null) && fail 'compose accepted a missing secret'
# Which of them Compose meets first differs from run to run.
[[ $message =~ 'required variable '[A-Z_]+' is missing a value: run ops/make-env.sh' ]] || fail "unclear: $message"
ok "$message"

step 'users of the store may do their work and nothing else'
"$root/ops/make-env.sh" "$work/env"
compose up --detach --build --wait minio
compose run --rm --no-TTY store-setup
compose run --rm --no-TTY --no-deps --entrypoint bash store-setup -s <"$here/store-access.sh"

step 'the stack comes up, each service after what it needs'
services=${COMPOSE_SERVICES:-$(compose config --services)}
# shellcheck disable=SC2086 # a list of names
compose up --detach --build --wait --quiet-pull $services
compose ps --all --format 'table {{.Service}}\t{{.Status}}'
[[ $(compose ps --all --format '{{.ExitCode}}' store-setup) == 0 ]] || fail 'store-setup failed'

step 'services run without privileges'
for service in ingest-service augment-service trainer-service eval-service page-service; do
  container=$(compose ps --quiet "$service" | head -1)
  [[ $(docker inspect --format '{{.HostConfig.ReadonlyRootfs}}' "$container") == true ]] || fail "$service: root is writable"
  [[ $(compose exec --no-TTY "$service" id -u) != 0 ]] || fail "$service runs as root"
  (($(docker inspect --format '{{.HostConfig.Memory}}' "$container") > 0)) || fail "$service: no memory limit"
  ok "$service: read-only root file system, user $(compose exec --no-TTY "$service" id -un), limited memory"
done

step 'the demo is submitted from the host'
experiment=$(fixres submit demo --id compose-proof)
wait_until 60 'the request to be accepted' state_exists
fixres watch "$experiment" --json >"$work/watch.json" 2>"$work/watch.log" &
watcher=$!
ok "experiment $experiment"

step 'kill -9 of the trainer in mid-run'
wait_until 1200 'a first checkpoint' test_state '.checkpoints | length >= 1'
killed_attempt=$(state '.attempt')
container=$(compose ps --quiet trainer-service)
kill_java trainer-service
wait_until 60 'Docker to start the container again' restarted "$container"
ok "the container runs again; the run was at attempt $killed_attempt"

step 'three augmenters in mid-run'
# shellcheck disable=SC2086
compose up --detach --wait --no-recreate --scale augment-service=3 $services
ok "$(compose ps --quiet augment-service | wc -l) augmenters"
wait_until 300 'the run to go on' test_state ".attempt > $killed_attempt"
ok "attempt $(state '.attempt')"

step 'SIGTERM: the trainer saves, releases its lease and leaves within its grace period'
wait_until 1200 'another checkpoint' test_state '.checkpoints | length >= 3'
container=$(compose ps --quiet trainer-service)
compose stop trainer-service
code=$(docker inspect --format '{{.State.ExitCode}}' "$container")
[[ $code != 137 ]] || fail 'the trainer was killed after its grace period'
[[ $(state '.status') == queued && $(state '.lease') == null ]] || fail "lease kept: $(state '{status, lease}')"
ok "exit code $code; the experiment waits in the queue at step $(state '.position.step')"
compose start trainer-service

step 'the run finishes and every evaluation is in'
wait_until 2400 'the experiment to end' test_state '.status | IN("completed", "failed", "cancelled")'
[[ $(state '.status') == completed ]] || fail "it ended as $(state '"\(.status): \(.message)"')"
wait_until 900 'the evaluations' ended "$watcher"
wait "$watcher" || fail "fixres watch ended with $?: $(tail -n 5 "$work/watch.log")"
ok "attempts: $(state '.attempt')"
fixres show "$experiment"

step 'the page shows it, pictures and all, and the report is stored'
page() { curl --silent --fail "http://localhost:$PAGE_PORT$1"; }
page /api/experiments | jq --exit-status ".experiments[0].experiment == \"$experiment\"" >/dev/null || fail 'not in the list'
page "/api/experiments/$experiment/snapshot" | jq --exit-status '
  (.pictures | length) == 3 and all(.phases[]; .curve | length > 0) and (.evaluations | length) > 0' >/dev/null ||
  fail 'the snapshot lacks pictures, curves or scores'
fixres report "$experiment" --output "$work/report.html"
ok "report of $(wc -c <"$work/report.html") bytes"

step 'Prometheus sees every process, every dashboard query has data, every metric is documented'
wait_until 60 'all targets up' all_targets_up
ok "$(targets)"
check_dashboards
check_documented

step 'down -v leaves nothing'
compose down --volumes --timeout 60
[[ -z $(docker ps --all --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME") ]] || fail 'containers left'
[[ -z $(docker volume ls --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME") ]] || fail 'volumes left'
ok 'no container, no volume'

printf '\nPASSED in %d s\n' "$SECONDS"
