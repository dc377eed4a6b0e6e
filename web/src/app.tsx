import type { ComponentType } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import { LANGUAGES, NAMES, t, useMessages } from "./i18n";
import { Link } from "./parts/link";
import { ThemeSwitch } from "./parts/theme";
import { address, setParams, useRoute } from "./url";

type Page = ComponentType<{ id: string | null; params: URLSearchParams }>;
const PAGES: Record<string, Page> = {
  "": lazy(() => import("./pages/overview")),
  event: lazy(() => import("./pages/event")),
  figures: lazy(() => import("./pages/figures")),
  trends: lazy(() => import("./pages/trends")),
  network: lazy(() => import("./pages/network")),
  documents: lazy(() => import("./pages/documents")),
  read: lazy(() => import("./pages/read")),
  review: lazy(() => import("./pages/review")),
  about: lazy(() => import("./pages/about")),
};
const MENU = ["", "figures", "trends", "network", "documents", "read", "review", "about"];

export function App() {
  const language = useMessages();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route.page + route.id);
  const name = t(`nav.${route.page || "overview"}`);
  useEffect(() => {
    if (language) document.title = `${name} · ${t("brand")}`;
    // A new page begins at its top, for the eye and for the keyboard alike.
    if (shown.current !== route.page + route.id) {
      shown.current = route.page + route.id;
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [language, route.page, route.id]);
  if (!language) return null;
  const Shown = PAGES[route.page];
  return (
    <div class="frame" key={language}>
      <a class="skip" href="#main">{t("skip")}</a>
      <header class="top">
        <Link class="brand" to="/"><img src="/icon.svg" alt="" width="26" height="26" /><span>{t("brand")}</span></Link>
        <nav aria-label={t("nav.label")}>
          {MENU.map((page) => (
            <Link key={page} to={`/${page}`} aria-current={route.page === page ? "page" : undefined}>{t(`nav.${page || "overview"}`)}</Link>
          ))}
        </nav>
        <div class="switches">
          <label>
            <span class="hidden">{t("language.label")}</span>
            <select value={language} onChange={(event) => setParams({ lang: event.currentTarget.value })}>
              {LANGUAGES.map((one) => <option key={one} value={one} lang={one}>{NAMES[one]}</option>)}
            </select>
          </label>
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<p class="loading">{t("loading")}</p>}>
          {Shown ? <Shown id={route.id} params={route.params} /> : <p>{t("not_found")} <a href={address("/")}>{t("nav.overview")}</a></p>}
        </Suspense>
      </main>
      <footer class="bottom">{t("footer")}</footer>
    </div>
  );
}
