// The address is the state: a view is shared by sharing its address.
import { useEffect, useState } from "preact/hooks";

export type Params = Record<string, string | null | undefined>;
export type Route = { page: string; id: string | null; params: URLSearchParams };

const listeners = new Set<() => void>();

export function readRoute(): Route {
  const [page = "", id = null] = location.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  return { page, id, params: new URLSearchParams(location.search) };
}

export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const update = () => setRoute(readRoute());
    listeners.add(update);
    addEventListener("popstate", update);
    return () => {
      listeners.delete(update);
      removeEventListener("popstate", update);
    };
  }, []);
  return route;
}

/** The address of a page; the chosen language goes along. */
export function address(path: string, params: Params = {}): string {
  const search = new URLSearchParams();
  const language = new URLSearchParams(location.search).get("lang");
  if (language) search.set("lang", language);
  for (const [key, value] of Object.entries(params)) if (value) search.set(key, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export function go(path: string, params: Params = {}, replace = false): void {
  const next = address(path, params);
  history[replace ? "replaceState" : "pushState"](null, "", next);
  for (const listener of listeners) listener();
}

/** Change parameters of the present page; null takes one out. */
export function setParams(changes: Params, replace = false): void {
  const params = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  const text = params.toString();
  history[replace ? "replaceState" : "pushState"](null, "", text ? `?${text}` : location.pathname);
  for (const listener of listeners) listener();
}
