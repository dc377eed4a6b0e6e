import { useState } from "preact/hooks";
import { t } from "../i18n";

const KEY = "marsad-theme";

export function dark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

const stored = localStorage.getItem(KEY);
if (stored) document.documentElement.dataset.theme = stored;

export function ThemeSwitch() {
  const [now, setNow] = useState(dark);
  const change = () => {
    const next = now ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEY, next);
    setNow(!now);
    dispatchEvent(new Event("marsad-theme"));
  };
  return (
    <button type="button" class="icon" onClick={change} aria-pressed={now} aria-label={t("theme")} title={t("theme")}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M10 2a8 8 0 1 0 0 16zM10 3.5a6.5 6.5 0 0 1 0 13" fill="currentColor" /><circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="1.4" /></svg>
    </button>
  );
}
