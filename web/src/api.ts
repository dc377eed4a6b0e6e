// Requests to the server that sent this page, and to no other.
import { useEffect, useRef, useState } from "preact/hooks";

export class Problem extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const TOKEN = "marsad-token";

/** The token stands behind # in the address that `marsad serve --token` printed; it is kept for this tab only. */
export function takeToken(): void {
  const given = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!given) return;
  sessionStorage.setItem(TOKEN, decodeURIComponent(given));
  history.replaceState(null, "", location.pathname + location.search);
}

export const token = () => sessionStorage.getItem(TOKEN) ?? "";
export const setToken = (given: string) => sessionStorage.setItem(TOKEN, given);

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const told = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new Problem(response.status, told.detail ?? response.statusText);
}

function headers(): Record<string, string> {
  return token() ? { "X-Marsad-Token": token() } : {};
}

export async function get<T>(path: string, params = "", signal?: AbortSignal): Promise<T> {
  const query = params ? `?${params}` : "";
  return answer<T>(await fetch(`/api/${path}${query}`, { signal: signal ?? null, headers: headers() }));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const sent = { method: "POST", headers: { "Content-Type": "application/json", ...headers() }, body: JSON.stringify(body) };
  return answer<T>(await fetch(`/api/${path}`, sent));
}

export type Loaded<T> = { data: T | null; error: Problem | Error | null; loading: boolean; again: () => void };

/** What a path of the API gives; while new data comes, the old stays. A path of null asks nothing. */
export function useData<T>(path: string | null, params = ""): Loaded<T> {
  const [state, setState] = useState<{ key: string; data: T | null; error: Error | null }>({ key: "", data: null, error: null });
  const [turn, setTurn] = useState(0);
  const key = path === null ? "" : `${path}?${params}&${turn}`;
  const latest = useRef("");
  latest.current = key;
  useEffect(() => {
    if (path === null) return;
    const control = new AbortController();
    get<T>(path, params, control.signal)
      .then((data) => latest.current === key && setState({ key, data, error: null }))
      .catch((error: Error) => error.name !== "AbortError" && setState((old) => ({ key, data: old.data, error })));
    return () => control.abort();
  }, [key]);
  return { data: state.data, error: state.error, loading: key !== state.key, again: () => setTurn((n) => n + 1) };
}
