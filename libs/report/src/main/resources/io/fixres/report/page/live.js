// Talks to page-service: reads, asks, and hears what is new.

/** JSON of an address; undefined where there is nothing. */
export async function read(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (response.status === 204) return undefined;
  return answer(response);
}

/** Sends JSON and gives the answer; throws with the server's own words. */
export async function ask(address, body) {
  return answer(await fetch(address, {
    method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(body ?? {}),
  }));
}

async function answer(response) {
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`page-service answered ${response.status} ${response.statusText}`);
  }
  if (!response.ok) throw new Error(json.error ?? `page-service answered ${response.status}`);
  return json;
}

/** Hears of new points of curves and of whatever else has changed; the browser connects again by itself. */
export function listen({ point, changed, connected }) {
  const source = new EventSource("/api/events");
  source.addEventListener("open", () => { connected(true); changed(undefined); });
  source.addEventListener("error", () => connected(false));
  source.addEventListener("point", event => point(JSON.parse(event.data)));
  source.addEventListener("changed", event => changed(JSON.parse(event.data).experiment));
}

/** Calls at most once in so many milliseconds, the last time not forgotten. */
export function calmly(call, milliseconds) {
  let last = 0;
  let timer;
  return () => {
    clearTimeout(timer);
    const wait = last + milliseconds - Date.now();
    const now = () => { last = Date.now(); call(); };
    timer = setTimeout(now, Math.max(0, wait));
  };
}
