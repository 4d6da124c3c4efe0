// The wire: the control interface of the local Bot API, as any other client uses it.
async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body.result;
}

export const act = async (name, body = {}) =>
  answer(await fetch(`/control/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

export const get = async (name, query = {}) => answer(await fetch(`/control/${name}?${new URLSearchParams(query)}`));

export const load = async (address) => (await fetch(address)).json();

export const picture = (id) => `/control/file?${new URLSearchParams({ id })}`;

// The browser connects again by itself; what was missed meanwhile is read from the chats.
export function listen(heard, joined) {
  const stream = new EventSource("/control/events");
  stream.onopen = joined;
  stream.onmessage = (event) => heard(JSON.parse(event.data));
}
